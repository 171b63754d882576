"""The record as it stood: every command on an earlier state says what it says in a checkout of that commit, byte for byte.

The oracle is git itself, which puts the files of the commit into a folder. Only the words that say of when they are differ.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

import new_tracker
import pytest
from forked import Ran, run
from new_tracker import contents
from repositories import commit, git

import kg
from kg.cli.program.commands import CLOCKED

CHARGE: Final = "claims/harbour-dispute/tolls.yaml"
ASKED: Final = {
    "who": ("who", "who --format json", "who --format markdown"),
    "answers": ("answers", "answers ida-falk --format csv"),
    "findings": ("findings",),
    "list": ("list statement", "list --format json"),
    "stats": ("stats", "stats --format json"),
    "query": ("query --name who-accused-whom --format csv",),
    "origins": ("origins", "origins falk-tolls-2032-03"),
    "standing": ("standing",),
    "sides": ("sides",),
    "positions": ("positions ida-falk",),
    "network": ("network", "network -o out/n.gexf"),
    "audit": ("audit",),
    "show": ("show falk-tolls-2032-03", "show ida-falk"),
    "site": ("site -o out/site",),
    "map": ("map -o out/map.html", "map -o out/map.svg"),
    "timeline": ("timeline -o out/timeline.html", "timeline -o out/timeline.svg"),
    "brief": ("brief -o out/brief.md", "brief -o out/brief.html"),
    "build": ("build -o out/build",),
    "export": ("export csv -o out/csv", "export jsonl -o out/jsonl", "export sqlite -o out/claims.db"),
}
"""Every command that has the option, with what is asked of it."""


class Tracker(NamedTuple):
    """A repository with a history, and its commits by the day of each."""

    folder: Path
    commits: dict[str, str]

    def at(self, day: str, to: Path) -> Path:
        """A checkout of the commit of a day."""
        git(self.folder, "worktree", "add", "--detach", str(to), self.commits[day])
        return to


def edit(folder: Path, old: str, new: str, file: str = CHARGE) -> None:
    """A file with another text."""
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def tracker(tmp_path_factory: pytest.TempPathFactory) -> Tracker:
    """Four states: the example; one word more; a file that nobody can read and a record with a fault; all of it better."""
    folder = new_tracker.put(tmp_path_factory.mktemp("known") / "t")
    git(folder, "init", "-q", "-b", "main")
    (folder / ".gitignore").write_text("out/\n")
    commits = {"2033-01-05": commit(folder, "2033-01-05", "first")}
    edit(folder, "certainty: probable", "certainty: asserted")
    edit(folder, "name: Ida Falk", "name: Ida Maria Falk", "claims/actors/actors.yaml")
    commits["2033-02-10"] = commit(folder, "2033-02-10", "harder")
    (folder / "claims" / "late.yaml").write_text("statements:\n  - {no: record}\n  ]\n")
    edit(folder, "answers: falk-tolls-2032-03\n    allegation", "answers: nobody-said-this\n    allegation")
    commits["2033-03-01"] = commit(folder, "2033-03-01", "faulty")
    (folder / "claims" / "late.yaml").unlink()
    shutil.move(folder / CHARGE, folder / "claims" / "tolls.yaml")
    edit(folder, "answers: nobody-said-this\n    allegation", "answers: falk-tolls-2032-03\n    allegation", "claims/tolls.yaml")
    commits["2033-04-01"] = commit(folder, "2033-04-01", "better")
    edit(folder, "no toll had been charged", "no toll was ever charged", "claims/tolls.yaml")  # and not committed
    return Tracker(folder, commits)


def asked(place: Path, command: str, *more: str) -> tuple[Ran, dict[str, bytes]]:
    """What a command says and writes."""
    shutil.rmtree(place / "out", ignore_errors=True)
    (place / "out").mkdir()
    ran = run(*command.split(), *more, cwd=place)
    return ran, contents(place / "out")


def without(words: str, ran: Ran, files: dict[str, bytes]) -> tuple[int, str, dict[str, bytes]]:
    """The same without the words that say of when it is, which have to be there."""
    heading = f"he record {words}"
    assert (heading in ran.out) + (heading in ran.err) == 1, ran
    if files.keys() - {"n.gexf"}:  # which has no place for a title
        assert any(f": {words}".encode() in data for data in files.values()), sorted(files)
    out = ran.out.removeprefix(f"T{heading}.\n\n")
    return ran.status, out, {name: data.replace(f": {words}".encode(), b"") for name, data in files.items()}


def rows(files: dict[str, bytes]) -> list[str]:
    """All that an exported database holds, but for the title."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(files["claims.db"])
        return [line for line in connection.iterdump() if 'INSERT INTO "dataset"' not in line]


def test_every_command_with_the_option_is_asked() -> None:
    assert set(ASKED) == CLOCKED


