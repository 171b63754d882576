"""The page on reviewing a change: each change in it is made to the shipped claims, and what `kg diff` says of it is compared.

With `KG_UPDATE=1` what it says is written into the page.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any, Final

import pytest
from forked import kg
from places import REPOSITORY
from repositories import git

from kg import resources

PAGE: Final = REPOSITORY / "docs" / "review.md"
SECTION: Final = re.compile(
    r"```diff\n(?P<file>[^\n]+)\n(?P<lines>.*?)```\n(?P<between>.*?)```console\n\$ kg diff\n(?P<said>.*?)```", re.DOTALL
)
PLACES: Final = [found.start() for found in SECTION.finditer(PAGE.read_text("utf-8"))]


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shipped")
    shutil.copytree(resources.folder("claims"), folder / "claims")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "The shipped claims")
    return folder


def edited(folder: Path, file: str, lines: str) -> None:
    """Make the change of a diff without line numbers."""
    before, after = (
        "".join(f"{line[1:]}\n" for line in lines.splitlines() if line[:1] in kept) for kept in ({" ", "-"}, {" ", "+"})
    )
    path = folder / file
    text = path.read_text("utf-8")
    start, now = before.removesuffix("\n"), after.removesuffix("\n")
    assert text.count(start) == 1, f"{file} has the lines {text.count(start)} times"
    path.write_text(text.replace(start, now), "utf-8")


@pytest.mark.parametrize("number", range(len(PLACES)))
def test_what_kg_diff_says_of_a_change(committed: Path, number: int) -> None:
    page = PAGE.read_text("utf-8")
    found = [*SECTION.finditer(page)][number]
    edited(committed, found["file"], found["lines"])
    try:
        ran = kg("diff", cwd=committed)
        told = json.loads(kg("diff", "--format", "json", cwd=committed).stdout)
    finally:
        git(committed, "checkout", "-q", ".")
    first, _, said = ran.stdout.partition("\n\n")
    assert ran.returncode == 0
    assert re.fullmatch(r"From [0-9a-f]{12} \(\d{4}-\d\d-\d\d\) to the files as they are", first)
    if os.environ.get("KG_UPDATE"):
        PAGE.write_text(page[: found.start("said")] + said + page[found.end("said") :], "utf-8")
    else:
        assert said == found["said"]
    described(told, page.partition("## For a pull request")[2])


def described(told: dict[str, Any], table: str) -> None:
    """Every key of the JSON is in the page's table."""
    known = {*re.findall(r"`([a-z]+)`", table)}
    assert told.keys() <= known
    for part in ("written", "follows", "counts"):
        for one in told[part]:
            assert one.keys() <= known
    assert {key for one in told["written"] for edit in one.get("edits", ()) for key in edit} <= known


def test_the_page_has_three_changes() -> None:
    assert len(PLACES) == 3


def test_status_map_and_refusals(committed: Path) -> None:
    assert kg("diff", "--exit-code", cwd=committed).returncode == 0
    assert (
        kg("diff", "--map", "none.html", cwd=committed).stderr
        == "kg: 'none.html' was not drawn: the change touches no accusation and no answer\n"
    )
    unknown = kg("diff", "no-such-ref", cwd=committed)
    assert (unknown.returncode, unknown.stderr) == (2, "kg: no commit 'no-such-ref'\n")
    found = next(SECTION.finditer(PAGE.read_text("utf-8")))
    edited(committed, found["file"], found["lines"])
    try:
        ran = kg("diff", "--exit-code", "--map", "change.html", cwd=committed)
        assert ran.returncode == 1
        assert ran.stdout.endswith("change.html\n")
        page = (committed / "change.html").read_text("utf-8")
        assert "nicholson-arms-2017-04" in page
        assert "suhag-guilty-of-support-2017-06" not in page
    finally:
        git(committed, "checkout", "-q", ".")
