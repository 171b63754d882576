"""Who accused whom as a table: a pair a row, with the answers counted by act; the caption holds the total."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from kg import edtf
from kg.analysis.who import Charges, Pair
from kg.corpus.corpus import Corpus
from kg.corpus.counting import Count, count
from kg.corpus.labels import name
from kg.corpus.silence import answers, counted, silences
from kg.render.counts import as_json, five, of_settled, period
from kg.render.table import Cell, Table


def table(corpus: Corpus, pairs: Iterable[Pair], total: Charges, *, maybe: bool = False) -> Table:
    """The pairs as rows for people; the records carry the ids of the statements behind each number, the last one the total.

    With `maybe` what only may lie in the period has a column of its own.
    """
    columns: tuple[str, ...] = ("accuser", "accused", "accusations", "answered", "when", "answers")
    if maybe:
        columns = (*columns, "perhaps in the period")
    rows: list[tuple[Cell, ...]] = []
    records: list[dict[str, object]] = []
    for pair in pairs:
        said, perhaps = pair.accusations, frozenset(pair.uncertain)
        sorted_ = silences(corpus, said)
        answered = sorted_["answered"]
        met = count(corpus, [id_ for id_ in answered if id_ not in perhaps], [id_ for id_ in answered if id_ in perhaps])
        accuser, accused = name(corpus, pair.accuser), name(corpus, pair.accused)
        row = (accuser, accused, pair.number, met, _when(corpus, said), _acts(corpus, pair))
        rows.append((*row, len(perhaps)) if maybe else row)
        records.append(
            {
                "kind": "pair",
                "ids": [pair.accuser, pair.accused],
                "accuser": accuser,
                "accused": accused,
                "accusations": as_json(pair.number, said, perhaps),
                "answered": as_json(met, answered, perhaps),
                "answers": list(pair.answers),
                "silences": {kind: list(ids) for kind, ids in sorted_.items()},
            }
        )
    kept = (*total.surely, *(total.perhaps if maybe else ()))
    number = count(corpus, total.surely, total.perhaps if maybe else ())
    unnamed = frozenset(total.unnamed)
    records.append(
        {
            "kind": "total",
            "id": None,
            "accusations": as_json(number, kept, total.perhaps if maybe else ()),
            "silences": {kind: list(ids) for kind, ids in silences(corpus, kept).items()},
            "naming_nobody": [id_ for id_ in kept if id_ in unnamed],
            "more": [] if maybe else list(total.perhaps),
        }
    )
    lines = tuple(_caption(corpus, total, number, maybe=maybe))
    return Table(columns, tuple(rows), tuple(records), lines, frozenset({"accusations", "answered"}))


def _caption(corpus: Corpus, total: Charges, number: Count, *, maybe: bool) -> Iterator[str]:
    perhaps = total.perhaps if maybe else ()
    yield f"{number.of(' of accusation')}: {five(counted(corpus, total.surely, perhaps))}"
    kept = (*total.surely, *perhaps)
    unnamed = len(frozenset(total.unnamed).intersection(kept))
    if unnamed:
        yield f"{unnamed:,} of them name{'s' if unnamed == 1 else ''} nobody and {'has' if unnamed == 1 else 'have'} no row"
    several = sum(len(corpus.resolved[id_].speakers) > 1 or len(corpus.resolved[id_].against) > 1 for id_ in kept)
    if several:
        yield f"{several:,} with several speakers or several accused: counted once in the total, and in the row of each"
    yield from of_settled(corpus, kept)
    yield from period(() if maybe else total.perhaps, perhaps)


def _when(corpus: Corpus, said: Iterable[str]) -> str:
    """The dates of the first and the last accusation whose first day is known, or of the one there is."""
    dates = [date for id_ in said if (date := corpus.resolved[id_].date).known]
    begun = [edtf.words(date) for date in dates if date.earliest] or [edtf.words(date) for date in dates]
    return "unknown" if not begun else begun[0] if begun[0] == begun[-1] else f"{begun[0]} … {begun[-1]}"


def _acts(corpus: Corpus, pair: Pair) -> str:
    """How often each act answers surely, and how many answers are possible or were retracted."""
    counts = Counter(corpus.resolved[id_].act for id_ in pair.answers)
    shown = [f"{act} {n}" if n > 1 else act for act, n in sorted(counts.items(), key=lambda c: (-c[1], c[0]))]
    found = [answers(corpus, id_) for id_ in pair.accusations]
    perhaps = {id_ for one in found for id_ in one.perhaps} - set(pair.answers)
    retracted = {id_ for one in found for id_ in one.retracted}
    shown += [f"{len(perhaps):,} perhaps"] if perhaps else []
    return ", ".join(shown) + (f" · {len(retracted):,} retracted" if retracted else "")
