"""Puts the stages of what became of each allegation in the order of time, with what reviewed each and whether it still holds."""

from __future__ import annotations

import datetime
import graphlib
import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from kg.corpus.aftermath import Later
from kg.corpus.resolution import Resolved
from kg.corpus.status import AFFIRMING, ANYBODY, APPEALS, NEGATIVE, PROCEEDINGS, SETTLED, VERDICTS, Effect, Force, Review, Stage
from kg.model.parts import StatusStep
from kg.model.records import Allegation

_SAME: Final = {"found": "upheld", "dismissed": "not-upheld"}
"""The outcome of a finding that a step says in a word of its own."""


def statuses(
    allegations: Mapping[str, Allegation],
    resolved: Mapping[str, Resolved],
    aftermath: Mapping[str, tuple[Later, ...]],
    is_outlet: Callable[[str], bool],
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
            _in_time(_stages(allegations[id_], sorted(said, key=lambda one: one.id), reviewing)), resolved, aftermath, is_outlet
        )
        for id_, said in sorted(found.items())
    }


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


def _surely_before(one: Stage, other: Stage) -> bool:
    return _last(one) < _first(other)


def _first(stage: Stage) -> datetime.date:
    """The day before which it surely was not; a qualified date bounds nothing."""
    return datetime.date.min if stage.date.qualified else stage.earliest or datetime.date.min


def _last(stage: Stage) -> datetime.date:
    """The day after which it surely was not."""
    return datetime.date.max if stage.date.qualified else stage.latest or datetime.date.max


def _in_time(stages: Iterable[Stage]) -> list[Stage]:
    """The stages in the order of time; where that does not tell, as they are listed, since later steps are added below.

    Of those before which none that is left surely was, the first in the list is next.
    """
    listed = list(stages)
    waiting = sorted(range(len(listed)), key=lambda n: _first(listed[n]), reverse=True)
    ends = sorted(range(len(listed)), key=lambda n: _last(listed[n]), reverse=True)
    ready: list[int] = []
    placed: dict[int, Stage] = {}
    while len(placed) < len(listed):
        while ends[-1] in placed:
            ends.pop()
        while waiting and _first(listed[waiting[-1]]) <= _last(listed[ends[-1]]):
            heapq.heappush(ready, waiting.pop())
        number = heapq.heappop(ready)
        placed[number] = listed[number]
    return list(placed.values())


def _reviewed(
    stages: list[Stage],
    resolved: Mapping[str, Resolved],
    later: Mapping[str, tuple[Later, ...]],
    is_outlet: Callable[[str], bool],
) -> tuple[Stage, ...]:
    """The stages, each with what reviewed it and whether it still holds."""
    reviews: dict[int, list[Review]] = {}
    for place, review in _links(stages, resolved, is_outlet):
        reviews.setdefault(place, []).append(review)
    sorter = graphlib.TopologicalSorter({place: {review.by for review in found} for place, found in reviews.items()})
    try:
        order = [*sorter.static_order()]
    except graphlib.CycleError:  # findings that review each other: a rule reports them, and none is taken to overturn another
        order, reviews = [], {}
    ended = _ended(stages)
    found = [
        replace(stage, reviews=tuple(reviews.get(place, ())), force="ended" if place in ended else _own(stage, resolved, later))
        for place, stage in enumerate(stages)
    ]
    for place in order:
        if found[place].force == "in force":
            found[place] = replace(found[place], force=_force(found[place], found))
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


def _force(stage: Stage, stages: list[Stage]) -> Force:
    """Whether the stage still holds: what reviewed it counts where that holds itself."""
    against = [r for r in stage.reviews if stages[r.by].holds and r.effect != "confirmed"]
    sure = [r for r in against if r.is_certain and stages[r.by].force == "in force"]
    whom = {id_ for r in sure for id_ in r.of}
    if sure and whom >= {*stage.of}:
        return "overturned"
    if len(sure) < len(against):
        return "perhaps overturned"
    return "in force in part" if whom else "in force"


