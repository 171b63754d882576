"""A date: the days it may mean, its form in the graph, and a strict parser of EDTF.

A date means one civil day, as written, between two bounds: `2017` is some day of that year, and an interval is some day
within it, in both spellings. Source: ISO 8601-2:2019 and the Library of Congress's EDTF specification of 2019, level 0 and the
part of level 1 that people write.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace
from typing import Final

_DATE: Final = re.compile(r"(\d{4}|\d{3}X|\d\dXX|\dXXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([~?%]?)", re.ASCII)
_MOMENT: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|(?!-00(?::00)?\Z)[+-](?:(?:0\d|1[0-3])(?::[0-5]\d)?|14(?::00)?))?",
    re.ASCII,
)
SEASON: Final = "a season or quarter is written as an interval of months, for seasons differ by hemisphere"
MONTHS: Final = tuple("January February March April May June July August September October November December".split())


@dataclass(frozen=True, slots=True)
class Date:
    """A date: its text, its first and last possible day (None where open or unknown), and its form in the graph.

    `qualified` says that it holds one of ~ ? %. In the graph, where `a/b` would be the whole span, "some day within" is written
    `[a..b]`, in days where the ends are not of one precision; `edtf` is None for `unknown`.
    """

    text: str
    earliest: datetime.date | None
    latest: datetime.date | None
    qualified: bool
    edtf: str | None

    @property
    def known(self) -> bool:
        """Whether anything is known of it: true of all but `unknown`."""
        return self.edtf is not None

    @property
    def instant(self) -> datetime.datetime | None:
        """The instant, where a time of day and its zone are written."""
        if "T" not in self.text:
            return None
        found = datetime.datetime.fromisoformat(self.text)
        return found if found.tzinfo is not None else None


@dataclass(frozen=True, slots=True)
class BadDate:
    """Why a text is not a date, as a fragment of a sentence, and a text that `parse` accepts where the meaning is certain."""

    reason: str
    suggestion: str | None


UNKNOWN: Final = Date("unknown", None, None, qualified=False, edtf=None)


def surely_before(a: Date, b: Date) -> bool:
    """Whether `a` comes before `b` wherever on earth the two were written down, and neither is qualified.

    Two instants are compared as such. Otherwise a whole day must lie between every day `a` may be and every day `b` may be: when
    it is the 5th in Kabul it may still be the 4th in Washington.
    """
    if a.qualified or b.qualified or a.latest is None or b.earliest is None:
        return False
    if (first := a.instant) and (second := b.instant):
        return first < second
    return (b.earliest - a.latest).days > 1


def read(text: str) -> Date | BadDate | None:
    """The date that `text` writes in EDTF, its fault where only the calendar is wrong, or None where the form is."""
    return UNKNOWN if text == UNKNOWN.text else _single(text) or _moment(text) or _interval(text)


def _single(text: str) -> Date | BadDate | None:
    """A year, month or day, with `X` for digits not known and a qualifier at the end."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day, qualifier = match.groups("")
    if ("X" in year and month) or (month == "XX" and day not in {"", "XX"}):
        return BadDate("nothing more exact can follow an X", None)
    first_year, last_year = max(1, int(year.replace("X", "0"))), int(year.replace("X", "9"))
    if not last_year:
        return BadDate("years run from 0001 to 9999", None)
    first_month, last_month = (1, 12) if month in {"", "XX"} else (int(month), int(month))
    if not 1 <= first_month <= 12:
        return _bad_month(int(year), first_month, day, qualifier)
    length = _length(last_year, last_month)
    first_day, last_day = (1, length) if day in {"", "XX"} else (int(day), int(day))
    if not 1 <= first_day <= length:
        reason = f"{first_day} {MONTHS[first_month - 1]} {year} does not exist"
        return BadDate(reason, None if first_day else f"{year}-{month}{qualifier}")
    earliest = datetime.date(first_year, first_month, first_day)
    return Date(text, earliest, datetime.date(last_year, last_month, last_day), bool(qualifier), text)


def _bad_month(year: int, month: int, day: str, qualifier: str) -> BadDate:
    """What is wrong with a month outside 01 to 12: 21 to 41 alone are EDTF's seasons, quarters and halves."""
    if 21 <= month <= 41 and not day:
        return BadDate(SEASON, None)
    suggestion = None
    if not month and day in {"", "00", "XX"}:
        suggestion = f"{year:04}{qualifier}"
    elif month == (year + 1) % 100 and not day:
        suggestion = f"{year:04}{qualifier}/{year + 1:04}{qualifier}"
    return BadDate(f"month {month:02} does not exist", suggestion)


def _length(year: int, month: int) -> int:
    """The number of days of a month."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in {4, 6, 9, 11} else 31


def _moment(text: str) -> Date | BadDate | None:
    """A day with a time of day. Its bounds are the day as written, in whichever zone."""
    match = _MOMENT.fullmatch(text)
    day = match and _single(match[1])
    return replace(day, text=text, edtf=text) if isinstance(day, Date) else day


def ends(text: str) -> tuple[str, str] | None:
    """The two ends of an interval, `..` where open, each still to be read."""
    if text.startswith("[") and text.endswith("]") and text.count("..") == 1:
        start, _, end = text[1:-1].partition("..")
        return start or "..", end or ".."
    if text.count("/") == 1:
        start, _, end = text.partition("/")
        return start, end
    return None


def _interval(text: str) -> Date | BadDate | None:
    """Some day from one date to another, written `a/b` or `[a..b]`; only whole dates are allowed as ends."""
    both = ends(text)
    if both is None or both == ("..", ".."):
        return None
    start, end = (UNKNOWN if end == ".." else _single(end) for end in both)
    if not isinstance(start, Date) or not isinstance(end, Date):
        return None
    if start.earliest and end.latest and end.latest < start.earliest:
        return BadDate("an interval's end comes before its start", None)
    qualified = start.qualified or end.qualified
    first, last = start.edtf or "", end.edtf or ""
    if not qualified and ("X" in text or (first and last and len(first) != len(last))):
        # EDTF's a..b counts through values of one precision, so any other pair of ends is written as the days it comes to.
        first, last = (day.isoformat() if day else "" for day in (start.earliest, end.latest))
    return Date(text, start.earliest, end.latest, qualified, f"[{first}..{last}]")
