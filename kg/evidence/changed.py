"""What is different between two texts of one source, as lines: what went away, and what came."""

from __future__ import annotations

import difflib

_MOST = 20_000
"""The lines beyond which texts are compared as sets of lines: to align longer ones takes minutes."""


def changed_lines(before: str, after: str) -> list[str]:
    """The lines that are only in one of the texts, with `-` or `+` before them, in order."""
    old, new = before.split("\n"), after.split("\n")
    if max(len(old), len(new)) > _MOST:
        was, now = set(old), set(new)
        return [f"- {line}" for line in old if line not in now] + [f"+ {line}" for line in new if line not in was]
    found = difflib.unified_diff(old, new, n=0, lineterm="")
    return [f"{line[0]} {line[1:]}" for line in found if line[:1] in {"-", "+"} and line[:3] not in {"---", "+++"}]
