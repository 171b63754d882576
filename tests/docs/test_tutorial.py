"""What a newcomer types works, in a fresh folder and in the order of the page: the tutorial, evidence, the first tracker.

Blocks of `sh` are run; blocks of `console` show one command and what it prints. `KG_UPDATE=1` writes the latter anew.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path
from typing import Final

import forked
from places import REPOSITORY

PAGE: Final = REPOSITORY / "docs" / "tutorial.md"
EVIDENCE: Final = REPOSITORY / "docs" / "evidence.md"
_RECORD: Final = re.compile(r"^```yaml\n((?:(?!```).*\n)*)```$", re.MULTILINE)
_BLOCK: Final = re.compile(r"^```(sh|console|html)\n((?:(?!```).*\n)*)```$", re.MULTILINE)


class Shell:
    """The few things that the pages do in a shell: `kg`, `cd`, `git`; the rest is refused."""

    def __init__(self, folder: Path) -> None:
        """Start in the empty `folder`."""
        self.folder = folder

    def run(self, line: str) -> tuple[int, str]:
        """Run one command and return its status and what it printed."""
        program, *args = shlex.split(line)
        if program == "cd":
            self.folder /= args[0]
            return (0, "") if self.folder.is_dir() else (1, f"no folder {self.folder}")
        if program == "git":
            ran = subprocess.run([program, *args], cwd=self.folder, check=False, capture_output=True, text=True)
            return ran.returncode, ran.stdout + ran.stderr
        assert program == "kg", line
        status, out, _ = forked.run(*args, cwd=self.folder, env={"COLUMNS": "100"}, merged=True)
        return status, "".join(f"{one.rstrip()}\n" for one in out.splitlines())


def followed(page: Path, shell: Shell) -> tuple[str, list[int]]:
    """The page with what its commands print, and their statuses; a block of HTML is put into the file that is named before it."""
    statuses = []

    def real(block: re.Match[str]) -> str:
        language, text = block[1], block[2]
        if language == "html":
            (shell.folder / "page.html").write_text(text, "utf-8")
            return block[0]
        if language == "sh":
            for line in text.splitlines():
                status, said = shell.run(line)
                assert status == 0, (line, said)
            return block[0]
        command = text.splitlines()[0]
        status, printed = shell.run(command.removeprefix("$ "))
        statuses.append(status)
        return f"```console\n{command}\n{printed}```"

    return _BLOCK.sub(real, page.read_text("utf-8")), statuses


def test_the_tutorial_shows_what_its_commands_print(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    fresh, statuses = followed(PAGE, shell)
    if os.environ.get("KG_UPDATE"):
        PAGE.write_text(fresh, "utf-8")
    assert PAGE.read_text("utf-8") == fresh
    assert [status for status in statuses if status] == [2], "only the misspelt name is refused"
    assert "5 files: no faults" in fresh.replace("\n", " ")
    assert {"map.html", "timeline.html", "claims", "README.md"} <= {path.name for path in shell.folder.iterdir()}


def test_the_way_from_a_page_to_a_statement(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    fresh, statuses = followed(EVIDENCE, shell)
    record = (shell.folder / "claims" / "sources" / "sources.yaml").read_text("utf-8").partition("\n  strelsau")[2]
    fresh = _RECORD.sub(lambda _: f"```yaml\nsources:\n  strelsau{record}```", fresh, count=1)
    if os.environ.get("KG_UPDATE"):
        EVIDENCE.write_text(fresh, "utf-8")
    versions = re.compile(r"(extractor: trafilatura) \S+")
    assert versions.sub(r"\1", EVIDENCE.read_text("utf-8")) == versions.sub(r"\1", fresh)
    assert set(statuses) == {0}
    assert "quote checked: found in the whole text" in (shell.folder / "map.html").read_text("utf-8")
    added = shell.run("git status --short")[1]
    assert "claims/sources/sources.yaml" in added
    assert "evidence" not in added


def test_the_first_tracker_of_the_readme(tmp_path: Path) -> None:
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    section = readme.partition("\n## A first tracker\n")[2].partition("\n## ")[0]
    (commands,) = [text.splitlines() for language, text in _BLOCK.findall(section) if language == "sh"]
    shell = Shell(tmp_path)
    ran = [part.partition("#")[0].strip() for line in commands for part in line.split("&&")]
    assert len(commands) == 3
    for command in ran:
        status, said = shell.run(command.replace(" --open", ""))  # no browser is opened by a test
        assert status == 0, (command, said)
    assert (shell.folder / "map.html").is_file()
