"""The lines of a file that install `kg`, and whether each names one version, the one that is in use here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.installed import NAME, Unpinned
from kg.scaffold.repository import EXAMPLE, FILL_IN, command

_INSTALL: Final = re.compile(r"\b(?:pip3?|pipx|uv)\b[^\n]*?\binstall\b(?P<rest>[^\n]*)")
_NAMED: Final = re.compile(rf"(?<![\w/.-]){NAME}\b|/{NAME}(?:\.git)?(?=[@\s\"']|$)", re.IGNORECASE)
_PINNED: Final = re.compile(rf"{NAME}(?:\[[^\]]*\])?\s*==\s*[\w.!+]+|@[0-9a-f]{{40,64}}\b|#sha256=[0-9a-f]{{64}}", re.IGNORECASE)
_USES: Final = re.compile(rf"\buses:\s*['\"]?([^\s'\"@]+/{NAME})@([^\s'\"]+)", re.IGNORECASE)


def faults(text: str, needed: str | Unpinned) -> Iterator[tuple[str, str]]:
    """What is wrong with the installs in a text, each with what to type; `needed` is what installs the version here."""
    right = EXAMPLE if isinstance(needed, Unpinned) else command(needed)
    if FILL_IN in text:
        yield "it does not say where kg is installed from", f"fill in, where {FILL_IN} is: {right}"
    for line in text.splitlines():
        if line.lstrip().startswith("#"):
            continue
        if (uses := _USES.search(line)) and not re.fullmatch(r"[0-9a-f]{40}|v?\d+(?:\.\d+)+", uses[2]):
            yield f"'{uses[1]}@{uses[2]}' is not pinned", f"name a commit: {uses[1]}@COMMIT"
        found = _INSTALL.search(line)
        if found is None or not _NAMED.search(found["rest"]):
            continue
        shown = found[0].strip().rstrip("`")
        if not _PINNED.search(found["rest"]):
            yield f"'{shown}' is not pinned to a version", f"write: {right}"
        elif not isinstance(needed, Unpinned) and needed not in found["rest"]:
            yield f"'{shown}' is another kg than the one here", f"write: {right}"
