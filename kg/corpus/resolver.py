"""Works out what each statement comes to, once the records it names are looked up.

Links that lead nowhere are passed over: the rules report them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.corpus.affiliation import Affiliations, Span
from kg.corpus.capacity import Parties, blamed, named
from kg.corpus.days import Days
from kg.corpus.resolution import Resolved, in_the_name_of
from kg.corpus.stance import Stances, answering_order, stances
from kg.model.acts import ACTS, DISPUTES, FINDINGS, OWN_WORDS, SUPPORTS
from kg.model.parts import Report
from kg.model.records import Actor, Allegation, Source, Statement


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
        self.tree = allegations
        self.statements = statements
        days, affiliations = Days(sources, statements), Affiliations(actors)
        self.date, self.span, self.affiliation, self.sides_of = days.date, days.span, affiliations.of, affiliations.sides_of
        self._about: dict[str, tuple[str, ...]] | None = None
        self._stances: dict[str, Stances] = {}
        self._contested: dict[str, set[str]] = {}
        self._voices: dict[str, tuple[tuple[str, ...], ...]] = {}
        self._tellers: dict[str, tuple[str, ...]] = {}

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
        charged = self.blamed(statement, about, span)
        against = tuple(charged)
        answered = tuple(id_ for id_ in statement.answers if id_ in self.statements)
        answers = not (statement.act in SUPPORTS or statement.act in OWN_WORDS or statement.act in FINDINGS)
        own = [id_ for id_ in answered if self.is_own(statement, self.statements[id_])] if answers else []
        others = tuple([id_ for id_ in answered if id_ not in own]) if own else answered
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
            accused_sides=_merge(found.sides for found in charged.values()),
            blamed=charged,
            answers=others if answers else (),
            follows=tuple(own),
            supports=answered if statement.act in SUPPORTS else (),
            revises=answered if statement.act in OWN_WORDS else (),
            reviews=answered if statement.act in FINDINGS else (),
            counters=self.counters(others, {*speakers, *spoken_for, *sides}) if others and statement.act == "accuses" else (),
            stances=self._stances[statement.id],
            certainty=None if "certainty" in ACTS[statement.act].forbids else statement.certainty or "asserted",
            is_joint=statement.act == "settles" or self.is_joint(statement),
            tellers=self.tellers(statement),
            contested=speakers if is_contested else tuple(s for s in speakers if s in denying),
            is_contested=is_contested,
        )

    def voices(self, statement: Statement) -> tuple[tuple[str, ...], ...]:
        """Who says it, what it gives under `for`, for whom they speak, and their sides."""
        found = self._voices.get(statement.id)
        if found is None:
            occasion = self.statements.get(statement.occasion or "", statement)
            speakers = statement.speaker or occasion.speaker
            given = statement.for_ or (occasion.for_ if speakers == occasion.speaker else ())  # another speaks for others
            found = self._voices[statement.id] = (speakers, given, *self.affiliation(speakers, given, self.span(statement)))
        return found

    def tellers(self, statement: Statement) -> tuple[str, ...]:
        """Those on whose word alone a statement is known, where every report of it comes through one of them.

        A teller is the speaker of another statement, or an actor that is not an outlet, who is not the speaker, nor of the same
        organisation or side. A report that was copied from another one of the statement adds nothing to that one.
        """
        if any(report.firsthand is True or not (report.via or report.taken_from) for report in statement.reports):
            return ()
        found = self._tellers.get(statement.id)
        if found is None:  # every statement that meets this one asks
            found = self._tellers[statement.id] = self._along_all(statement)
        return found

    def _along_all(self, statement: Statement) -> tuple[str, ...]:
        """The tellers in the chains of its reports; none where one of the chains has none."""
        speakers, _, spoken_for, sides = self.voices(statement)
        own = {*speakers, *spoken_for, *sides}
        found: dict[str, None] = {}
        for report in statement.reports:
            through = [teller for link in report.via for teller in self._speakers_at(link, own, statement)]
            if not through and not self._is_copied(report, statement):
                return ()
            found |= dict.fromkeys(through)
        return tuple(found)

    def _is_copied(self, report: Report, statement: Statement) -> bool:
        """Whether the report came by way of another source that reports the statement, and knows only what that one does."""
        passed = {report.taken_from, *report.via}
        return any(other.source in passed and other.source != report.source for other in statement.reports)

    def _speakers_at(self, link: str, own: set[str], statement: Statement) -> Iterable[str]:
        """The tellers that one link of a chain means."""
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
        ours, theirs = (in_the_name_of(speakers, given) for speakers, given, *_ in (self.voices(later), self.voices(earlier)))
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

    def blamed(self, statement: Statement, about: tuple[str, ...], when: Span) -> Mapping[str, Parties]:
        """Whom an accusation is against, each with those for whom that counts."""
        every = [*named(statement, self.tree, about)]
        if len(every) == 1 and not (every[0].as_ or self._is_person(every[0].who)):  # as most are: found once for each actor
            return {every[0].who: Parties(self.sides_of((every[0].who,), when))}
        return blamed(self.actors, every, when)

    def _is_person(self, id_: str) -> bool:
        actor = self.actors.get(id_)
        return actor is not None and actor.type == "person"

    def counters(self, answered: tuple[str, ...], own: set[str]) -> tuple[str, ...]:
        """Those `answered` that are accusations against one of the accuser's `own`: speakers, organisations, sides."""
        found = []
        for id_ in answered:
            charge = self.statements[id_]
            if charge.act != "accuses":
                continue
            against = self.blamed(charge, self.about(charge), self.span(charge))
            if own.intersection(against) or any(own.intersection(found.sides) for found in against.values()):
                found.append(id_)
        return tuple(found)


def _merge(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The members of all groups, each once, in order."""
    found = list(groups)
    return found[0] if len(found) == 1 else tuple(dict.fromkeys([member for group in found for member in group]))
