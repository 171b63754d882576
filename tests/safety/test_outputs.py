"""Every command that writes to a place of the user's choice says in one line, and in the same words, when it cannot.

Nothing is lost by it: what was there stays. The numbers are rows of the catalogue of bad inputs.
"""

from __future__ import annotations

import errno
import functools
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import failing
import new_tracker
import pytest
import typer
from new_tracker import contents, leftovers

from kg.cli.program.everything import app

pytestmark = pytest.mark.slow

COMMANDS: Final[dict[str, str]] = {
    "build": "build -o {}",
    "schema": "schema -o {}",
    "network": "network -o {}.gexf",
    "brief": "brief -o {}.md",
    "map": "map -o {}",
    "timeline": "timeline -o {}",
    "site": "site -o {}",
    "export csv": "export csv -o {}",
    "export jsonl": "export jsonl -o {}",
    "export sqlite": "export sqlite -o {}",
    "check": "check --format json -o {}",
}
"""Each command with its output, up to the ending that some insist on."""
PAGE: Final = (
    b'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    b'<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;">'
)
"""How a page of an earlier run begins."""
INTO_FOLDERS: Final = {"build", "site", "export csv", "export jsonl"}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small tracker."""
    return new_tracker.put(tmp_path_factory.mktemp("tracker"))


@pytest.fixture
def place(template: Path, tmp_path: Path) -> Path:
    """A copy of the tracker with a file and a folder that are in the way."""
    found = shutil.copytree(template, tmp_path / "t")
    (found / "file").write_bytes(b"kept")
    (found / "folder").mkdir()
    return found


def test_every_command_with_an_output_is_tried() -> None:
    commands: dict[str, Any] = vars(typer.main.get_command(app))["commands"]
    writing = {name for name, one in commands.items() for p in one.params if {"--output", "-o"} & {*p.opts}}
    assert writing == {command.split()[0] for command in COMMANDS.values()}


def refused(place: Path, command: str, output: str, why: str) -> None:
    """The command cannot write this output, says why, and changes nothing."""
    args = COMMANDS[command].format(output).split()
    before = contents(place)
    ran = failing.kg(place, *args)
    expected = f"kg: could not write {'to ' if command in INTO_FOLDERS else ''}'{args[-1]}': {why}\n"
    assert (ran.status, ran.out, ran.err) == (2, "", expected)
    assert contents(place) == before
    assert not leftovers(place)


@pytest.mark.parametrize("command", COMMANDS)
def test_row_131_an_output_that_cannot_be(command: str, place: Path) -> None:
    ending = COMMANDS[command].split("{}")[1]
    refused(place, command, "file/inner", os.strerror(errno.ENOTDIR))
    if command in INTO_FOLDERS:
        refused(place, command, "file", os.strerror(errno.ENOTDIR))
        refused(place, command, "/dev/null/x", os.strerror(errno.ENOTDIR))
    elif ending:  # a folder may have any name
        (place / "folder").rename(place / f"folder{ending}")
        refused(place, command, "folder", "not a regular file")
    else:
        refused(place, command, "folder", "not a regular file")
        refused(place, command, "/dev/full", "not a regular file")


@pytest.mark.parametrize("command", [name for name in COMMANDS if "." not in COMMANDS[name]])
def test_row_131_an_output_in_the_place_of_the_claims(command: str, place: Path) -> None:
    into_folder = command in INTO_FOLDERS
    before = contents(place)
    for output in ["claims", "claims/../claims"] if into_folder else ["claims", "claims/topics.yaml", "claims/new.YML"]:
        ran = failing.kg(place, *COMMANDS[command].format(output).split())
        assert (ran.status, ran.out) == (2, "")
        assert re.fullmatch(r"kg: '.*' is the claims themselves: .*\n", ran.err)
    assert contents(place) == before


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_is_missing_is_made(command: str, place: Path) -> None:
    args = COMMANDS[command].format("new/and/newer").split()
    ran = failing.kg(place, *args)
    assert ran.status == 0, ran
    assert any(path.startswith("new/and/newer") for path in contents(place))


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[None]:
    """A small disk of its own in the place of the folder."""
    if subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", str(folder)], check=False, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here: the failing calls of the writer stand for this")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("command", COMMANDS)
def test_row_124_a_full_disk_and_one_that_cannot_be_written(command: str, place: Path) -> None:
    disk = place / "folder"
    with mounted(disk, "size=64k"):
        (disk / "old.html").write_bytes(PAGE.ljust(64 << 10))
        refused(place, command, "folder/old.html" if command.startswith("map") else "folder/new", os.strerror(errno.ENOSPC))
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        refused(place, command, "folder/new", os.strerror(errno.EROFS))


def test_row_124_a_summary_for_github_that_cannot_be_written(place: Path) -> None:
    for where, why in {"/dev/full": errno.ENOSPC, "folder": errno.EISDIR, "file/inner": errno.ENOTDIR}.items():
        tell = functools.partial(os.environ.__setitem__, "GITHUB_STEP_SUMMARY", where)
        ran = failing.kg(place, "check", "--format", "github", before=tell)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err == f"kg: could not write the summary '{where}': {os.strerror(why)}\n"
