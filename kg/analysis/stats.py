"""Counts of the record: how many statements there are by act, side, topic and document.

What belongs to several sides, topics or documents counts under each.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from kg.corpus.corpus import Corpus
from kg.corpus.index import By
from kg.model.acts import ACTS

KINDS: Final = ("actor", "source", "topic", "allegation", "statement")


class Tally(NamedTuple):
    """What is counted: `by` what, under which id (None: statements that have none), and the statements in the order of time."""

    by: By
    id: str | None
    statements: tuple[str, ...]
    accusations: tuple[str, ...]
    answers: tuple[str, ...]


def stats(corpus: Corpus) -> tuple[Tally, ...]:
    """The tallies: acts in the order of the format, then sides, topics and sources, those with most statements first."""
    return (
        *sorted(_tally(corpus, "act"), key=lambda t: list(ACTS).index(t.id or "")),
        *_tally(corpus, "side"),
        *_tally(corpus, "topic"),
        *_tally(corpus, "source"),
    )


def records(corpus: Corpus) -> dict[str, int]:
    """How many records of each kind stand, and how many reports the statements have."""
    return {
        "actor": len(corpus.actors),
        "source": len(corpus.sources),
        "topic": len(corpus.topics),
        "allegation": len(corpus.allegations),
        "statement": len(corpus.stated),
        "report": sum([len(statement.reports) for statement in corpus.stated.values()]),
    }


def _tally(corpus: Corpus, by: By) -> list[Tally]:
    index = corpus.index
    ids, accusing, answering = index.ids, index.accusing, index.answering
    tallies = [
        Tally(
            by,
            key,
            tuple([ids[number] for number in numbers]),
            tuple([ids[number] for number in numbers if accusing[number]]),
            tuple([ids[number] for number in numbers if answering[number]]),
        )
        for key, numbers in index.by(by).items()
    ]
    return sorted(tallies, key=lambda t: (t.id is None, -len(t.statements), t.id or ""))
