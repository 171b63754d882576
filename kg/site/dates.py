"""Dates in words: what an EDTF text says, for readers who have never heard of EDTF."""

from __future__ import annotations

import datetime
import re
from typing import Final

from kg.corpus.resolution import Resolved
from kg.edtf import Date
from kg.edtf.date import MONTHS, ends

_QUALIFIERS: Final = {"~": "about ", "?": "perhaps ", "%": "perhaps about ", "": ""}
_SINGLE: Final = re.compile(r"([0-9X]{4})(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?([~?%]?)")
_MOMENT: Final = re.compile(r"([0-9-]{10})T([0-9]{2}:[0-9]{2}):[0-9]{2}(Z|[+-][0-9:]+)?")


def in_words(date: Date) -> str:
    """The date as a reader would say it, such as "24 April 2017", "about April 2017" or "no later than 8 September 2021"."""
    if not date.known:
        return "date unknown"
    if moment := _MOMENT.fullmatch(date.text):
        zone = {"Z": " UTC", None: ""}.get(moment[3], f" UTC{moment[3]}")
        return f"{_single(moment[1])}, {moment[2]}{zone}"
    both = ends(date.text)
    if both is None:
        return _single(date.text)
    start, end = both
    if start == "..":
        return f"no later than {_single(end)}"
    if end == "..":
        return f"no earlier than {_single(start)}"
    return f"some day from {_single(start)} to {_single(end)}"


def when(resolved: Resolved) -> str:
    """When a statement was made, in words; where that is unknown, the bounds that follow from what reports it."""
    if resolved.date.known:
        return in_words(resolved.date)
    first = _single(resolved.earliest.isoformat()) if resolved.earliest else None
    last = _single(resolved.latest.isoformat()) if resolved.latest else None
    if first and last:
        return f"date unknown, from {first} to {last}" if first != last else f"date unknown, reported for {first}"
    if last:
        return f"date unknown, no later than {last}"
    return f"date unknown, no earlier than {first}" if first else "date unknown"


def day_in_words(day: datetime.date) -> str:
    """A day in words."""
    return _single(day.isoformat())


def _single(text: str) -> str:
    """A year, month or day in words."""
    match = _SINGLE.fullmatch(text)
    if match is None:
        return text
    year, month, day, qualifier = match.groups("")
    about = _QUALIFIERS[qualifier]
    if "X" in year:
        return f"{about}some year from {year.replace('X', '0')} to {year.replace('X', '9')}"
    if month in {"", "XX"}:
        return f"{about}{year.lstrip('0')}"
    named = f"{MONTHS[int(month) - 1]} {year.lstrip('0')}"
    return f"{about}{named}" if day in {"", "XX"} else f"{about}{int(day)} {named}"
