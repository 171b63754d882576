"""What was decided and settled, across all allegations: by which body, to what end, reviewed by whom, and what still holds.

A finding is no accusation and no answer: it is in no table of either, and has this one. What the stages of an allegation come
to is worked out in `kg.corpus.status`; here they are chosen from.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kg.corpus.affiliation import ALWAYS, Span
from kg.corpus.corpus import Corpus
from kg.corpus.status import Stage


class Found(NamedTuple):
    """A stage of what became of an allegation, with all stages of it, to which its reviews refer by their place."""

    stage: Stage
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which stages are listed; None means all. `outcome` is an outcome or a step, `by` a body or one of those who settled."""

    allegation: str | None = None
    by: str | None = None
    outcome: str | None = None
    topic: str | None = None
    within: Span = ALWAYS


@dataclass(frozen=True, slots=True)
class Findings:
    """The stages in the order of time: those that surely lie in the period, and apart from them those that may."""

    surely: tuple[Found, ...]
    perhaps: tuple[Found, ...] = ()


def findings(corpus: Corpus, wanted: Wanted) -> Findings:
    """The stages of all allegations that are wanted."""
    surely, perhaps = [], []
    for found in sorted(_wanted(corpus, wanted), key=lambda found: found.stage.earliest or datetime.date.min):
        stage = found.stage
        if _lies_within(stage, wanted.within):
            surely.append(found)
        elif _may_lie_within(stage, wanted.within):
            perhaps.append(found)
    return Findings(tuple(surely), tuple(perhaps))


def _wanted(corpus: Corpus, wanted: Wanted) -> Iterator[Found]:
    for id_, stages in corpus.status.items():
        if wanted.allegation in {None, id_} and _is_on(corpus, id_, wanted.topic):
            for stage in stages:
                if wanted.by in {None, *stage.by} and wanted.outcome in {None, stage.word}:
                    yield Found(stage, stages)


def _is_on(corpus: Corpus, allegation: str, topic: str | None) -> bool:
    """Whether the allegation is on the topic or one within it."""
    if topic is None:
        return True
    level, seen = {*corpus.allegations[allegation].topic}, set[str]()
    while level:
        if topic in level:
            return True
        seen |= level
        level = {up for id_ in level if (record := corpus.topics.get(id_)) and (up := record.broader)} - seen
    return False


def _lies_within(stage: Stage, span: Span) -> bool:
    """Whether every day on which it may have been lies in the span; a qualified date is surely nowhere."""
    if span == ALWAYS:
        return True
    if stage.date.qualified:
        return False
    begins = span.earliest is None or (stage.earliest is not None and stage.earliest >= span.earliest)
    return begins and (span.latest is None or (stage.latest is not None and stage.latest <= span.latest))


def _may_lie_within(stage: Stage, span: Span) -> bool:
    early = span.earliest is not None and stage.latest is not None and stage.latest < span.earliest
    late = span.latest is not None and stage.earliest is not None and stage.earliest > span.latest
    return not (early or late)
