"""Where whole reprints lead: for each source that relies on others its ends, what all its chains pass, and documents on the way.

All of it is worked out once for the whole record, from the ends up, and shared: thousands of statements along one row of
reprints, or above one ladder of them, would else hold that row each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import islice
from typing import Final

from kg.analysis.houses import house
from kg.analysis.ways import Passed, Way, meeting
from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved, is_firsthand

_KEPT: Final = ("reprints",)
LEAST: Final = 32
"""How many ends, or documents, are followed behind a source in any record, however large."""
IN_ALL: Final = 1_000_000
"""About how many are followed in all: behind each source of a record of a thousand, a thousand."""


def room(corpus: Corpus) -> int:
    """How many ends, or documents, are followed behind one source."""
    return max(LEAST, IN_ALL // max(1, len(corpus.kinds)))


def reprinted(corpus: Corpus, resolved: Resolved) -> str | None:
    """The one reprint from which alone a statement is known; None where it is known otherwise."""
    sources = {report.source for report in resolved.statement.reports}
    if len(sources) != 1:
        return None
    (start,) = sources
    source = corpus.sources.get(start)
    if source is None or not source.relies_on:
        return None
    if any(r.via or r.taken_from or is_firsthand(r, source, resolved) for r in resolved.statement.reports):
        return None
    return start


@dataclass
class Reprints:
    """What lies behind each source by `relies_on` alone.

    `base` is the next source on its way that reprints several, else the end of its way, and `off` how many steps away that is.
    `nearest` are the ends behind a source that reprints several, with the steps to each, and `documents` the sources there that
    rest on documents. `passed` is what all chains pass. `odd` are sources that lead into a cycle, or to an end whose house is
    named like a source: their chains are followed one by one. `cut` are those behind which not all is followed.
    """

    corpus: Corpus
    links: dict[str, tuple[str, ...]] = field(default_factory=dict)
    base: dict[str, str] = field(default_factory=dict)
    off: dict[str, int] = field(default_factory=dict)
    nearest: dict[str, dict[str, int]] = field(default_factory=dict)
    houses: dict[str, str] = field(default_factory=dict)
    passed: dict[str, Passed] = field(default_factory=dict)
    documents: dict[str, tuple[str, ...]] = field(default_factory=dict)
    resting: dict[str, str | None] = field(default_factory=dict)
    odd: set[str] = field(default_factory=set)
    cut: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.room = room(self.corpus)
        self._of_houses: dict[str, Passed] = {}
        for source in self.corpus.sources.values():
            self.links[source.id] = tuple(dict.fromkeys(source.relies_on))
        for id_ in [to for ahead in self.links.values() for to in ahead]:
            self.links.setdefault(id_, ())
        users: dict[str, list[str]] = {}
        for id_, ahead in self.links.items():
            for to in ahead:
                users.setdefault(to, []).append(id_)
        waits = {id_: len(ahead) for id_, ahead in self.links.items()}
        order = [id_ for id_, ahead in self.links.items() if not ahead]
        for id_ in order:
            self._add(id_)
            for user in users.get(id_, ()):
                waits[user] -= 1
                if not waits[user]:
                    order.append(user)
        self.odd.update(self.links.keys() - self.base.keys())

    def ends(self, start: str) -> dict[str, int]:
        """The sources at the ends of its chains, each with the steps to it."""
        base, off = self.base[start], self.off[start]
        return {end: off + steps for end, steps in self.nearest.get(base, {base: 0}).items()}

    def way(self, start: str, end: str) -> Way:
        """The first of the shortest chains from a source to one of its ends."""
        return Way(start, end, self.ends(start)[end] + 1, self.step)

    def step(self, at: str, end: str) -> str:
        """The next source on the way to that end."""
        ahead = self.links[at]
        if len(ahead) == 1:
            return ahead[0]
        left = self.nearest[at][end] - 1
        return next(to for to in ahead if self._steps(to, end) == left)

    def _steps(self, start: str, end: str) -> int | None:
        base = self.base[start]
        more = self.nearest[base].get(end) if base in self.nearest else 0 if base == end else None
        return None if more is None else self.off[start] + more

    def resting_on(self, start: str) -> Iterator[str]:
        """The sources from this one on that rest on documents."""
        return islice(self._resting_on(start), self.room)

    def is_cut(self, start: str) -> bool:
        """Whether more lies behind it than is followed."""
        return self.base[start] in self.cut or next(islice(self._resting_on(start), self.room, None), None) is not None

    def _resting_on(self, start: str) -> Iterator[str]:
        at = self.resting[start]
        while at is not None:
            if at in self.documents:
                yield from self.documents[at]
                return
            yield at
            at = self.resting[self.links[at][0]] if self.links[at] else None

    def _add(self, id_: str) -> None:
        """Put in a source whose own are in already."""
        ahead = self.links[id_]
        self.base[id_], self.off[id_] = id_, 0
        source = self.corpus.sources.get(id_)
        is_resting = bool(source and source.rests_on)
        self.resting[id_] = id_ if is_resting else None
        if not ahead:
            self.passed[id_] = Passed(id_, self._housed(id_))
        elif len(ahead) == 1:
            (to,) = ahead
            self.base[id_], self.off[id_] = self.base[to], self.off[to] + 1
            self.resting[id_] = id_ if is_resting else self.resting[to]
            self.passed[id_] = Passed(id_, self.passed[to])
        else:
            self._fork(id_, is_resting=is_resting)
        if not self.odd.isdisjoint(ahead):
            self.odd.add(id_)

    def _housed(self, id_: str) -> Passed | None:
        """What all chains to the end pass after it: its house."""
        named = self.houses[id_] = house(self.corpus, id_)
        if named == id_:
            return None
        if named in self.links:
            self.odd.add(id_)
        return self._of_houses.setdefault(named, Passed(named, None))

    def _fork(self, id_: str, *, is_resting: bool) -> None:
        """Put in a source that reprints several."""
        ends: dict[str, int] = {}
        found: dict[str, None] = {id_: None} if is_resting else {}
        for to in self.links[id_]:
            for end, steps in self.ends(to).items():
                ends[end] = min(ends.get(end, steps + 1), steps + 1)
            found.update(dict.fromkeys(self.resting_on(to)))
        if max(len(ends), len(found)) > self.room or any(map(self.is_cut, self.links[id_])):
            self.cut.add(id_)
        if len(ends) > self.room:
            ends = dict(nsmallest(self.room, ends.items(), key=lambda one: (one[1], one[0])))
        self.nearest[id_], self.documents[id_], self.resting[id_] = ends, tuple(islice(found, self.room)), id_
        self.passed[id_] = Passed(id_, meeting(self.passed[to] for to in self.links[id_]))


@dataclass(frozen=True, slots=True)
class Reached:
    """Every source from `start` on, in the order in which they are reached; what of them rests on documents is known already."""

    start: str
    reprints: Reprints

    def __iter__(self) -> Iterator[str]:
        found = {self.start: None}
        todo = [self.start]
        for id_ in todo:
            yield id_
            onward = [to for to in self.reprints.links[id_] if to not in found]
            found.update(dict.fromkeys(onward))
            todo += onward


def reprints(corpus: Corpus) -> Reprints:
    """What lies behind the sources of the record."""
    found = corpus.kept.get(_KEPT)
    if not isinstance(found, Reprints):
        found = corpus.kept[_KEPT] = Reprints(corpus)
    return found
