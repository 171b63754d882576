"""What each statement holds of each allegation it is about: that it is so, that it is not so, or neither.

An act alone is not enough: whoever denies a denial affirms, whoever backs one disputes, whoever concedes a rebuttal of their own
charge gives the charge up. So the stance is composed along `answers`, once for all statements, and nothing else may judge by the
act. Where the record leaves it open the stance is `neither`, and the rules ask the curator.
"""

from __future__ import annotations

import contextlib
import graphlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from kg.corpus.scope import scope
from kg.model.acts import ACTS, OPPOSITE, OUTCOMES, Stance
from kg.model.records import Allegation, Statement

Held: TypeAlias = Literal["affirms", "disputes"]


@dataclass(frozen=True, slots=True)
class Stances:
    """The stances of one statement.

    `held` maps each allegation that it affirms or disputes to which of the two; on the others it holds neither. `both` are
    those on which what it answers is on both sides, `left_open` those of which it may meet some and does not say which.
    """

    held: Mapping[str, Held] = field(default_factory=dict)
    both: tuple[str, ...] = ()
    left_open: tuple[str, ...] = ()


NONE = Stances()


def answering_order(statements: Mapping[str, Statement]) -> Iterator[str]:
    """The ids of the statements, each after those that it answers; what is in a cycle, or answers one that is, is left out."""
    sorter: graphlib.TopologicalSorter[str] = graphlib.TopologicalSorter()
    for id_, statement in statements.items():
        sorter.add(id_, *(answered for answered in statement.answers if answered in statements))
    with contextlib.suppress(graphlib.CycleError):  # reported by a rule; what the cycles do not block still has an order
        sorter.prepare()
    while sorter.is_active():
        ready = sorter.get_ready()
        if not ready:
            return
        yield from ready
        sorter.done(*ready)


def stances(
    statements: Mapping[str, Statement],
    tree: Mapping[str, Allegation],
    about: Callable[[Statement], tuple[str, ...]],
    denies_saying: Callable[[Statement, Statement], bool],
) -> dict[str, Stances]:
    """The stances of every statement by its id.

    `about` gives the allegations of a statement; `denies_saying` whether the first statement is its speaker's denial of having
    made the second at all, which says nothing of what that one is about.
    """
    found: dict[str, Stances] = {}
    for id_ in answering_order(statements):
        statement = statements[id_]
        allegations = about(statement)
        if allegations:
            answered = (statements[to] for to in statement.answers if to in statements)
            targets = [found[target.id] for target in answered if target.id in found and not denies_saying(statement, target)]
            found[id_] = composed(statement, allegations, targets, tree)
        else:
            found[id_] = NONE
    for id_, statement in statements.items():
        if id_ not in found:
            found[id_] = composed(statement, about(statement), [], tree)
    return found


def composed(
    statement: Statement, allegations: tuple[str, ...], targets: list[Stances], tree: Mapping[str, Allegation]
) -> Stances:
    """The stances of a statement on its `allegations`, given those of the `targets` that it answers."""
    rule = ACTS[statement.act]
    if statement.stance is not None or rule.stance not in {"same", "opposite"}:
        return _same_on(allegations, statement.stance or _alone(statement))
    if not statement.answers:
        return _same_on(allegations, "disputes" if rule.stance == "opposite" else "affirms")
    left_open: list[str] = []
    if rule.in_part and not statement.allegation:
        left_open = [a for target in targets if len(target.held) > 1 for a in target.held]
        targets = [target for target in targets if len(target.held) <= 1]
    held: dict[str, Held] = {}
    both = []
    for allegation in allegations:
        theirs = _on(allegation, targets, tree if statement.allegation else {})
        if len(theirs) > 1:
            both.append(allegation)
        for one in theirs if len(theirs) == 1 else ():
            turned = OPPOSITE[one] if rule.stance == "opposite" else one
            if turned != "neither":
                held[allegation] = turned
    return Stances(held, tuple(both), tuple(dict.fromkeys(a for a in left_open if a not in held)))


def _alone(statement: Statement) -> Stance:
    """The stance that follows from the act and the outcome alone."""
    rule = ACTS[statement.act]
    if rule.stance == "outcome":
        return OUTCOMES[statement.outcome][0] if statement.outcome is not None else "neither"
    return "affirms" if rule.stance == "affirms" else "neither"


def _same_on(allegations: Iterable[str], stance: Stance) -> Stances:
    return NONE if stance == "neither" else Stances(dict.fromkeys(allegations, stance))


def _on(allegation: str, targets: list[Stances], tree: Mapping[str, Allegation]) -> set[Held]:
    """The stances of the targets on the allegation or, where they have none on it itself, on wider and narrower ones."""
    exact = {target.held[allegation] for target in targets if allegation in target.held}
    if exact or not tree:
        return exact
    return {held for target in targets for other, held in target.held.items() if scope(tree, allegation, other) != "none"}
