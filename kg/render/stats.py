"""The counts of the record as a table: one row an act, a side, a topic or a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.analysis.stats import Tally
from kg.corpus.corpus import Corpus
from kg.corpus.counting import count
from kg.corpus.labels import label
from kg.render.counts import as_json
from kg.render.table import Cell, Table


def table(corpus: Corpus, tallies: Iterable[Tally], counts: Mapping[str, int]) -> Table:
    """The tallies as rows; the records carry the ids of the statements that each number counts."""
    tallies = tuple(tallies)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            *(tally.by, _called(corpus, tally), tally.id or ""),
            *(count(corpus, ids) for ids in (tally.statements, tally.accusations, tally.answers)),
        )
        for tally in tallies
    )
    records = tuple(
        {
            "by": tally.by,
            "id": tally.id,
            "statements": as_json(count(corpus, tally.statements), tally.statements),
            "accusations": as_json(count(corpus, tally.accusations), tally.accusations),
            "answers": as_json(count(corpus, tally.answers), tally.answers),
        }
        for tally in tallies
    )
    caption = ", ".join(f"{count:,} {kind}{'' if count == 1 else 's'}" for kind, count in counts.items())
    columns = ("by", "name", "id", "statements", "accusations", "answers")
    first = {"by": "record", "id": None, "counts": dict(counts)}
    lines = (f"records: {caption}", "accusations and answers are counted in statements; a range leaves open what the record does")
    return Table(columns, rows, (first, *records), lines, frozenset(columns[3:]))


def _called(corpus: Corpus, tally: Tally) -> str:
    if tally.id is None:
        return f"(no {tally.by})"
    record = corpus.get(tally.id)
    return label(corpus, record) if record and tally.by != "act" else tally.id
