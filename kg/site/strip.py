"""A strip in time: what was alleged above an axis and what was said of it below, as places in per cent of the width.

A statement is a mark on its day; a date that leaves several days open is a bar over all of them. Where there are too many for
marks, columns count them. Places across are shares of the width, so that a strip fits a phone and a sheet without small print.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from kg.corpus.affiliation import Span
from kg.site.looks import COUNTERS, MARKS

Lane: TypeAlias = Literal["above", "below"]

MOST: Final = 160
"""More marks than this are counted in columns."""
_ROWS: Final = 12
"""More rows of marks than this on one side are counted in columns."""
_EDGE: Final = 3.0
"""Per cent of the width that stay free at both ends."""
_NARROW: Final = 1.6
"""A bar that is less wide, in per cent, is a mark."""
_MARK: Final = 2.7
"""The room of a mark, in per cent of the width of a column of text."""
_ROW: Final = 14
_COLUMNS: Final = 48
_HEIGHT: Final = 90
_STEPS: Final = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
_TICKS: Final = 9


@dataclass(frozen=True, slots=True)
class Event:
    """What has a place in time: the days on which it may have been, its kind as `kg.site.looks` has it, and its words."""

    id: str
    lane: Lane
    kind: str
    span: Span
    title: str
    is_pale: bool = False
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A statement in the strip; a bar where `width` is not 0. `y` is its distance from the axis."""

    event: Event
    x: float
    width: float
    y: int


@dataclass(frozen=True, slots=True)
class Column:
    """How many statements of a side there are in a time, and their kind if all of that side are accusations.

    Its height is in pixels.
    """

    lane: Lane
    kind: str
    x: float
    width: float
    height: float
    number: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A year or a month on the axis; `is_minor` where it is left out on narrow screens."""

    x: float
    label: str
    is_minor: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """A strip: how high each side is, what is on it, and what has no place since nothing of its date is known."""

    above: int
    below: int
    marks: tuple[Mark, ...]
    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]
    drawn: int
    undated: int
    most: int = 0

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its marks, in the order of legends."""
        held = {mark.event.kind for mark in self.marks}
        return tuple(kind for kind in MARKS if kind in held)


@dataclass(frozen=True, slots=True)
class Axis:
    """The days from the left to the right end of a strip."""

    first: int
    last: int

    def x(self, day: int) -> float:
        """The place of a day in per cent of the width."""
        share = (day - self.first) / max(1, self.last - self.first) if self.last > self.first else 0.5
        return round(_EDGE + min(1.0, max(0.0, share)) * (100 - 2 * _EDGE), 2)

    def ticks(self, most: int = _TICKS) -> tuple[Tick, ...]:
        """Years, or months of a short time, `most` of them at most."""
        first, last = (datetime.date.fromordinal(day) for day in (self.first, self.last))
        months = (last.year - first.year) * 12 + last.month - first.month
        if months <= most:
            starts = [(first.year * 12 + first.month - 1 + n) for n in range(months + 1)]
            found = [(datetime.date(month // 12, month % 12 + 1, 1), f"{month // 12}-{month % 12 + 1:02}") for month in starts]
        else:
            step = next(step for step in _STEPS if (last.year - first.year) / step <= most or step == _STEPS[-1])
            years = [year for year in range(first.year, last.year + 1) if year % step == 0 and year > 0]
            found = [(datetime.date(year, 1, 1), f"{year}") for year in years]
        inside = [(day.toordinal(), label) for day, label in found if self.first <= day.toordinal() <= self.last]
        if not inside:
            inside = [(self.first, first.isoformat())]
        sparse = len(inside) > _TICKS // 2
        return tuple(Tick(self.x(day), label, sparse and n % 2 == 1) for n, (day, label) in enumerate(inside))


def axis(spans: Iterable[Span]) -> Axis | None:
    """The axis that holds all of the spans; None where no day is known. An open end of a span moves nothing."""
    days = [day.toordinal() for span in spans for day in span if day is not None]
    return Axis(min(days), max(days)) if days else None


def strip(events: Sequence[Event]) -> Strip | None:
    """The strip of the events, as marks or, where there are too many, as columns; None where none has a date."""
    found = axis(event.span for event in events)
    dated = [event for event in events if event.span != Span()]
    if found is None or not dated:
        return None
    undated = len(events) - len(dated)
    if len(dated) <= MOST:
        marks, rows = _marks(dated, found)
        if max(rows.values()) <= _ROWS:
            above, below = (rows[lane] * _ROW + 6 if rows[lane] else 10 for lane in ("above", "below"))
            return Strip(above, below, marks, (), found.ticks(), len(dated), undated)
    return columns(dated, found, _HEIGHT, undated)


def columns(dated: Sequence[Event], along: Axis, height: int, undated: int = 0, *, most: int = 0, ticks: int = _TICKS) -> Strip:
    """The events counted in columns, both sides on one scale: `most` is the number that is `height` pixels high."""
    width = (100 - 2 * _EDGE) / _COLUMNS
    numbers: dict[tuple[Lane, int], int] = {}
    drawn = 0
    for event in dated:
        first, last = _days(event.span, along)
        columns = {min(_COLUMNS - 1, int((along.x(day) - _EDGE) / width)) for day in (first, last)}
        if len(columns) == 1:
            drawn += 1
            key = (event.lane, columns.pop())
            numbers[key] = numbers.get(key, 0) + 1
    most = most or max(numbers.values(), default=1)
    kinds = {event.lane: "accuses" for event in dated}
    kinds |= {event.lane: "" for event in dated if event.kind not in {"accuses", COUNTERS}}
    heights = {key: max(2.0, height * min(1, number / most)) for key, number in numbers.items()}
    found = tuple(
        Column(lane, kinds[lane], round(_EDGE + at * width, 2), round(width, 2), round(heights[lane, at], 1), number)
        for (lane, at), number in sorted(numbers.items())
    )
    return Strip(height + 4, height + 4, (), found, along.ticks(ticks), drawn, undated + len(dated) - drawn, most)


def _days(span: Span, along: Axis) -> tuple[int, int]:
    """The days of a span along the axis, which an open end reaches."""
    first = span.earliest.toordinal() if span.earliest else along.first
    return first, max(first, span.latest.toordinal() if span.latest else along.last)


def _marks(events: Sequence[Event], along: Axis) -> tuple[tuple[Mark, ...], dict[Lane, int]]:
    """Each event on the row next to the axis that has room for it, and how many rows each side has."""
    ends: dict[Lane, list[float]] = {"above": [], "below": []}
    placed = []
    for event in sorted(events, key=lambda event: (_days(event.span, along), event.id)):
        first, last = _days(event.span, along)
        left, right = along.x(first), along.x(last)
        is_bar = right - left >= _NARROW
        middle = (left + right) / 2
        start, end = (left, right) if is_bar else (middle - _MARK / 2, middle + _MARK / 2)
        rows = ends[event.lane]
        row = next((n for n, taken in enumerate(rows) if taken < start), len(rows))
        rows[row : row + 1] = [end]
        x = left if is_bar else middle
        placed.append(Mark(event, round(x, 2), round(right - left, 2) if is_bar else 0, row * _ROW + _ROW // 2 + 3))
    return tuple(placed), {lane: len(rows) for lane, rows in ends.items()}
