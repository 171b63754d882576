"""A quote that a change wrote, or whose source's kept copy is another one now, and that is not in that copy."""

from __future__ import annotations

from pathlib import Path

import pytest
from forked import kg
from repositories import git

SAID = """\
actors:
  ann: {name: Ann Ash, type: person}
statements:
  words: {act: asserts, speaker: ann, date: 2021, says: Spoke., reports: [{source: paper, quote: the bridge was closed}]}
"""


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    (tmp_path / "claims").mkdir()
    (tmp_path / "paper.txt").write_text("She said that the bridge was closed, and nobody had been asked.\n")
    (tmp_path / "claims" / "said.yaml").write_text(SAID.partition("statements:")[0])
    git(tmp_path, "init", "-q")
    (tmp_path / ".gitignore").write_text("evidence/\n*.txt\n")
    added = kg("source", "add", "paper.txt", "--yes", "--id", "paper", "--title", "A paper", cwd=tmp_path)
    assert added.returncode == 0, added.stderr
    (tmp_path / "claims" / "said.yaml").write_text(SAID)
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "first")
    return tmp_path


def edit(tracker: Path, old: str, new: str) -> str:
    path = tracker / "claims" / "said.yaml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    return kg("diff", cwd=tracker).stdout


def test_a_quote_that_its_source_does_not_have_follows_from_the_change(tracker: Path) -> None:
    shown = edit(tracker, "quote: the bridge was closed", "quote: the bridge was shut")
    assert "the quote “the bridge was shut” is not found in the kept copy of source “A paper” (paper); it is new" in shown
    assert "nothing: no statement" not in shown


def test_a_quote_that_is_there_follows_from_nothing(tracker: Path) -> None:
    assert "the quote" not in edit(tracker, "quote: the bridge was closed", "quote: nobody had been asked")


def test_nothing_is_said_of_quotes_that_nobody_can_look_up(tracker: Path) -> None:
    for path in sorted((tracker / "evidence").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    assert "the quote" not in edit(tracker, "quote: the bridge was closed", "quote: the bridge was shut")
