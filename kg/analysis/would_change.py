"""What would change the standing of a statement: one recorded answer more, with nothing against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from kg.analysis.attacks import Framework, labelled
from kg.analysis.grounded import Label, parts

SEARCHED: Final = 64
"""The largest exchange, in statements, in which every single added answer is tried."""


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that, added with nothing against it, would change a label: its act, what it answers, the result."""

    act: Literal["denies", "rebuts"]
    answers: str
    becomes: Label


def changes_of(
    frame: Framework, attackers: Mapping[str, list[str]], labels: Mapping[str, Label]
) -> tuple[dict[str, Change], set[str]]:
    """The change for each statement that is attacked or attacks, and the ids for which every rebuttal was tried.

    Only statements of one exchange touch each other. In exchanges of up to `SEARCHED` statements every rebuttal is tried, so
    that the work grows with the number of exchanges; in larger ones only that of a last attacker.
    """
    found: dict[str, Change] = {}
    searched: set[str] = set()
    for part in parts(frame.attacks):
        outcomes = _outcomes(part, frame) if len(part) <= SEARCHED else {}
        searched.update(part if outcomes else ())
        for id_ in part:
            if id_ in frame.taken_back:
                searched.add(id_)  # nothing that others say changes it
                continue
            change = _change(id_, labels, attackers.get(id_, []), outcomes, frame)
            if change is not None:
                found[id_] = change
    return found, searched


def _outcomes(part: tuple[str, ...], frame: Framework) -> dict[str, dict[str, Label]]:
    """For each statement of a part but decisions, all labels of the part once something that nobody answers rebuts it."""
    inner = {attacker: frame.attacks[attacker] for attacker in part if attacker in frame.attacks}
    targets = [target for target in part if target not in frame.decisions]
    return {target: labelled((*part, ""), {**inner, "": (target,)}, frame.taken_back)[0] for target in targets}


def _change(
    id_: str, labels: Mapping[str, Label], against: list[str], outcomes: Mapping[str, Mapping[str, Label]], frame: Framework
) -> Change | None:
    """The rebuttal that would change the label for the better, one of a direct attacker first; a denial where it is in."""
    if labels[id_] == "in":
        return Change("denies", id_, "undecided")
    if not outcomes:
        left = [attacker for attacker in against if labels[attacker] != "out"]
        return Change("rebuts", left[0], "in") if len(left) == 1 and left[0] not in frame.decisions else None
    better = ("in",) if labels[id_] == "undecided" else ("in", "undecided")
    options = [(better.index(new), b not in against, b) for b, after in outcomes.items() if (new := after[id_]) in better]
    if not options:
        return None
    place, _, target = min(options)
    return Change("rebuts", target, "in" if place == 0 else "undecided")
