"""What an answer is to the statement it answers: whose it is, after how many days, and how much of what was said it meets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple, TypeAlias

from kg.corpus.resolution import Resolved
from kg.corpus.scope import Scope, scope
from kg.model.acts import family
from kg.model.records import Allegation

By: TypeAlias = Literal["accused", "own side", "others"]


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


def judged(tree: Mapping[str, Allegation], answered: Resolved, answer: Resolved) -> Answer:
    """The answer as one to `answered`; `tree` are the allegations by id."""
    act = "counters" if answered.id in answer.counters else answer.act
    meets = extent(tree, answer.allegations, answered.allegations) if family(answer.act) == "answer" else None
    return Answer(answer.id, act, whose(answered, answer), delay(answer, (answered,)), meets)


def whose(answered: Resolved, answer: Resolved) -> By:
    """Whose answer it is: the accused's or their side's, that of the accuser's own side, or others'."""
    own = {*answer.speakers, *answer.spoken_for, *answer.sides}
    if own.intersection((*answered.against, *answered.accused_sides)):
        return "accused"
    return "own side" if own.intersection((*answered.speakers, *answered.spoken_for, *answered.sides)) else "others"


def extent(tree: Mapping[str, Allegation], denied: Iterable[str], charged: Iterable[str]) -> Scope | None:
    """How much of the allegations `charged` those `denied` meet: whole where each is covered by one; None without either."""
    denied, charged = tuple(denied), tuple(charged)
    if not denied or not charged:
        return None
    if denied == charged:
        return "whole"
    best = [{scope(tree, own, charge) for own in denied} for charge in charged]
    if all("whole" in found for found in best):
        return "whole"
    return "part" if any(found - {"none"} for found in best) else "none"


def delay(answer: Resolved, answered: Iterable[Resolved]) -> tuple[int, int] | None:
    """The fewest and the most days from what a statement answers to the statement; None where a day is open.

    No answer comes before what it answers, so the fewest is never below 0.
    """
    if answer.earliest is None or answer.latest is None:
        return None
    least, most = [], []
    for charge in answered:
        if charge.earliest is None or charge.latest is None:
            return None
        least.append((answer.earliest - charge.latest).days)
        most.append((answer.latest - charge.earliest).days)
    return (max(0, min(least)), max(most)) if most and max(most) >= 0 else None
