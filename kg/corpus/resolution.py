"""What a statement comes to once the records it names are looked up: speaker, side, day, target, what it disputes.

Worked out here once and used by the rules, the graph, the network and every report, so that they cannot disagree. Links that
lead nowhere are passed over: the rules report them.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kg.corpus import affiliation
from kg.corpus.affiliation import ALWAYS, Span
from kg.corpus.scope import scope
from kg.edtf import UNKNOWN, Date
from kg.model.acts import ACTS, DISPUTES, OWN_WORDS, PUTS_FORWARD, SUPPORTS
from kg.model.frozen import writable
from kg.model.records import Actor, Allegation, Report, Source, Statement


@dataclass(frozen=True, slots=True)
class Resolved:
    """A statement with its defaults, bounds and consequences filled in; ids throughout.

    `earliest` and `latest` are the first and last day on which it can have been said, None where open; `given` is what it says
    under `for` (`self` among it), `spoken_for` are those for whom it speaks, `sides` theirs; `against` whom it accuses,
    `accused_sides` theirs. `answers`, `supports` and `revises` split what the claim file lists under `answers`. `counters` are
    the accusations against the speaker or the speaker's side that an accusation answers. `disputes` are the allegations it
    says are not so.
    """

    statement: Statement
    speakers: tuple[str, ...]
    given: tuple[str, ...]
    spoken_for: tuple[str, ...]
    sides: tuple[str, ...]
    to: tuple[str, ...]
    date: Date
    earliest: datetime.date | None
    latest: datetime.date | None
    allegations: tuple[str, ...]
    topics: tuple[str, ...]
    against: tuple[str, ...]
    accused_sides: tuple[str, ...]
    answers: tuple[str, ...]
    supports: tuple[str, ...]
    revises: tuple[str, ...]
    counters: tuple[str, ...]
    disputes: tuple[str, ...]
    certainty: str | None

    @property
    def id(self) -> str:
        """The id of the statement."""
        return self.statement.id

    @property
    def act(self) -> str:
        """The act of the statement."""
        return self.statement.act

    @property
    def span(self) -> Span:
        """The days on which it can have been said."""
        return Span(self.earliest, self.latest)


_WRITABLE: Final = writable(Resolved)


class Resolver:
    """Looks up what statements name; one instance serves one corpus."""

    def __init__(
        self,
        actors: Mapping[str, Actor],
        sources: Mapping[str, Source],
        allegations: Mapping[str, Allegation],
        statements: Mapping[str, Statement],
    ) -> None:
        self.actors = actors
        self.sources = sources
        self.tree = allegations
        self.statements = statements
        self._spans: dict[str, Span] = {}
        self._about: dict[str, tuple[str, ...]] = {}
        self._whom: dict[tuple[tuple[str, ...], tuple[str, ...], Span], tuple[str, ...]] = {}
        self._sides: dict[tuple[tuple[str, ...], Span], tuple[str, ...]] = {}
        self._straight: dict[str, tuple[str, ...] | None] = {}
        self._dated: dict[tuple[str, ...], bool] = {}
        self._printed = {id_: source.date.latest for id_, source in sources.items() if source.date is not None}

    def all(self) -> dict[str, Resolved]:
        """Every statement, resolved, in the order of the files."""
        return {id_: self.resolve(statement) for id_, statement in self.statements.items()}

    def resolve(self, statement: Statement) -> Resolved:
        """The statement with what follows from it."""
        occasion = self.statements.get(statement.occasion or "", statement)
        speakers = statement.speaker or occasion.speaker
        span = self.span(statement)
        given = statement.for_ or (occasion.for_ if speakers == occasion.speaker else ())  # another speaks for others
        spoken_for, sides = self.affiliation(speakers, given, span)
        about = self.about(statement)
        against = self.against(statement, about)
        answered = tuple(id_ for id_ in statement.answers if id_ in self.statements)
        answers = not (statement.act in SUPPORTS or statement.act in OWN_WORDS)
        made = _WRITABLE(
            statement=statement,
            speakers=speakers,
            given=given,
            spoken_for=spoken_for,
            sides=sides,
            to=statement.to or occasion.to,
            date=self.date(statement),
            earliest=span.earliest,
            latest=span.latest,
            allegations=about,
            topics=statement.topic or _merge(a.topic for a in self.known(about)),
            against=against,
            accused_sides=self.affiliation(against, (), span)[1] if against else (),
            answers=answered if answers else (),
            supports=answered if statement.act in SUPPORTS else (),
            revises=answered if statement.act in OWN_WORDS else (),
            counters=self.counters(statement, {*speakers, *spoken_for, *sides})
            if answered and statement.act == "accuses"
            else (),
            disputes=self.disputes(statement, about) if statement.act in DISPUTES else (),
            certainty=None if "certainty" in ACTS[statement.act].forbids else statement.certainty or "asserted",
        )
        made.__class__ = Resolved  # from here on it is frozen
        return made

    def date(self, statement: Statement) -> Date:
        """The statement's date or its occasion's; `unknown` where neither has one."""
        occasion = self.statements.get(statement.occasion or "", statement)
        return statement.date or occasion.date or UNKNOWN

    def span(self, statement: Statement) -> Span:
        """The first and last day on which it can have been said; a loop of statements bounds nothing."""
        found = self._spans.get(statement.id)
        if found is None:
            for id_ in _in_order(statement.id, self._spans, self.passed_on):
                self._spans[id_] = self.bounded(self.statements[id_])
            found = self._spans[statement.id]
        return found

    def bounded(self, statement: Statement) -> Span:
        """The days of its date, bounded by its reports.

        An unknown date spans those that its reports print. No statement is later than a source that reports it, or than a
        statement through which alone it is known; a bound that would contradict its own date is left to the rules.
        """
        date = self.date(statement)
        earliest, latest = date.earliest, date.latest
        if not date.known:
            printed = [report.date for report in statement.reports if report.date is not None]
            if printed and all(d.earliest for d in printed):
                earliest = min(d.earliest for d in printed if d.earliest)
            if printed and all(d.latest for d in printed):
                latest = max(d.latest for d in printed if d.latest)
        for report in statement.reports:
            for id_ in (
                (report.source, *report.via) if report.taken_from is None else (report.source, report.taken_from, *report.via)
            ):
                bound = self._printed.get(id_)
                if bound is None and id_ in self._spans:
                    bound = self._spans[id_].latest
                if bound is not None and (latest is None or bound < latest) and (earliest is None or bound >= earliest):
                    latest = bound
        return Span(earliest, latest)

    def passed_on(self, id_: str) -> list[str]:
        """The statements through which a statement is known."""
        return [link for report in self.statements[id_].reports for link in report.via if link in self.statements]

    def affiliation(self, ids: tuple[str, ...], given: tuple[str, ...], when: Span) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """For whom `ids` stand then, and their sides."""
        key = (ids, given, when)
        whom = self._whom.get(key)
        if whom is None:
            whom = self._whom[key] = affiliation.spoken_for(self.actors, ids, given, when)
        return whom, self.sides(whom, when)

    def sides(self, ids: tuple[str, ...], when: Span) -> tuple[str, ...]:
        """The sides of the actors `ids` then; where no date plays a part, they are worked out once for all days."""
        if len(ids) == 1:
            straight = affiliation.straight_sides(self.actors, ids[0], self._straight)
            if straight is not None:
                return straight
        dated = self._dated.get(ids)
        if dated is None:
            dated = self._dated[ids] = affiliation.is_dated(self.actors, ids)
        key = (ids, when if dated else ALWAYS)
        found = self._sides.get(key)
        if found is None:
            found = self._sides[key] = affiliation.sides(self.actors, ids, when)
        return found

    def about(self, statement: Statement) -> tuple[str, ...]:
        """The allegations a statement is about: its own or, for acts that take them over, those of what it answers."""
        if statement.allegation:
            return statement.allegation
        for id_ in _in_order(statement.id, self._about, self.taken_over):
            own = self.statements[id_].allegation
            self._about[id_] = own or _merge(self._about.get(answered, ()) for answered in self.taken_over(id_))
        return self._about[statement.id]

    def taken_over(self, id_: str) -> list[str]:
        """The statements whose allegations a statement takes over."""
        statement = self.statements[id_]
        inherits = not statement.allegation and ACTS[statement.act].inherits
        return [answered for answered in statement.answers if answered in self.statements] if inherits else []

    def known(self, ids: Iterable[str]) -> Iterator[Allegation]:
        """Those of the allegations that there are."""
        return (self.tree[id_] for id_ in ids if id_ in self.tree)

    def against(self, statement: Statement, about: tuple[str, ...]) -> tuple[str, ...]:
        """Whom an accusation is against: as it says, else the accused of its allegations."""
        if statement.act != "accuses":
            return ()
        if statement.against is not None:
            return statement.against
        return _merge(allegation.accused for allegation in self.known(about))

    def counters(self, statement: Statement, own: set[str]) -> tuple[str, ...]:
        """The accusations that an accusation answers and that are against one of its `own`: speakers, organisations, sides."""
        found = []
        for id_ in statement.answers:
            charge = self.statements.get(id_)
            if charge is None or charge.act != "accuses":
                continue
            against = self.against(charge, self.about(charge))
            if own.intersection(against) or own.intersection(self.affiliation(against, (), self.span(charge))[1]):
                found.append(id_)
        return tuple(found)

    def disputes(self, statement: Statement, about: tuple[str, ...]) -> tuple[str, ...]:
        """The allegations that a denial or rebuttal says are not so.

        Without `answers`, all it is about. With them, those that a statement it answers puts forward, in whole or in part:
        to rebut a denial disputes the denial and not the charge.
        """
        if not statement.answers:
            return about
        answered = [self.statements[id_] for id_ in statement.answers if id_ in self.statements]
        charged = _merge(self.about(s) for s in answered if s.act in PUTS_FORWARD)
        return tuple(id_ for id_ in about if any(scope(self.tree, id_, charge) != "none" for charge in charged))


def is_firsthand(report: Report, source: Source | None, resolved: Resolved) -> bool | None:
    """Whether the source recorded the words itself, where that is known.

    It is where the report says so, and where author or publisher of the source is the speaker or was told the words.
    """
    if report.firsthand is None and source is not None and not report.via and report.taken_from is None:
        return True if {source.publisher, *source.author}.intersection((*resolved.speakers, *resolved.to)) else None
    return report.firsthand


def _in_order(start: str, done: Container[str], links: Callable[[str], list[str]]) -> Iterator[str]:
    """`start` and all it leads to that is not `done`, each after what it leads to, for the caller to do.

    No recursion, since a chain of answers may be of any length. A loop is cut where it closes.
    """
    if start in done:
        return
    if not links(start):
        yield start
        return
    todo, opened = [start], set[str]()
    while todo:
        id_ = todo[-1]
        if id_ not in done and id_ not in opened:
            opened.add(id_)
            todo += [link for link in links(id_) if link not in opened]
            continue
        todo.pop()
        if id_ not in done:
            yield id_


def _merge(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The members of all groups, each once, in order."""
    found = list(groups)
    return found[0] if len(found) == 1 else tuple(dict.fromkeys([member for group in found for member in group]))
