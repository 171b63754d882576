"""Claims of which a part is not checked out: seen for what they are, and never taken for a whole."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest
from forked import kg
from new_tracker import put

WHO: Final = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def git(folder: Path, *arguments: str) -> None:
    settings = ("-c", "protocol.file.allow=always", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *settings, *arguments], cwd=folder, env={**os.environ, **WHO}, check=True, capture_output=True)


@pytest.fixture
def sparse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tracker in a repository whose checkout may leave parts out."""
    folder = put(tmp_path / "tracker")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x")
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize(
    "left_out", ["claims/sources", "claims/actors", "claims/harbour-dispute/tolls.yaml", "claims/topics.yaml"]
)
def test_that_a_sparse_checkout_is_seen(sparse: Path, left_out: str) -> None:
    git(sparse, "sparse-checkout", "set", "--no-cone", "/*", f"!{left_out}")
    found = kg("check", "--format", "concise")
    assert found.returncode == 2
    (line,) = found.stdout.splitlines()
    assert "K017 a sparse checkout leaves out" in line
    assert line.startswith(left_out)
    assert kg("check", "--changed-since", "HEAD").returncode == 2
    assert kg("fmt", "--check").returncode == 2
    assert kg("who", "--allow-errors").returncode == 2
    git(sparse, "sparse-checkout", "disable")
    assert kg("check").returncode == 0


def test_that_a_sparse_checkout_without_any_claim_says_so(sparse: Path) -> None:
    git(sparse, "sparse-checkout", "set", "--no-cone", "/*", "!claims")
    for command in (("check",), ("fmt", "--check"), ("who",), ("build",)):
        found = kg(*command)
        assert found.returncode == 2
        assert "a sparse checkout leaves out" in found.stderr
        assert "git sparse-checkout add 'claims'" in found.stderr


@pytest.mark.parametrize("part", ["actors", "sources", "harbour-dispute"])
def test_that_a_submodule_that_is_not_there_is_seen(tmp_path: Path, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, inner = put(tmp_path / "tracker"), tmp_path / "inner"
    shutil.move(whole / "claims" / part, inner)
    for folder in (inner, whole):
        git(folder, "init", "-q")
    git(inner, "add", "-A")
    git(inner, "commit", "-qm", "x")
    git(whole, "submodule", "add", "-q", str(inner), f"claims/{part}")
    git(whole, "add", "-A")
    git(whole, "commit", "-qm", "x")
    git(tmp_path, "clone", "-q", str(whole), "clone")
    monkeypatch.chdir(tmp_path / "clone")
    found = kg("check", "--format", "concise")
    assert found.returncode == 2
    assert f"the submodule '{part}' is not checked out" in found.stdout
    assert kg("check", "--changed-since", "HEAD").returncode == 2
    git(tmp_path / "clone", "submodule", "update", "-q", "--init")
    assert kg("check").returncode == 0


@pytest.mark.parametrize("command", [("fmt", "--check"), ("who",), ("build",), ("export", "csv"), ("map",), ("brief",)])
def test_that_nothing_is_made_of_no_claim_file(command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "claims").mkdir()
    monkeypatch.chdir(tmp_path)
    found = kg(*command)
    assert (found.returncode, found.stdout) == (2, "")
    assert "no claim file under" in found.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["claims"]


@pytest.mark.parametrize("root", ["record", "record/claims", "record/claims/actors"])
def test_that_claims_in_a_submodule_that_is_not_there_are_seen(
    tmp_path: Path, root: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner, whole = put(tmp_path / "inner"), tmp_path / "whole"
    whole.mkdir()
    for folder in (inner, whole):
        git(folder, "init", "-q")
    git(inner, "add", "-A")
    git(inner, "commit", "-qm", "x")
    git(whole, "submodule", "add", "-q", str(inner), "record")
    git(whole, "commit", "-qm", "x")
    git(tmp_path, "clone", "-q", str(whole), "clone")
    monkeypatch.chdir(tmp_path / "clone")
    for command in (("check",), ("fmt", "--check"), ("who",)):
        found = kg(*command, "--root", root)
        assert found.returncode == 2
        assert "the submodule 'record' is not checked out" in found.stdout + found.stderr
    git(tmp_path / "clone", "submodule", "update", "-q", "--init")
    assert "not checked out" not in kg("check", "--root", root).stderr
