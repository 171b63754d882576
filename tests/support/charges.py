"""The accusations of a corpus by who makes them and whom they are against, found by going through all statements."""

from __future__ import annotations

from kg.corpus.corpus import Corpus
from kg.corpus.level import Level, accused_at, speakers_at


def accusations(corpus: Corpus, *, by: str | None = None, against: str | None = None, level: Level = "actor") -> tuple[str, ...]:
    """The accusations in the order of time: made by a party, or against one, or by one against another; all without either."""
    return corpus.in_time(
        id_
        for id_, resolved in corpus.resolved.items()
        if resolved.act == "accuses"
        and (by is None or by in speakers_at(corpus, resolved, level))
        and (against is None or against in accused_at(corpus, resolved, level))
    )
