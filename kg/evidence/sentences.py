"""A text in sentences, each with its place, so that whoever looks at one finds it again.

A sentence ends at its last full stop, question or exclamation mark, with the marks that close a quotation, where the next
word may begin one. Paragraphs end sentences; a line is one, unless the text has lines as wide as a page or a caption, as
PDF and subtitles have. It is a rule of thumb: what follows from it is a list to read, never a record.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

_END: Final = re.compile(r"[.!?…]+[\"'”’»“)\]]*(?:\d{1,3})?(?=\s+[\"'“‘„«(\[¿¡—–-]*[^\Wa-zа-яё_]|\s*\Z)|[。！？؟۔]+[”」』]*")
_LAST_WORD: Final = re.compile(r"(?:^|[\s(\[\"'“„«])([^\s(\[\"'“„«]+)\Z")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\Z")
_CLOSED: Final = re.compile(r"[.!?…:;。！？؟۔][\"'”’»“)\]」』]*\s*\Z")
_OPENING: Final = "\"'“‘„«(["
_HYPHEN: Final = re.compile(r"(?<=[^\W\d_])([-\u2010\u00ad])[^\S\n]*\r?\n\s*(?=[^\W\d_])")
_WIDEST: Final = 160
"""The characters of the longest line of print: in a text with longer lines a line is a paragraph."""
_NARROWEST: Final = 40
"""The least width of a column of print: short lines, as of a menu, are never full."""
_FULL: Final = 0.75
"""The part of the usual width from which a line is full, so that its sentence may go on in the next."""


_LONGEST: Final = 40
"""The characters before a full stop that are looked at for an abbreviation."""


class Sentence(NamedTuple):
    """A sentence: its words with single spaces, where it begins and ends in the text, its paragraph, from 1."""

    text: str
    start: int
    end: int
    paragraph: int


def sentences(text: str, abbreviations: Collection[str] = ()) -> tuple[Sentence, ...]:
    """The sentences of a text, in order."""
    short = frozenset(word.rstrip(".").lower() for word in abbreviations)
    return tuple(_all(text, short))


def _all(text: str, short: Collection[str]) -> Iterator[Sentence]:
    for number, (first, last) in enumerate(_paragraphs(text), 1):
        paragraph = text[first:last]
        for start, end in _parts(paragraph, short):
            part = paragraph[start:end]
            words = " ".join(_HYPHEN.sub(_joined, part).split())
            if words:
                lead = len(part) - len(part.lstrip())
                yield Sentence(words, first + start + lead, first + start + len(part.rstrip()), number)


def _joined(hyphen: re.Match[str]) -> str:
    """A hyphen at the end of a line, which may belong to the word, without the break; one that only says where to break goes."""
    return "" if hyphen[1] == "\u00ad" else "-"


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs begin and end: a line each, or the lines over which a sentence runs on."""
    lines = text.splitlines(keepends=True)
    full = _full(lines)
    at, start, before = 0, 0, ""
    for line in lines:
        if not _goes_on(before, line, full):
            if before.strip():
                yield start, at
            start = at
        before = line
        at += len(line)
    if before.strip():
        yield start, at


def _full(lines: list[str]) -> float:
    """The width from which a line is full; 0 where a line is a paragraph."""
    widths = sorted(len(line.strip()) for line in lines if line.strip())
    if not widths or widths[len(widths) * 98 // 100] > _WIDEST:
        return 0
    return max(_FULL * widths[len(widths) * 9 // 10], _NARROWEST)


def _goes_on(before: str, line: str, full: float) -> bool:
    """Whether the sentence at the end of one line goes on in the next."""
    begins, above = line.strip().lstrip(_OPENING)[:1], before.strip()
    if not full or not begins or not above or _CLOSED.search(above[-20:]):
        return False
    return begins.islower() or (len(above) >= full and begins.isalnum())


def _parts(line: str, short: Collection[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _END.finditer(line):
        if found[0].startswith(".") and _is_short(line[max(start, found.start() - _LONGEST) : found.start()], found[0], short):
            continue
        yield start, found.end()
        start = found.end()
    if line[start:].strip():
        yield start, len(line)


def _is_short(before: str, stop: str, short: Collection[str]) -> bool:
    """Whether the stop belongs to an abbreviation or to initials."""
    if stop != ".":
        return False
    last = _LAST_WORD.search(before)
    return last is not None and (last[1].lower() in short or _INITIALS.match(last[1]) is not None)
