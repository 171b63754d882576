"""The stages of an allegation: the steps of inquiries and courts, findings and settlements, and which of them still hold.

Steps of the allegation and statements that find or settle are put in one order of time, and each decision is joined to what
confirmed, changed or overturned it later, for each person whom it concerns. Only what is recorded of this very allegation
counts: a finding on a wider or a narrower one is another matter. Nothing here is an accusation.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from kg.corpus.affiliation import Span
from kg.edtf import Date

Effect: TypeAlias = Literal["confirmed", "changed", "reversed", "quashed", "superseded"]
"""What a later stage makes of an earlier one; *superseded* is a verdict by the contrary one on the same person."""
Force: TypeAlias = Literal[
    "in force", "in force in part", "perhaps overturned", "overturned", "retracted", "corrected", "perhaps ended", "ended"
]
"""Whether a stage still holds; *ended* are proceedings that came to a decision."""

PROCEEDINGS: Final = ("under-inquiry", "charged")
"""The steps that decide nothing, the earlier first."""
SETTLED: Final = "settled"
APPEALS: Final[Mapping[str, Effect]] = {"upheld": "confirmed", "reversed": "reversed", "quashed": "quashed"}
VERDICTS: Final = frozenset({"convicted", "acquitted"})
AFFIRMING: Final = frozenset({"upheld", "partly-upheld", "found", "convicted"})
NEGATIVE: Final = frozenset({"not-upheld", "rejected", "acquitted", "dismissed"})
ANYBODY: Final = frozenset({""})


@dataclass(frozen=True, slots=True)
class Review:
    """What a later stage, by its place in the status, makes of an earlier one, for whom, and whether that is certain."""

    by: int
    effect: Effect
    of: tuple[str, ...]
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of an allegation.

    `word` is the step or the outcome as claim files write it, `by` the body that decided or those who settled, `of` whom it
    concerns. `step` is its place among the steps of the allegation, `statement` the finding or settlement; one of them at least
    is known. `tellers` are those on whose word alone it is known. `reviews` are the stages that reviewed it, `elsewhere` the
    findings that did so on other allegations alone, which says nothing of this one.
    """

    allegation: str
    word: str
    date: Date
    earliest: datetime.date | None
    latest: datetime.date | None
    by: tuple[str, ...]
    of: tuple[str, ...]
    verdict: str | None = None
    step: int | None = None
    source: str | None = None
    statement: str | None = None
    tellers: tuple[str, ...] = ()
    reviews: tuple[Review, ...] = ()
    elsewhere: tuple[str, ...] = ()
    force: Force = "in force"

    @property
    def is_decision(self) -> bool:
        """Whether it decided on the allegation, or on an earlier decision."""
        return self.word not in PROCEEDINGS and self.word != SETTLED

    @property
    def holds(self) -> bool:
        """Whether nothing surely took it back as a whole."""
        return self.force in {"in force", "in force in part", "perhaps overturned", "perhaps ended"}

    @property
    def span(self) -> Span:
        """The days on which it may have been."""
        return Span(self.earliest, self.latest)

    @property
    def first(self) -> datetime.date:
        """The day before which it surely was not; a qualified date bounds nothing."""
        return datetime.date.min if self.date.qualified else self.earliest or datetime.date.min

    @property
    def last(self) -> datetime.date:
        """The day after which it surely was not."""
        return datetime.date.max if self.date.qualified else self.latest or datetime.date.max

    def is_surely_before(self, other: Stage) -> bool:
        """Whether it was before the other, whichever days of their dates they were on."""
        return self.last < other.first

    @property
    def whom(self) -> frozenset[str]:
        """Whom it concerns; an empty id where that is not recorded."""
        return frozenset(self.of) or ANYBODY
