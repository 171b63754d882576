"""Chains that share what they share: one chain to an end, and what all chains from a source pass.

Both are sequences of ids that nobody has written out. What all chains pass is a tree with the ends at its root: the parent of a
source is the next node that all its chains pass. What the chains of several sources all pass is where their branches meet.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import overload


class _Unwritten(Sequence[str]):
    """A sequence that is walked from its beginning."""

    __slots__ = ()

    @abstractmethod
    def __iter__(self) -> Iterator[str]: ...

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...
    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        """One, or a part as a tuple."""
        return next(islice(self, at, None)) if isinstance(at, int) and at >= 0 else tuple(self)[at]

    def __eq__(self, other: object) -> bool:
        """Whether `other` holds the same in the same order."""
        return isinstance(other, Sequence) and len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        """As that of a tuple of the same."""
        return hash(tuple(self))

    def __repr__(self) -> str:
        """As a tuple."""
        return repr(tuple(self))


class Way(_Unwritten):
    """A chain from a source to an end; `step` gives the next source on the way to that end."""

    __slots__ = ("_step", "end", "length", "start")

    def __init__(self, start: str, end: str, length: int, step: Callable[[str, str], str]) -> None:
        self.start, self.end, self.length, self._step = start, end, length, step

    def __iter__(self) -> Iterator[str]:
        """Every source in turn."""
        at = self.start
        while at != self.end:
            yield at
            at = self._step(at, self.end)
        yield at

    def __len__(self) -> int:
        """How many there are, known without a walk."""
        return self.length

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...
    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        """One, or a part as a tuple; the last without a walk."""
        return self.end if at == -1 else super().__getitem__(at)


class Passed(_Unwritten):
    """A source, or a house, and what all chains from it pass after it.

    `leap` is one further on, such that any of them is found in few steps.
    """

    __slots__ = ("depth", "id", "leap", "rest")

    def __init__(self, id_: str, rest: Passed | None) -> None:
        self.id, self.rest = id_, rest
        self.depth = _depth(rest) + 1
        self.leap = rest
        if rest is not None:
            over = rest.leap.leap if rest.leap is not None else None
            if rest.depth - _depth(rest.leap) == _depth(rest.leap) - _depth(over):
                self.leap = over

    def __iter__(self) -> Iterator[str]:
        """Each of them from the first on."""
        at: Passed | None = self
        while at is not None:
            yield at.id
            at = at.rest

    def __len__(self) -> int:
        """How many there are, known without a walk."""
        return self.depth

    def at(self, depth: int) -> Passed | None:
        """The one of them that has so many from it on."""
        at: Passed | None = self
        while at is not None and at.depth > depth:
            at = at.leap if _depth(at.leap) >= depth else at.rest
        return at


def _depth(at: Passed | None) -> int:
    return 0 if at is None else at.depth


def meeting(branches: Iterable[Passed]) -> Passed | None:
    """Where the branches meet; None where nothing is on all of them, or there are none."""
    first, *others = branches
    found: Passed | None = first
    for other in others:
        found = _meeting(found, other)
    return found


def _meeting(one: Passed | None, other: Passed | None) -> Passed | None:
    depth = min(_depth(one), _depth(other))
    one, other = one and one.at(depth), other and other.at(depth)
    while one is not other and one is not None and other is not None:
        if one.leap is other.leap:
            one, other = one.rest, other.rest
        else:
            one, other = one.leap, other.leap
    return one if one is other else None


def in_all(ways: Iterable[Sequence[str]], known: Mapping[str, Passed]) -> Sequence[str]:
    """What is on all of the ways, some of which may be branches of one tree; `known` has the place of each source in it."""
    distinct = list({id(way): way for way in ways}.values())
    branches = [way for way in distinct if isinstance(way, Passed)]
    shared = meeting(branches) if branches else None
    if len(branches) == len(distinct):
        return shared if shared is not None else ()
    if branches and shared is None:
        return ()
    others = [way for way in distinct if not isinstance(way, Passed)]
    names = dict.fromkeys(others[0])
    for way in others[1:]:
        names = dict.fromkeys(way_ for way_ in way if way_ in names)
    return tuple(name for name in names if shared is None or _is_on(name, shared, known))


def _is_on(name: str, branch: Passed, known: Mapping[str, Passed]) -> bool:
    place = known.get(name)
    at = branch.at(place.depth if place is not None else 1)  # what is not in the tree as a source may be the house at its root
    return at is place if place is not None else at is not None and at.id == name
