"""Where something was decided: the bodies, the states above them, and whether two stages can belong to one line of proceedings.

A body belongs to the forum of the topmost state above it, going up by `part_of` on that day; where there is none, of the topmost
alliance or armed group. What is decided in one state changes nothing in another. Where the record does not say where a body
belongs, nothing is certain.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from kg.corpus.affiliation import Span
from kg.model.records import Actor
from kg.model.words import MAX_LEVELS

Relation: TypeAlias = Literal["same", "unknown", "apart"]
_RULING: Final = (("state",), ("alliance", "armed-group"))
"""The types of actors whose courts and authorities are of one forum, the first first."""


@dataclass(frozen=True, slots=True)
class Forum:
    """Where a stage was decided: the ids of its bodies and of what they belong to; none where no body is recorded.

    `is_placed` says that a state, an alliance or an armed group is known above one of them.
    """

    ids: frozenset[str] = frozenset()
    is_placed: bool = False

    def to(self, other: Forum) -> Relation:
        """Whether both belong to one line: certainly, not at all, or as far as the record shows, possibly.

        Two stages without any body are of one ladder, as they are listed.
        """
        if self.ids & other.ids or not (self.ids or other.ids):
            return "same"
        return "apart" if self.is_placed and other.is_placed else "unknown"

    def joined(self, other: Forum) -> Forum:
        """The forum of a decision that reviews one of `other`: it belongs to the line of that one too.

        A line of more bodies than anybody writes down is not followed to its start, so that it costs no more than it says.
        """
        ids = self.ids | other.ids
        return Forum(ids, self.is_placed or other.is_placed) if len(ids) <= MAX_LEVELS else self


class Forums:
    """Finds the forums of bodies; one instance serves one corpus."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        self._actors = actors
        self._known: dict[tuple[str, Span], tuple[frozenset[str], bool]] = {}

    def of(self, bodies: tuple[str, ...], when: Span) -> Forum:
        """The forum of these bodies then."""
        found = [self._of(body, when) for body in bodies]
        return Forum(frozenset(bodies).union(*(top for top, _ in found)), any(is_placed for _, is_placed in found))

    def wholes(self, id_: str, when: Span) -> tuple[str, ...]:
        """The actor, then all that it is part of then."""
        found = dict.fromkeys((id_,))
        level = [id_]
        for _ in range(MAX_LEVELS + 1):
            level = [whole for one in level for whole in self._wholes(one, when) if whole not in found]
            if not level:
                break
            found |= dict.fromkeys(level)
        return tuple(found)

    def is_court(self, id_: str) -> bool:
        """Whether the actor is a court, which is no party to what is settled before it."""
        return self._type(id_) == "court"

    def is_outlet(self, id_: str) -> bool:
        """Whether the actor is a media outlet, whose findings no court reviews."""
        return self._type(id_) == "media"

    def _of(self, body: str, when: Span) -> tuple[frozenset[str], bool]:
        """What a body belongs to at the top, and whether that is a state, an alliance or an armed group."""
        key = (body, when)
        if key not in self._known:
            wholes = self.wholes(body, when)
            for types in _RULING:
                ruling = [id_ for id_ in wholes if self._type(id_) in types]
                if ruling:
                    self._known[key] = self._topmost(ruling, when), True
                    break
            else:
                self._known[key] = self._topmost(wholes, when), False
        return self._known[key]

    def _topmost(self, ids: Collection[str], when: Span) -> frozenset[str]:
        """Those of `ids` that are part of no other of them; all, where they are part of each other."""
        found = frozenset(id_ for id_ in ids if {*ids}.isdisjoint(self.wholes(id_, when)[1:]))
        return found or frozenset(ids)

    def _wholes(self, id_: str, when: Span) -> list[str]:
        actor = self._actors.get(id_)
        return [part.of for part in actor.part_of if when.meets(part)] if actor is not None else []

    def _type(self, id_: str) -> str:
        actor = self._actors.get(id_)
        return actor.type if actor is not None else ""
