"""The questions that commands ask, as methods: who accused whom, what was answered, its sources, its standing.

Whatever a command takes is taken here: records by id, name or alias, days as text or as dates. A word that names nothing, and a
invalid date, is a `QueryError` with the line that the command would print.
"""

from __future__ import annotations

import datetime
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import replace
from typing import Literal, TypeAlias, get_args

from kg.analysis import answers, disagreements, findings, independence, origins, positions, sides, standing, stats, who
from kg.api.errors import QueryError
from kg.api.table import Table, made
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter, is_by
from kg.corpus.identify import Unidentified, identify
from kg.corpus.level import Level
from kg.corpus.resolution import Resolved
from kg.corpus.wanted import wanted
from kg.model.acts import Outcome
from kg.model.words import Step
from kg.render import answers as shown_answers
from kg.render import findings as shown_findings
from kg.render import independence as shown_independence
from kg.render import origins as shown_origins
from kg.render import positions as shown_positions
from kg.render import sides as shown_sides
from kg.render import standing as shown_standing
from kg.render import stats as shown_stats
from kg.render import who as shown_who
from kg.render.counts import noted
from kg.render.table import Table as Printed

Day: TypeAlias = str | datetime.date | None
"""A day or a date in EDTF; None is open."""


class Questions(ABC):
    """What can be asked of claims; `topic`, `from_day`, `to_day` and `maybe` choose statements as the options of commands do."""

    @property
    @abstractmethod
    def corpus(self) -> Corpus:
        """The records with all that follows from them."""

    def who(
        self,
        *,
        accuser: str | None = None,
        accused: str | None = None,
        level: Level = "actor",
        topic: str | None = None,
        from_day: Day = None,
        to_day: Day = None,
        maybe: bool = False,
    ) -> Table:
        """Who accused whom, how often, when, and what was answered, as `kg who` has it."""
        one_of("level", level, get_args(Level))
        wanted = self._wanted(topic, from_day, to_day, maybe=maybe)
        wanted = replace(wanted, accuser=self._named(accuser, "actor"), accused=self._named(accused, "actor"))
        pairs, total = who.who(self.corpus, level, wanted), who.charges(self.corpus, wanted)
        return made(shown_who.table(self.corpus, pairs, total, maybe=maybe))

    def answers(
        self,
        actor: str | None = None,
        *,
        unanswered: bool = False,
        topic: str | None = None,
        from_day: Day = None,
        to_day: Day = None,
        maybe: bool = False,
    ) -> Table:
        """Each accusation with its answers, of all or to one actor, as `kg answers` has it."""
        wanted = replace(self._wanted(topic, from_day, to_day, maybe=maybe), actor=self._named(actor, "actor"))
        return made(shown_answers.table(self.corpus, answers.ledger(self.corpus, wanted), unanswered=unanswered))

    def findings(
        self,
        *,
        allegation: str | None = None,
        by: str | None = None,
        outcome: str | None = None,
        topic: str | None = None,
        from_day: Day = None,
        to_day: Day = None,
        maybe: bool = False,
    ) -> Table:
        """What was decided of allegations and settled, as `kg findings` has it."""
        if outcome is not None:
            one_of("outcome", outcome, (*get_args(Outcome), *get_args(Step)))
        found = findings.findings(
            self.corpus,
            self._wanted(topic, from_day, to_day, maybe=maybe),
            allegation=self._named(allegation, "allegation"),
            by=self._named(by, "actor"),
            word=outcome,
        )
        return made(shown_findings.table(self.corpus, found, maybe=maybe))

    def origins(
        self,
        what: str | None = None,
        *,
        topic: str | None = None,
        from_day: Day = None,
        to_day: Day = None,
        maybe: bool = False,
    ) -> Table:
        """The first-hand origins behind a statement or an allegation, or behind all allegations, as `kg origins` has it."""
        if what is None:
            wanted = self._wanted(topic, from_day, to_day, maybe=maybe)
            printed = shown_origins.survey(self.corpus, origins.survey(self.corpus, wanted))
            return self._noted(printed, wanted, lambda resolved: bool(resolved.affirms))
        id_ = self._named(what, "statement", "allegation") or ""
        found = origins.origins(self.corpus, id_)
        if found is None:
            raise QueryError(f"the statement '{id_}' is withdrawn")
        return made(shown_origins.table(self.corpus, found))

    def independent(self, *what: str) -> Table:
        """Whether statements, allegations or sources are independent of each other, pair by pair, and what they share."""
        ids = tuple(dict.fromkeys(self._named(each, "statement", "allegation", "source") or "" for each in what))
        if len(ids) < 2:
            raise QueryError("name two or more statements, allegations or sources")
        return made(shown_independence.table(self.corpus, independence.independent(self.corpus, ids)))

    def standing(
        self,
        statement: str | None = None,
        *,
        everything: bool = False,
        topic: str | None = None,
        from_day: Day = None,
        to_day: Day = None,
        maybe: bool = False,
    ) -> Table:
        """The standing of all statements or of one, as `kg standing` has it; never what is true."""
        wanted = self._wanted(topic, from_day, to_day, maybe=maybe)
        found = standing.standing(self.corpus, wanted)
        if statement is None:
            printed = shown_standing.table(self.corpus, found, everything=everything)
            return self._noted(printed, wanted, lambda resolved: everything or resolved.id in self.corpus.answered_by)
        id_ = self._named(statement, "statement") or ""
        if id_ not in self.corpus.resolved:
            raise QueryError(f"the statement '{id_}' is withdrawn")
        around = standing.exchange(self.corpus, id_)
        return made(shown_standing.table(self.corpus, [each for each in found if each.id in around], everything=True))

    def positions(
        self, actor: str, *, topic: str | None = None, from_day: Day = None, to_day: Day = None, maybe: bool = False
    ) -> Table:
        """What one speaker said of each allegation over time, with every shift, as `kg positions` has it."""
        whose = self._named(actor, "actor") or ""
        wanted = self._wanted(topic, from_day, to_day, maybe=maybe)
        printed = shown_positions.table(self.corpus, positions.positions(self.corpus, whose, wanted))
        return self._noted(printed, wanted, lambda resolved: not resolved.is_attributed and is_by(resolved, whose))

    def disagreements(
        self,
        actor: str | None = None,
        *,
        topic: str | None = None,
        from_day: Day = None,
        to_day: Day = None,
        maybe: bool = False,
    ) -> Table:
        """Where sources disagree on what was said, as `kg positions --sources` has it."""
        whose, wanted = self._named(actor, "actor"), self._wanted(topic, from_day, to_day, maybe=maybe)
        found = disagreements.disagreements(self.corpus, wanted, whose)
        printed = shown_positions.sources(self.corpus, found, disagreements.conflicts(self.corpus, wanted, whose))
        return self._noted(printed, wanted, lambda resolved: whose is None or is_by(resolved, whose))

    def sides(
        self,
        *,
        joint: bool = False,
        level: Level = "side",
        topic: str | None = None,
        from_day: Day = None,
        to_day: Day = None,
        maybe: bool = False,
    ) -> Table:
        """Who is against whom and who with whom, or with `joint` who accuses the same, as `kg sides` has it."""
        one_of("level", level, get_args(Level))
        found = sides.sides(self.corpus, level, self._wanted(topic, from_day, to_day, maybe=maybe))
        return made(shown_sides.table(self.corpus, found, joint=joint))

    def stats(self, by: Literal["act", "side", "topic", "source"] | None = None) -> Table:
        """How many statements, accusations and answers there are by act, side, topic and document, as `kg stats` has it."""
        found = (tally for tally in stats.stats(self.corpus) if by in {None, tally.by})
        return made(shown_stats.table(self.corpus, found, stats.records(self.corpus)))

    def _named(self, words: str | None, *kinds: str) -> str | None:
        """The id of the one record of these kinds that the words name."""
        if words is None:
            return None
        found = identify(self.corpus, words, kinds)
        if isinstance(found, Unidentified):
            raise QueryError(found.reason)
        return found

    def _wanted(self, topic: str | None, first: Day, last: Day, *, maybe: bool) -> Filter:
        """The filter that the arguments make."""
        days = (None if day is None else str(day) for day in (first, last))
        found = wanted(self.corpus, topic, *days, maybe=maybe)
        if isinstance(found, Unidentified):
            raise QueryError(found.reason)
        return found

    def _noted(self, table: Printed, wanted: Filter, concerns: Callable[[Resolved], bool]) -> Table:
        return made(noted(table, self.corpus, wanted, concerns))


def one_of(what: str, given: str, known: tuple[str, ...]) -> None:
    """Refuse an unknown word.

    Raises:
        ValueError: it is unknown.
    """
    if given not in known:
        raise ValueError(f"unknown {what} '{given}' (one of {', '.join(known)})")
