"""Readers of dates: EDTF as text, with a hint on what to write instead of anything else."""

from __future__ import annotations

import re
from typing import Any, Final

from kg import edtf
from kg.model.wrong import not_a, wrong

_STILL: Final = frozenset("present now today current currently ongoing still incumbent open".split())
"""Words that people write for an end that has not come yet."""


def read(value: Any, field: str, *, may_be_unknown: bool = True) -> edtf.Date:
    """The date that a text means.

    Raises:
        Wrong: it is not a date.
    """
    if type(value) is list and len(value) == 1 and isinstance(value[0], str) and ".." in value[0]:
        value = f"[{value[0]}]"  # a range in brackets, which YAML reads as a list unless it is quoted
    if type(value) is not str:
        hint = "write it as text, such as 2017-04-24; of two days, the first and the last as 2017-04-24/2017-04-26"
        raise not_a("a date", value, field, hint)
    date = edtf.parse(value)
    if isinstance(date, edtf.BadDate):
        raise wrong("K106", f"'{value}' is not a date: {date.reason}", _hint(value, date, field, may_be_unknown=may_be_unknown))
    return date


def _hint(value: str, date: edtf.BadDate, field: str, *, may_be_unknown: bool) -> str:
    """What to write instead: where a day or a month does not exist, what is left of the date without it."""
    if value.casefold() in _STILL:
        return f"leave '{field}' out: what has no end still holds" if field == "to" else "write the day, such as 2017-04-24"
    if edtf.ends(value) and date.suggestion is None:
        return "check both ends of the interval: the earlier one comes first"
    if date.suggestion == "unknown" and not may_be_unknown:
        return f"leave '{field}' out if it is not known"
    if date.suggestion:
        return f"did you mean '{date.suggestion}'?"
    if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", value, re.ASCII):
        for left, what in ((value[:7], "day"), (value[:4], "month")):
            if left != value and isinstance(edtf.parse(left), edtf.Date):
                return f"look at the source again; write '{left}' where the {what} is not known"
    return f"write it as 2017-04-24, 2017-04{', 2017 or unknown' if may_be_unknown else ' or 2017'}"


def read_known(value: Any, field: str) -> edtf.Date:
    """The date that a text means, which is not `unknown`.

    Raises:
        Wrong: it is not a date, or `unknown`.
    """
    date = read(value, field, may_be_unknown=False)
    if not date.known:
        raise wrong("K106", "'unknown' has no meaning here", "leave the field out")
    return date
