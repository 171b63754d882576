"""`kg fmt`: what it writes, tells and refuses."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import pytest
from forked import kg

KG: Final = [sys.executable, "-c", "from kg.cli import main; main()"]
UGLY: Final = "actors:\n    alba: {name: 'Alba',   type: state}\n"
NEAT: Final = "actors:\n  alba: {name: Alba, type: state}\n"


@pytest.fixture(autouse=True)
def claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    root = tmp_path / "claims"
    root.mkdir()
    (root / "a.yaml").write_text(UGLY)
    (root / "b.yaml").write_text(NEAT.replace("alba", "borea"))
    return root


def test_that_it_writes_and_is_then_content(claims: Path) -> None:
    run = kg("fmt")
    assert (run.returncode, run.stdout, run.stderr) == (0, "claims/a.yaml\n", "1 file changed, 1 as they should be\n")
    assert (claims / "a.yaml").read_text() == NEAT
    again = kg("fmt", "--check")
    assert (again.returncode, again.stdout) == (0, "")


def test_check_and_diff(claims: Path) -> None:
    run = kg("fmt", "--check")
    assert (run.returncode, run.stdout, run.stderr) == (1, "claims/a.yaml\n", "1 file would be changed, 1 as they should be\n")
    shown = kg("fmt", "--diff", "claims/a.yaml")
    assert shown.returncode == 1
    assert shown.stdout == (
        "--- claims/a.yaml\n+++ claims/a.yaml\n@@ -1,2 +1,2 @@\n actors:\n"
        "-    alba: {name: 'Alba',   type: state}\n+  alba: {name: Alba, type: state}\n"
    )
    assert (claims / "a.yaml").read_text() == UGLY


def test_paths(claims: Path) -> None:
    assert kg("fmt", "claims/b.yaml").returncode == 0
    assert (claims / "a.yaml").read_text() == UGLY
    assert kg("fmt", "claims/none.yaml").returncode == 2


def test_that_a_broken_file_is_left_and_told_of(claims: Path) -> None:
    broken = {"anchor.yaml": "actors:\n    a: &x {name: 'A'}\n", "c.yml": UGLY, "section.yaml": "actor:\n    a: {name: 'A'}\n"}
    for name, text in broken.items():
        (claims / name).write_text(text)
    run = kg("fmt")
    assert run.returncode == 1
    assert run.stderr.splitlines()[-1] == "1 file changed, 1 as they should be, 3 refused"
    assert {name: (claims / name).read_text() for name in broken} == broken
    for name in broken:
        assert f"kg: claims/{name} was not formatted" in run.stderr


def test_that_text_cannot_steer_the_terminal(claims: Path) -> None:
    (claims / "a.yaml").write_text("actors:\n    alba: {name: 'A \u202e lba'}\n", "utf-8")
    run = kg("fmt", "--diff")
    assert "\u202e" not in run.stdout + run.stderr
    (claims / "a.yaml").write_text("actors:\r\n    alba: {name: 'A'}\r\n", "utf-8", newline="")
    assert "\\x0d" in kg("fmt", "--diff").stdout


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"a.yaml": NEAT.replace("\n", "\r\n")},
            "1 file would be changed, 1 as they should be\nit differs only in line ends: CRLF, as git",
        ),
        (
            dict.fromkeys(("a.yaml", "b.yaml"), NEAT.replace("\n", "\r\n")),
            "2 files would be changed, 0 as they should be\nall differ only in line ends",
        ),
        (
            {"b.yaml": NEAT.replace("\n", "\r\n")},
            "2 files would be changed, 0 as they should be\n1 of these differs only in line ends",
        ),
        ({"a.yaml": UGLY.replace("\n", "\r\n")}, "1 file would be changed, 1 as they should be\n"),
    ],
)
def test_that_line_ends_of_a_clone_are_explained(claims: Path, files: dict[str, str], said: str) -> None:
    for name, text in files.items():
        (claims / name).write_text(text, newline="")
    run = kg("fmt", "--check")
    assert run.returncode == 1
    assert run.stderr.startswith(said)
    explained = "'*.yaml text eol=lf' in .gitattributes prevents it ('kg init --repo' writes it)" in run.stderr
    assert explained == ("line ends" in said)
    assert kg("fmt").stderr.count("\n") == 1
    assert b"\r" not in b"".join(path.read_bytes() for path in claims.iterdir())
