r"""Dates as people write them in claim files: EDTF level 0 and the part of level 1 in use, with a better text for the rest.

A date stands for one civil day, as written, between two bounds: `2017` is some day of that year, and an interval is some day
within it, in both spellings. A text that is no such date becomes a `BadDate`: why, and what to type where nothing has to be
guessed. Source: ISO 8601-2:2019; the Library of Congress's EDTF specification of 2019.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, TypeAlias

LONGEST: Final = 64  # characters; the longest date there is has 23

_DATE: Final = re.compile(r"(\d{4}|\d{3}X|\d\dXX|\dXXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([~?%]?)", re.ASCII)
_MOMENT: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|(?!-00(?::00)?\Z)[+-](?:(?:0\d|1[0-3])(?::[0-5]\d)?|14(?::00)?))?",
    re.ASCII,
)
_MONTHS: Final = tuple("January February March April May June July August September October November December".split())


@dataclass(frozen=True, slots=True)
class Date:
    """A date: its text, its first and last possible day (None where open or unknown), and its form in the graph.

    `qualified` says that it holds one of ~ ? %, `edtf` writes "some day within" as `[a..b]` and is None for `unknown`.
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


@dataclass(frozen=True, slots=True)
class BadDate:
    """Why a text is no date, as a fragment of a sentence, and a text that `parse` accepts where the meaning is certain."""

    reason: str
    suggestion: str | None


UNKNOWN: Final = Date("unknown", None, None, qualified=False, edtf=None)


@lru_cache(maxsize=1 << 15)
def parse(text: str) -> Date | BadDate:
    """The date that `text` stands for, or what is wrong with it; raises nothing for any `str`."""
    if text == "unknown":
        return UNKNOWN
    if len(text) > LONGEST:
        return BadDate(f"longer than {LONGEST} characters", None)
    return _single(text) or _moment(text) or _interval(text) or _refusal(text)


def surely_before(a: Date, b: Date) -> bool:
    """Whether every day `a` may be comes before every day `b` may be, and neither is qualified."""
    if a.qualified or b.qualified or a.latest is None or b.earliest is None:
        return False
    return a.latest < b.earliest


# Reading. Each reader answers None where the text has not its form.


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
        reason = f"{first_day} {_MONTHS[first_month - 1]} {year} does not exist"
        return BadDate(reason, None if first_day else f"{year}-{month}{qualifier}")
    earliest = datetime.date(first_year, first_month, first_day)
    return Date(text, earliest, datetime.date(last_year, last_month, last_day), bool(qualifier), text)


def _bad_month(year: int, month: int, day: str, qualifier: str) -> BadDate:
    """What is wrong with a month outside 01 to 12: 21 to 41 alone are EDTF's seasons, quarters and halves."""
    if 21 <= month <= 41 and not day:
        return BadDate(_SEASON, None)
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
    """A day with a time of day. Its bounds are the day as written, wherever the clock stood."""
    match = _MOMENT.fullmatch(text)
    day = match and _single(match[1])
    return replace(day, text=text, edtf=text) if isinstance(day, Date) else day


def _ends(text: str) -> tuple[str, str] | None:
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
    ends = _ends(text)
    if ends is None or ends == ("..", ".."):
        return None
    start, end = (UNKNOWN if end == ".." else _single(end) for end in ends)
    if not isinstance(start, Date) or not isinstance(end, Date):
        return None
    if start.earliest and end.latest and end.latest < start.earliest:
        return BadDate("an interval's end comes before its start", None)
    edtf = f"[{start.edtf or ''}..{end.edtf or ''}]"
    return Date(text, start.earliest, end.latest, start.qualified or end.qualified, edtf)


# Refusing. The first row whose pattern fits gives the reason and how to rewrite the text: a template, a function, or None where
# what is meant is not certain (a function may find so too). What comes out is parsed in turn, so that rewrites combine.

_Rewrite: TypeAlias = str | Callable[[re.Match[str]], str | None] | None

