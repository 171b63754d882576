"""The accusations by year or by quarter: how many, between whom, and where they surely rose or fell.

Dates are uncertain, so every count is a range: the least are the statements that surely fall into the window, the most add those
that may, and what is known only on the word of others. A rise is certain only where the ranges of two windows leave no other
reading.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kg.analysis.graph import AccusationGraph
from kg.corpus.corpus import Corpus
from kg.corpus.counting import Count, Range, count

Unit: TypeAlias = Literal["year", "quarter"]
Change: TypeAlias = Literal["more", "perhaps more", "same", "unclear", "perhaps fewer", "fewer"]
Pair: TypeAlias = tuple[str, str]

_PER_YEAR: Mapping[Unit, int] = {"year": 1, "quarter": 4}


@dataclass(frozen=True, slots=True)
class Counted:
    """Accusations in a window: the ids of those `surely` and those `perhaps` in it, how many these are, and the change.

    `change` compares with the window before; None in the first window that is listed.
    """

    surely: tuple[str, ...]
    perhaps: tuple[str, ...]
    count: Count
    change: Change | None


@dataclass(frozen=True, slots=True)
class Window:
    """One year or quarter: its accusations, and how many accusers, accused, pairs and mutual pairs there are in it.

    `name` is "2031" or "2031 Q2". `pairs` holds who accused whom, for those who surely did so in it or in the one before;
    `accuses_most` and `most_accused` are those with most of the sure accusations, all where several have as many.
    """

    name: str
    whole: Counted
    accusers: Range
    accused: Range
    joined: Range
    mutual: Range
    accuses_most: tuple[str, ...]
    most_accused: tuple[str, ...]
    pairs: Mapping[Pair, Counted]


@dataclass(frozen=True, slots=True)
class Windows:
    """The windows in which something surely falls, each with the one after it, and the accusations that no one window holds."""

    unit: Unit
    windows: tuple[Window, ...]
    undecided: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Charge:
    """One accusation: the first and the last window that it may fall into, None where open, and who accuses whom in it.

    `is_sure` says that it surely was made; one that was retracted, or never said, is not `counted`.
    """

    id: str
    first: int | None
    last: int | None
    pairs: tuple[Pair, ...]
    is_sure: bool
    is_counted: bool

    def may_fall(self, window: int) -> bool:
        return (self.first is None or self.first <= window) and (self.last is None or window <= self.last)


def windows(corpus: Corpus, graph: AccusationGraph, unit: Unit) -> Windows:
    """The accusations of `graph`, window by window in the order of time.

    A window in which nothing surely falls is listed only after one in which something does, so that a fall is seen and a long
    silence takes one row. The work grows with the windows listed times the statements whose window is open.
    """
    charges = tuple(_charges(corpus, graph, unit))
    sure: dict[int, list[_Charge]] = {}
    for charge in charges:
        if charge.is_sure and charge.first is not None and charge.first == charge.last:
            sure.setdefault(charge.first, []).append(charge)
    held = {charge.id for found in sure.values() for charge in found}
    loose = tuple(charge for charge in charges if charge.id not in held)
    undecided = tuple(c.id for c in loose if c.is_counted and (c.first is None or c.first != c.last))
    last = max(sure, default=0)
    listed = sorted(sure.keys() | {place + 1 for place in sure if place < last})
    found: list[Window] = []
    before: _Content | None = None
    for place in listed:
        if before is None or before.place != place - 1:
            before = _Content(corpus, place - 1, sure.get(place - 1, []), loose) if found else None
        now = _Content(corpus, place, sure.get(place, []), loose)
        found.append(now.window(_name(place, unit), before))
        before = now
    return Windows(unit, tuple(found), undecided)


class _Content:
    """What surely and perhaps falls into one window, as a whole and pair by pair."""

    def __init__(self, corpus: Corpus, place: int, surely: Iterable[_Charge], loose: Iterable[_Charge]) -> None:
        self.corpus = corpus
        self.place = place
        self.surely = tuple(surely)
        self.perhaps = tuple(charge for charge in loose if charge.may_fall(place))
        self.by_pair: dict[Pair, tuple[list[str], list[str]]] = {}
        self.counted_pairs: tuple[set[Pair], set[Pair]] = (set(), set())
        for n, charges in enumerate((self.surely, self.perhaps)):
            for charge in charges:
                for pair in charge.pairs:
                    self.by_pair.setdefault(pair, ([], []))[n].append(charge.id)
                if charge.is_counted:
                    self.counted_pairs[n].update(charge.pairs)
        self.ids = (tuple(charge.id for charge in self.surely), tuple(charge.id for charge in self.perhaps))

    def window(self, name: str, before: _Content | None) -> Window:
        """The window with its measures, compared with the one before."""
        sure, perhaps = self.counted_pairs
        all_ = sure | perhaps
        shown = sorted({pair for one in (self, before) if one for pair, (ids, _) in one.by_pair.items() if ids})
        return Window(
            name=name,
            whole=self.counted(self.ids, before.ids if before else None),
            accusers=Range(len({a for a, _ in sure}), len({a for a, _ in all_})),
            accused=Range(len({b for _, b in sure}), len({b for _, b in all_})),
            joined=Range(len(sure), len(all_)),
            mutual=Range(_mutual(sure), _mutual(all_)),
            accuses_most=self.most(0),
            most_accused=self.most(1),
            pairs={
                pair: self.counted(self.by_pair.get(pair, ((), ())), before.by_pair.get(pair, ((), ())) if before else None)
                for pair in shown
            },
        )

    def counted(self, ids: tuple[Iterable[str], Iterable[str]], before: tuple[Iterable[str], Iterable[str]] | None) -> Counted:
        """The statements as a range, compared with those of the window before."""
        surely, perhaps = (tuple(some) for some in ids)
        now = count(self.corpus, surely, perhaps)
        earlier = None if before is None else count(self.corpus, tuple(before[0]), tuple(before[1]))
        return Counted(surely, perhaps, now, None if earlier is None else change(earlier.number, now.number))

    def most(self, end: Literal[0, 1]) -> tuple[str, ...]:
        """Who accuses (0) or is accused (1) in most of the sure accusations."""
        said: dict[str, set[str]] = {}
        for charge in self.surely:
            for pair in charge.pairs if charge.is_counted else ():
                said.setdefault(pair[end], set()).add(charge.id)
        top = max(map(len, said.values()), default=0)
        return tuple(sorted(who for who, ids in said.items() if len(ids) == top))


def change(before: Range, now: Range) -> Change:
    """How `now` compares with `before`: certain where the ranges do not meet, else by the least of both."""
    if now.least > before.most:
        return "more"
    if now.most < before.least:
        return "fewer"
    if before.least == before.most == now.least == now.most:
        return "same"
    if now.least == before.least:
        return "unclear"
    return "perhaps more" if now.least > before.least else "perhaps fewer"


def _mutual(pairs: set[Pair]) -> int:
    return sum(a < b and (b, a) in pairs for a, b in pairs)


def _charges(corpus: Corpus, graph: AccusationGraph, unit: Unit) -> Iterator[_Charge]:
    """The accusations of the graph by id, also those against nobody by name; a qualified date (~, ?, %) bounds nothing."""
    pairs: dict[str, list[Pair]] = {}
    for accuser, accused, data in graph.edges(data=True):
        if data["link"] == "accusation":
            pairs.setdefault(data["statement"], []).append((accuser, accused))
    unnamed = (id_ for _, accuses in graph.nodes(data="accuses") for id_ in accuses)
    for id_ in sorted({*pairs, *unnamed}):
        resolved = corpus.resolved[id_]
        if resolved.is_contested:
            continue
        first, last = (None, None) if resolved.date.qualified else resolved.span
        is_counted = id_ not in corpus.uncounted
        places = (_place(first, unit), _place(last, unit))
        yield _Charge(id_, *places, tuple(pairs.get(id_, ())), not resolved.is_attributed, is_counted)


def _place(day: datetime.date | None, unit: Unit) -> int | None:
    """The number of the window that holds the day, counted from the year 0."""
    if day is None:
        return None
    return day.year if unit == "year" else 4 * day.year + (day.month - 1) // 3


def _name(place: int, unit: Unit) -> str:
    year, quarter = divmod(place, _PER_YEAR[unit])
    return f"{year:04}" if unit == "year" else f"{year:04} Q{quarter + 1}"
