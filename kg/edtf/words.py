"""Dates in words, for tables, pages and labels: what EDTF writes in signs, said in English and no more exactly."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kg.edtf.date import Date

_RANGE: Final = re.compile(r"\[(.*)\.\.(.*)\]")
_QUALIFIERS: Final = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}


def words(date: Date) -> str:
    """The date as people read it: `by 2021-09-08`, `about 2017-04`, `between 2016 and 2017`, `the 2010s`, `unknown`."""
    return "unknown" if date.edtf is None else _words(date.edtf)


@lru_cache(maxsize=1 << 14)
def _words(edtf: str) -> str:
    found = _RANGE.fullmatch(edtf)
    if found is None:
        return _single(edtf)
    first, last = found.groups()
    if not first:
        return f"by {_single(last)}"
    if not last:
        return f"from {_single(first)} on"
    return f"between {_single(first)} and {_single(last)}"


def _single(text: str) -> str:
    """One date: its qualifier in front, unspecified digits left off, the time of day after a space."""
    qualifier = _QUALIFIERS.get(text[-1], "")
    bare = text.rstrip("~?%").replace("T", " ")
    while bare.endswith("-XX"):
        bare = bare[:-3]
    if bare.endswith("X"):
        century = bare.endswith("XX")
        bare = f"some year of {bare.replace('X', '0')}–{bare.replace('X', '9')}" if century else f"the {bare[:-1]}0s"
    return qualifier + bare
