"""What a statement comes to once the records it names are looked up: speaker, side, day, target, stance.

Worked out here once and used by the rules, the graph, the network and every report, so that they cannot disagree. Links that
lead nowhere are passed over: the rules report them.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.corpus import affiliation
from kg.corpus.affiliation import ALWAYS, Span
from kg.corpus.stance import Stances, answering_order, stances
from kg.edtf import UNKNOWN, Date
from kg.model.acts import ACTS, CLOSINGS, DISPUTES, FINDINGS, OWN_WORDS, SUPPORTS, Stance
from kg.model.records import SELF, Actor, Allegation, Report, Source, Statement


@dataclass(frozen=True, slots=True)
class Resolved:
    """A statement with its defaults, bounds and consequences filled in; ids throughout.

    `earliest` and `latest` are the first and last day on which it can have been said, None where open; `given` is what it says
    under `for` (`self` among it), `spoken_for` are those for whom it speaks, `sides` theirs; `unaffiliated` are those of several
    speakers who speak for nobody; `against` whom it accuses,
    `accused_sides` theirs. `answers`, `follows`, `supports`, `revises` and `reviews` split what the claim file lists under
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
        return _voices(self.speakers, self.given)

    def _holding(self, stance: Stance) -> tuple[str, ...]:
        if self.tellers or self.is_contested:
            return ()
        return tuple([allegation for allegation, held in self.stances.held.items() if held == stance])

    @property
    def span(self) -> Span:
        """The days on which it can have been said."""
        return Span(self.earliest, self.latest)


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
        self._about: dict[str, tuple[str, ...]] | None = None
        self._stances: dict[str, Stances] = {}
        self._contested: dict[str, set[str]] = {}
        self._whom: dict[tuple[tuple[str, ...], tuple[str, ...], Span], tuple[str, ...]] = {}
        self._sides: dict[tuple[tuple[str, ...], Span], tuple[str, ...]] = {}
        self._straight: dict[str, tuple[str, ...] | None] = {}
        self._dated: dict[tuple[str, ...], bool] = {}
        self._printed = {id_: source.date.latest for id_, source in sources.items() if source.date is not None}

    def all(self) -> dict[str, Resolved]:
        """Every statement, resolved, in the order of the files."""
        self._stances = stances(self.statements, self.tree, self.about, self.denies_saying)
        taken_back = {
            answered
            for statement in self.statements.values()
            if statement.act == "retracts" and not statement.allegation and not self.tellers(statement)
            for answered in statement.answers
        }
        self._contested = {}
        for statement in self.statements.values():
            for answered in statement.answers:
                theirs = self.denied(statement, self.statements[answered]) if answered in self.statements else ()
                if theirs and statement.id not in taken_back and not self.tellers(statement):
                    self._contested.setdefault(answered, set()).update(theirs)
        return {id_: self._resolve(statement) for id_, statement in self.statements.items()}

    def _resolve(self, statement: Statement) -> Resolved:
        """The statement with what follows from it."""
        occasion = self.statements.get(statement.occasion or "", statement)
        speakers, given, spoken_for, sides = self.voices(statement)
        span = self.span(statement)
        denying = self._contested.get(statement.id, set())
        is_contested = self.is_contested(statement)
        if denying and not is_contested:
            spoken_for, sides = self.affiliation(tuple(s for s in speakers if s not in denying), given, span)
        about = self.about(statement)
        against = self.against(statement, about)
        answered = tuple(id_ for id_ in statement.answers if id_ in self.statements)
        answers = not (statement.act in SUPPORTS or statement.act in OWN_WORDS or statement.act in FINDINGS)
        own = [id_ for id_ in answered if self.is_own(statement, self.statements[id_])] if answers else []
        return Resolved(
            statement=statement,
            speakers=speakers,
            given=given,
            spoken_for=spoken_for,
            sides=sides,
            unaffiliated=tuple(s for s in speakers if not self.affiliation((s,), (), span)[0])
            if len(speakers) > 1 and not given
            else (),
            to=statement.to or occasion.to,
            date=self.date(statement),
            earliest=span.earliest,
            latest=span.latest,
            allegations=about,
            topics=statement.topic or _merge(a.topic for a in self.known(about)),
            against=against,
            accused_sides=self.affiliation(against, (), span)[1] if against else (),
            answers=(tuple([id_ for id_ in answered if id_ not in own]) if own else answered) if answers else (),
            follows=tuple(own),
            supports=answered if statement.act in SUPPORTS else (),
            revises=answered if statement.act in OWN_WORDS else (),
            reviews=answered if statement.act in FINDINGS else (),
            counters=self.counters(statement, {*speakers, *spoken_for, *sides})
            if answered and statement.act == "accuses"
            else (),
            stances=self._stances[statement.id],
            certainty=None if "certainty" in ACTS[statement.act].forbids else statement.certainty or "asserted",
            is_joint=statement.act == "settles" or self.is_joint(statement),
            tellers=self.tellers(statement),
            contested=speakers if is_contested else tuple(s for s in speakers if s in denying),
            is_contested=is_contested,
        )

    def voices(self, statement: Statement) -> tuple[tuple[str, ...], ...]:
        """Who says it, what it gives under `for`, for whom they speak, and their sides."""
        occasion = self.statements.get(statement.occasion or "", statement)
        speakers = statement.speaker or occasion.speaker
        given = statement.for_ or (occasion.for_ if speakers == occasion.speaker else ())  # another speaks for others
        return speakers, given, *self.affiliation(speakers, given, self.span(statement))

    def tellers(self, statement: Statement) -> tuple[str, ...]:
        """Those on whose word alone a statement is known, where every report of it comes through one of them.

        A teller is the speaker of another statement, or an actor that is no outlet, who is not the speaker, nor of the same
        organisation or side. A report that was copied from another one of the statement tells no more than that one does.
        """
        if any(report.firsthand is True or not (report.via or report.taken_from) for report in statement.reports):
            return ()
        speakers, _, spoken_for, sides = self.voices(statement)
        own = {*speakers, *spoken_for, *sides}
        found: dict[str, None] = {}
        for report in statement.reports:
            through = [teller for link in report.via for teller in self._tellers_at(link, own, statement)]
            if not through and not self._is_copied(report, statement):
                return ()
            found |= dict.fromkeys(through)
        return tuple(found)

    def _is_copied(self, report: Report, statement: Statement) -> bool:
        """Whether the report came by way of another source that reports the statement, and knows only what that one does."""
        passed = {report.taken_from, *report.via}
        return any(other.source in passed and other.source != report.source for other in statement.reports)

    def _tellers_at(self, link: str, own: set[str], statement: Statement) -> Iterable[str]:
        """The tellers that one link of a chain stands for."""
        when = self.span(statement)
        if link in self.statements and link != statement.id:
            speakers, _, spoken_for, sides = self.voices(self.statements[link])
        elif link in self.actors:
            speakers, (spoken_for, sides) = (link,), self.affiliation((link,), (), when)
        else:
            return ()
        if all(self._is_outlet(id_) for id_ in spoken_for or speakers) or own.intersection((*speakers, *spoken_for, *sides)):
            return ()
        return speakers

    def _is_outlet(self, id_: str) -> bool:
        actor = self.actors.get(id_)
        return actor is not None and actor.type == "media"

    def is_joint(self, statement: Statement) -> bool:
        """Whether its speakers said it together: as it says itself, else as those of its occasion did, if they are the same."""
        occasion = self.statements.get(statement.occasion or "")
        if statement.jointly is not None or occasion is None:
            return statement.jointly is True
        return occasion.jointly is True and (not statement.speaker or {*statement.speaker} == {*occasion.speaker})

    def is_contested(self, statement: Statement) -> bool:
        """Whether nobody is left of its alleged speakers who does not deny having made it."""
        if statement.utterance == "disputed":
            return True
        denying = self._contested.get(statement.id)
        return denying is not None and denying.issuperset(self.voices(statement)[0])

    def is_own(self, later: Statement, earlier: Statement) -> bool:
        """Whether all whose words the first is said the second themselves: they go on about it, and answer nobody.

        Whoever denies having made it at all answers those who say so.
        """
        if self.is_contested(earlier):
            return False
        ours, theirs = (_voices(speakers, given) for speakers, given, *_ in (self.voices(later), self.voices(earlier)))
        return bool(ours) and {*theirs}.issuperset(ours)

    def denies_saying(self, later: Statement, earlier: Statement) -> bool:
        """Whether the first is a denial, by a speaker of the second or for them, of having made the second at all."""
        return bool(self.denied(later, earlier))

    def denied(self, later: Statement, earlier: Statement) -> tuple[str, ...]:
        """The speakers of the second who deny by the first, or for whom it denies, that they made the second at all.

        That is how a denial of one's own words is read where others alone report them, or where they are marked as disputed.
        Whoever is one of several speakers denies their own share.
        """
        if later.act not in DISPUTES:
            return ()
        speakers, _, spoken_for, sides = self.voices(later)
        theirs, given, their_organisations, _ = self.voices(earlier)
        ours = {*speakers, *spoken_for, *sides}
        found = tuple([one for one in theirs if one in ours])
        if not found and not {*speakers}.isdisjoint(their_organisations):
            span = self.span(earlier)
            found = tuple([one for one in theirs if not {*speakers}.isdisjoint(self.affiliation((one,), given, span)[0])])
        return found if found and (earlier.utterance == "disputed" or self.tellers(earlier)) else ()

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
        if self._about is None:
            self._about = {}
            for id_ in answering_order(self.statements):
                one = self.statements[id_]
                if one.allegation or ACTS[one.act].inherits:
                    self._about[id_] = one.allegation or _merge(self._about.get(answered, ()) for answered in one.answers)
        return self._about.get(statement.id, ())

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


def is_firsthand(report: Report, source: Source | None, resolved: Resolved) -> bool | None:
    """Whether the source recorded the words itself, where that is known.

    It is where the report says so, and where author or publisher of the source is the speaker or was told the words.
    """
    if report.firsthand is None and source is not None and not report.via and report.taken_from is None:
        return True if {source.publisher, *source.author}.intersection((*resolved.speakers, *resolved.to)) else None
    return report.firsthand


def is_translated(report: Report, source: Source | None) -> bool:
    """Whether the words that the report quotes are a translation of the speaker's."""
    if report.translated is None:
        return bool(report.quote) and source is not None and source.translated_from is not None
    return report.translated


def _voices(speakers: tuple[str, ...], given: tuple[str, ...]) -> tuple[str, ...]:
    """Those in whose name it is said: the `given` ones, but in a personal capacity, and without any, the speakers."""
    return given if given and SELF not in given else speakers


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
