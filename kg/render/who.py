"""Who accused whom as a table: a pair a row, with the answers counted by act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg import edtf
from kg.corpus.corpus import Corpus
from kg.corpus.labels import name
from kg.network.who import Pair
from kg.render.table import Table


def table(corpus: Corpus, pairs: Iterable[Pair]) -> Table:
    """The pairs as rows for people; the records carry the ids of the statements behind each number."""
    columns = ("accuser", "accused", "accusations", "answered", "when", "answers")
    rows, records = [], []
    for pair in pairs:
        said = pair.accusations
        answered = [id_ for id_ in said if corpus.answered_by.get(id_)]
        accuser, accused = name(corpus, pair.accuser), name(corpus, pair.accused)
        rows.append((accuser, accused, len(said), len(answered), _when(corpus, said), _acts(corpus, pair)))
        records.append(
            {
                "accuser": {"id": pair.accuser, "name": accuser},
                "accused": {"id": pair.accused, "name": accused},
                "accusations": list(said),
                "answered": answered,
                "answers": list(pair.answers),
            }
        )
    return Table(columns, tuple(rows), tuple(records))


def _when(corpus: Corpus, said: Iterable[str]) -> str:
    """The dates of the first and the last accusation whose first day is known, or of the one there is."""
    dates = [date for id_ in said if (date := corpus.resolved[id_].date).known]
    begun = [edtf.words(date) for date in dates if date.earliest] or [edtf.words(date) for date in dates]
    return "unknown" if not begun else begun[0] if begun[0] == begun[-1] else f"{begun[0]} … {begun[-1]}"


def _acts(corpus: Corpus, pair: Pair) -> str:
    """How often each act answers."""
    counts = Counter(corpus.resolved[id_].act for id_ in pair.answers)
    return ", ".join(f"{act} {count}" if count > 1 else act for act, count in sorted(counts.items(), key=lambda c: (-c[1], c[0])))
