"""Who recorded a value, in real repositories: eleven situations in which the last commit of a line may mislead."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from forked import kg
from repositories import git

from kg.commits import history

BASE: Final = """\
actors:
  alba: {name: Alba, type: state}
  borea: {name: Borea, type: state}
sources:
  daily: {title: The Daily, url: "https://example.org/daily"}
"""
SAID: Final = """\
statements:
  words:
    certainty: probable
    act: asserts
    speaker: alba
    date: 2021-03-01
    says: Said one thing.
    reports:
      - source: daily
"""


class Repository:
    """A tracker in which each step is a commit with a subject of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "claims").mkdir()
        git(folder, "init", "-q")
        self.put("base.yaml", BASE)
        self.put("said.yaml", SAID)
        self.commit("first")

    def put(self, file: str, text: str) -> None:
        (self.folder / "claims" / file).write_text(text)

    def edit(self, old: str, new: str, file: str = "said.yaml") -> None:
        path = self.folder / "claims" / file
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    def commit(self, subject: str, *options: str) -> None:
        git(self.folder, "add", "-A")
        git(self.folder, "commit", "-qm", subject, *options)

    def git(self, *arguments: str) -> str:
        return git(self.folder, *arguments)

    def blame(self, id_: str = "words") -> dict[str, str]:
        """The subject of the change that recorded each field."""
        ran = kg("blame", id_, "--format", "json", cwd=self.folder)
        assert ran.returncode == 0, ran.stderr
        return {one["field"]: one.get("subject", "not committed") for one in json.loads(ran.stdout)}


