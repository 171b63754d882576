"""A release is one command, tried in a clone of a repository with our files: it sets version, heading and tag, or refuses."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest
from places import REPOSITORY

from kg import __version__

pytestmark = pytest.mark.slow

FILES: Final = ("Makefile", "CHANGELOG.md", "tools/release.py", "kg/__init__.py", "requirements/ci.txt")


def git(folder: Path, *args: str) -> str:
    return subprocess.run(["git", *args], cwd=folder, check=True, capture_output=True, text=True, timeout=60).stdout.strip()


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of a repository with what a release needs."""
    for name in ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"):
        monkeypatch.setenv(name, "a@example.org")
    for name in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS"):  # of the make that runs these tests
        monkeypatch.delenv(name, raising=False)
    origin = tmp_path / "origin"
    for name in FILES:
        (origin / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(REPOSITORY / name, origin / name)
    git(origin, "init", "-q")
    git(origin, "add", "-A")
    git(origin, "commit", "-qm", "All there is")
    git(tmp_path, "clone", "-q", str(origin), "copy")
    return tmp_path / "copy"


def release(folder: Path, version: str) -> subprocess.CompletedProcess[str]:
    command = ["make", "release", "PYTHON=python3", f"VERSION={version}"]
    return subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, timeout=60)


def test_a_release_sets_version_heading_and_tag(copy: Path) -> None:
    before = (copy / "CHANGELOG.md").read_text("utf-8")
    ran = release(copy, "98.7.6")
    assert ran.returncode == 0, ran
    assert "git push --follow-tags" in ran.stdout
    assert '__version__ = "98.7.6"\n' in (copy / "kg" / "__init__.py").read_text("utf-8")
    after = (copy / "CHANGELOG.md").read_text("utf-8")
    (heading,) = re.findall(r"^## Unreleased\n\n(## 98\.7\.6 \(\d{4}-\d\d-\d\d\)\n)", after, re.MULTILINE)
    assert after.replace(f"\n{heading}", "", 1) == before
    assert git(copy, "describe") == "v98.7.6"
    assert git(copy, "cat-file", "-t", "v98.7.6") == "tag"
    assert git(copy, "show", "--format=%s", "--name-only") == "Release 98.7.6\n\nCHANGELOG.md\nkg/__init__.py"
    assert git(copy, "status", "--porcelain") == ""
    command = ["python3", "tools/release.py", "notes", "v98.7.6"]
    notes = subprocess.run(command, cwd=copy, check=True, capture_output=True, text=True, timeout=60).stdout
    assert notes.strip() == before.partition("## Unreleased\n")[2].partition("\n## ")[0].strip()


@pytest.mark.parametrize("version", ["", "1", "1.2", "v98.7.6", "98.7.6rc1", "98.07.6", "0.0.1", "98.7.6; touch forged", "९.0.0"])
def test_that_only_a_higher_version_is_released(version: str, copy: Path) -> None:
    refused(copy, version, "is not a version such as 1.2.3" if version != "0.0.1" else f"0.0.1 is not above {__version__}")


def refused(copy: Path, version: str, why: str) -> None:
    """No release is made, for this reason, and nothing is changed."""
    before = {name: (copy / name).read_bytes() for name in FILES}, git(copy, "rev-parse", "HEAD"), git(copy, "tag")
    ran = release(copy, version)
    assert ran.returncode == 2
    assert why in ran.stderr
    assert "Traceback" not in ran.stderr
    assert before == ({name: (copy / name).read_bytes() for name in FILES}, git(copy, "rev-parse", "HEAD"), git(copy, "tag"))
    assert not (copy / "forged").exists()


def test_that_nothing_uncommitted_is_left_behind(copy: Path) -> None:
    (copy / "new.txt").write_text("new\n")
    refused(copy, "98.7.6", "there are uncommitted changes")


def test_that_a_version_is_released_once_and_with_something_new(copy: Path) -> None:
    assert release(copy, __version__).returncode == 0  # the first release is of the version that the code has had so far
    refused(copy, __version__, f"there is a tag v{__version__} already")
    refused(copy, "98.7.6", "CHANGELOG.md has nothing under '## Unreleased'")
