"""When things were said: for each year and month what surely belongs to it, and apart what may.

A statement surely belongs to a month if all days on which it may have been made lie in it. It may belong to the few months that
an inexact date touches; a date that leaves more than a year open says nothing of a month.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved
from kg.site.dates import Phrases

_MOST: Final = datetime.timedelta(366)
"""A date that leaves more days open than this touches no month."""


class Month(NamedTuple):
    """A month of a year, or where `number` is 0 the year."""

    year: int
    number: int = 0

    @property
    def key(self) -> str:
        """How it is written in addresses, such as "2017-04"."""
        return f"{self.year:04}-{self.number:02}" if self.number else f"{self.year:04}"

    def words(self, phrases: Phrases) -> str:
        """Its name, such as "April 2017"."""
        names = phrases["months"].split()
        return phrases["month"].format(month=names[self.number - 1], year=self.year) if self.number else f"{self.year}"


@dataclass(slots=True)
class Held:
    """The statements of a month or a year, in the order of time: those that surely belong to it, and those that may."""

    surely: list[str] = field(default_factory=list)
    perhaps: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Months:
    """All years and months of a record that have something; `undated` has what no year is certain of."""

    corpus: Corpus

    @cached_property
    def held(self) -> dict[Month, Held]:
        """By year and by month, in the order of time."""
        found: dict[Month, Held] = {}
        for id_ in self.corpus.reading_order:
            resolved = self.corpus.resolved[id_]
            touched = tuple(_touched(resolved))
            years = {month.year for month in touched}
            is_sure = bool(touched) and not resolved.date.qualified
            for month in touched:
                _put(found, month, id_, is_sure=is_sure and len(touched) == 1)
            for year in sorted(years):
                _put(found, Month(year), id_, is_sure=is_sure and len(years) == 1)
        return {month: found[month] for month in sorted(found)}

    @cached_property
    def undated(self) -> tuple[str, ...]:
        """The statements that surely belong to no year, in the order in which people read."""
        dated = {id_ for month, held in self.held.items() if not month.number for id_ in held.surely}
        return tuple(id_ for id_ in self.corpus.reading_order if id_ not in dated)

    def years(self) -> tuple[Month, ...]:
        """The years, the first one first."""
        return tuple(month for month in self.held if not month.number)

    def of(self, year: Month) -> tuple[Month, ...]:
        """The months of a year."""
        return tuple(month for month in self.held if month.number and month.year == year.year)


def _put(found: dict[Month, Held], month: Month, id_: str, *, is_sure: bool) -> None:
    held = found.setdefault(month, Held())
    (held.surely if is_sure else held.perhaps).append(id_)


def _touched(resolved: Resolved) -> Iterator[Month]:
    """The months in which it may have been said, where these are few."""
    first, last = resolved.span
    if first is None or last is None or last - first > _MOST:
        return
    for month in range(12 * first.year + first.month - 1, 12 * last.year + last.month):
        yield Month(month // 12, month % 12 + 1)
