"""The consoles in the documentation show what the commands really print.

A block starts with `$ kg …`; what follows is compared with the output on the shipped claims. `KG_UPDATE=1` writes blocks anew.
"""

from __future__ import annotations

import os
import re
import shlex

import forked
import pytest
from places import REPOSITORY

_BLOCK = re.compile(r"^```console\n(\$ kg .+)\n((?:(?!```).*\n)*)```$", re.MULTILINE)
_LINES = 24

PAGES = ["README.md", "docs/tour.md", "docs/two-records.md"]


def real(command: str) -> str:
    """What the command prints, both streams, cut after so many lines."""
    run = forked.run(*shlex.split(command.removeprefix("$ kg ")), cwd=REPOSITORY, env={"COLUMNS": "118"}, merged=True)
    lines = [line[:130].rstrip() + ("…" if len(line.rstrip()) > 130 else "") for line in run.out.splitlines()]
    return "".join(f"{line}\n" for line in (lines if len(lines) <= _LINES else [*lines[:_LINES], "…"]))


@pytest.mark.parametrize("page", PAGES)
def test_consoles_are_real(page: str) -> None:
    path = REPOSITORY / page
    text = path.read_text("utf-8")
    fresh = _BLOCK.sub(lambda block: f"```console\n{block[1]}\n{real(block[1])}```", text)
    assert _BLOCK.search(text), "no console to check"
    if os.environ.get("KG_UPDATE"):
        path.write_text(fresh, "utf-8")
    assert path.read_text("utf-8") == fresh


@pytest.mark.parametrize(
    "page",
    sorted(
        str(p.relative_to(REPOSITORY))
        for p in [
            *REPOSITORY.glob("*.md"),
            *REPOSITORY.glob("docs/**/*.md"),
            *REPOSITORY.glob("claims/*.md"),
            *REPOSITORY.glob("bench/*.md"),
            *REPOSITORY.glob("examples/*/README.md"),
        ]
    ),
)
def test_links_lead_somewhere(page: str) -> None:
    path = REPOSITORY / page
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text("utf-8"))
    for target in targets:
        if not target.startswith(("https://", "http://", "mailto:")):
            assert (path.parent / target).exists(), target
