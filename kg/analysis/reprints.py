"""Rows of whole reprints: a source that relies on one other, which relies on one other, and so on.

A row ends at a source that relies on none, or before a junction: a source that relies on several, or is in a cycle. A statement
that is known from a source of such a row alone has the row as its one chain, or as the beginning of all. A row is a view, made in
one step: the rows of a thousand statements along it would else hold it half a million times.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, overload

from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved, is_firsthand

_KEPT: Final = ("reprints",)


class Row(Sequence[str]):
    """The sources from `start` to the `last` of a row, then `more`."""

    __slots__ = ("last", "more", "rows", "start")

    def __init__(self, start: str, rows: Rows, more: Sequence[str] = ()) -> None:
        self.start = start
        self.last = rows.last[start]
        self.more = more
        self.rows = rows

    def __iter__(self) -> Iterator[str]:
        """Every source in turn."""
        at: str | None = self.start
        while at is not None:
            yield at
            at = self.rows.onward.get(at)
        yield from self.more

    def __len__(self) -> int:
        """How many there are, known without a walk."""
        return self.rows.length[self.start] + len(self.more)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...
    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        """One, or a part as a tuple; the first and the last without a walk."""
        if at == 0:
            return self.start
        if at == -1:
            return self.more[-1] if self.more else self.last
        return tuple(self)[at]

    def __eq__(self, other: object) -> bool:
        """Whether `other` holds the same in the same order."""
        return isinstance(other, Sequence) and len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        """As that of a tuple of the same."""
        return hash(tuple(self))

    def __repr__(self) -> str:
        """As a tuple."""
        return repr(tuple(self))


class Rows(NamedTuple):
    """For each source of a row the one that it relies on, how many there are from it on, and the last of them.

    `ahead` is the junction before which the row with that last source ends; `junctions` are all of them.
    """

    onward: dict[str, str]
    length: dict[str, int]
    last: dict[str, str]
    ahead: dict[str, str]
    junctions: set[str]


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


def rows(corpus: Corpus) -> Rows:
    """The rows of the whole record."""
    found = corpus.kept.get(_KEPT)
    if isinstance(found, Rows):
        return found
    made = Rows({}, {}, {}, {}, set())
    for start in corpus.sources:
        _add(corpus, start, made)
    corpus.kept[_KEPT] = made
    return made


def _add(corpus: Corpus, start: str, made: Rows) -> None:
    """Put a source, and all on its way, into its row."""
    way: dict[str, None] = {}
    at = start
    while at not in way and at not in made.last and at not in made.junctions:
        way[at] = None
        ahead = _relies_on(corpus, at)
        if len(ahead) > 1:
            made.junctions.add(at)
        elif not ahead:
            made.length[at], made.last[at] = 1, at
        else:
            at = ahead[0]
    if at in way and at not in made.last:  # the way leads into a cycle, which is no row
        members = list(way)
        made.junctions.update(members[members.index(at) :])
    for member in reversed(way):
        if member in made.junctions or member in made.last:
            continue
        (ahead_of,) = _relies_on(corpus, member)
        if ahead_of in made.junctions:
            made.length[member], made.last[member], made.ahead[member] = 1, member, ahead_of
        else:
            made.onward[member] = ahead_of
            made.length[member], made.last[member] = made.length[ahead_of] + 1, made.last[ahead_of]


def _relies_on(corpus: Corpus, id_: str) -> tuple[str, ...]:
    source = corpus.sources.get(id_)
    return source.relies_on if source is not None else ()


def in_all(ways: Iterable[Sequence[str]]) -> set[str]:
    """What is on all of the ways; a stretch that many rows share is walked once."""
    distinct = {way.start if isinstance(way, Row) else id(way): way for way in ways}
    alone = [way for way in distinct.values() if isinstance(way, Row)]
    counts = Counter(_passed(alone))
    for way in distinct.values():
        counts.update(() if isinstance(way, Row) else way)
    ends = {id(row.more): row.more for row in alone}
    for end, often in Counter(id(row.more) for row in alone).items():
        for node in ends[end]:
            counts[node] += often
    return {node for node, count in counts.items() if count == len(distinct)}


def _passed(alone: Sequence[Row]) -> dict[str, int]:
    """How many of the rows, which begin at different sources, pass each source."""
    counts = dict.fromkeys((row.start for row in alone), 1)
    if not alone:
        return counts
    onward, length = alone[0].rows.onward, alone[0].rows.length
    for row in alone:
        at = onward.get(row.start)
        while at is not None and at not in counts:
            counts[at] = 0
            at = onward.get(at)
    for node in sorted(counts, key=length.__getitem__, reverse=True):
        if node in onward:
            counts[onward[node]] += counts[node]
    return counts
