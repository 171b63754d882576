"""Parses a date from any text, or says why it is not one and, where the meaning is certain, what to type instead.

What people write is rarely EDTF at first: "24 April 2017", "c. 2017", "2017-2018". A table of patterns says what each form
should have been. The first row that fits gives the reason and the new text, which is parsed in turn, so that rows combine.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, TypeAlias

from kg.edtf.date import MONTHS, SEASON, BadDate, Date, ends, read
from kg.letters import unquoted

LONGEST: Final = 64  # characters; the longest date there is has 25

_Rewrite: TypeAlias = str | Callable[[re.Match[str]], str | None] | None
"""What to type: a template, a function of the match, or None; None from either is a meaning that cannot be known."""

_DAY: Final = "a day is written YYYY-MM-DD"
_MONTH: Final = "a month is written YYYY-MM"
_NAMED: Final = "months are written as numbers, after a year of four digits"
_INTERVAL: Final = "an interval is written as two whole dates with a slash between"
_OPEN: Final = "an open end is written '..'"
_TIME: Final = "a time of day is written hh:mm:ss after a T, with Z or +hh:mm for the zone, and only on a single day"
_YEARS: Final = "years run from 0001 to 9999, in four digits"

_PLAIN: Final = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
_ORDINAL: Final = r"(\d\d?)(?:st|nd|rd|th)?"
_NAME: Final = (
    r"\b(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)

# Full-width forms, dashes and spaces are folded to one ASCII character each. Digits of other scripts are not: next to
# them the year is often of another calendar.
_FOLD: Final[dict[int, int | str]] = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")
    | dict.fromkeys((0xA0, 0x2009, 0x202F, 0x3000), " ")
)


@lru_cache(maxsize=1 << 15)
def parse(text: str) -> Date | BadDate:
    """The date that `text` means, or what is wrong with it; never raises."""
    return _read(text, _REWRITTEN)


_REWRITTEN: Final = 8
"""How often a text is rewritten on the way to a date: a few mistakes in one date are met, and a cycle of rewriting ends."""


def _read(text: str, left: int) -> Date | BadDate:
    if len(text) > LONGEST:
        return BadDate(f"longer than {LONGEST} characters", None)
    return read(text) or _refusal(text, left)


def _refusal(text: str, left: int) -> BadDate:
    """Why `text` is not a date and, where certain, what to type instead, after at most `left` rewrites."""
    if not text.strip():
        return BadDate("it is empty", None)
    if text != text.strip():
        return _instead("white space around it", text.strip(), left)
    if (bare := unquoted(text)) != text:
        return _instead("quotation marks are around it", bare, left)
    if not text.isascii():
        reason, folded = "only the digits 0-9 and plain ASCII signs are read", text.translate(_FOLD)
        return _instead(reason, folded, left) if folded.isascii() else BadDate(reason, None)
    for pattern, reason, rewrite in _REWRITES:
        if match := re.fullmatch(pattern, text, re.ASCII | re.IGNORECASE):
            candidate = match.expand(rewrite) if isinstance(rewrite, str) else rewrite and rewrite(match)
            return BadDate(reason, None) if candidate is None else _instead(reason, candidate, left)
    both = ends(text)
    return _fixed(both, left) if both else BadDate("not a date such as 2017, 2017-04 or 2017-04-24", None)


def _instead(reason: str, candidate: str, left: int) -> BadDate:
    """The refusal that offers `candidate`, or what is offered for it in turn, or else says what is wrong with it."""
    if not left:
        return BadDate(reason, None)
    got = _read(candidate, left - 1)
    if isinstance(got, Date):
        return BadDate(reason, candidate)
    return BadDate(reason, got.suggestion) if got.suggestion else got


def _fixed(both: tuple[str, str], left: int) -> BadDate:
    """The refusal of an interval, offering one whose ends are what each of them should have been."""
    reasons, fixed = [], []
    for end in both:
        if end == "..":
            fixed.append(end)
            continue
        got = (
            BadDate(_OPEN, "..")
            if end.lower() in {"", "unknown", "open", "now", "present", "today"}
            else _read(end, max(0, left - 1))
        )
        text = got.text if isinstance(got, Date) else got.suggestion
        if isinstance(got, BadDate):
            reasons.append(got.reason)
        elif "T" in end:
            reasons.append(_TIME)
        if text is None or "/" in text:
            return BadDate(reasons[-1] if reasons else _INTERVAL, None)
        fixed.append(".." if text == "unknown" else text.partition("T")[0])
    return _instead(reasons[0], "/".join(fixed), left)


def _dashed(year: str, *parts: str) -> str:
    """Year, month and day as EDTF joins them; a month may come by name."""
    numbers = (part if part.isdigit() else str(1 + [m[:3].lower() for m in MONTHS].index(part[:3].lower())) for part in parts)
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
    """The date without its weekday, if the rest is a date."""
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
    (r"(?!\[[^\[\]]*\.\.[^\[\]]*\]\Z).*[\[\]{}].*", "a choice of dates is written as a range: [2016..2017]", None),
    (r"\d{4}(?:-\d\d)?-\dX", "X replaces a whole month or day; for part of one, write an interval", None),
    # Days and months in figures.
    (r"(\d{4})([-./ ])(\d\d?)\2(\d\d?)", _DAY, lambda m: _dashed(m[1], m[3], m[4])),
    (r"(0?[1-9]|1[0-2])([-./ ])(?!\1\2)(0?[1-9]|1[0-2])\2\d{4}", "day and month could be either way round", None),
    (r"(\d\d?)([-./ ])(0?\d|1[0-2])\2(\d{4})", _DAY, lambda m: _dashed(m[4], m[3], m[1])),
    (r"(\d\d?)([-./ ])(\d\d?)\2(\d{4})", _DAY, lambda m: _dashed(m[4], m[1], m[3])),
    (r"(\d{4})(0[1-9]|1[0-2])(\d\d)(?:T[\d:]+Z?)?", _DAY, r"\1-\2-\3"),
    (r"(\d{4})[-. ](\d\d?)", _MONTH, lambda m: _dashed(m[1], m[2])),
    (r"(\d{4})/(\d)", _MONTH, r"\1-0\2"),
    (r"(0?\d|1[0-2])[-./ ](\d{4})", _MONTH, lambda m: _dashed(m[2], m[1])),
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
    (
        r"(?:c|ca|circa|about|around|approx|approximately|roughly)[. ] *([^/]+)|c(\d[^/]*)",
        "'about' is written ~ at the end",
        r"\1\2~",
    ),
    (
        r"(?:early|late|mid|(?:beginning|start|middle|end) of)[- ](?:in )?(.+)",
        "an interval of months or days says which part is meant",
        r"\1",
    ),
    (r"(?:in|on|the) (.+)", "words around the date", r"\1"),
    (r"(\d\d[1-9])0'?s", "a decade is written with an X", r"\1X"),
    (r"\d\d00'?s", "it could be a decade or a century", None),
    (r".*\b(?:spring|summer|autumn|fall|winter|q[1-4]|[1-4]q|\d{4}q[1-4])\b.*", SEASON, None),
    (r"(?=.*\d)(?!.*[a-z\d][~?%]+[a-z\d])[^/\[\]]*[~?%][^/\[\]]*", "one of ~ ? % (% is both) ends a date", _qualified),
    (
        r"(mon|tue|wed|thu|fri|sat|sun)(?:(?:s|nes|rs|ur)?day|r?s)?[.,]* +(.+)",
        "a date has no weekday",
        _without_weekday,
    ),
    (rf"{_ORDINAL}[ /-](?:of )?{_NAME},?[ /-](\d{{4}})", _NAMED, lambda m: _dashed(m[3], m[2], m[1])),
    (rf"{_NAME}[ /-](?:the )?{_ORDINAL},?[ /-](\d{{4}})", _NAMED, lambda m: _dashed(m[3], m[1], m[2])),
    (rf"{_NAME},?[ /-](?:of )?(\d{{4}})", _NAMED, lambda m: _dashed(m[2], m[1])),
    (rf"(\d{{4}}),?[ /-]{_NAME}", _NAMED, lambda m: _dashed(m[1], m[2])),
    (rf"(\d{{4}}),?[ /-]{_NAME}[ /-]{_ORDINAL}", _NAMED, lambda m: _dashed(m[1], m[2], m[3])),
    (rf"[^/\[\]]*{_NAME}[^/\[\]]*", _NAMED, None),
)