@pytest.fixture(scope="module")
def checkout(tracker: Tracker, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tracker.at("2033-02-10", tmp_path_factory.mktemp("out") / "then")


@pytest.mark.parametrize("command", sorted(CLOCKED))
def test_every_command_says_what_it_says_in_a_checkout(command: str, tracker: Tracker, checkout: Path) -> None:
    words = f"as known on 2033-02-28 (commit {tracker.commits['2033-02-10'][:12]})"
    for line in ASKED[command]:
        ran, files = asked(tracker.folder, line, "--known-on", "2033-02-28")
        status, out, bytes_ = without(words, ran, files)
        there, those = asked(checkout, line)
        assert (status, out) == (there.status, there.out), line
        if "sqlite" in line:  # with another title it is laid out in other places
            assert rows(files) == rows(those)
            bytes_, those = ({name: data for name, data in made.items() if name != "claims.db"} for made in (bytes_, those))
        assert bytes_ == those, line
    assert git(tracker.folder, "status", "--porcelain") == "M claims/tolls.yaml"


@pytest.mark.parametrize("day", ["2033-01-05", "2033-02-10", "2033-03-01", "2033-04-01"])
def test_every_state_is_that_of_its_commit(day: str, tracker: Tracker, tmp_path: Path) -> None:
    then = tracker.at(day, tmp_path / "then")
    words = f"as known on {day} (commit {tracker.commits[day][:12]})"
    for line, name in {"who": day, "export jsonl -o out/jsonl": day, "list statement": tracker.commits[day][:10]}.items():
        ran, files = asked(tracker.folder, line, "--known-on", name)
        there, those = asked(then, line, "--allow-errors")
        assert without(words, ran, files) == (there.status, there.out, those)
    git(tracker.folder, "worktree", "remove", "--force", str(then))


def test_faults_of_an_earlier_state_are_shown_and_counted(tracker: Tracker) -> None:
    ran = run("list", "statement", "--format", "json", "--known-on", "2033-03-01", cwd=tracker.folder)
    assert ran.status == 0
    assert "errors by the rules of today in the claims of then; 1 record left out of this result\n" in ran.err
    assert "claims/late.yaml:2: K" in ran.err
    assert "nobody-said-this" in ran.err
    assert "falk-tolls-2032-03" in ran.out
    assert "brand-countercharge-2032-03" not in ran.out


def test_what_has_no_earlier_state_is_said(tracker: Tracker) -> None:
    for asked_, words in {
        "2032-12-31": "no commit is as old as 2032-12-31 (the first is of 2033-01-05)",
        "2033-02-30": "'2033-02-30' is not a day",
        "nothing": "no commit 'nothing'",
        "--help": "no commit '--help'",
    }.items():
        ran = run("who", f"--known-on={asked_}", cwd=tracker.folder)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.startswith(f"kg: --known-on: {words}"), ran.err
        assert ran.err.count("\n") == 1
    assert "goes without --demo" in run("who", "--demo", "--known-on", "HEAD", cwd=tracker.folder).err
    ran = run("query", "ASK {}", "--endpoint", "http://localhost:1/", "--known-on", "HEAD", cwd=tracker.folder)
    assert "go without --endpoint" in ran.err


def test_the_day_is_the_end_of_it_on_the_main_line(tmp_path: Path) -> None:
    """Commits of a branch that was merged later are not part of the line, and a wrong clock puts no commit before another."""
    folder = new_tracker.put(tmp_path)
    git(folder, "init", "-q", "-b", "main")
    first = commit(folder, "2033-01-05", "first")
    git(folder, "checkout", "-qb", "side")
    edit(folder, "certainty: probable", "certainty: asserted")
    commit(folder, "2033-01-06", "side")
    git(folder, "checkout", "-q", "main")
    edit(folder, "name: Ida Falk", "name: Ida M. Falk", "claims/actors/actors.yaml")
    wrong = commit(folder, "2032-06-01", "the clock was wrong")
    git(folder, "merge", "-q", "--no-ff", "--no-commit", "side")
    merged = commit(folder, "2033-02-01", "merge")
    for day, hash_ in {"2033-01-31": wrong, "2032-12-31": wrong, "2033-02-01": merged}.items():
        assert kg.open(folder / "claims", known_on=day).commit == hash_
    assert kg.open(folder / "claims", known_on="main~2").commit == first
    (folder / ".git" / "info" / "grafts").write_text(f"{merged} {first}\n")  # which makes another line of it
    assert kg.open(folder / "claims", known_on="2033-01-31").commit == wrong


def test_python_gives_the_same(tracker: Tracker) -> None:
    now, then = (kg.open(tracker.folder / "claims", known_on=day) for day in (None, "2033-01-31"))
    assert (now.commit, then.commit) == (None, tracker.commits["2033-01-05"])
    assert [claims.label(claims.record("ida-falk")) for claims in (now, then)] == ["Ida Maria Falk", "Ida Falk"]
    assert then.corpus.title == f"{now.corpus.title}: as known on 2033-01-31 (commit {tracker.commits['2033-01-05'][:12]})"
    assert [one.code for one in then.check() if one.severity == "error"] == []
    faulty = kg.open(tracker.folder / "claims", known_on="2033-03-01")
    assert {one.code for one in faulty.check() if one.severity == "error"} > {"K201"}
    assert "brand-denial-2032-03" in faulty.corpus.resolved
    with pytest.raises(kg.QueryError, match="no commit 'nothing'"):
        kg.open(tracker.folder / "claims", known_on="nothing")
