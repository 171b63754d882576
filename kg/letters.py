"""Characters as Unicode has them: normal forms in linear time, and texts in which there is nothing to see.

The standard library sorts the signs on one letter by insertion, so that a letter with a hundred thousand accents takes minutes
in one call that no signal ends. No script puts more than thirty on one: longer rows are parted first (UAX #15).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, Literal

MOST_SIGNS: Final = 30
"""The signs that one letter may carry (UAX #15, section 13, Stream-Safe Text Format)."""

_JOINER: Final = "\u034f"  # combining grapheme joiner: it has no look and no class, so that no sign is sorted past it
_LONG_ROW: Final = re.compile(rf"[^\x00-\u02ff\u2000-\u20cf\u2100-\u2cee\u3100-\ua66e\uac00-\ud7ff]{{{MOST_SIGNS + 1},}}")
"""Where a row of signs may be too long: only what may hold signs at all is looked at one by one."""

_UNSEEN: Final = re.compile(
    "[\\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
"""Spaces, blanks that pass for letters (U+2800, U+3164), and what is ignored where it is not known (Default_Ignorable)."""


_OPENING: Final = "“„‟«‹‘‚‛「『"
_CLOSING: Final = "”“‟»›’‘‛」』«‹"  # German closes with “, and some close with what others open with
_QUOTED: Final = re.compile(
    rf"\s*[{_OPENING}»›”’]([^{_OPENING}{_CLOSING}]*(?:[^\W\d_][’‘][^\W\d_][^{_OPENING}{_CLOSING}]*)*)[{_CLOSING}]\s*"
)


def unquoted(text: str) -> str:
    """The text without one pair of typographic quotation marks around all of it; not an apostrophe inside a word."""
    found = _QUOTED.fullmatch(text)
    return found[1].strip() if found and found[1].strip() else text


def is_blank(text: str) -> bool:
    """Whether a reader sees nothing of the text."""
    return _UNSEEN.fullmatch(text) is not None


def normal(form: Literal["NFC", "NFKD"], text: str) -> str:
    """The text in a normal form of Unicode; a row of more than thirty signs is parted, and then has a joiner in it."""
    return unicodedata.normalize(form, text if text.isascii() else _LONG_ROW.sub(_parted, text))


def _parted(found: re.Match[str]) -> str:
    """A stretch of text with a joiner after every thirtieth sign in a row."""
    signs = 0
    parts: list[str] = []
    for character in found[0]:
        own = _signs(character)
        signs = signs + own if own else 0
        if signs > MOST_SIGNS:
            parts.append(_JOINER)
            signs = own
        parts.append(character)
    return "".join(parts)


@lru_cache(maxsize=1 << 12)
def _signs(character: str) -> int:
    """The signs that a character is, taken apart; 0 if one of them is a letter, since a row ends there."""
    apart = unicodedata.normalize("NFKD", character)
    return len(apart) if all(map(unicodedata.combining, apart)) else 0