_DAY: Final = "a day is written YYYY-MM-DD"
_MONTH: Final = "a month is written YYYY-MM"
_NAMED: Final = "months are written as numbers, after a year of four digits"
_INTERVAL: Final = "an interval is written as two whole dates with a slash between"
_OPEN: Final = "an open end is written '..'"
_SEASON: Final = "a season or quarter is written as an interval of months, for seasons differ by hemisphere"
_TIME: Final = "a time of day is written hh:mm:ss after a T, with Z or +hh:mm for the zone, and only on a single day"
_YEARS: Final = "years run from 0001 to 9999, in four digits"

_PLAIN: Final = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
_ORDINAL: Final = r"(\d\d?)(?:st|nd|rd|th)?"
_NAME: Final = (
    r"\b(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)

# Full-width forms, dashes and spaces stand for one ASCII character each. Digits of other scripts are not folded: beside
# them the year is often of another calendar.
_FOLD: Final[dict[int, int | str]] = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")
    | dict.fromkeys((0xA0, 0x2009, 0x202F, 0x3000), " ")
)


def _refusal(text: str) -> BadDate:
    """Why `text` is no date and, where certain, what to type instead."""
    if not text.strip():
        return BadDate("it is empty", None)
    if text != text.strip():
        return _instead("white space around it", text.strip())
    if not text.isascii():
        reason, folded = "only the digits 0-9 and plain ASCII signs are read", text.translate(_FOLD)
        return _instead(reason, folded) if folded.isascii() else BadDate(reason, None)
    for pattern, reason, rewrite in _REWRITES:
        if match := re.fullmatch(pattern, text, re.ASCII | re.IGNORECASE):
            candidate = match.expand(rewrite) if isinstance(rewrite, str) else rewrite and rewrite(match)
            return BadDate(reason, None) if candidate is None else _instead(reason, candidate)
    ends = _ends(text)
    return _mended(ends) if ends else BadDate("not a date such as 2017, 2017-04 or 2017-04-24", None)


def _instead(reason: str, candidate: str) -> BadDate:
    """The refusal that offers `candidate`, or what is offered for it in turn, or else says what is wrong with it."""
    got = parse(candidate)
    if isinstance(got, Date):
        return BadDate(reason, candidate)
    return BadDate(reason, got.suggestion) if got.suggestion else got


def _mended(ends: tuple[str, str]) -> BadDate:
    """The refusal of an interval, offering one whose ends are what each of them should have been."""
    reasons, mended = [], []
    for end in ends:
        if end == "..":
            mended.append(end)
            continue
        got = BadDate(_OPEN, "..") if end.lower() in {"", "unknown", "open", "now", "present", "today"} else parse(end)
        text = got.text if isinstance(got, Date) else got.suggestion
        if isinstance(got, BadDate):
            reasons.append(got.reason)
        elif "T" in end:
            reasons.append(_TIME)
        if text is None or "/" in text or "[" in text:
            return BadDate(reasons[-1] if reasons else _INTERVAL, None)
        mended.append(".." if text == "unknown" else text.partition("T")[0])
    return _instead(reasons[0], "/".join(mended))


def _dashed(year: str, *parts: str) -> str:
    """Year, month and day as EDTF joins them; a month may come by name."""
    numbers = (part if part.isdigit() else str(1 + [m[:3].lower() for m in _MONTHS].index(part[:3].lower())) for part in parts)
    return "-".join((year, *(number.zfill(2) for number in numbers)))


def _slashed(match: re.Match[str]) -> str | None:
    """`2017/04` is a month, `2017/18` a year and the next, `2011/12` could be either."""
    year, number = int(match[1]), int(match[2])
    is_next = number == (year + 1) % 100
    if is_next == (1 <= number <= 12):
        return None
    return f"{match[1]}/{year + 1:04}" if is_next else f"{match[1]}-{match[2]}"


def _week(match: re.Match[str]) -> str | None:
    """The days of an ISO week, from Monday to Sunday, or the one day named; None where the year has no such week."""
    try:
        days = [datetime.date.fromisocalendar(int(match[1]), int(match[2]), int(day)) for day in match[3] or "17"]
    except ValueError:
        return None
    return "/".join(day.isoformat() for day in days)