def _links(
    stages: list[Stage], resolved: Mapping[str, Resolved], is_outlet: Callable[[str], bool]
) -> Iterator[tuple[int, Review]]:
    """For each review the place of the stage that was reviewed."""
    by_statement = {stage.statement: place for place, stage in enumerate(stages) if stage.statement}
    last: dict[str, int] = {}  # the last decision among the steps, for each person
    for place, stage in enumerate(stages):
        named = resolved[stage.statement].reviews if stage.statement else ()
        for statement in named:
            if (earlier := by_statement.get(statement)) is not None and earlier != place:
                whom = _shared(stages[earlier], stage)
                yield earlier, Review(place, _effect(stage, stages[earlier]), whom, is_certain=not stage.tellers)
        if stage.step is None or not stage.is_decision:
            continue
        if not named:
            yield from _implied(stages, place, last, is_outlet)
        last |= dict.fromkeys(stage.whom, place)


def _implied(
    stages: list[Stage], place: int, last: Mapping[str, int], is_outlet: Callable[[str], bool]
) -> Iterator[tuple[int, Review]]:
    """What a step reviews without naming it: the last step about the same persons or, without one, the findings before it."""
    stage = stages[place]
    effect = APPEALS.get(stage.word)
    whom = last if ANYBODY & stage.whom else (*stage.whom, *ANYBODY)
    steps = dict.fromkeys(last[id_] for id_ in whom if id_ in last)
    if effect is None and stage.word in VERDICTS:
        for earlier in steps:
            if {stage.word, stages[earlier].word} == VERDICTS:
                yield earlier, Review(place, "superseded", _shared(stages[earlier], stage), is_certain=True)
    elif effect is not None and steps:
        for earlier in steps:
            yield earlier, Review(place, effect, _shared(stages[earlier], stage), is_certain=True)
    elif effect is not None:
        findings = [
            earlier
            for earlier, other in enumerate(stages)
            if other.step is None
            and other.is_decision
            and not _surely_before(stage, other)
            and not (other.by and all(map(is_outlet, other.by)))
            and (other.whom & stage.whom or ANYBODY & (other.whom | stage.whom))
        ]
        for earlier in findings:
            is_certain = len(findings) == 1 and _surely_before(stages[earlier], stage)
            yield earlier, Review(place, effect, _shared(stages[earlier], stage), is_certain=is_certain)


def _shared(reviewed: Stage, reviewing: Stage) -> tuple[str, ...]:
    """Those of the reviewed decision whom the review concerns."""
    return reviewed.of if ANYBODY & reviewing.whom else tuple(id_ for id_ in reviewed.of if id_ in reviewing.of)


def _effect(reviewing: Stage, reviewed: Stage) -> Effect:
    """What a finding makes of the finding that it reviews, by what the two come to."""
    if reviewing.step is not None and reviewing.word in APPEALS:
        return APPEALS[reviewing.word]
    if _SAME.get(reviewing.word, reviewing.word) == _SAME.get(reviewed.word, reviewed.word):
        return "confirmed"
    return "changed" if any({reviewing.word, reviewed.word} <= words for words in (AFFIRMING, NEGATIVE)) else "reversed"


def _ended(stages: list[Stage]) -> frozenset[int]:
    """The proceedings that a later step about the same persons, or a finding of the same body, brought to an end."""
    found = set()
    decided: set[str] = set()
    charged: set[str] = set()
    bodies: set[str] = set()
    for place in range(len(stages) - 1, -1, -1):
        stage = stages[place]
        if stage.word not in PROCEEDINGS:
            bodies |= {*stage.by}
            decided |= stage.whom if stage.step is not None else frozenset()
            continue
        after = decided | charged if stage.word == PROCEEDINGS[0] else decided
        is_over = bool(after) and (bool(ANYBODY & (stage.whom | after)) or stage.whom <= after)
        if is_over or bodies & {*stage.by}:
            found.add(place)
        if stage.word != PROCEEDINGS[0]:
            charged |= stage.whom
    return frozenset(found)