@pytest.fixture
def tracker(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def edit(t: Repository) -> dict[str, str]:
    t.edit("one thing", "another thing")
    t.commit("edit")
    return {"says": "edit"}


def revert(t: Repository) -> dict[str, str]:
    t.edit("one thing", "another thing")
    t.commit("edit")
    t.git("revert", "--no-edit", "HEAD")
    return {"says": 'Revert "edit"'}


def merge_from_their_side(t: Repository) -> dict[str, str]:
    t.git("checkout", "-qb", "side")
    t.edit("one thing", "another thing")
    t.commit("on the side")
    t.git("checkout", "-q", "main")
    t.edit("probable", "possible")
    t.commit("on main")
    t.git("merge", "-q", "--no-ff", "-m", "merge", "side")
    return {"says": "on the side", "certainty": "on main"}


def moved_file(t: Repository) -> dict[str, str]:
    t.git("mv", "claims/said.yaml", "claims/other.yaml")
    t.edit("probable", "possible", "other.yaml")
    t.commit("moved and softened")
    return {"certainty": "moved and softened"}


def renamed_id(t: Repository) -> dict[str, str]:
    t.edit("  words:\n", "  first-words:\n    was: words\n")
    t.commit("renamed")
    t.edit("probable", "possible")
    t.commit("softened")
    return {"certainty": "softened"}


def split_file(t: Repository) -> dict[str, str]:
    t.put("more.yaml", "sources:\n  weekly: {title: W}\n")
    t.commit("a file")
    t.put("more.yaml", (t.folder / "claims" / "said.yaml").read_text() + "sources:\n  weekly: {title: W}\n")
    (t.folder / "claims" / "said.yaml").unlink()
    t.commit("split")
    return {}


def cherry_pick(t: Repository) -> dict[str, str]:
    t.git("checkout", "-qb", "side")
    t.put("other.yaml", "sources:\n  weekly: {title: W}\n")
    t.commit("unrelated")
    t.edit("one thing", "another thing")
    t.commit("picked")
    t.git("checkout", "-q", "main")
    t.git("cherry-pick", "side")
    return {"says": "picked"}


def amended(t: Repository) -> dict[str, str]:
    t.edit("one thing", "another thing")
    t.commit("clumsy")
    t.edit("probable", "possible")
    t.commit("amended", "--amend")
    return {"says": "amended", "certainty": "amended"}


def conflict_resolved(t: Repository) -> dict[str, str]:
    t.git("checkout", "-qb", "side")
    t.edit("one thing", "their thing")
    t.edit("probable", "possible")
    t.commit("theirs")
    t.git("checkout", "-q", "main")
    t.edit("one thing", "our thing")
    t.commit("ours")
    with pytest.raises(Exception, match="non-zero"):
        t.git("merge", "-q", "side")
    t.put("said.yaml", SAID.replace("one thing", "a third thing").replace("probable", "possible"))
    t.commit("resolved")
    return {"says": "resolved", "certainty": "theirs"}


def deleted_and_restored(t: Repository) -> dict[str, str]:
    text = (t.folder / "claims" / "said.yaml").read_text()
    (t.folder / "claims" / "said.yaml").unlink()
    t.commit("deleted")
    t.put("said.yaml", text)
    t.commit("restored")
    return dict.fromkeys(("act", "speaker", "date", "says", "certainty", "reports"), "restored")


def two_fields_in_one_commit(t: Repository) -> dict[str, str]:
    t.edit("one thing", "another thing")
    t.edit("probable", "possible")
    t.commit("both")
    t.edit("another thing", "one more thing")
    t.commit("one of them")
    return {"says": "one of them", "certainty": "both"}


@pytest.mark.parametrize(
    "happens",
    [
        edit,
        revert,
        merge_from_their_side,
        moved_file,
        renamed_id,
        split_file,
        cherry_pick,
        amended,
        conflict_resolved,
        deleted_and_restored,
        two_fields_in_one_commit,
    ],
)
def test_each_value_has_the_change_that_recorded_it(tracker: Repository, happens: Callable[[Repository], dict[str, str]]) -> None:
    expected = happens(tracker)
    id_ = "first-words" if happens is renamed_id else "words"
    untouched = dict.fromkeys(("act", "speaker", "date", "says", "certainty", "reports"), "first")
    assert tracker.blame(id_) == untouched | expected


def test_what_no_commit_has_is_said_to_be_in_none(tracker: Repository) -> None:
    tracker.edit("one thing", "another thing")
    assert tracker.blame()["says"] == "not committed"
    table = kg("blame", "words", cwd=tracker.folder).stdout
    assert "not committed" in table


def test_a_report_is_a_value_of_its_own(tracker: Repository) -> None:
    tracker.edit("      - source: daily\n", "      - source: daily\n      - {source: daily, at: page 2}\n")
    tracker.commit("second report")
    ran = kg("blame", "words", "--format", "json", cwd=tracker.folder)
    assert [one["subject"] for one in json.loads(ran.stdout) if one["field"] == "reports"] == ["first", "second report"]


def test_history_tells_each_version_through_a_new_id_and_another_file(tracker: Repository) -> None:
    renamed_id(tracker)
    tracker.git("mv", "claims/said.yaml", "claims/other.yaml")
    tracker.commit("moved")
    told = json.loads(kg("history", "first-words", "--format", "json", cwd=tracker.folder).stdout)
    assert [one["subject"] for one in told] == ["first", "renamed", "softened", "moved"]
    assert [one["written"][0]["how"] for one in told] == ["new", "changed", "changed", "changed"]
    shown = kg("history", "words", cwd=tracker.folder).stdout
    assert "its id was words" in shown
    assert "certainty: possible; before: probable (softened)" in shown
    assert "1 record moved from said.yaml to other.yaml, otherwise unchanged" in shown


def test_a_version_that_cannot_be_read_is_counted_and_nothing_is_called_gone(tracker: Repository) -> None:
    tracker.edit("act: asserts", "act: says")
    tracker.commit("broken")
    tracker.edit("act: says", "act: asserts")
    tracker.commit("mended")
    ran = kg("history", "words", cwd=tracker.folder)
    assert "gone" not in ran.stdout
    assert ran.stderr.startswith("kg: 1 fault in earlier versions of files, which are left out; the first, in ")
    assert "K108" in ran.stderr


def test_the_log_has_every_change_the_newest_first(tracker: Repository) -> None:
    merge_from_their_side(tracker)
    told = json.loads(kg("log", "--format", "json", cwd=tracker.folder).stdout)
    assert [one["subject"] for one in told] == ["merge", "on main", "first"]
    assert [len(one["written"]) for one in told] == [1, 1, 4]
    assert [one["subject"] for one in json.loads(kg("log", "--most", "1", "--format", "json", cwd=tracker.folder).stdout)] == [
        "merge"
    ]


def test_a_shallow_clone_is_refused_in_words(tracker: Repository, tmp_path: Path) -> None:
    edit(tracker)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{tracker.folder}", "shallow")
    for command in (["blame", "words"], ["history", "words"], ["log"]):
        ran = kg(*command, cwd=tmp_path / "shallow")
        assert ran.returncode == 2
        assert ran.stderr.startswith("kg: this clone is shallow, so that its history is not whole")


def test_outside_a_repository_and_before_the_first_commit(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "base.yaml").write_text(BASE)
    assert kg("log", cwd=tmp_path).returncode == 2
    git(tmp_path, "init", "-q")
    ran = kg("history", "alba", cwd=tmp_path)
    assert ran.returncode == 2
    assert ran.stderr.count("\n") == 1


def test_a_folder_is_listed_whole_though_only_the_beginning_of_a_file_is_read(tracker: Repository) -> None:
    for n in range(40):
        tracker.put(f"more-{n}.yaml", f"topics:\n  t{n}: {{label: T}}\n")
    tracker.commit("many files")
    with history(tracker.folder / "claims", (".yaml",), 100) as found:
        files = found.files(found.changes[0])
        assert len(files) == 42
        assert {len(found.blob(blob)) for path, blob in files.items() if path == b"said.yaml"} == {100}
