"""Counts of the record: how many statements there are by act, side, topic and document.

The same tallies as `expect` in the data set holds: what stands under several sides, topics or documents counts under each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved
from kg.model.acts import ACTS, family

By: TypeAlias = Literal["record", "act", "side", "topic", "source"]

KINDS: Final = ("actor", "source", "topic", "allegation", "statement")


@dataclass(frozen=True, slots=True)
class Tally:
    """What is counted: `by` what, under which id (None for statements that have none), and the statements, in file order."""

    by: By
    id: str | None
    statements: tuple[str, ...]
    accusations: tuple[str, ...]
    answers: tuple[str, ...]


def stats(corpus: Corpus) -> tuple[Tally, ...]:
    """The tallies: acts in the order of the format, then sides, topics and sources, those with most statements first."""
    return (
        *_tally(corpus, "act", lambda r: (r.act,), list(ACTS).index),
        *_tally(corpus, "side", lambda r: r.sides),
        *_tally(corpus, "topic", lambda r: r.topics),
        *_tally(corpus, "source", lambda r: dict.fromkeys(report.source for report in r.statement.reports)),
    )


def records(corpus: Corpus) -> dict[str, int]:
    """How many records of each kind stand, and how many reports the statements have."""
    counts = dict.fromkeys(KINDS, 0)
    for record in corpus.whole():
        if record.kind in counts:
            counts[record.kind] += 1
    counts["statement"] = len(corpus.stated)
    return {**counts, "report": sum(len(statement.reports) for statement in corpus.stated.values())}


def _tally(
    corpus: Corpus, by: By, keys: Callable[[Resolved], Iterable[str]], place: Callable[[str], int] | None = None
) -> list[Tally]:
    found: dict[str | None, tuple[list[str], list[str], list[str]]] = {}
    for resolved in corpus.resolved.values():
        for key in tuple(keys(resolved)) or (None,):
            said, accusations, answers = found.setdefault(key, ([], [], []))
            said.append(resolved.id)
            if resolved.act == "accuses":
                accusations.append(resolved.id)
            if resolved.answers or family(resolved.act) == "answer":
                answers.append(resolved.id)
    tallies = [Tally(by, key, *(tuple(ids) for ids in lists)) for key, lists in found.items()]
    if place is not None:
        return sorted(tallies, key=lambda t: place(t.id or ""))
    return sorted(tallies, key=lambda t: (t.id is None, -len(t.statements), t.id or ""))
