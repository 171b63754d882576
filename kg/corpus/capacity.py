"""For whom an accusation of somebody counts: in the capacity in which it accuses them, where the claims give one.

A person holds several offices at once, and a charge against a member of a company's board is not one against the state whose
minister is also on the board. Without `as`, a charge counts for a side only where every office of that day comes to it; where
they come to different ones it is the person's alone, and a rule asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kg.corpus.affiliation import Actors, Span, is_side, roles_on, sides
from kg.model.parts import Accused
from kg.model.records import Actor, Allegation, Statement
from kg.model.words import SELF


class Parties(NamedTuple):
    """For whom a charge counts: its sides, without any the person whom the accused serves, and the sides that are left open."""

    sides: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    open: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Those it counts for, a side or not; none where that is the accused alone."""
        return self.sides or self.others


def named(statement: Statement, tree: Mapping[str, Allegation], about: Iterable[str]) -> Iterator[Accused]:
    """Whom an accusation is against: as it says itself, else the accused of what it is `about`, once for each of these."""
    if statement.act == "accuses":
        if statement.blames is not None:
            yield from statement.blames
        else:
            yield from (one for id_ in about if id_ in tree for one in tree[id_].blamed)


def blamed(actors: Actors, every: Iterable[Accused], when: Span) -> dict[str, Parties]:
    """For whom charges against these count then, by their ids, in all the capacities in which they are named."""
    found: dict[str, list[Parties]] = {}
    for one in every:
        found.setdefault(one.who, []).append(parties(actors, one, when))
    return {id_: joined(each) for id_, each in found.items()}


def parties(actors: Actors, accused: Accused, when: Span) -> Parties:
    """For whom a charge against `accused` counts then."""
    actor = actors.get(accused.who)
    is_for_itself = actor is None or actor.type != "person" or is_side(actor)
    if accused.as_:
        own = (accused.who,) if is_for_itself else ()
        return joined(_shared(actors, [own if id_ == SELF else (id_,)], when) for id_ in accused.as_)
    if actor is None or is_for_itself:
        return Parties(sides(actors, (accused.who,), when))
    return _shared(actors, _offices(actor, when), when)


def offices(actors: Actors, id_: str, when: Span) -> tuple[str, ...]:
    """The bodies in which a person, or whom that person serves, may hold a position then."""
    person = actors.get(id_)
    held = _held(actors, _offices(person, when), when) if person is not None else ()
    return tuple(dict.fromkeys(body for office in held for body in office))


def joined(found: Iterable[Parties]) -> Parties:
    """For whom charges count together, such as those against one person in several capacities."""
    every = [*found]
    if len(every) == 1:
        return every[0]
    certain, others, left = (tuple(dict.fromkeys(id_ for one in every for id_ in one[n])) for n in range(3))
    return Parties(certain, others, tuple(id_ for id_ in left if id_ not in certain))


def _shared(actors: Actors, positions: list[tuple[str, ...]], when: Span) -> Parties:
    """The sides that each of these positions comes to, whichever is meant; a position is in one body or several at once.

    Those that come to none do not count. Where none does, it is the one person whom a spokesman serves.
    """
    found = [reached for office in _held(actors, positions, when) if (reached := sides(actors, office, when))]
    if not found:
        served = {id_ for office in positions for id_ in office if id_ in actors and actors[id_].type == "person"}
        return Parties((), tuple(served)) if len(served) == 1 else Parties()
    every = dict.fromkeys(id_ for reached in found for id_ in reached)
    certain = tuple(id_ for id_ in every if all(id_ in reached for reached in found))
    return Parties(certain, (), tuple(id_ for id_ in every if id_ not in certain))


def _held(actors: Actors, positions: Iterable[tuple[str, ...]], when: Span) -> Iterator[tuple[str, ...]]:
    """The positions, with those of a person whom a spokesman serves in the place of that person."""
    todo = [*positions]
    seen: set[str] = set()
    for office in todo:
        served = [a for id_ in office if (a := actors.get(id_)) is not None and a.type == "person" and not is_side(a)]
        for person in served:
            if person.id not in seen:
                seen.add(person.id)
                todo += _offices(person, when)
        if bodies := tuple(id_ for id_ in office if all(id_ != person.id for person in served)):
            yield bodies


def _offices(person: Actor, when: Span) -> list[tuple[str, ...]]:
    return [role.of for role in roles_on(person, when)]
