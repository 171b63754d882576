"""The ledger of answers: each accusation, and whatever else was answered, with who answered it, how, when and how far.

An unanswered charge is no proven one: "none found" says that somebody looked, "not looked for" that nobody did. Denials that
answer nobody in particular are joined to charges through their allegation only, and counted apart.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple, TypeAlias

from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved, Scope, delay, scope, wider
from kg.model.acts import DISPUTES, family
from kg.network.occasions import Range, count
from kg.network.who import Filter

By: TypeAlias = Literal["accused", "own side", "others"]
Status: TypeAlias = Literal["by the accused", "by others", "perhaps", "through its allegation", "none found", "not looked for"]

ANSWERED: frozenset[Status] = frozenset({"by the accused", "by others"})
_FEW: Final = (Range(0, 0), Range(1, 1))


class Answer(NamedTuple):
    """One answer: its act (`counters` for a counter-accusation), whose it is, after how many days, and what it meets.

    `days` are the fewest and the most, None where a day is open. `meets` is how much of what was said it meets, by the
    allegations of both; None where one of them has none.
    """

    id: str
    act: str
    by: By
    days: tuple[int, int] | None
    meets: Scope | None


class Entry(NamedTuple):
    """One statement of the ledger.

    `perhaps` are the ids of what may answer it; `occasions` how many answers these and the `answers` come to; `through` how many
    free-standing answers meet its allegations whole and in part, leaving out the accuser's own and those that surely came before.
    """

    id: str
    accuses: bool
    status: Status
    answers: tuple[Answer, ...]
    perhaps: tuple[str, ...]
    occasions: Range
    through: tuple[int, int]
    allegations: tuple[str, ...]
    none_found_as_of: str | None


@dataclass(frozen=True, slots=True)
class Disputed:
    """An allegation with its free-standing answers: those on it or a wider one, which meet it whole, and on narrower ones."""

    id: str
    whole: tuple[str, ...]
    part: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The entries in the order of the files, and the allegations that free-standing answers meet."""

    entries: tuple[Entry, ...]
    disputed: Mapping[str, Disputed] = field(default_factory=dict)

    def ids(self, *statuses: Status) -> tuple[str, ...]:
        """The accusations of these statuses; all without one."""
        return tuple(entry.id for entry in self.entries if entry.accuses and (not statuses or entry.status in statuses))


def ledger(corpus: Corpus, wanted: Filter) -> Ledger:
    """Every accusation, and every other statement that has or may have an answer, that the filter admits."""
    free = _Free(corpus)
    entries = []
    replied = corpus.answered_by.keys() | corpus.maybe_answered_by.keys()
    for id_, resolved in corpus.resolved.items():
        if (id_ in replied or resolved.act == "accuses") and wanted.admits(corpus, resolved):
            entries.append(_entry(corpus, resolved, free))
    named = {allegation for entry in entries if sum(entry.through) for allegation in entry.allegations}
    return Ledger(tuple(entries), {id_: free.disputed(id_) for id_ in sorted(named)})


def totals(corpus: Corpus, found: Ledger) -> dict[str, tuple[Range, tuple[str, ...]]]:
    """How many accusations there are and were answered, in utterances, with the ids counted for certain."""
    charges = found.ids()
    certain = {"accusations": charges, "answered": found.ids(*ANSWERED), "by the accused": found.ids("by the accused")}
    perhaps = tuple(entry.id for entry in found.entries if entry.accuses and entry.perhaps)
    resolved = corpus.resolved
    theirs = tuple(
        id_ for id_ in perhaps if any(_by(resolved[id_], resolved[m]) == "accused" for m in corpus.maybe_answered_by[id_])
    )
    possible = {"answered": perhaps, "by the accused": theirs}
    return {what: (count(corpus, ids, possible.get(what, ()), charges), ids) for what, ids in certain.items()}


def _entry(corpus: Corpus, resolved: Resolved, free: _Free) -> Entry:
    statement = resolved.statement
    accuses = statement.act == "accuses"
    ids = tuple([corpus.index.ids[number] for number in corpus.index.replies.get(corpus.index.number[statement.id], ())])
    answers = tuple([_answer(corpus, resolved, corpus.resolved[id_]) for id_ in ids])
    perhaps = corpus.maybe_answered_by.get(statement.id, ())
    perhaps = tuple(sorted(set(perhaps).difference(ids))) if perhaps else ()
    through = free.meeting(resolved) if accuses else (0, 0)
    looked = statement.no_answer_as_of
    return Entry(
        statement.id,
        accuses,
        _status(answers, perhaps, through, looked=looked is not None),
        answers,
        perhaps,
        count(corpus, ids, perhaps) if perhaps or len(ids) > 1 else _FEW[len(ids)],
        through,
        resolved.allegations,
        looked.text if looked else None,
    )


