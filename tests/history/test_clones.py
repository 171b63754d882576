"""Clones that lack something: what they can answer is right, and what they cannot is refused in words."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import new_tracker
import pytest
from forked import run
from repositories import commit, git

import kg
from kg.claimfile import MAX_BYTES
from kg.commits import history
from kg.git_process import GitError
from kg.history.states import ENDINGS

ACTORS = "claims/actors/actors.yaml"


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = new_tracker.put(tmp_path_factory.mktemp("origin") / "t")
    git(folder, "init", "-q", "-b", "main")
    path = folder / ACTORS
    commit(folder, "2033-01-01", "first")
    for n, name in enumerate(("Ida M. Falk", "Ida Maria Falk"), 2):
        path.write_text(path.read_text().replace("Ida Falk", name).replace("Ida M. Falk", name))
        commit(folder, f"2033-01-0{n}", name)
    return folder


def test_a_shallow_clone_answers_for_what_it_has(origin: Path, tmp_path: Path) -> None:
    place = tmp_path / "t"
    subprocess.run(["git", "clone", "-q", "--depth", "2", f"file://{origin}", str(place)], check=True, timeout=60)
    assert run("show", "ida-falk", "--known-on", "2033-01-02", cwd=place).out.splitlines()[2].startswith("Ida M. Falk")
    assert kg.open(place / "claims", known_on="HEAD~1").commit == git(place, "rev-parse", "HEAD~1")
    ran = run("show", "ida-falk", "--known-on", "2033-01-01", cwd=place)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(
        "kg: --known-on: no commit is as old as 2033-01-01 (the first is of 2033-01-02); this clone is shallow"
    )
    for command in ("history ida-falk", "log", "blame ida-falk", "history --export sqlite"):
        ran = run(*command.split(), cwd=place)
        assert (ran.status, ran.out) == (2, "")
        assert "this clone is shallow" in ran.err
    ran = run("corrections", cwd=place)
    assert ran.status == 0
    assert "without the history: this clone is shallow" in ran.err


def test_a_sparse_checkout_has_its_whole_history(origin: Path, tmp_path: Path) -> None:
    """What is not in the working folder is in git, so that an earlier state is whole; the one of now is not."""
    place = tmp_path / "t"
    subprocess.run(["git", "clone", "-q", "--no-checkout", f"file://{origin}", str(place)], check=True, timeout=60)
    git(place, "sparse-checkout", "set", "--no-cone", "claims/actors/")
    git(place, "checkout", "-q", "main")
    assert not (place / "claims" / "topics.yaml").exists()
    assert run("show", "ida-falk", cwd=place).status == 2
    then = kg.open(place / "claims", known_on="main")
    assert len(then.corpus.resolved) == 3
    assert run("list", "statement", "--known-on", "main", cwd=place).out.count("2032-03") > 3
    with history(place / "claims", ENDINGS, MAX_BYTES + 1) as found:
        assert len(found.changes) == 3
        assert len(found.files(found.changes[-1])) == 5


def test_grafts_and_replacements_make_no_other_history(origin: Path, tmp_path: Path) -> None:
    place = shutil.copytree(origin, tmp_path / "t")
    before = run("log", cwd=place)
    newest, first = git(place, "rev-parse", "HEAD"), git(place, "rev-parse", "HEAD~2")
    (place / ".git" / "info").mkdir(exist_ok=True)
    (place / ".git" / "info" / "grafts").write_text(f"{newest} {first}\n")
    git(place, "replace", "-f", git(place, "rev-parse", "HEAD^{tree}"), git(place, "rev-parse", f"{first}^{{tree}}"))
    assert run("log", cwd=place) == before
    assert run("show", "ida-falk", "--known-on", "HEAD", cwd=place).out.splitlines()[2].startswith("Ida Maria Falk")


def test_claims_in_a_submodule_have_its_history_and_a_part_in_one_is_refused(origin: Path, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "-q", "-b", "main")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "add", "-q", f"file://{origin}", "record")
    commit(outer, "2033-02-01", "with a submodule")
    then = kg.open(outer / "record" / "claims", known_on="2033-01-01")
    assert then.label(then.record("ida-falk")) == "Ida Falk"
    (outer / "own.yaml").write_text("actors:\n  own: {name: Own, type: state}\n")
    commit(outer, "2033-02-02", "and claims of its own")
    ran = run("list", "--root", ".", "--known-on", "HEAD", cwd=outer)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == ("kg: --known-on: the earlier state is not whole: 'record' was a submodule, kept in another repository\n")
    with pytest.raises(GitError, match="'record' was a submodule"), history(outer, ENDINGS, MAX_BYTES + 1) as found:
        found.files(found.changes[0])
