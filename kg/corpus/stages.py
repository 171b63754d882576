"""Puts the stages of what became of each allegation in the order of time, with what reviewed each and whether it still holds."""

from __future__ import annotations

import datetime
import graphlib
import heapq
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from kg.corpus.aftermath import Later
from kg.corpus.endings import endings
from kg.corpus.forums import Forums
from kg.corpus.resolution import Resolved
from kg.corpus.reviewing import Reviewing
from kg.corpus.status import AFFIRMING, APPEALS, NEGATIVE, SETTLED, Force, Stage
from kg.model.parts import StatusStep
from kg.model.records import Allegation


def statuses(
    allegations: Mapping[str, Allegation],
    resolved: Mapping[str, Resolved],
    aftermath: Mapping[str, tuple[Later, ...]],
    forums: Forums,
) -> dict[str, tuple[Stage, ...]]:
    """The stages of every allegation that has any, in the order of time."""
    found: dict[str, list[Resolved]] = {id_: [] for id_, record in allegations.items() if record.status}
    reviewing: dict[str, list[Resolved]] = {}
    for one in resolved.values():
        for earlier in one.reviews:
            reviewing.setdefault(earlier, []).append(one)
        if one.act in {"finds", "settles"} and not one.is_contested:
            for about in one.allegations:
                if about in allegations:
                    found.setdefault(about, []).append(one)
    return {
        id_: _reviewed(
            _in_time(_stages(allegations[id_], _decisions(sorted(said, key=lambda one: one.id), reviewing), reviewing)),
            resolved,
            aftermath,
            forums,
        )
        for id_, said in sorted(found.items())
    }


def _decisions(said: list[Resolved], reviewed: Container[str]) -> Iterator[Resolved]:
    """The findings and settlements, without a finding by which somebody only tells the body's own of that day for the body."""
    own = {(body, one.statement.outcome, one.earliest) for one in said if one.earliest == one.latest for body in one.speakers}
    for one in said:
        told = ((body, one.statement.outcome, one.earliest) for body in one.spoken_for if body not in one.speakers)
        is_the_same = one.act == "finds" and one.earliest == one.latest and not own.isdisjoint(told)
        if not is_the_same or one.reviews or one.id in reviewed:
            yield one


def _stages(record: Allegation, said: Iterable[Resolved], reviewing: Mapping[str, list[Resolved]]) -> Iterator[Stage]:
    """The steps in the order of the file, each with the finding that it names or repeats, then the other findings."""
    findings = {one.id: one for one in said}
    elsewhere = {
        id_: tuple(later.id for later in reviewing.get(id_, ()) if record.id not in later.allegations) for id_ in findings
    }
    for number, step in enumerate(record.status):
        finding = findings.pop(step.statement or "", None) or _same(step, findings)
        bounds = (step.date, step.date.earliest, step.date.latest)
        if finding is not None:
            findings.pop(finding.id, None)
            bounds = (finding.date, finding.earliest, finding.latest) if finding.date.known else bounds
        by = (step.by,) if step.by else finding.speakers if finding else ()
        verdict, tellers = (finding.statement.verdict, finding.tellers) if finding else (None, ())
        known = finding.id if finding else None
        of = step.of or record.accused
        others = elsewhere.get(known or "", ())
        yield Stage(record.id, step.step, *bounds, by, of, verdict, number, step.source, known, tellers, elsewhere=others)
    for one in findings.values():
        word = SETTLED if one.act == "settles" else one.statement.outcome or ""
        of = record.accused if one.act == "finds" else tuple(id_ for id_ in record.accused if id_ in one.speakers)
        bounds = (one.date, one.earliest, one.latest)
        verdict, known, others = one.statement.verdict, one.id, elsewhere[one.id]
        yield Stage(record.id, word, *bounds, one.speakers, of, verdict, None, None, known, one.tellers, elsewhere=others)


def _same(step: StatusStep, findings: Mapping[str, Resolved]) -> Resolved | None:
    """The one finding that the step repeats without naming it: of the same body and end, on a day that may be the same."""
    if step.statement is not None or step.by is None:
        return None
    alike = [
        one
        for one in findings.values()
        if step.by in one.speakers and _agree(step.step, one) and not _apart(step.date.earliest, step.date.latest, one)
    ]
    return alike[0] if len(alike) == 1 else None


