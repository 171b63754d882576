"""Diagnostics as text for people, as lines for programs that read `file:line:column`, and as JSON."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kg.diagnostic import Diagnostic, Mark, Severity
from kg.render.columns import cells
from kg.render.escape import printable
from kg.render.rule_link import explained, link
from kg.render.tally import Tally

VERSION: Final = 1
"""The version of the JSON form: it grows when a field changes meaning or goes away."""

MOST_SHOWN: Final = 100
"""How many diagnostics of one rule in one file the form for people shows."""
MOST_IN_ALL: Final = 1000
"""How many of one rule it shows in all files together."""

_BREAK: Final = re.compile(r"\r\n|\r|\n")
_WIDTH: Final = 160
_BOLD: Final = "1"
_CYAN: Final = "36"
_BLUE: Final = "34"
_COLOUR: Final = {Severity.ERROR: "1;31", Severity.WARNING: "1;33"}


def concise(diagnostics: Iterable[Diagnostic]) -> str:
    """One line a diagnostic: place, severity, code, message."""
    return "".join(f"{_line(d)}\n" for d in diagnostics)


def text(diagnostics: Iterable[Diagnostic], texts: Mapping[str, bytes], *, colour: bool = False) -> str:
    """Each diagnostic with the line at fault, a caret below the place, the hint and the related places.

    Of one rule the first `MOST_SHOWN` in a file and `MOST_IN_ALL` in all files are shown, and lines at the end count the others:
    people read this form, and the others are complete. `texts` maps the shown path of a file to its bytes. `colour` sets the
    parts off from each other on a terminal; the words are the same.
    """
    lines: dict[str, list[str]] = {}
    pen = _Pen(colour)
    in_file: Counter[tuple[str, Severity, str]] = Counter()
    in_all: Counter[tuple[str, Severity]] = Counter()
    left_out: Counter[tuple[str, Severity, str]] = Counter()
    shown: list[str] = []
    for diagnostic in diagnostics:
        rule, file = (diagnostic.code, diagnostic.severity), diagnostic.mark.file
        if in_all[rule] >= MOST_IN_ALL:
            left_out[*rule, ""] += 1
        elif in_file[*rule, file] >= MOST_SHOWN:
            left_out[*rule, file] += 1
        else:
            in_all[rule] += 1
            in_file[*rule, file] += 1
            shown.append("".join(f"{part}\n" for part in _paragraph(diagnostic, texts, lines, pen)))
    if left_out:
        shown.append("".join(_left_out(*kind, count, pen) for kind, count in left_out.items()))
    return "\n".join(shown)


def _left_out(code: str, severity: Severity, file: str, count: int, pen: _Pen) -> str:
    """How many diagnostics of one rule are not shown in a file or, without a file, in all further ones."""
    kind = pen(_COLOUR[severity], f"{severity} {code}")
    if file:
        return f"{pen(_BOLD, printable(file))}: {kind} {count:,} more in this file, which the other output formats list\n"
    return f"{kind} {count:,} more from there on, which the other output formats list\n"


@dataclass(frozen=True, slots=True)
class _Pen:
    """Puts the terminal's codes (ECMA-48, SGR, and OSC 8 for links) around words, or nothing."""

    colour: bool

    def __call__(self, code: str, words: str) -> str:
        return f"\x1b[{code}m{words}\x1b[0m" if self.colour else words

    def linked(self, address: str, words: str) -> str:
        """The words as a link, where there is an address."""
        return f"\x1b]8;;{address}\x1b\\{words}\x1b]8;;\x1b\\" if self.colour and address else words


def _paragraph(diagnostic: Diagnostic, texts: Mapping[str, bytes], lines: dict[str, list[str]], pen: _Pen) -> Iterator[str]:
    severity = pen.linked(link(diagnostic.code), pen(_COLOUR[diagnostic.severity], f"{diagnostic.severity} {diagnostic.code}"))
    yield f"{pen(_BOLD, _place(diagnostic.mark))}: {severity} {printable(diagnostic.message)}"
    for number, words in _excerpt(diagnostic.mark, texts, lines):
        yield f"  {pen(_BLUE, f'{number} |')} {pen(_COLOUR[diagnostic.severity], words) if not number.strip() else words}"
    if diagnostic.hint:
        yield f"  {pen(_CYAN, 'hint:')} {printable(diagnostic.hint)}"
    for mark in diagnostic.related:
        yield f"  {pen(_CYAN, 'see:')}  {_place(mark)}"


def _line(diagnostic: Diagnostic) -> str:
    return f"{_place(diagnostic.mark)}: {diagnostic.severity} {diagnostic.code} {printable(diagnostic.message)}"


def _place(mark: Mark) -> str:
    return f"{printable(mark.file)}:{mark.line}:{mark.column}"


def _excerpt(mark: Mark, texts: Mapping[str, bytes], lines: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """The source line with its number and, without one, a caret; a long line is cut around the place."""
    if mark.file not in texts:
        return
    if mark.file not in lines:
        lines[mark.file] = _BREAK.split(texts[mark.file].decode("utf-8", "replace").removeprefix("\ufeff"))
    if mark.line > len(lines[mark.file]):
        return
    line = lines[mark.file][mark.line - 1]
    start = max(0, mark.column - 1 - _WIDTH // 2) if len(line) > _WIDTH else 0
    before, after = printable(line[start : mark.column - 1]), printable(line[mark.column - 1 : start + _WIDTH])
    if before or after:
        number = str(mark.line)
        yield number, f"{before}{after}"
        yield " " * len(number), f"{' ' * cells(before)}^"


def as_json(diagnostics: Iterable[Diagnostic], tally: Tally | None = None) -> str:
    """A JSON document: `version`, `counts` where there is a tally, and `diagnostics`.

    A diagnostic has `file`, `line`, `column`, `code`, `severity`, `message`, `hint`, `page`, `related` and
    `record`; `page` is where its rule is explained, an address or a command.
    """
    found = [
        {
            **_json_place(d.mark),
            "code": d.code,
            "severity": d.severity.value,
            "message": d.message,
            "hint": d.hint or None,
            "page": explained(d.code),
            "related": [_json_place(mark) for mark in d.related],
            "record": {"kind": d.record[0], "id": d.record[1]} if d.record else None,
        }
        for d in diagnostics
    ]
    counts = {"counts": tally.numbers()} if tally else {}
    return json.dumps({"version": VERSION, **counts, "diagnostics": found}, indent=2) + "\n"


def _json_place(mark: Mark) -> dict[str, object]:
    return {"file": mark.file, "line": mark.line, "column": mark.column}
