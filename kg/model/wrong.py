"""The faults of single values, and the exception that carries them from a reader to the record it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from kg import ids
from kg.diagnostic import Path


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one record: `path` leads to the value, or to its key where `at_key` says so."""

    path: Path
    code: str
    message: str
    hint: str = ""
    at_key: bool = False

    def under(self, step: str | int) -> Fault:
        """The same fault, seen from one level further out."""
        return Fault((step, *self.path), self.code, self.message, self.hint, self.at_key)


class Wrong(Exception):  # noqa: N818 - it never leaves this package
    """A value that its field does not accept: its faults, and what remains of it without them, `[]` or a list of one.

    A value of None adds no fault: its fault has already been reported.
    """

    def __init__(self, faults: Sequence[Fault] = (), remains: Sequence[Any] = ()) -> None:
        super().__init__()
        self.faults = faults
        self.remains = remains


def wrong(code: str, message: str, hint: str = "") -> Wrong:
    """A `Wrong` with one fault, for a value that is lost completely."""
    return Wrong((Fault((), code, message, hint),))


def not_a(what: str, value: Any, field: str, hint: str = "") -> Wrong:
    """The fault of a value that has the wrong shape, such as a list where the field takes text."""
    if value is None:
        return Wrong()
    hint = hint or {"a list": "write each item on its own line, after '- '", "text": "write one value"}.get(what, "")
    return wrong("K104", f"'{field}' should be {what}, not {shape_of(value)}", hint)


def shape_of(value: Any) -> str:
    """The shape of a value, for a message."""
    return "a list" if isinstance(value, list) else "a mapping" if isinstance(value, dict) else f"'{value}'"


_DASHED: Final = re.compile(r"[*\u2010-\u2015\u2212\u2022\u00b7]|-\S*\s")
"""The start of a list whose items do not start with a hyphen and a space."""


def is_list_typed(value: str) -> bool:
    """Whether a text was meant as a list: its items start with another sign than a hyphen, or have no space after it."""
    return _DASHED.match(value) is not None


def bad_id(value: str, *, path: Path = (), at_key: bool = False) -> Fault:
    """The fault of a malformed id."""
    slug = ids.slug(value)
    if slug == value:
        return Fault(path, "K105", f"'{value}' cannot be an id", "the word has a meaning of its own: add to it", at_key)
    hint = f"did you mean '{slug}'?" if slug else "lower-case letters, digits and single hyphens, at most 80"
    if is_list_typed(value):
        hint = "start each item of a list on its own line, with '- ', a hyphen and a space"
    if value.startswith(("http://", "https://")):
        hint = "name a record by its id; an address goes in 'url' of a source"
    return Fault(path, "K105", f"'{value}' is not an id{ids.foreign(value)}", hint, at_key)


def expected(value: Any, what: str, hint: str) -> Wrong:
    """The fault of a value that is not text; none for a missing one, whose fault is reported already."""
    return Wrong() if value is None else wrong("K104", f"expected {what}", hint)