def _agree(word: str, one: Resolved) -> bool:
    if one.act == "settles":
        return word == SETTLED
    outcome = one.statement.outcome or ""
    if word in APPEALS:
        return bool(one.reviews) and (word != "quashed" or outcome in NEGATIVE)
    return any({word, outcome} <= words for words in (AFFIRMING, NEGATIVE))


def _apart(earliest: datetime.date | None, latest: datetime.date | None, one: Resolved) -> bool:
    first, last = one.earliest or datetime.date.min, one.latest or datetime.date.max
    return (latest or datetime.date.max) < first or last < (earliest or datetime.date.min)


def _in_time(stages: Iterable[Stage]) -> list[Stage]:
    """The stages in the order of time; where that is not decisive, as they are listed, since later steps are added below.

    Of those before which none that is left surely was, the first in the list is next.
    """
    listed = list(stages)
    waiting = sorted(range(len(listed)), key=lambda n: listed[n].first, reverse=True)
    ends = sorted(range(len(listed)), key=lambda n: listed[n].last, reverse=True)
    ready: list[int] = []
    placed: dict[int, Stage] = {}
    while len(placed) < len(listed):
        while ends[-1] in placed:
            ends.pop()
        while waiting and listed[waiting[-1]].first <= listed[ends[-1]].last:
            heapq.heappush(ready, waiting.pop())
        number = heapq.heappop(ready)
        placed[number] = listed[number]
    return list(placed.values())


def _reviewed(
    stages: list[Stage], resolved: Mapping[str, Resolved], later: Mapping[str, tuple[Later, ...]], forums: Forums
) -> tuple[Stage, ...]:
    """The stages, each with what reviewed it and whether it still holds."""
    reviewing = Reviewing(stages, resolved, forums)
    reviews = reviewing.found
    sorter = graphlib.TopologicalSorter({place: {review.by for review in found} for place, found in reviews.items()})
    try:
        order = [*sorter.static_order()]
    except graphlib.CycleError:  # findings that review each other: a rule reports them, and none is taken to overturn another
        order, reviews = [], {}
    ended = endings(stages, reviewing.lines, resolved, forums)
    found = [
        replace(stage, reviews=tuple(reviews.get(place, ())), force=ended.get(place) or _own(stage, resolved, later))
        for place, stage in enumerate(stages)
    ]
    lost: dict[int, _Lost] = {}
    for place in order:
        lost[place] = _lost(found[place], found, lost)
        if found[place].force == "in force":
            found[place] = replace(found[place], force=lost[place].force(found[place]))
    return tuple(found)


def _own(stage: Stage, resolved: Mapping[str, Resolved], aftermath: Mapping[str, tuple[Later, ...]]) -> Force:
    """What the body itself made of its finding later."""
    for later in aftermath.get(stage.statement or "", ()):
        if stage.allegation in resolved[later.by].allegations:
            if later.fate in {"retracted", "retracted in part"}:
                return "retracted"
            if later.fate == "corrected":
                return "corrected"
    return "in force"


class _Lost(NamedTuple):
    """For whom a stage was surely overturned, and whether it perhaps was for others."""

    whom: frozenset[str] = frozenset()
    is_surely: bool = False
    is_perhaps: bool = False

    def force(self, stage: Stage) -> Force:
        """Whether the stage still holds."""
        if self.is_surely and self.whom >= {*stage.of}:
            return "overturned"
        if self.is_perhaps:
            return "perhaps overturned"
        return "in force in part" if self.whom else "in force"


def _lost(stage: Stage, stages: list[Stage], lost: Mapping[int, _Lost]) -> _Lost:
    """What the stage lost: a review counts where it holds itself, and where one that confirmed it lost, so did the stage."""
    whom: set[str] = set()
    is_surely = is_perhaps = False
    for review in stage.reviews:
        later = stages[review.by]
        if review.effect == "confirmed":
            found = lost.get(review.by, _Lost())
            is_sure, is_possible, those = found.is_surely, found.is_perhaps, found.whom & {*review.of}
        else:
            is_sure, is_possible, those = later.force == "in force", later.holds, frozenset(review.of)
        if is_sure and review.is_certain:
            whom |= those
            is_surely = True
        elif is_sure or is_possible:
            is_perhaps = True
    return _Lost(frozenset(whom), is_surely, is_perhaps)
