"""What a change touches, on real git repositories, and what `kg check --changed-since` says when git cannot tell."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from forked import kg
from repositories import git

from kg.git import GitError, files_at, parting

OLD = """\
actors:
  alba: {name: Alba, type: state}
  borea: {name: Borea, type: state}
  idle: {name: Idle, type: state}
sources:
  daily: {title: The Daily}
  weekly: {title: The Weekly}
"""
SAID = """\
statements:
  words: {act: praises, speaker: alba, toward: borea, date: 2021, says: Praised Borea., reports: [{source: daily}]}
"""
BROKEN = "actors:\n  lost: {nam: Lost, type: state}\n"


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    claims = tmp_path / "claims"
    claims.mkdir()
    (claims / "actors.yaml").write_text(OLD)
    (claims / "said.yaml").write_text(SAID)
    (claims / "broken.yaml").write_text(BROKEN)
    (claims / "notes.txt").write_text("notes")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "before")
    return tmp_path


def since(tracker: Path, *arguments: str) -> tuple[int, list[str], str]:
    run = kg("check", "--changed-since", "HEAD", "--format", "concise", *arguments, cwd=tracker)
    return run.returncode, run.stdout.splitlines(), run.stderr


def test_nothing_changed_nothing_reported_and_all_counted(tracker: Path) -> None:
    status, lines, said = since(tracker)
    assert (status, lines) == (0, [])
    assert "no faults; left out: 3 that the change does not touch" in said
    assert kg("check", cwd=tracker).returncode == 1


def test_a_changed_record_and_what_it_breaks_elsewhere_are_reported(tracker: Path) -> None:
    actors = tracker / "claims" / "actors.yaml"
    actors.write_text("# a line more\n" + OLD.replace("borea:", "borera:").replace("The Weekly", "The New Weekly"))
    status, lines, said = since(tracker)
    assert status == 1
    assert lines == [
        "claims/actors.yaml:1:1: warning K210 the actor 'borea' is gone",
        "claims/actors.yaml:8:3: warning K402 the source has neither 'url', 'archived' nor 'evidence'",
        "claims/said.yaml:2:48: error K201 unknown actor 'borea'",
    ]
    assert "1 error, 2 warnings; left out: 2 that the change does not touch" in said


def test_a_file_that_could_not_be_compared_by_record_is_reported_when_it_changed(tracker: Path) -> None:
    (tracker / "claims" / "broken.yaml").write_text("# more\n" + BROKEN)
    status, lines, _ = since(tracker)
    assert status == 1
    assert [line.split(": ")[0] for line in lines] == ["claims/broken.yaml:3:10"]
    (tracker / "claims" / "broken.yaml").write_bytes(BROKEN.replace("\n", "\r\n").encode())
    assert since(tracker)[1] == []


def test_an_id_used_again_is_an_error(tracker: Path) -> None:
    (tracker / "claims" / "actors.yaml").write_text(
        OLD.replace("  idle: {name: Idle, type: state}\n", "") + "topics:\n  idle: {label: I}\n"
    )
    status, lines, _ = since(tracker, "--ignore", "K205")
    assert status == 1
    assert [line.split(" ")[2] for line in lines] == ["K209"]


def test_the_change_is_that_since_the_branches_parted(tracker: Path) -> None:
    git(tracker, "checkout", "-qb", "topic")
    (tracker / "claims" / "new.yaml").write_text("sources:\n  new: {title: New}\n")
    git(tracker, "add", "-A")
    git(tracker, "commit", "-qm", "new")
    git(tracker, "checkout", "-q", "main")
    (tracker / "claims" / "said.yaml").unlink()
    git(tracker, "commit", "-qam", "gone on main")
    git(tracker, "checkout", "-q", "topic")
    run = kg("check", "--changed-since", "main", "--format", "concise", cwd=tracker)
    assert run.stdout == "claims/new.yaml:2:3: warning K402 the source has neither 'url', 'archived' nor 'evidence'\n"


def test_only_regular_claim_files_are_read(tracker: Path) -> None:
    (tracker / "claims" / "link.yaml").symlink_to("/etc/hostname")
    (tracker / "claims" / "odd\nname.YML").write_text("x: 1\n")
    git(tracker, "add", "-A")
    git(tracker, "commit", "-qm", "odd")
    found = files_at(tracker / "claims", parting(tracker / "claims", "HEAD"), (".yaml", ".yml"))
    assert sorted(found) == ["actors.yaml", "broken.yaml", "odd\nname.YML", "said.yaml"]
    assert found["actors.yaml"] == OLD.encode()
    assert files_at(tracker / "claims", parting(tracker / "claims", "HEAD"), (".none",)) == {}


@pytest.mark.parametrize("ref", ["nowhere", "--help", "", "HEAD:claims", "-o/tmp/x"])
def test_what_is_no_commit_is_misuse(ref: str, tracker: Path) -> None:
    run = kg("check", f"--changed-since={ref}", cwd=tracker)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == f"kg: --changed-since: no commit '{ref}'\n"


def test_no_repository_and_no_common_commit_are_said(tracker: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    git(tracker, "checkout", "-q", "--orphan", "other")
    git(tracker, "commit", "-qm", "other")
    run = kg("check", "--changed-since", "main", cwd=tracker)
    assert run.returncode == 2
    assert run.stderr == "kg: --changed-since: 'main' and HEAD have no commit in common\n"
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    with pytest.raises(GitError, match="not a git repository"):
        files_at(elsewhere, parting(elsewhere, "HEAD"), (".yaml",))


def test_a_shallow_clone_is_told_to_fetch_more(tracker: Path, tmp_path: Path) -> None:
    git(tracker, "commit", "-q", "--allow-empty", "-m", "more")
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{tracker}", str(tmp_path / "cut")], check=True, timeout=60)
    run = kg("check", "--changed-since", "HEAD~1", cwd=tmp_path / "cut")
    assert run.returncode == 2
    assert run.stderr.startswith("kg: --changed-since: no commit 'HEAD~1'; this clone is shallow: fetch more of its history")


def test_git_itself_may_be_missing(tracker: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tracker))
    with pytest.raises(GitError, match="git could not be run"):
        files_at(tracker, parting(tracker, "HEAD"), (".yaml",))


@pytest.mark.parametrize("zeros", ["0" * 40, "0" * 64, "0"])
def test_zeros_are_explained_as_a_new_branch(zeros: str, tracker: Path) -> None:
    run = kg("check", "--changed-since", zeros, cwd=tracker)
    assert (run.returncode, run.stdout) == (2, "")
    assert "zeros mean a new branch; give the commit where it starts, such as origin/main" in run.stderr


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "  idle: {",
            "<<<<<<< HEAD\n  idle: {name: I, type: state}\n=======\n  idle: {name: J, type: state}\n>>>>>>> x\n  odd: {",
        ),
        ("  idle: {", "  idle: [\n  odd: {"),
        ("  idle: {", "  idle {\n  odd: {"),
    ],
)
def test_nothing_is_called_gone_while_a_file_cannot_be_read(old: str, new: str, tracker: Path) -> None:
    actors = tracker / "claims" / "actors.yaml"
    actors.write_text(OLD.replace(old, new))
    status, lines, _ = since(tracker)
    assert status == 1
    assert [line for line in lines if "K006" in line]
    assert not [line for line in lines if "K210" in line]
