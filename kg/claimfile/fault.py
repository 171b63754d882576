"""A fault of YAML as its readings see it: where the parser gave up, and the lines around."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple, TypeAlias


class Explanation(NamedTuple):
    """A fault of YAML: line and column from 0, what is wrong, and what to type."""

    line: int
    column: int
    message: str
    hint: str


class Place(NamedTuple):
    """A line and a column, from 0."""

    line: int
    column: int


class Fault(NamedTuple):
    """Where the parser gave up, where what it was reading began, and the lines of the file."""

    at: Place
    since: Place
    lines: list[str]

    @property
    def text(self) -> str:
        """The line on which the parser gave up; empty after the last one."""
        return self.lines[self.at.line] if self.at.line < len(self.lines) else ""

    def above(self, number: int) -> int:
        """The number of the line above that says something; -1 where none does."""
        return next((n for n in range(number - 1, -1, -1) if says(self.lines[n])), -1)


Reading: TypeAlias = Callable[[Fault], Explanation | None]


def says(line: str) -> bool:
    """Whether a line is more than space and a comment."""
    words = line.strip()
    return bool(words) and not words.startswith("#")


def indent_of(line: str) -> int:
    """How many characters of space begin a line."""
    return len(line) - len(line.lstrip(" \t"))


def column_of(line: str) -> int:
    """Where the first field of a line begins: behind the hyphens of a list."""
    found = re.match(r"[ \t]*(?:- +)*", line)
    return found.end() if found else 0


def spaces(count: int) -> str:
    """A number of spaces in words."""
    return f"{count} space{'' if count == 1 else 's'}" if count else "no space"
