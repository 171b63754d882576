"""Words as searches compare them, in every script: small, without accents, and with letters that look alike taken for one.

The search of `kg list`, the names that commands take and the search of pages all compare these words. `table` is what the scripts
of pages need to make the same words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from kg import letters
from kg.ids import LETTERS, skeleton

_PLAIN: Final = re.compile(r"[a-z0-9]+")
_BETWEEN: Final = re.compile(r"[\W_]+")
_FOREIGN: Final = re.compile(r"[^\w\x00-\x7f]")
_FOLDED: Final = range(0x20000)
"""No letter further up is folded otherwise than by taking its small form."""


def words(text: str) -> list[str]:
    """The words of a text, in order: runs of letters and digits, in which accents and vowel signs are left out."""
    if text.isascii():
        return _PLAIN.findall(text.lower())
    unmarked = _FOREIGN.sub(_unmarked, letters.normal("NFC", text))
    return list(filter(None, map(skeleton, _BETWEEN.split(unmarked))))


def row(text: str) -> str:
    """The words of a text with a space before and after each, so that whole words and their beginnings can be looked for."""
    return f" {' '.join(words(text))} "


def _unmarked(sign: re.Match[str]) -> str:
    """A sign on a letter divides no word."""
    return "" if unicodedata.category(sign[0]).startswith("M") else sign[0]


@cache
def table() -> dict[str, str]:
    """What becomes of each letter that is folded otherwise than by taking it apart and taking its small form."""
    found = dict(LETTERS) | {"\u039d": "n"}
    for letter in map(chr, _FOLDED):
        if letter.casefold() != letter.lower() and unicodedata.is_normalized("NFKD", letter):
            found[letter] = "".join(LETTERS.get(each, each) for each in letter.casefold())
    return found