def _status(answers: tuple[Answer, ...], perhaps: tuple[str, ...], through: tuple[int, int], *, looked: bool) -> Status:
    if answers:
        return "by the accused" if any(answer.by == "accused" for answer in answers) else "by others"
    if perhaps:
        return "perhaps"
    if sum(through):
        return "through its allegation"
    return "none found" if looked else "not looked for"


def _answer(corpus: Corpus, charge: Resolved, answer: Resolved) -> Answer:
    act = "counters" if charge.id in answer.counters else answer.act
    meets = extent(corpus, answer.allegations, charge.allegations) if family(answer.act) == "answer" else None
    return Answer(answer.id, act, _by(charge, answer), delay(answer, (charge,)), meets)


def _by(said: Resolved, answered: Resolved) -> By:
    """Whose answer it is: the accused's or their side's, that of the accuser's own side, or others'."""
    own = {*answered.speakers, *answered.spoken_for, *answered.sides}
    if own.intersection((*said.against, *said.accused_sides)):
        return "accused"
    return "own side" if own.intersection((*said.speakers, *said.spoken_for, *said.sides)) else "others"


def extent(corpus: Corpus, denied: Iterable[str], charged: Iterable[str]) -> Scope | None:
    """How much of the allegations `charged` those `denied` meet: whole where each is covered by one; None without either."""
    denied, charged = tuple(denied), tuple(charged)
    if not denied or not charged:
        return None
    if denied == charged:
        return "whole"
    best = [{scope(corpus.allegations, own, charge) for own in denied} for charge in charged]
    if all("whole" in found for found in best):
        return "whole"
    return "part" if any(found - {"none"} for found in best) else "none"


class _Free:
    """The free-standing answers by allegation, with those of wider and narrower ones worked out once for each."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.on: dict[str, list[str]] = {}
        for resolved in corpus.resolved.values():
            if family(resolved.act) == "answer" and not resolved.answers:
                for allegation in resolved.disputes if resolved.act in DISPUTES else resolved.allegations:
                    self.on.setdefault(allegation, []).append(resolved.id)
        self.below: dict[str, list[str]] = {}
        for allegation in self.on:
            for above in wider(corpus.allegations, allegation) - {allegation}:
                self.below.setdefault(above, []).append(allegation)
        self._known: dict[str, Disputed] = {}
        self._days: dict[tuple[str, bool], dict[tuple[str, ...] | None, list[datetime.date]]] = {}

    def disputed(self, allegation: str) -> Disputed:
        """The free-standing answers that meet the allegation."""
        if allegation not in self._known:
            above = sorted(wider(self.corpus.allegations, allegation)) if self.on else ()
            whole = dict.fromkeys(id_ for up in above if up in self.on for id_ in self.on[up])
            below = sorted(self.below[allegation]) if allegation in self.below else ()
            part = [id_ for id_ in dict.fromkeys(id_ for down in below for id_ in self.on[down]) if id_ not in whole]
            self._known[allegation] = Disputed(allegation, tuple(whole), tuple(part))
        return self._known[allegation]

    def meeting(self, charge: Resolved) -> tuple[int, int]:
        """How many meet one of the charge's allegations, in whole and in part, and did not surely come before it.

        With several allegations the one that most meet counts, so that no statement counts twice.
        """
        best = (0, 0)
        for allegation in charge.allegations:
            known = self._known.get(allegation) or self.disputed(allegation)
            if known.whole or known.part:
                whole = self._after(allegation, charge, whole=True) if known.whole else 0
                part = self._after(allegation, charge, whole=False) if known.part else 0
                best = max(best, (whole, part))
        return best

    def _after(self, allegation: str, charge: Resolved, *, whole: bool) -> int:
        """How many of those that meet it in whole, or in part, are not the accuser's and may be of the charge's day or later."""
        key = (allegation, whole)
        if key not in self._days:
            known = self.disputed(allegation)
            days: dict[tuple[str, ...] | None, list[datetime.date]] = {None: []}
            for resolved in (self.corpus.resolved[id_] for id_ in (known.whole if whole else known.part)):
                for speakers in (None, tuple(sorted(resolved.speakers))):
                    days.setdefault(speakers, []).append(resolved.latest or datetime.date.max)
            self._days[key] = {speakers: sorted(found) for speakers, found in days.items()}
        day = charge.earliest or datetime.date.min
        all_, own = (self._days[key].get(speakers, []) for speakers in (None, tuple(sorted(charge.speakers))))
        return len(all_) - bisect_left(all_, day) - len(own) + bisect_left(own, day)