def _without_weekday(match: re.Match[str]) -> str | None:
    """The day beside a weekday, if it is one."""
    got = parse(match[2])
    day = got if isinstance(got, Date) else parse(got.suggestion or "")
    if isinstance(day, BadDate) or day.earliest is None or day.earliest != day.latest:
        return None
    weekday = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[day.earliest.weekday()]
    return match[2] if weekday == match[1].lower() else None


def _qualified(match: re.Match[str]) -> str | None:
    """The date with its qualifiers as one at the end; the date itself may need a rewrite first."""
    bare = re.sub(r"[~?%]+", "", match[0]).strip()
    signs = {sign for sign in match[0] if sign in "~?%"}
    candidate = bare + (signs.pop() if len(signs) == 1 else "%")
    if candidate != match[0]:
        return candidate
    got = parse(bare)
    date = got.suggestion if isinstance(got, BadDate) else None
    return None if date is None or "/" in date else date + candidate[-1]


_REWRITES: Final[tuple[tuple[str, str, _Rewrite], ...]] = (
    (r"\.\.|\.\./\.\.|\[\.\.\]|/", "open at both ends, it says nothing", "unknown"),
    (
        r"(?:unknown|unk|null|none|nil|nan|n/?a|n\.? ?d\.?|no date|undated|not known|tb[ad]|-+|\.+|x{4}(?:-xx){0,2})?[~?%]*",
        "a date that is not known is written 'unknown'",
        "unknown",
    ),
    # Spelling of EDTF itself.
    (r"(?=.*(?-i:[xu]))[\dxu/.\[\]~?%-]+", "digits not known are written X", lambda m: m[0].upper().replace("U", "X")),
    (
        r"(?=.* (?:[/~?%\[\]-]|\.\.)|.*(?:[/~?%\[\]-]|\.\.) )[\dX ~?%/.\[\]-]+",
        "spaces inside it",
        lambda m: re.sub(r" *([/~?%\[\]-]|\.\.) *", r"\1", m[0]),
    ),
    (r"(?!\[[^\[\]]*\.\.[^\[\]]*\])[\[{].*|.*[}\]](?<!\])", "a choice of dates is written as a range: [2016..2017]", None),
    (r"\d{4}(?:-\d\d)?-\dX", "X stands for a whole month or day; for part of one, write an interval", None),
    # Days and months in figures.
    (r"(\d{4})([-./ ])(\d\d?)\2(\d\d?)", _DAY, lambda m: _dashed(m[1], m[3], m[4])),
    (r"(0?[1-9]|1[0-2])([-./ ])(?!\1\2)(0?[1-9]|1[0-2])\2\d{4}", "day and month could be either way round", None),
    (r"(\d\d?)([-./ ])(0?\d|1[0-2])\2(\d{4})", _DAY, lambda m: _dashed(m[4], m[3], m[1])),
    (r"(\d\d?)([-./ ])(\d\d?)\2(\d{4})", _DAY, lambda m: _dashed(m[4], m[1], m[3])),
    (r"(\d{4})(0[1-9]|1[0-2])(\d\d)(?:T[\d:]+Z?)?", _DAY, r"\1-\2-\3"),
    (r"(\d{4})[-. ](\d\d?)", _MONTH, lambda m: _dashed(m[1], m[2])),
    (r"(\d{4})/(\d)", _MONTH, r"\1-0\2"),
    (r"(\d\d?)[-./ ](\d{4})", _MONTH, lambda m: _dashed(m[2], m[1])),
    (r"(\d{4})/(\d\d)", "a month is written YYYY-MM, an interval of years YYYY/YYYY", _slashed),
    (r"\d{6}|\d{8}", "year, month and day are set apart by hyphens", None),
    (r"\d\d?([-./ ])\d\d?\1\d\d|\d{1,3}(?:-\d\d?)*[~?%]*", "a year has four digits", None),
    (r"-\d.*|Y-?\d.*|\d{5,}|\d{4}E\d+|\d+ ?(?:BCE?|CE|AD)|AD ?\d+", _YEARS, None),
    # Times and weeks.
    (
        r"(\d{4}-\d\d-\d\d)(?:T\d\d|[T ]\d\d?[:.h]\d\d)(?::?\d\d){0,2}(?:[.,]\d+)? ?(?:[a-z.]{1,5}|[+-]\d\d(?::?\d\d)?)?([~?%]?)",
        _TIME,
        r"\1\2",
    ),
    (r"(\d{4})-?W(\d\d)(?:-?([1-7]))?", "a week is written as a day or an interval of days", _week),
    # Intervals.
    (rf"({_PLAIN})(?:-|\.\.)({_PLAIN})", _INTERVAL, r"\1/\2"),
    (rf"({_PLAIN})\.\.", _INTERVAL, r"\1/.."),
    (rf"\.\.({_PLAIN})", _INTERVAL, r"../\1"),
    (r"(\d{4}-)(\d\d)/(\d\d)", _INTERVAL, r"\1\2/\1\3"),
    (r"(\d{4}-\d\d-)(\d\d)/(\d\d)", _INTERVAL, r"\1\2/\1\3"),
    (r"(\d{4}-)(\d\d-\d\d)/(\d\d-\d\d)", _INTERVAL, r"\1\2/\1\3"),
    (r"between ([^/]+) and ([^/]+)", _INTERVAL, r"\1/\2"),
    (r"(?:from )?([^/]+?) (?:-|to|until|through) ([^/]+)", _INTERVAL, r"\1/\2"),
    (r"(?:since|from|after) ([^/]+)", _OPEN, r"\1/.."),
    (r"(?:until|till|by|before|up to|no later than) ([^/]+)", _OPEN, r"../\1"),
    # Words.
    (r"(?:c|ca|circa|about|around|approx|approximately|roughly)[. ] *([^/]+)|c(\d[^/]*)", "'about' is written ~ at the end", r"\1\2~"),
    (
        r"(?:early|late|mid|(?:beginning|start|middle|end) of)[- ](?:in )?(.+)",
        "an interval of months or days says which part is meant",
        r"\1",
    ),
    (r"(?:in|on|the) (.+)", "words around the date", r"\1"),
    (r"(\d\d[1-9])0'?s", "a decade is written with an X", r"\1X"),
    (r"\d\d00'?s", "it could be a decade or a century", None),
    (r".*\b(?:spring|summer|autumn|fall|winter|q[1-4]|[1-4]q|\d{4}q[1-4])\b.*", _SEASON, None),
    (r"(?=.*\d)(?!.*[a-z\d][~?%]+[a-z\d])[^/\[\]]*[~?%][^/\[\]]*", "one of ~ ? % (% is both) ends a date", _qualified),
    (r"(mon|tue|wed|thu|fri|sat|sun)(?:(?:s|nes|rs|ur)?day|r?s)?[.,]* +(.+)", "a weekday has no place in a date", _without_weekday),
    (rf"{_ORDINAL}[ /-](?:of )?{_NAME},?[ /-](\d{{4}})", _NAMED, lambda m: _dashed(m[3], m[2], m[1])),
    (rf"{_NAME}[ /-](?:the )?{_ORDINAL},?[ /-](\d{{4}})", _NAMED, lambda m: _dashed(m[3], m[1], m[2])),
    (rf"{_NAME},?[ /-](?:of )?(\d{{4}})", _NAMED, lambda m: _dashed(m[2], m[1])),
    (rf"(\d{{4}}),?[ /-]{_NAME}", _NAMED, lambda m: _dashed(m[1], m[2])),
    (rf"(\d{{4}}),?[ /-]{_NAME}[ /-]{_ORDINAL}", _NAMED, lambda m: _dashed(m[1], m[2], m[3])),
    (rf"[^/\[\]]*{_NAME}[^/\[\]]*", _NAMED, None),
)
