"""Who accused whom: pairs of actors or of sides, with the accusations between them and the answers to these.

Counted by dictionaries over the index of the corpus, without a graph: the count of a pair is that of its statements.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, NamedTuple

from kg.corpus.affiliation import Span
from kg.corpus.corpus import Corpus
from kg.corpus.index import Index
from kg.corpus.level import Level
from kg.corpus.resolution import Resolved

_NONE: Final[Mapping[str, int]] = MappingProxyType({})


class Pair(NamedTuple):
    """One accuser and one accused, with the accusations and the answers to them as places in the corpus's index.

    `answered` counts the accusations that have an answer, `acts` the answers by their act; `first` and `last` are the first
    and the last of the first days of the accusations, None where no day is known. `by_place` are the ids of all statements.
    """

    accuser: str
    accused: str
    said: Sequence[int]
    answered: int
    replies: Sequence[int]
    acts: Mapping[str, int]
    first: datetime.date | None
    last: datetime.date | None
    by_place: Sequence[str]

    @property
    def accusations(self) -> tuple[str, ...]:
        """The ids of the accusations, in the order of time; made when asked for, which a count need not."""
        return tuple(map(self.by_place.__getitem__, self.said))

    @property
    def answers(self) -> tuple[str, ...]:
        """The ids of the answers, in the order of time."""
        return tuple(map(self.by_place.__getitem__, self.replies))


@dataclass(frozen=True, slots=True)
class Filter:
    """Which accusations count; None means all. `within` keeps those that may fall into the span."""

    accuser: str | None = None
    accused: str | None = None
    topic: str | None = None
    within: Span = field(default_factory=Span)

    def admits(self, corpus: Corpus, resolved: Resolved) -> bool:
        """Whether the statement is on the topic, or one within it, and may fall into the span."""
        if self.topic is not None and _topics_within(corpus, self.topic).isdisjoint(resolved.topics):
            return False
        late = self.within.latest is not None and resolved.earliest is not None and resolved.earliest > self.within.latest
        early = self.within.earliest is not None and resolved.latest is not None and resolved.latest < self.within.earliest
        return not (late or early)


def who(corpus: Corpus, level: Level, wanted: Filter) -> tuple[Pair, ...]:
    """The pairs, those with most accusations first.

    At the level of sides a speaker or an accused without a side stands under its own id. `wanted.accuser` and
    `wanted.accused` match the actor, its side, and those it speaks for.
    """
    pairs: Mapping[tuple[str, str], Sequence[int]] = corpus.index.pairs(level)
    if wanted != Filter():
        pairs = _wanted(corpus, level, wanted, pairs)
    return tuple(sorted(_counted(corpus.index, pairs), key=lambda pair: -len(pair.said)))


def _counted(index: Index, pairs: Mapping[tuple[str, str], Sequence[int]]) -> Iterator[Pair]:
    """The pairs, each with what there is between the two."""
    days, replies, kinds = index.days, index.replies, index.acts
    for (accuser, accused), numbers in pairs.items():
        first = days[numbers[0]] or next((day for number in numbers if (day := days[number])), None)
        last = days[numbers[-1]]
        answered = [number for number in numbers if number in replies]
        if not answered:
            yield Pair(accuser, accused, numbers, 0, (), _NONE, first, last, index.ids)
            continue
        answers: Sequence[int] = replies[answered[0]]
        if len(answered) > 1:
            answers = sorted({reply for number in answered for reply in replies[number]})
        acts: dict[str, int] = {}
        for reply in answers:
            act = kinds[reply]
            acts[act] = acts.get(act, 0) + 1
        yield Pair(accuser, accused, numbers, len(answered), answers, acts, first, last, index.ids)


def _wanted(
    corpus: Corpus, level: Level, wanted: Filter, pairs: Mapping[tuple[str, str], Sequence[int]]
) -> dict[tuple[str, str], list[int]]:
    """The pairs with those of their accusations that the filter admits."""
    found: dict[tuple[str, str], list[int]] = {}
    admitted = [wanted.admits(corpus, resolved) for resolved in map(corpus.resolved.__getitem__, corpus.index.ids)]
    for (accuser, accused), numbers in pairs.items():
        for number in numbers:
            if admitted[number]:
                resolved = corpus.resolved[corpus.index.ids[number]]
                around = {accuser, *resolved.speakers, *resolved.spoken_for, *resolved.sides}
                if wanted.accuser in {None, *around} and _aimed(corpus, level, resolved, accused, wanted.accused):
                    found.setdefault((accuser, accused), []).append(number)
    return found


def _aimed(corpus: Corpus, level: Level, resolved: Resolved, accused: str, wanted: str | None) -> bool:
    """Whether the accusation is against `wanted`, or somebody of its side, who stands as `accused` at the level."""
    if wanted is None:
        return True
    for actor in resolved.against:
        sides = corpus.sides_of(actor, resolved.span)
        if wanted in {actor, *sides} and accused in ((actor,) if level == "actor" else sides or (actor,)):
            return True
    return False


def _topics_within(corpus: Corpus, topic: str) -> frozenset[str]:
    """The topic and those that are part of it, gone through once for a corpus and topic."""
    key = ("topics within", topic)
    kept = corpus.kept.get(key)
    if isinstance(kept, frozenset):
        return kept
    parts: dict[str, list[str]] = {}
    for record in corpus.topics.values():
        if record.broader is not None:
            parts.setdefault(record.broader, []).append(record.id)
    todo, found = [topic], {topic}
    for at in todo:
        fresh = [part for part in parts.get(at, ()) if part not in found]
        found.update(fresh)
        todo += fresh
    within = corpus.kept[key] = frozenset(found)
    return within
