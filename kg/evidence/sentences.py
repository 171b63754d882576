"""A text in sentences, each with its place, so that whoever looks at one finds it again.

A sentence ends at its last full stop, question or exclamation mark, with the marks that close a quotation, where the next
word may begin one. Paragraphs end sentences. It is a rule of thumb: what follows from it is a list to read, never a record.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

_END: Final = re.compile(r"[.!?…]+[\"'”’»“)\]]*(?:\d{1,3})?(?=\s+[\"'“‘„«(\[¿¡—–-]*[^\Wa-zа-яё_]|\s*\Z)|[。！？؟۔]+[”」』]*")
_LAST_WORD: Final = re.compile(r"(?:^|[\s(\[\"'“„«])([^\s(\[\"'“„«]+)\Z")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\Z")


class Sentence(NamedTuple):
    """A sentence: its words with single spaces, where it begins and ends in the text, its paragraph, from 1."""

    text: str
    start: int
    end: int
    paragraph: int


def sentences(text: str, abbreviations: Collection[str] = ()) -> tuple[Sentence, ...]:
    """The sentences of a text, in order; a line of its own is a paragraph."""
    short = frozenset(word.rstrip(".").lower() for word in abbreviations)
    return tuple(_all(text, short))


def _all(text: str, short: Collection[str]) -> Iterator[Sentence]:
    paragraph = 0
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            paragraph += 1
            for start, end in _parts(line, short):
                words = " ".join(line[start:end].split())
                if words:
                    lead = len(line[start:end]) - len(line[start:end].lstrip())
                    yield Sentence(words, at + start + lead, at + start + len(line[start:end].rstrip()), paragraph)
        at += len(line)


def _parts(line: str, short: Collection[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _END.finditer(line):
        if found[0].startswith(".") and _is_short(line[start : found.start()], found[0], short):
            continue
        yield start, found.end()
        start = found.end()
    if line[start:].strip():
        yield start, len(line)


def _is_short(before: str, stop: str, short: Collection[str]) -> bool:
    """Whether the stop belongs to an abbreviation or to initials."""
    if stop != ".":
        return False
    last = _LAST_WORD.search(before[-40:])
    return last is not None and (last[1].lower() in short or _INITIALS.match(last[1]) is not None)
