"""Diagnostics as a JUnit report, which most services of continuous integration read: a suite a file, a case a diagnostic.

An error is a failure. A warning, which fails nothing, is a case that was skipped: it must not be shown as passed. A file
without either is one case that passed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from kg.diagnostic import Diagnostic, Severity
from kg.render.escape import printable

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(diagnostics: Iterable[Diagnostic], files: Iterable[str], *, strict: bool) -> str:
    """The report on `files` and on every other file that a diagnostic is about; with `strict` a warning is a failure too."""
    by_file: dict[str, list[Diagnostic]] = {file: [] for file in files}
    for d in diagnostics:
        by_file.setdefault(d.mark.file, []).append(d)
    failures = sum(_fails(d, strict=strict) for found in by_file.values() for d in found)
    cases = sum(max(1, len(found)) for found in by_file.values())
    skipped = sum(map(len, by_file.values())) - failures
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="kg check" tests="{cases}" failures="{failures}" errors="0" skipped="{skipped}">',
        *(line for file in sorted(by_file) for line in _suite(file, by_file[file], strict=strict)),
        "</testsuites>",
    ]
    return "".join(f"{line}\n" for line in lines)


def _suite(file: str, found: Sequence[Diagnostic], *, strict: bool) -> Iterator[str]:
    failures = sum(_fails(d, strict=strict) for d in found)
    counts = f'tests="{max(1, len(found))}" failures="{failures}" errors="0" skipped="{len(found) - failures}"'
    name = _attribute(file)
    yield f"  <testsuite name={name} {counts}>"
    if not found:
        yield f'    <testcase classname={name} name="no faults" file={name}/>'
    for d in found:
        mark = d.mark
        title = _attribute(f"{mark.line}:{mark.column} {d.code} {d.message}")
        yield f'    <testcase classname={name} name={title} file={name} line="{mark.line}">'
        about = _attribute(f"{d.severity} {d.code}: {d.message}")
        if _fails(d, strict=strict):
            yield f'      <failure type="{d.code}" message={about}>{escape(_text(d.hint))}</failure>'
        else:
            yield f"      <skipped message={about}/>"
        yield "    </testcase>"
    yield "  </testsuite>"


def _fails(diagnostic: Diagnostic, *, strict: bool) -> bool:
    return strict or diagnostic.severity is Severity.ERROR


def _attribute(text: str) -> str:
    return quoteattr(_text(text))


def _text(text: str) -> str:
    return _NOT_XML.sub("\ufffd", printable(text))
