"""The text of a claim file: bytes become text, and the characters that no claim file may hold are found.

Refused are those that hide or reorder what a reader sees, and those that no editor shows. Everything that people write stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from kg.diagnostic import pack

MAX_BYTES: Final = 1 << 20
BREAK: Final = re.compile(r"\r\n|\r|\n")

# C0 but tab and line breaks, DEL, C1, line and paragraph separators, bidirectional overrides and isolates, byte order marks
# and non-characters. Zero-width joiners and marks (U+200C-F, U+061C) stay: Dari, Pashto and Arabic need them.
_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)
_ESCAPED: Final = re.compile(_FORBIDDEN.pattern[:-1] + "\r]")  # written as an escape, a carriage return is not a line break
_PLAIN_BYTES: Final = bytes([*b"\t\n\r", *range(0x20, 0x7F)])
REPLACEMENT: Final = "\ufffd"
"""Replaces a refused character in what is read."""


class Refusal(NamedTuple):
    """Why bytes were refused: the packed place, the code of the rule, the message and the hint."""

    at: int
    code: str
    message: str
    hint: str


def decode(data: bytes) -> str | Refusal:
    """The text of `data`, without its byte order mark."""
    if len(data) > MAX_BYTES:
        return Refusal(0, "K004", f"the file is larger than {MAX_BYTES:,} bytes", "split it into several files")
    try:
        return data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        lines = BREAK.split(data[: error.start].decode().removeprefix("\ufeff"))
        at = pack(len(lines) - 1, len(lines[-1]))
        return Refusal(at, "K005", f"byte {error.start} is not UTF-8", "save the file as UTF-8")


def is_plain(data: bytes) -> bool:
    """Whether there are only printable ASCII characters, tabs and line breaks, as in most files; a fast test."""
    return data.isascii() and not data.translate(None, _PLAIN_BYTES)


def forbidden(text: str) -> Iterator[tuple[int, str]]:
    """The packed place of each character that no claim file may hold, and the character."""
    if _FORBIDDEN.search(text):
        for number, line in enumerate(BREAK.split(text)):
            for found in _FORBIDDEN.finditer(line):
                yield pack(number, found.start()), found.group()


def replace_forbidden(text: str) -> str:
    """The text with another character for each forbidden one, so that the rest can still be read."""
    return _FORBIDDEN.sub(REPLACEMENT, text)


def escaped(value: str) -> tuple[list[str], str]:
    """The forbidden characters that escapes let into a quoted value, and the value without them."""
    return _ESCAPED.findall(value), _ESCAPED.sub(REPLACEMENT, value)


def from_line(text: str, number: int = 0) -> str:
    """The lines of `text` from the one with this number, from 0, on; line feeds end them."""
    return "\n".join(BREAK.split(text)[number:])
