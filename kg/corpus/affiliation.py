"""For whom a person speaks on a day, and whose side that is: roles and parts, followed upwards.

A side is the first actor met on the way up that is one: a state, alliance, armed group, company or court, unless it says
`side: false`, or whatever says `side: true`. Dates that are not known never exclude: a missing bound of a role is open, and a
statement without a date may fall into any of its speaker's roles.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple, Protocol

from kg.edtf import Date
from kg.model.parts import Role
from kg.model.records import Actor
from kg.model.words import ACTOR_TYPES, MAX_LEVELS, SELF


class Dated(Protocol):
    """Something that holds from a day to a day."""

    @property
    def start(self) -> Date | None:
        """The first day; None is open."""

    @property
    def end(self) -> Date | None:
        """The last day; None is open."""


class Span(NamedTuple):
    """The days on which something may have happened; None is open."""

    earliest: datetime.date | None = None
    latest: datetime.date | None = None

    def meets(self, dated: Dated) -> bool:
        """Whether some day of this span may lie within `dated`."""
        first = dated.start.earliest if dated.start else None
        last = dated.end.latest if dated.end else None
        ended = last is not None and self.earliest is not None and last < self.earliest
        not_begun = first is not None and self.latest is not None and first > self.latest
        return not (ended or not_begun)


ALWAYS: Final = Span()
"""Any day."""

Actors = Mapping[str, Actor]


def is_dated(actors: Actors, ids: Iterable[str]) -> bool:
    """Whether it may depend on the day what side these actors, or those above them, are of."""
    seen: set[str] = set()
    level = [*ids]
    for _ in range(MAX_LEVELS + 1):
        found = [actor for id_ in level if id_ not in seen and (actor := actors.get(id_)) is not None]
        if any(actor.type == "person" or any(part.start or part.end for part in actor.part_of) for actor in found):
            return True
        seen.update(actor.id for actor in found)
        level = [part.of for actor in found for part in actor.part_of]
        if not level:
            break
    return False


def roles_on(actor: Actor, when: Span) -> tuple[Role, ...]:
    """The roles that `actor` may have held then."""
    return tuple(role for role in actor.roles if when.meets(role))


def is_side(actor: Actor) -> bool:
    """Whether the actor is a side: as it says itself, else by its type."""
    return ACTOR_TYPES[actor.type].is_side if actor.side is None else actor.side


def spoken_for(actors: Actors, speakers: Iterable[str], given: tuple[str, ...], when: Span) -> tuple[str, ...]:
    """The ids of those for whom `speakers` speak: as `given` by the statement, else by their roles, else themselves.

    A person without a role then, or in a personal capacity, speaks for nobody, unless that person is a side.
    """
    found: list[str] = []
    if given:
        found += [id_ for id_ in given if id_ != SELF]
        if SELF in given:
            found += [id_ for id_ in speakers if id_ in actors and (actors[id_].type != "person" or is_side(actors[id_]))]
    else:
        for id_ in speakers:
            found += _represents(actors, id_, when)
    return tuple(dict.fromkeys(found))


def _represents(actors: Actors, id_: str, when: Span) -> list[str]:
    """The actor itself or, for a person who is not a side, the organizations of the roles held then."""
    actor = actors.get(id_)
    if actor is None:
        return []
    return _above(actor, when) if actor.type == "person" and not is_side(actor) else [id_]


def _above(actor: Actor, when: Span) -> list[str]:
    """Those that the actor belongs to then: a person by roles, all else as a part."""
    if actor.type == "person":
        return [of for role in roles_on(actor, when) for of in role.of]
    return [part.of for part in actor.part_of if when.meets(part)]


def straight_sides(actors: Actors, id_: str, known: dict[str, tuple[str, ...] | None]) -> tuple[str, ...] | None:
    """The sides of an actor on any day, where the way up to them neither forks nor depends on the day; None where it does.

    `known` keeps what was found of it and of all on its way, so that long rows of parts are gone up once.
    """
    way: dict[str, None] = {}
    at = id_
    found: tuple[str, ...] | None = ()
    while at not in known and at not in way:
        way[at] = None
        actor = actors.get(at)
        if actor is None:
            break
        if actor.type == "person" or len(actor.part_of) > 1 or any(part.start or part.end for part in actor.part_of):
            found = None
            break
        if is_side(actor):
            found = (at,)
            break
        if not actor.part_of:
            break
        at = actor.part_of[0].of
    if at in known:
        found = known[at]
    known |= dict.fromkeys(way, found)
    return found


def sides(actors: Actors, ids: Iterable[str], when: Span) -> tuple[str, ...]:
    """The sides of the actors `ids` then: for each itself or the first above it that is one."""
    found: list[str] = []
    seen: set[str] = set()
    level = list(ids)
    for _ in range(MAX_LEVELS + 1):
        above: list[str] = []
        for id_ in level:
            actor = actors.get(id_)
            if actor is None or id_ in seen:
                continue
            seen.add(id_)
            if is_side(actor):
                found.append(id_)
            else:
                above += _above(actor, when)
        level = above
        if not level:
            break
    return tuple(found)


class Affiliations:
    """For whom actors speak and their sides, each worked out once; one instance serves one corpus."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        self._actors = actors
        self._whom: dict[tuple[tuple[str, ...], tuple[str, ...], Span], tuple[str, ...]] = {}
        self._sides: dict[tuple[tuple[str, ...], Span], tuple[str, ...]] = {}
        self._straight: dict[str, tuple[str, ...] | None] = {}
        self._dated: dict[tuple[str, ...], bool] = {}

    def of(self, ids: tuple[str, ...], given: tuple[str, ...], when: Span) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """For whom `ids` speak on those dates, and their sides."""
        key = (ids, given, when)
        whom = self._whom.get(key)
        if whom is None:
            whom = self._whom[key] = spoken_for(self._actors, ids, given, when)
        return whom, self.sides_of(whom, when)

    def sides_of(self, ids: tuple[str, ...], when: Span) -> tuple[str, ...]:
        """The sides of the actors `ids` then; where no date plays a part, they are worked out once for all days."""
        if len(ids) == 1:
            straight = straight_sides(self._actors, ids[0], self._straight)
            if straight is not None:
                return straight
        dated = self._dated.get(ids)
        if dated is None:
            dated = self._dated[ids] = is_dated(self._actors, ids)
        key = (ids, when if dated else ALWAYS)
        found = self._sides.get(key)
        if found is None:
            found = self._sides[key] = sides(self._actors, ids, when)
        return found
