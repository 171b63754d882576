"""Diagnostics as a JUnit report, which most services of continuous integration read: a suite a file, a case a diagnostic.

An error is a failure. A warning, which fails nothing, is a case that was skipped: it must not be shown as passed. Files
without either are left out; where no file has any, one case says so, since an empty report counts as no run in some services.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from kg.diagnostic import Diagnostic, Severity
from kg.render.escape import for_xml, printable
from kg.render.rule_link import explained


def junit(diagnostics: Iterable[Diagnostic], files: Collection[str], *, strict: bool) -> str:
    """The report on every file that a diagnostic is about, of `files` checked; with `strict` a warning is a failure too."""
    by_file: dict[str, list[Diagnostic]] = {}
    for d in diagnostics:
        by_file.setdefault(d.mark.file, []).append(d)
    if not by_file:
        by_file["kg check"] = []
    failures = sum(_fails(d, strict=strict) for found in by_file.values() for d in found)
    cases = sum(max(1, len(found)) for found in by_file.values())
    skipped = sum(map(len, by_file.values())) - failures
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="kg check" tests="{cases}" failures="{failures}" errors="0" skipped="{skipped}">',
        *(line for file in sorted(by_file) for line in _suite(file, by_file[file], len(files), strict=strict)),
        "</testsuites>",
    ]
    return "".join(f"{line}\n" for line in lines)


def _suite(file: str, found: Sequence[Diagnostic], checked: int, *, strict: bool) -> Iterator[str]:
    failures = sum(_fails(d, strict=strict) for d in found)
    counts = f'tests="{max(1, len(found))}" failures="{failures}" errors="0" skipped="{len(found) - failures}"'
    name = _attribute(file)
    yield f"  <testsuite name={name} {counts}>"
    if not found:
        yield f'    <testcase classname={name} name="no faults in {checked:,} file{"" if checked == 1 else "s"}"/>'
    titles = Counter[str]()
    for d in found:
        mark = d.mark
        plain = f"{mark.line}:{mark.column} {d.code} {d.message}"
        titles[plain] += 1  # of two cases with one name, some services keep one
        title = _attribute(plain if titles[plain] == 1 else f"{plain} ({titles[plain]})")
        yield f'    <testcase classname={name} name={title} file={name} line="{mark.line}">'
        about = _attribute(f"{d.severity} {d.code}: {d.message}")
        words = escape("\n".join(filter(None, (_text(d.hint), f"see: {explained(d.code)}"))))
        if _fails(d, strict=strict):
            yield f'      <failure type="{d.code}" message={about}>{words}</failure>'
        else:
            yield f"      <skipped message={about}>{words}</skipped>"
        yield "    </testcase>"
    yield "  </testsuite>"


def _fails(diagnostic: Diagnostic, *, strict: bool) -> bool:
    return strict or diagnostic.severity is Severity.ERROR


def _attribute(text: str) -> str:
    return quoteattr(_text(text))


def _text(text: str) -> str:
    return for_xml(printable(text))
