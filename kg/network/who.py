"""Who accused whom: pairs of actors or of sides, with the accusations between them and the answers to these.

Computed from the records by dictionaries, without a graph: the count of a pair is that of its statements.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.corpus.affiliation import Span
from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved
from kg.network.level import Level, speakers_at


@dataclass(frozen=True, slots=True)
class Pair:
    """One accuser and one accused, with the ids of the accusations and of the answers to them, in the order of time."""

    accuser: str
    accused: str
    accusations: tuple[str, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which accusations count; None means all. `within` keeps those that may fall into the span."""

    accuser: str | None = None
    accused: str | None = None
    topic: str | None = None
    within: Span = field(default_factory=Span)

    def admits(self, corpus: Corpus, resolved: Resolved) -> bool:
        """Whether the statement is on the topic, or one within it, and may fall into the span."""
        if self.topic is not None and not any(self.topic in _topics_above(corpus, topic) for topic in resolved.topics):
            return False
        late = self.within.latest is not None and resolved.earliest is not None and resolved.earliest > self.within.latest
        early = self.within.earliest is not None and resolved.latest is not None and resolved.latest < self.within.earliest
        return not (late or early)


def who(corpus: Corpus, level: Level, wanted: Filter) -> tuple[Pair, ...]:
    """The pairs, those with most accusations first.

    At the level of sides a speaker or an accused without a side stands under its own id. `wanted.accuser` and
    `wanted.accused` match the actor, its side, and those it speaks for.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for id_ in corpus.in_time(r.id for r in corpus.resolved.values() if r.act == "accuses" and wanted.admits(corpus, r)):
        for pair in dict.fromkeys(_pairs(corpus, corpus.resolved[id_], level, wanted)):
            found.setdefault(pair, []).append(id_)
    answered_by = corpus.answered_by
    pairs = [
        Pair(accuser, accused, tuple(ids), corpus.in_time([a for id_ in ids for a in answered_by.get(id_, ())]))
        for (accuser, accused), ids in found.items()
    ]
    return tuple(sorted(pairs, key=lambda p: (-len(p.accusations), p.accuser, p.accused)))


def _pairs(corpus: Corpus, resolved: Resolved, level: Level, wanted: Filter) -> Iterator[tuple[str, str]]:
    around = {*resolved.spoken_for, *resolved.sides, *resolved.speakers}
    for accused in resolved.against:
        # Looking up sides is most of the work, and mostly in vain.
        sides = corpus.sides_of(accused, resolved.span) if level == "side" or wanted.accused is not None else ()
        if wanted.accused is not None and wanted.accused not in {accused, *sides}:
            continue
        for accuser in speakers_at(corpus, resolved, level):
            if wanted.accuser is None or wanted.accuser in {accuser, *around}:
                for target in (accused,) if level == "actor" else sides or (accused,):
                    yield accuser, target


def _topics_above(corpus: Corpus, topic: str) -> set[str]:
    """The topic and those it is part of."""
    found: set[str] = set()
    current: str | None = topic
    while current is not None and current not in found:
        found.add(current)
        record = corpus.topics.get(current)
        current = record.broader if record else None
    return found
