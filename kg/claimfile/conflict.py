"""Explains what git leaves in a file that two people changed: where it is, and what to keep of the two versions.

Two records added at one place are both to be kept, and git writes the lines that they share only once, after the conflict: to
delete nothing but the markers would leave the first record without them.
"""

from __future__ import annotations

import re
from typing import Final

from kg.claimfile.fault import Explanation, Fault, column_of, indent_of, says

_MARKER: Final = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
_FIELD: Final = re.compile(r"""([A-Za-z0-9_-]+|"[^"]*"|'[^']*') *:(?: |$)""")
_MARKERS: Final = "delete the lines that begin with <<<<<<<, ======= and >>>>>>>"


def conflict(fault: Fault) -> Explanation | None:
    """What git leaves in a file that two people changed."""
    for number, line in enumerate(fault.lines):
        if _MARKER.match(line):
            return Explanation(number, 0, "git left two versions of these lines here", _hint(fault.lines, number))
    return None


def _hint(lines: list[str], start: int) -> str:
    """What is to be kept of the two versions that begin at `start`: both, where each adds what the other does not have."""
    parts: dict[str, list[str]] = {"<": [], "|": [], "=": []}  # one version, what both come from (where git gives it), the other
    part = seen = ""
    end = start
    for end, line in enumerate(lines[start:], start):  # noqa: B007 (the last one is wanted)
        if _MARKER.match(line):
            part = line[0]
            seen += part
            if part == ">":
                break
        elif part in parts and says(line):
            parts[part].append(line)
    one, other = (_outermost(parts[sign]) for sign in "<=")
    if parts["|"] or not one or not other:
        return f"keep one of the two versions, and {_MARKERS}"
    is_list = bool({*one} & {*other})
    if is_list and all(one) and all(other):
        what = f"values of '{one[0]}'" if one == other and len(one) == 1 else "versions"
        return f"keep one of the two {what}, and {_MARKERS}"
    shared = _shared(lines, end + 1, min(map(indent_of, parts["="])))
    if _begins_inside(parts["<"], parts["="]):
        return _mixed(shared.stop)
    if shared:
        return _both(lines, shared)
    sure = "|" in seen and not is_list  # git wrote what both come from, and that is nothing
    if sure:
        return f"keep both versions: each was added, and {_MARKERS}"
    what = "keep both where each added an item" if is_list else "keep both versions where each was added (their names differ)"
    if not is_list and _is_in_item(lines, start, min(map(indent_of, parts["<"]))):
        what = "write both items out whole where each is of another, keep both versions where they belong to one"
    return f"{what}, else one, and {_MARKERS}"


def _shared(lines: list[str], start: int, column: int) -> range:
    """The lines from `start` that go on with the last record or item of the second version; empty ones at their end left out."""
    stop = start
    for number, line in enumerate(lines[start:], start):
        if says(line) and not _MARKER.match(line):
            if indent_of(line) <= column:
                break
            stop = number + 1
        elif _MARKER.match(line) and line[0] == ">":
            stop = number + 1
    return range(start, stop)


def _both(lines: list[str], shared: range) -> str:
    """How to keep both versions where lines after the conflict belong to each of them."""
    if any(_MARKER.match(lines[number]) for number in shared):
        return _mixed(shared.stop)
    which = f"line {shared.stop}" if len(shared) == 1 else f"lines {shared.start + 1} to {shared.stop}"
    return (
        f"keep both versions where each was added (copy {which} to the end of the first: both have them, and git wrote them"
        f" once), else one, and {_MARKERS}"
    )


def _begins_inside(one: list[str], other: list[str]) -> bool:
    """Whether a version goes on with a record or item that begins above the conflict, and one of the two begins another.

    Two new items that begin alike are written so: one after the other, the second would end without its first lines.
    """
    columns = [[indent_of(line) for line in version] for version in (one, other)]
    return any(column[0] > min(column) for column in columns) or min(columns[0]) != min(columns[1])


def _is_in_item(lines: list[str], start: int, column: int) -> bool:
    """Whether the fields at `column` go on with an item of a list that begins above the conflict."""
    above = next((line for line in reversed(lines[:start]) if says(line) and indent_of(line) < column), "")
    return above.lstrip().startswith("- ") and column_of(above) == column


def _mixed(stop: int) -> str:
    return (
        f"two additions were mixed up to line {stop}: where both are to stay, write each out whole"
        " ('git show HEAD:FILE' and 'git show MERGE_HEAD:FILE' have them), and delete what git wrote"
    )


def _outermost(lines: list[str]) -> list[str]:
    """The names of the records or fields that are least far in; an empty one for each item of a list."""
    column = min(map(indent_of, lines), default=0)
    rows = [line[column:] for line in lines if indent_of(line) == column]
    found = [_FIELD.match("" if row.startswith("- ") else row) for row in rows]
    return [match[1] if match else "" for match in found]
