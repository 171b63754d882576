"""The running text of transcripts, subtitles and texts out of PDF files: without what only numbers, times and breaks its lines.

A quote that runs over two cues or two numbered lines is printed there all the same. Only what is plainly machinery is taken out,
so that no words come together that nobody printed together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

BREAK: Final = "\ue000"
"""What marks the place of a hyphen at the end of a line: it may belong to the word or to the line."""

TAG: Final = re.compile(r"</?(?:[a-z][^<>\n]*|\d[\d:.]*)>|\{\\[^{}\n]*\}", re.IGNORECASE)
"""What marks up the words of a cue: speakers, italics, times of single words, places on the screen."""

_TIME: Final = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,:;]\d{1,3})?"
_CUE: Final = re.compile(rf"\s*{_TIME}\s*(?:-->\s*{_TIME}(?:\s.*)?|,\s*{_TIME})\Z")
_STAMP: Final = re.compile(rf"\s*(?:\[{_TIME}\]|\({_TIME}\)|{_TIME}(?=\s|\Z))\s*")
_AMID: Final = re.compile(rf"\[{_TIME}\]|\(\d{{1,3}}:\d{{2}}:\d{{2}}(?:[.,:;]\d{{1,3}})?\)")
_ASIDE: Final = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|\Z)")
_NUMBERED: Final = re.compile(r"\s*(\d{1,4})(\s+)(?=\S)")
_ROW: Final = 3
"""Lines in a row that count on, from which a number with a single space behind it numbers lines."""
_ALONE: Final = re.compile(r"\s*\d{1,6}\s*\Z")
_HYPHEN: Final = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011\u00ad\u00ac]\n\s*(?=[^\W\d_])")
_PAGE: Final = re.compile(r"(?<=\f)[ \t]*\d{1,4}[ \t]*(?=\n|\r)|(?:(?<=\n)|(?<=\r))[ \t]*\d{1,4}[ \t]*(?:\r\n?|\n)?(?=\f)")
_LINES: Final = re.compile(r"\r\n?|\n|\v|\f|\x85|\u2028|\u2029")


def flowing(text: str) -> str:
    """`text` without cue numbers and times, numbers of lines and pages; `BREAK` for hyphens at the ends of lines."""
    lines = _LINES.split(_PAGE.sub("", text))
    kept = "\n".join(_without_numbers(list(_without_cues(lines))))
    return _HYPHEN.sub(BREAK, kept)


def _without_cues(lines: list[str]) -> Iterator[str]:
    """The lines without what subtitles (SRT, WebVTT, SBV) have beside words, or without the times of a transcript."""
    if not any(map(_CUE.match, lines)):
        for line in lines:
            yield _AMID.sub(" ", _STAMP.sub("", line, count=1) if _STAMP.match(line) else line)
        return
    aside = lines[0].startswith("WEBVTT")
    for i, line in enumerate(lines):
        begins = i == 0 or not lines[i - 1].strip()
        aside = bool(line.strip()) and (aside or (begins and _ASIDE.match(line) is not None))
        is_name = i + 1 < len(lines) and (begins or _ALONE.match(line)) and _CUE.match(lines[i + 1])
        if not aside and not is_name and not _CUE.match(line):
            yield TAG.sub("", line)


def _without_numbers(lines: list[str]) -> Iterator[str]:
    """The lines without the numbers that count them: each one more than that of the line before or less than the one after.

    A space alone parts words too, so that it takes several such lines.
    """
    written = [i for i, line in enumerate(lines) if line.strip()]
    numbers = {i: (int(found[1]), len(found[2]) > 1 or found[2] == "\t") for i in written if (found := _NUMBERED.match(lines[i]))}
    counted: set[int] = set()
    row: list[int] = []
    for i in [*written, -1]:
        if row and (i not in numbers or numbers[i][0] != numbers[row[-1]][0] + 1):
            if len(row) >= _ROW or (len(row) > 1 and all(numbers[one][1] for one in row)):
                counted.update(row)
            row = []
        if i in numbers:
            row.append(i)
    for i, line in enumerate(lines):
        yield _NUMBERED.sub("", line, count=1) if i in counted else line


def pattern(quote: str) -> re.Pattern[str]:
    """What finds the words of a quote in running text, whose words may be broken by a hyphen at the end of a line."""
    return re.compile(f"{BREAK}?".join(f"(?:-|{BREAK})" if sign == "-" else re.escape(sign) for sign in quote))
