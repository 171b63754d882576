"""What was corrected, against a history in which it is known what each change took away, and without a history."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, Final

import harbour
import new_tracker
import pytest
from forked import run
from repositories import commit, git

from kg.check import check
from kg.exchange import graphs
from kg.exchange.files import csv_files, jsonl_files
from kg.exchange.sqlite import database

CHARGE: Final = "claims/harbour-dispute/tolls.yaml"
CHARGED, DENIED, COUNTERED = "falk-tolls-2032-03", "brand-denial-2032-03", "brand-countercharge-2032-03"


@pytest.fixture(scope="module")
def tracker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = new_tracker.put(tmp_path_factory.mktemp("corrected"))
    git(folder, "init", "-q", "-b", "main")
    path = folder / CHARGE

    def edit(subject: str, day: str, *changes: tuple[str, str]) -> None:
        for old, new in changes:
            text = path.read_text()
            assert old in text
            path.write_text(text.replace(old, new))
        commit(folder, day, subject)

    dataset = folder / "claims" / "dataset.yaml"
    dataset.write_text(dataset.read_text().replace("statements: 3", "statements: 1"))
    commit(folder, "2033-01-01", "first")
    edit(
        "only adds",
        "2033-01-02",
        ("    topic: tariffs\n  ruritania", "    topic: [tariffs, trade]\n    note: Checked.\n  ruritania"),
    )
    edit("the paper says March 2", "2033-01-03", ("date: 2032-03-01", "date: 2032-03-02"), ("Checked.", "Checked twice."))
    edit("the quote was wrong", "2033-01-04", ("tolls that nobody announced", "tolls nobody announced"))
    edit("rename", "2033-01-05", (f"  {DENIED}:\n", f"  no-toll:\n    was: {DENIED}\n"), (f": {DENIED} ", ": no-toll "))
    gone = "withdrawn: {date: 2033-01-05, reason: The notice is a forgery., source: gazette-2032-03-02}"
    edit("withdraw", "2033-01-06", (f"  {COUNTERED}:\n", f"  {COUNTERED}:\n    {gone}\n"))
    (folder / "claims" / "topics.yaml").write_text("topics:\n  trade:\n    label: Trade\n  tariffs:\n    label: Tariffs\n")
    commit(folder, "2033-01-07", "shorter")
    return folder


def told(folder: Path, *more: str) -> tuple[list[dict[str, Any]], str]:
    ran = run("corrections", "--format", "json", *more, cwd=folder)
    assert ran.status == 0, ran
    found: list[dict[str, Any]] = json.loads(ran.out)
    return found, ran.err


def test_each_change_is_a_correction_of_what_it_took_away(tracker: Path) -> None:
    found, words = told(tracker)
    assert words == ""
    assert [(one["day"], one["what"], one["id"], one.get("field"), one.get("why")) for one in found] == [
        ("2033-01-07", "corrected", "tariffs", "broader", "shorter"),
        ("2033-01-07", "corrected", "tariffs", "label", "shorter"),
        ("2033-01-06", "withdrawn", COUNTERED, None, "The notice is a forgery."),
        ("2033-01-05", "renamed", "no-toll", None, "rename"),
        ("2033-01-04", "corrected", CHARGED, "reports", "the quote was wrong"),
        ("2033-01-03", "corrected", CHARGED, "date", "the paper says March 2"),
    ]
    assert (found[5]["before"], found[5]["now"]) == (["2032-03-01"], ["2032-03-02"])
    assert (found[4]["inner"], found[4]["before"], found[4]["now"]) == (
        "quote",
        ["tolls that nobody announced"],
        ["tolls nobody announced"],
    )
    assert found[3]["former"] == DENIED
    assert found[2]["date"] == "2033-01-05"
    assert found[2]["commit"] == git(tracker, "rev-parse", "HEAD~1")
    assert found[2]["label"] == "Otto Brand accuses Ruritania, 2032-03-03"


def test_the_table_says_what_had_been_published(tracker: Path) -> None:
    ran = run("corrections", "--format", "csv", cwd=tracker)
    (line,) = [line for line in ran.out.splitlines() if ",withdrawn," in line]
    assert line.startswith(f'2033-01-06,withdrawn,statement,{COUNTERED},,"Otto Brand accuses Ruritania, 2032-03-03",,The notice')
    assert run("corrections", cwd=tracker).out.startswith("1 withdrawn; 4 corrected; 1 renamed\n\n")


def test_one_record_under_each_of_its_ids(tracker: Path) -> None:
    for name in ("no-toll", DENIED):
        found, _ = told(tracker, name)
        assert [one["what"] for one in found] == ["renamed"]
    assert {one["id"] for one in told(tracker, CHARGED)[0]} == {CHARGED}
    ran = run("corrections", "nobody-knows", cwd=tracker)
    assert (ran.status, ran.out) == (2, "")


def test_without_a_history_the_records_say_what_they_can(tracker: Path, tmp_path: Path) -> None:
    shutil.copytree(tracker / "claims", tmp_path / "claims")
    found, words = told(tmp_path)
    assert "kg: only what the records say themselves is listed, without the history: " in words
    assert [(one["day"], one["what"], one["id"], one.get("why")) for one in found] == [
        ("2033-01-05", "withdrawn", COUNTERED, "The notice is a forgery."),
        ("", "renamed", "no-toll", None),
    ]


def test_a_withdrawal_that_is_in_no_commit_yet_is_listed(tracker: Path, tmp_path: Path) -> None:
    place = shutil.copytree(tracker, tmp_path / "t")
    path = place / CHARGE
    path.write_text(
        path.read_text().replace("  no-toll:\n", "  no-toll:\n    withdrawn: {date: 2033-01-09, reason: Never said.}\n")
    )
    found, _ = told(place)
    assert (found[0]["what"], found[0]["id"], found[0]["day"]) == ("withdrawn", "no-toll", "2033-01-09")
    assert "commit" not in found[0]
    assert len(found) == len(told(tracker)[0]) + 1


def test_a_removed_record_is_named_as_it_was(tracker: Path, tmp_path: Path) -> None:
    place = shutil.copytree(tracker, tmp_path / "t")
    path = place / CHARGE
    path.write_text(path.read_text()[: path.read_text().index(f"  {COUNTERED}")])
    commit(place, "2033-02-01", "it is not ours to say")
    found, _ = told(place)
    assert (found[0]["what"], found[0]["id"], found[0]["why"]) == ("removed", COUNTERED, "it is not ours to say")


def test_every_export_has_the_withdrawn_and_nothing_of_what_they_said() -> None:
    """The harbour dispute has one: its id and the reason are in each form, its words in none."""
    corpus = check(harbour.CLAIMS).corpus
    (gone,) = [one for one in corpus.statements.values() if one.withdrawn is not None]
    assert gone.withdrawn is not None
    made = {
        "csv": dict(csv_files(corpus))["withdrawn.csv"],
        "jsonl": dict(jsonl_files(corpus))["withdrawn.jsonl"],
        **dict(graphs.graphs(corpus)),
    }
    for name, data in made.items():
        assert gone.id.encode() in data, name
        assert gone.withdrawn.reason[:12].encode() in data, name
        assert gone.says is None or gone.says.encode() not in data, name
    assert b"withdrawn" in database(corpus)
