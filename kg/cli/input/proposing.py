"""The questions of `kg source add` on a terminal: what the document declares, each with its origin, to be taken or not."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.cli.output.terminal import fail, say

if TYPE_CHECKING:
    from kg.evidence.kept import Proposal


def proposed(proposals: Iterable[Proposal]) -> dict[str, list[str]]:
    """The values that were taken, by field."""
    from kg.render.escape import printable

    by: dict[str, list[Proposal]] = {}
    for one in proposals:
        by.setdefault(one.field, []).append(one)
    if by:
        say("For each declared value: Enter accepts it, - leaves it out, a number chooses one, any other text replaces it.")
    taken = {}
    for field, found in by.items():
        authors = [one for one in found if one.origin == found[0].origin] if field == "author" else []
        if len(authors) > 1:
            shown = f"{'; '.join(one.value for one in authors)} ({found[0].origin})"
        elif len(found) == 1:
            shown = f"{found[0].value} ({found[0].origin})"
        else:
            shown = "; ".join(f"{n}: {one.value} ({one.origin})" for n, one in enumerate(found, 1))
        sys.stderr.write(f"{field} [{printable(shown)}]: ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            sys.stderr.write("\n")
            fail("the input ended: nothing was written")
        answer = line.strip()
        if answer == "-":
            continue
        if not answer:
            taken[field] = [one.value for one in authors] or [found[0].value]
        elif answer.isdecimal() and 0 < int(answer) <= len(found):
            taken[field] = [found[int(answer) - 1].value]
        else:
            taken[field] = [answer]
    return taken
