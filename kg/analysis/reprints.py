"""Rows of whole reprints: a source that relies on one other, which relies on one other, and so on to the first.

A statement that is known from the last of such a row alone has the row as its one chain. A row is a view, made in one step: the
rows of a thousand statements along it would else hold it half a million times.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple, overload

from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved, is_firsthand

_KEPT: Final = ("reprints",)


class Row(Sequence[str]):
    """The sources from `start` to the first of a row, then `more`."""

    __slots__ = ("_length", "_more", "_next", "start")

    def __init__(self, start: str, onward: Mapping[str, str], length: int, more: tuple[str, ...] = ()) -> None:
        self.start = start
        self._next = onward
        self._length = length
        self._more = more

    def then(self, more: str) -> Row:
        """The same row and one more behind it."""
        return Row(self.start, self._next, self._length, (more,))

    def __iter__(self) -> Iterator[str]:
        """Every source in turn."""
        at: str | None = self.start
        while at is not None:
            yield at
            at = self._next.get(at)
        yield from self._more

    def __len__(self) -> int:
        """How many there are, known without a walk."""
        return self._length + len(self._more)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...
    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        """One, or a part as a tuple."""
        return self.start if at == 0 else tuple(self)[at]

    def __eq__(self, other: object) -> bool:
        """Whether `other` holds the same in the same order."""
        return isinstance(other, Sequence) and len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        """As that of a tuple of the same."""
        return hash(tuple(self))

    def __repr__(self) -> str:
        """As a tuple."""
        return repr(tuple(self))


class _Rows(NamedTuple):
    """For each source of a row the one that it relies on, how many there are from it on, and the last of them."""

    onward: dict[str, str]
    length: dict[str, int]
    last: dict[str, str]


def reprinted(corpus: Corpus, resolved: Resolved) -> tuple[Row, str] | None:
    """The row of reprints through which alone a statement is known, and its last; None where it is known otherwise."""
    sources = {report.source for report in resolved.statement.reports}
    if len(sources) != 1:
        return None
    (start,) = sources
    source = corpus.sources.get(start)
    if source is None or len(source.relies_on) != 1:
        return None
    if any(r.via or r.taken_from or is_firsthand(r, source, resolved) for r in resolved.statement.reports):
        return None
    rows = _rows(corpus)
    if start not in rows.last:
        return None
    return Row(start, rows.onward, rows.length[start]), rows.last[start]


def _rows(corpus: Corpus) -> _Rows:
    """The rows of the whole record; a source from which the way forks, or leads into a cycle, is in none."""
    found = corpus.kept.get(_KEPT)
    if isinstance(found, _Rows):
        return found
    rows = _Rows({}, {}, {})
    forked: set[str] = set()
    for start in corpus.sources:
        way: dict[str, None] = {}
        at = start
        while at not in way and at not in rows.last and at not in forked:
            way[at] = None
            source = corpus.sources.get(at)
            ahead = source.relies_on if source is not None else ()
            if len(ahead) != 1:
                if ahead:
                    forked.add(at)
                else:
                    rows.length[at], rows.last[at] = 1, at
                break
            at = ahead[0]
        if at not in rows.last:
            forked.update(way)
            continue
        for member in reversed(way):
            if member not in rows.last:
                (ahead_of,) = corpus.sources[member].relies_on
                rows.onward[member] = ahead_of
                rows.length[member], rows.last[member] = rows.length[ahead_of] + 1, rows.last[ahead_of]
    corpus.kept[_KEPT] = rows
    return rows
