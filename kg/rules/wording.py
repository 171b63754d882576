"""Splits a text into words as rules compare them: runs of letters, digits and underscores."""

from __future__ import annotations

import re
from typing import Final

_WORD: Final = re.compile(r"\w+")
_BETWEEN: Final = str.maketrans({chr(code): " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")})


def words(text: str) -> list[str]:
    """The words of `text` in their order."""
    return text.translate(_BETWEEN).split() if text.isascii() else _WORD.findall(text)  # the first takes a third of the time
