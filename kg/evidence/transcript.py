"""The running text of transcripts, subtitles and texts out of PDF files: without what only numbers, times and breaks its lines.

A quote that runs over two cues or two numbered lines is printed there all the same. Only what is plainly machinery is taken out,
so that no words come together that nobody printed together.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final

BREAK: Final = "\ue000"
"""What marks the place of a hyphen at the end of a line: it may belong to the word or to the line."""

_TIME: Final = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_CUE: Final = re.compile(rf"\s*{_TIME}\s+-->\s+{_TIME}(?:\s.*)?\Z")
_STAMP: Final = re.compile(rf"\s*(?:\[{_TIME}\]|\({_TIME}\)|{_TIME}(?=\s|\Z))\s*")
_TAG: Final = re.compile(r"</?[a-z][^<>\n]*>", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"\s*(\d{1,4})(?:\s{2,}|\t)(?=\S)")
_ALONE: Final = re.compile(r"\s*\d{1,6}\s*\Z")
_HYPHEN: Final = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]\n\s*(?=[^\W\d_])")
_LINES: Final = re.compile(r"\r\n?|\n|\v|\f|\x85|\u2028|\u2029")


def flowing(text: str) -> str:
    """`text` without cue numbers and times, numbers of lines and pages; `BREAK` for hyphens at the ends of lines."""
    lines = _LINES.split(text)
    kept = "\n".join(_without_numbers(list(_without_cues(lines))))
    return _HYPHEN.sub(BREAK, kept)


def _without_cues(lines: list[str]) -> Iterator[str]:
    """The lines without the times and numbers of subtitles (SRT, WebVTT), and without times at their beginning."""
    subtitles = any(map(_CUE.match, lines))
    for i, line in enumerate(lines):
        if _CUE.match(line):
            continue
        if subtitles:
            is_number = i + 1 < len(lines) and _ALONE.match(line) and _CUE.match(lines[i + 1])
            if is_number or (i == 0 and line.startswith("WEBVTT")):
                continue
            yield _TAG.sub("", line)
        else:
            yield _STAMP.sub("", line, count=1) if _STAMP.match(line) else line


def _without_numbers(lines: list[str]) -> Iterator[str]:
    """The lines without the numbers that count them: each one more than that of the line before or less than the one after."""
    written = [i for i, line in enumerate(lines) if line.strip()]
    numbers = {i: int(found[1]) for i in written if (found := _NUMBERED.match(lines[i]))}
    counted = set()
    for i, after in itertools.pairwise(written):
        if i in numbers and after in numbers and numbers[after] == numbers[i] + 1:
            counted |= {i, after}
    for i, line in enumerate(lines):
        yield _NUMBERED.sub("", line, count=1) if i in counted else line


def pattern(quote: str) -> re.Pattern[str]:
    """What finds the words of a quote in running text, whose words may be broken by a hyphen at the end of a line."""
    return re.compile(f"{BREAK}?".join(f"(?:-|{BREAK})" if sign == "-" else re.escape(sign) for sign in quote))
