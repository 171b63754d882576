"""Dates in words: what an EDTF text says, for readers who have never heard of EDTF, in the phrases of a language."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Final, TypeAlias

from kg.corpus.resolution import Resolved
from kg.edtf import Date
from kg.edtf.date import MONTHS, ends

Phrases: TypeAlias = Mapping[str, str]
"""How a language says each kind of date."""
ENGLISH: Final[Phrases] = {
    "months": " ".join(MONTHS),
    "about": "about {date}",
    "perhaps": "perhaps {date}",
    "perhaps about": "perhaps about {date}",
    "unknown": "date unknown",
    "moment": "{day}, {time}{zone}",
    "until": "no later than {last}",
    "since": "no earlier than {first}",
    "range": "some day from {first} to {last}",
    "unknown range": "date unknown, from {first} to {last}",
    "unknown on": "date unknown, reported for {first}",
    "unknown until": "date unknown, no later than {last}",
    "unknown since": "date unknown, no earlier than {first}",
    "years": "some year from {first} to {last}",
    "month": "{month} {year}",
    "day": "{day} {month} {year}",
}
_QUALIFIERS: Final = {"~": "about", "?": "perhaps", "%": "perhaps about"}
_SINGLE: Final = re.compile(r"([0-9X]{4})(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?([~?%]?)")
_MOMENT: Final = re.compile(r"([0-9-]{10})T([0-9]{2}:[0-9]{2}):[0-9]{2}(Z|[+-][0-9:]+)?")


def in_words(date: Date, phrases: Phrases = ENGLISH) -> str:
    """The date as a reader would say it, such as "24 April 2017", "about April 2017" or "no later than 8 September 2021"."""
    if not date.known:
        return phrases["unknown"]
    if moment := _MOMENT.fullmatch(date.text):
        zone = {"Z": " UTC", None: ""}.get(moment[3], f" UTC{moment[3]}")
        return phrases["moment"].format(day=_single(moment[1], phrases), time=moment[2], zone=zone)
    both = ends(date.text)
    if both is None:
        return _single(date.text, phrases)
    start, end = both
    if start == "..":
        return phrases["until"].format(last=_single(end, phrases))
    if end == "..":
        return phrases["since"].format(first=_single(start, phrases))
    return phrases["range"].format(first=_single(start, phrases), last=_single(end, phrases))


def when(resolved: Resolved, phrases: Phrases = ENGLISH) -> str:
    """When a statement was made, in words; where that is unknown, the bounds that follow from what reports it."""
    if resolved.date.known:
        return in_words(resolved.date, phrases)
    first = _single(resolved.earliest.isoformat(), phrases) if resolved.earliest else None
    last = _single(resolved.latest.isoformat(), phrases) if resolved.latest else None
    if first and last:
        return phrases["unknown range" if first != last else "unknown on"].format(first=first, last=last)
    if last:
        return phrases["unknown until"].format(last=last)
    return phrases["unknown since"].format(first=first) if first else phrases["unknown"]


def day_in_words(day: datetime.date, phrases: Phrases = ENGLISH) -> str:
    """A day in words."""
    return _single(day.isoformat(), phrases)


def _single(text: str, phrases: Phrases) -> str:
    """A year, month or day in words."""
    match = _SINGLE.fullmatch(text)
    if match is None:
        return text
    year, month, day, qualifier = match.groups("")
    if "X" in year:
        said = phrases["years"].format(first=year.replace("X", "0"), last=year.replace("X", "9"))
    elif month in {"", "XX"}:
        said = year.lstrip("0")
    else:
        parts = {"month": phrases["months"].split()[int(month) - 1], "year": year.lstrip("0"), "day": day.lstrip("0")}
        said = phrases["month" if day in {"", "XX"} else "day"].format(**parts)
    return phrases[_QUALIFIERS[qualifier]].format(date=said) if qualifier else said
