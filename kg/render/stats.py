"""The counts of the record as a table: one row an act, a side, a topic or a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.corpus.corpus import Corpus
from kg.corpus.labels import label
from kg.network.stats import Tally
from kg.render.table import Table


def table(corpus: Corpus, tallies: Iterable[Tally], counts: Mapping[str, int]) -> Table:
    """The tallies as rows; the records carry the ids of the statements that each number counts."""
    tallies = tuple(tallies)
    rows = tuple(
        (tally.by, _called(corpus, tally), tally.id or "", len(tally.statements), len(tally.accusations), len(tally.answers))
        for tally in tallies
    )
    records = tuple(
        {
            "by": tally.by,
            "id": tally.id,
            "statements": list(tally.statements),
            "accusations": list(tally.accusations),
            "answers": list(tally.answers),
        }
        for tally in tallies
    )
    caption = ", ".join(f"{count:,} {kind}{'' if count == 1 else 's'}" for kind, count in counts.items())
    columns = ("by", "name", "id", "statements", "accusations", "answers")
    return Table(columns, rows, ({"by": "record", "id": None, "counts": dict(counts)}, *records), (caption,))


def _called(corpus: Corpus, tally: Tally) -> str:
    if tally.id is None:
        return f"(no {tally.by})"
    record = corpus.get(tally.id)
    return label(corpus, record) if record and tally.by != "act" else tally.id
