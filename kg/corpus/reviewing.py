"""Which stage reviewed which: as findings say under `answers`, and as follows for steps from what came before in their line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kg.corpus.forums import Forum, Forums
from kg.corpus.resolution import Resolved
from kg.corpus.status import AFFIRMING, ANYBODY, APPEALS, NEGATIVE, VERDICTS, Effect, Review, Stage

_SAME: Final = {"found": "upheld", "dismissed": "not-upheld"}
"""The outcome of a finding that a step says in a word of its own."""


class Reviewing:
    """The reviews among the stages of one allegation, and the lines of proceedings to which these belong.

    `lines` has the forum of each stage; a decision that surely reviews another is of its line too. `found` has for each place the
    reviews of that stage.
    """

    def __init__(self, stages: list[Stage], resolved: Mapping[str, Resolved], forums: Forums) -> None:
        self._stages = stages
        self._forums = forums
        self.lines: list[Forum] = [forums.of(stage.by, stage.span) for stage in stages]
        self.found: dict[int, list[Review]] = {}
        self._last: dict[str, dict[str, int]] = {}
        self._past: set[tuple[str, int]] = set()
        by_statement = {stage.statement: place for place, stage in enumerate(stages) if stage.statement}
        for place, stage in enumerate(stages):
            named = resolved[stage.statement].reviews if stage.statement else ()
            earlier = [by_statement[id_] for id_ in named if by_statement.get(id_, place) != place]
            for one in earlier:
                self._add(one, place, _effect(stage, stages[one]), is_certain=not stage.tellers)
            if stage.step is not None and stage.is_decision:
                if not named:
                    self._implied(place)
                self._put(place)

    def _add(self, earlier: int, place: int, effect: Effect, *, is_certain: bool) -> None:
        reviewed, reviewing = self._stages[earlier], self._stages[place]
        whom = reviewed.of if ANYBODY & reviewing.whom else tuple(id_ for id_ in reviewed.of if id_ in reviewing.of)
        self.found.setdefault(earlier, []).append(Review(place, effect, whom, is_certain))
        if is_certain:
            self.lines[place] = self.lines[place].joined(self.lines[earlier])
            self._past |= {(id_, earlier) for id_ in reviewing.whom}

    def _put(self, place: int) -> None:
        """Make the stage the last decision of its line, for each person whom it concerns."""
        for person in self._stages[place].whom:
            last = self._last.setdefault(person, {})
            for id_ in self.lines[place].ids or ANYBODY:
                if id_ in last:
                    self._past.add((person, last[id_]))
                last[id_] = place

    def _implied(self, place: int) -> None:
        """What a step reviews without naming it: the last step of its line or, without one, the findings before it."""
        stage = self._stages[place]
        effect = APPEALS.get(stage.word)
        if effect is None and stage.word in VERDICTS:
            for earlier in self._before(place):
                if {stage.word, self._stages[earlier].word} == VERDICTS:
                    is_certain = self.lines[place].to(self.lines[earlier]) == "same"
                    self._add(earlier, place, "superseded", is_certain=is_certain)
        elif effect is not None:
            steps = self._before(place)
            for earlier, is_certain in (steps or self._findings(place)).items():
                self._add(earlier, place, effect, is_certain=is_certain)

    def _before(self, place: int) -> dict[int, bool]:
        """The last decisions among the steps before it that it may review, each with whether it surely does.

        For each person that is the last of its own line; where none is known, those that may be of its line.
        """
        whom, line = self._stages[place].whom, self.lines[place]
        found: dict[int, bool] = {}
        for person in self._last if ANYBODY & whom else (*whom, *ANYBODY):
            last = {id_: one for id_, one in self._last.get(person, {}).items() if (person, one) not in self._past}
            own = [last[id_] for id_ in line.ids or ANYBODY if id_ in last]
            if own:
                found.setdefault(max(own), True)
                continue
            perhaps = sorted({one for one in last.values() if line.to(self.lines[one]) != "apart"})
            found |= {one: len(perhaps) == 1 and found.get(one, True) for one in perhaps}
        return found

    def _findings(self, place: int) -> dict[int, bool]:
        """The findings before it that it may review, those of its line where any are."""
        stage, line = self._stages[place], self.lines[place]
        found: dict[str, list[int]] = {"same": [], "unknown": [], "apart": []}
        for earlier, other in enumerate(self._stages):
            if (
                other.step is None
                and other.is_decision
                and not stage.is_surely_before(other)
                and not (other.by and all(map(self._forums.is_outlet, other.by)))
                and (other.whom & stage.whom or ANYBODY & (other.whom | stage.whom))
            ):
                found[line.to(self.lines[earlier])].append(earlier)
        chosen = found["same"] or found["unknown"]
        return {one: len(chosen) == 1 and self._stages[one].is_surely_before(stage) for one in chosen}


def _effect(reviewing: Stage, reviewed: Stage) -> Effect:
    """What a finding makes of the finding that it reviews, by what the two come to."""
    if reviewing.step is not None and reviewing.word in APPEALS:
        return APPEALS[reviewing.word]
    if _SAME.get(reviewing.word, reviewing.word) == _SAME.get(reviewed.word, reviewed.word):
        return "confirmed"
    return "changed" if any({reviewing.word, reviewed.word} <= words for words in (AFFIRMING, NEGATIVE)) else "reversed"
