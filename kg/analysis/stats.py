"""Counts of the record: how many statements there are by act, side, topic and document.

What belongs to several sides, topics or documents counts under each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved
from kg.model.acts import ACTS, family

By: TypeAlias = Literal["act", "side", "topic", "source"]

KINDS: Final = ("actor", "source", "topic", "allegation", "statement")
_KEYS: Final[Mapping[By, Callable[[Resolved], Iterable[str]]]] = {
    "act": lambda resolved: (resolved.act,),
    "side": lambda resolved: resolved.sides,
    "topic": lambda resolved: resolved.topics,
    "source": lambda resolved: {report.source for report in resolved.statement.reports},
}


class Tally(NamedTuple):
    """What is counted: `by` what, under which id (None: statements that have none), and the statements in the order of time."""

    by: By
    id: str | None
    statements: tuple[str, ...]
    accusations: tuple[str, ...]
    answers: tuple[str, ...]


def stats(corpus: Corpus) -> tuple[Tally, ...]:
    """The tallies: acts in the order of the format, then sides, topics and sources, those with most statements first."""
    linked = {id_ for ids in corpus.answered_by.values() for id_ in ids}
    return (
        *sorted(_tallies(corpus, "act", linked), key=lambda t: list(ACTS).index(t.id or "")),
        *_tallies(corpus, "side", linked),
        *_tallies(corpus, "topic", linked),
        *_tallies(corpus, "source", linked),
    )


def records(corpus: Corpus) -> dict[str, int]:
    """The number of records of each kind that are not withdrawn, and of the statements' reports."""
    return {
        "actor": len(corpus.actors),
        "source": len(corpus.sources),
        "topic": len(corpus.topics),
        "allegation": len(corpus.allegations),
        "statement": len(corpus.stated),
        "report": sum([len(statement.reports) for statement in corpus.stated.values()]),
    }


def _tallies(corpus: Corpus, by: By, linked: set[str]) -> list[Tally]:
    """The tallies of one kind; `linked` are the statements that answer one on record."""
    found: dict[str | None, list[Resolved]] = {}
    for id_ in corpus.order:
        resolved = corpus.resolved[id_]
        for key in _KEYS[by](resolved) or (None,):
            found.setdefault(key, []).append(resolved)
    tallies = [
        Tally(
            by,
            key,
            tuple([one.id for one in counted]),
            tuple([one.id for one in counted if one.act == "accuses"]),
            tuple([one.id for one in counted if one.id in linked or family(one.act) == "answer"]),
        )
        for key, counted in found.items()
    ]
    return sorted(tallies, key=lambda t: (t.id is None, -len(t.statements), t.id or ""))
