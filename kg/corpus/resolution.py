"""A statement with what follows from it: speaker, side, day, target, stance; ids throughout.

Worked out once, in `kg.corpus.resolver`, and used by the rules, the graph and every report, so that they cannot disagree.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from kg.corpus.affiliation import Span
from kg.corpus.capacity import Parties
from kg.corpus.stance import Stances
from kg.edtf import Date
from kg.model.acts import CLOSINGS, Stance
from kg.model.parts import Report
from kg.model.records import Source, Statement
from kg.model.words import SELF


@dataclass(frozen=True, slots=True)
class Resolved:
    """A statement with its defaults, bounds and consequences filled in; ids throughout.

    `earliest` and `latest` are the first and last day on which it can have been said, None where open; `given` is what it says
    under `for` (`self` among it), `spoken_for` are those for whom it speaks, `sides` theirs; `unaffiliated` are those of several
    speakers who speak for nobody. `against` whom it accuses, `blamed` has for each of them for whom that counts, `accused_sides`
    are the sides among these. `answers`, `follows`, `supports`, `revises` and `reviews` split what the claim file lists under
    `answers`: `follows` are the speaker's own words, which nobody answers by going on about them.
    `counters` are the accusations against the speaker or the speaker's side that an accusation answers. `stances` says what it
    holds of its allegations. `is_joint` says that several made it together. `tellers` are those on whose word alone it is
    known, each no outlet and of another side; `contested` are the speakers who deny having made it. Where some do and others do
    not, it is the others' as before: `spoken_for` and `sides` are theirs.
    """

    statement: Statement
    speakers: tuple[str, ...]
    given: tuple[str, ...]
    spoken_for: tuple[str, ...]
    sides: tuple[str, ...]
    unaffiliated: tuple[str, ...]
    to: tuple[str, ...]
    date: Date
    earliest: datetime.date | None
    latest: datetime.date | None
    allegations: tuple[str, ...]
    topics: tuple[str, ...]
    against: tuple[str, ...]
    accused_sides: tuple[str, ...]
    blamed: Mapping[str, Parties]
    answers: tuple[str, ...]
    follows: tuple[str, ...]
    supports: tuple[str, ...]
    revises: tuple[str, ...]
    reviews: tuple[str, ...]
    counters: tuple[str, ...]
    stances: Stances
    certainty: str | None
    is_joint: bool
    tellers: tuple[str, ...]
    contested: tuple[str, ...]
    is_contested: bool

    @property
    def id(self) -> str:
        """The id of the statement."""
        return self.statement.id

    @property
    def act(self) -> str:
        """The act of the statement."""
        return self.statement.act

    @property
    def affirms(self) -> tuple[str, ...]:
        """The allegations that its speaker holds to be so: none where others alone report it, or the speaker denies saying it."""
        return self._holding("affirms")

    @property
    def disputes(self) -> tuple[str, ...]:
        """The allegations that its speaker is known to say are not so, in the same way."""
        return self._holding("disputes")

    def stance(self, allegation: str) -> Stance:
        """What it holds of an allegation, whoever says that it was said."""
        return self.stances.held.get(allegation, "neither")

    @property
    def is_attributed(self) -> bool:
        """Whether it is known only on the word of somebody of another side."""
        return bool(self.tellers)

    @property
    def is_concession(self) -> bool:
        """Whether it grants something: a concession does, and an apology or a settlement that says what it holds."""
        return self.act == "concedes" or (self.act in CLOSINGS and bool(self.stances.held))

    @property
    def makers(self) -> tuple[str, ...]:
        """The speakers without those of several who deny having made it; all where it is nobody's."""
        return self.speakers if self.is_contested else tuple([s for s in self.speakers if s not in self.contested])

    @property
    def met(self) -> tuple[str, ...]:
        """All statements to which it says something: of others, its speaker's own, those it backs, revises or reviews."""
        return (*self.answers, *self.follows, *self.supports, *self.revises, *self.reviews)

    @property
    def voices(self) -> tuple[str, ...]:
        """Whose words they are: those whom the claim file names under `for`, else the speakers, whatever their roles."""
        return in_the_name_of(self.speakers, self.given)

    def _holding(self, stance: Stance) -> tuple[str, ...]:
        if self.tellers or self.is_contested:
            return ()
        return tuple([allegation for allegation, held in self.stances.held.items() if held == stance])

    @property
    def span(self) -> Span:
        """The days on which it can have been said."""
        return Span(self.earliest, self.latest)


def is_firsthand(report: Report, source: Source | None, resolved: Resolved) -> bool | None:
    """Whether the source recorded the words itself, where that is known.

    It is where the report says so, and where author or publisher of the source is the speaker or heard the words.
    """
    if report.firsthand is None and source is not None and not report.via and report.taken_from is None:
        return True if {source.publisher, *source.author}.intersection((*resolved.speakers, *resolved.to)) else None
    return report.firsthand


def is_translated(report: Report, source: Source | None) -> bool:
    """Whether the words that the report quotes are a translation of the speaker's."""
    if report.translated is None:
        return bool(report.quote) and source is not None and source.translated_from is not None
    return report.translated


def in_the_name_of(speakers: tuple[str, ...], given: tuple[str, ...]) -> tuple[str, ...]:
    """Those in whose name it is said: the `given` ones, but in a personal capacity, and without any, the speakers."""
    return given if given and SELF not in given else speakers
