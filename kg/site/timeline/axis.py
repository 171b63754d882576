"""An axis of time that gives each month the room that its statements need, and skips the years in which nothing is dated.

Days follow one another without a break, but not at one scale: a record may cover one spring in fifty statements and ten years in
five. Where months are left out the axis is broken, and says so.
"""

from __future__ import annotations

import bisect
import datetime
import itertools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_LEAST: Final = 15.0
_EMPTY: Final = 7.0
_BREAK: Final = 30.0
_LONG: Final = 3
"""So many months without a date are drawn as a break."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A month, or a run of months in which nothing is dated: its first day, the day after its last, and where it lies."""

    first: datetime.date
    after: datetime.date
    left: float
    right: float
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """The stretches from left to right; empty where nothing is dated."""

    stretches: tuple[Stretch, ...] = ()

    @property
    def width(self) -> float:
        """The width of the whole axis, in pixels."""
        return self.stretches[-1].right if self.stretches else 0.0

    def at(self, day: datetime.date) -> float:
        """Where the noon of a day lies; a day outside the axis lies at its end."""
        if not self.stretches:
            return 0.0
        place = bisect.bisect_right(self.stretches, day, key=lambda stretch: stretch.first) - 1
        stretch = self.stretches[max(place, 0)]
        share = ((day - stretch.first).days + 0.5) / (stretch.after - stretch.first).days
        return stretch.left + min(max(share, 0.0), 1.0) * (stretch.right - stretch.left)


def axis(days: Iterable[datetime.date], width: float) -> Axis:
    """The axis for dates that begin or end on these days, at least so wide where there are any."""
    counts = Counter(_month(day) for day in days)
    if not counts:
        return Axis()
    runs = list(_runs(counts))
    least = sum(_room(run, counts) for run in runs)
    wishes = [0.0 if len(run) > 1 else counts[run[0]] ** 0.75 for run in runs]
    share = max(width - least, 0.0) / sum(wishes)
    found, x = [], 0.0
    for run, wish in zip(runs, wishes, strict=True):
        right = x + _room(run, counts) + share * wish
        found.append(Stretch(_day(run[0]), _day(run[-1] + 1), x, right, len(run) > 1))
        x = right
    return Axis(tuple(found))


def _runs(counts: Counter[int]) -> Iterable[range]:
    """The months one by one, those of a long run without a date together."""
    months = sorted(counts)
    yield range(months[0], months[0] + 1)
    for before, month in itertools.pairwise(months):
        between = range(before + 1, month)
        if len(between) >= _LONG:
            yield between
        else:
            yield from (range(one, one + 1) for one in between)
        yield range(month, month + 1)


def _room(run: range, counts: Counter[int]) -> float:
    if len(run) > 1:
        return _BREAK
    return _LEAST if counts[run[0]] else _EMPTY


def _month(day: datetime.date) -> int:
    return day.year * 12 + day.month - 1


def _day(month: int) -> datetime.date:
    """The first day of a month by its number; after the last year there is that year's last day."""
    year, place = divmod(month, 12)
    return datetime.date(year, place + 1, 1) if year <= datetime.MAXYEAR else datetime.date.max
