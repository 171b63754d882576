"""Diagnostics as workflow commands, which GitHub shows on the lines of a pull request, and as a step summary in Markdown.

Text from claim files is escaped as GitHub's toolkit does it, so that no claim can end a command or begin one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from kg.diagnostic import Diagnostic
from kg.render.escape import printable
from kg.render.rule_link import explained, link
from kg.render.table import Table, to_markdown
from kg.rules.catalogue import rule

MOST: Final = 500
"""So many rows a summary shows at most: GitHub refuses one of more than 1 MiB."""


def defused(text: str) -> str:
    """`text` for people in which GitHub's runner, which reads the log of a step line by line, finds no command."""
    return re.sub(r"^(\s*):(?=:)", r"\1: ", text, flags=re.MULTILINE).replace("##[", "# #[")


def commands(diagnostics: Iterable[Diagnostic]) -> str:
    """One `::error` or `::warning` command a line."""
    return "".join(f"{_command(d)}\n" for d in diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    mark = diagnostic.mark
    properties = {"file": mark.file, "line": mark.line, "col": mark.column, "title": _title(diagnostic.code)}
    shown = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    hint = [diagnostic.hint] if diagnostic.hint else []
    lines = [diagnostic.message, *hint, f"see: {explained(diagnostic.code)}"]
    return f"::{diagnostic.severity} {shown}::{'%0A'.join(map(_data, lines))}"


def _title(code: str) -> str:
    """The code of a rule and its name."""
    found = rule(code)
    return f"{code} {found.name}" if found else code


def _data(text: str) -> str:
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(diagnostics: Sequence[Diagnostic], counts: str) -> str:
    """A heading, the counts, and a table of the diagnostics, in Markdown in which claim text cannot start markup."""
    shown = diagnostics[:MOST]
    rows = tuple((f"{d.mark.file}:{d.mark.line}", d.severity.value, d.code, d.message, d.hint) for d in shown)
    table = f"\n{to_markdown(Table(('place', 'severity', 'code', 'message', 'hint'), rows))}" if rows else ""
    for code in sorted({d.code for d in shown if link(d.code)}):
        table = table.replace(f"| {code} |", f"| [{code}]({link(code)}) |")
    table += "" if not rows or link(shown[0].code) else "\n`kg rule CODE` explains a rule.\n"
    more = f"\nand {len(diagnostics) - MOST:,} more\n" if len(diagnostics) > MOST else ""
    return f"### kg check\n\n{counts}\n{table}{more}\n"
