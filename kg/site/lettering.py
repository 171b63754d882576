"""How wide a name is on the map, and where it breaks: estimated, so that a page can be laid out where there are no fonts.

The estimate errs on the wide side for the sans-serif fonts of common systems.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from kg.site import bidi

FONT_SIZE: Final = 13
"""The size of a name in pixels where the map is not zoomed."""

LINE_HEIGHT: Final = 15.5

_LONGEST: Final = 20
_NARROW: Final = frozenset("ijl.,:;'|!()[]fItr -’")
_WIDE: Final = frozenset("mwMWGOQ@%&—")


def line_width(line: str) -> float:
    """The width of a line in pixels at `FONT_SIZE`."""
    return FONT_SIZE * sum(map(_em, line))


def _em(character: str) -> float:
    """The width of a character in widths of an em."""
    if unicodedata.combining(character) or character in {bidi.FSI, bidi.PDI}:
        return 0.0
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 1.0
    if character in _NARROW:
        return 0.36
    if character in _WIDE:
        return 0.85
    return 0.68 if character.isupper() or character.isdigit() else 0.57


def wrapped(name: str) -> tuple[str, ...]:
    """A name in lines of about equal length, at most four of them; a longer one ends in an ellipsis."""
    words = [word if len(word) <= 28 else f"{word[:27]}…" for word in bidi.bare(name).split()] or [name]
    count = max(1, -(-sum(len(word) + 1 for word in words) // _LONGEST))
    target = max(*map(len, words), -(-len(" ".join(words)) // count))
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= target + 1:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    shown = lines if len(lines) <= 4 else (*lines[:3], f"{lines[3]} …")
    return tuple(map(bidi.isolate, shown))
