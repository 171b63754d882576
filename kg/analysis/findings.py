"""What was decided and settled, across all allegations: by which body, to what end, reviewed by whom, and what still holds.

A finding is neither an accusation nor an answer, so it has its own table. What the stages of an allegation come
to is worked out in `kg.corpus.status`; here they are chosen from.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter, lies, topics_within
from kg.corpus.status import Stage


class Found(NamedTuple):
    """A stage of an allegation, with all stages of it, to which its reviews refer by their place."""

    stage: Stage
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """The stages in the order of time: those that surely lie in the period, and apart from them those that may."""

    surely: tuple[Found, ...]
    perhaps: tuple[Found, ...] = ()


def findings(
    corpus: Corpus, wanted: Filter, *, allegation: str | None = None, by: str | None = None, word: str | None = None
) -> Findings:
    """The stages on the topic and in the period that are wanted; on one `allegation`, `by` one body or party, with one `word`.

    A `word` is the outcome of a finding or a step.
    """
    surely, perhaps = [], []
    for found in sorted(_of(corpus, wanted.topic, allegation), key=lambda found: found.stage.earliest or datetime.date.min):
        if by in {None, *found.stage.by} and word in {None, found.stage.word}:
            place = lies(found.stage, wanted.within)
            if place == "surely":
                surely.append(found)
            elif place == "perhaps":
                perhaps.append(found)
    return Findings(tuple(surely), tuple(perhaps))


def _of(corpus: Corpus, topic: str | None, allegation: str | None) -> Iterator[Found]:
    """All stages of the allegation, or of all that are on the topic."""
    within = None if topic is None else topics_within(corpus, topic)
    for id_, stages in corpus.status.items():
        if allegation in {None, id_} and (within is None or within.intersection(corpus.allegations[id_].topic)):
            yield from (Found(stage, stages) for stage in stages)
