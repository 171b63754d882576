"""The history as a database: each version put together again is the record at its commit, and others' programs open it."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import new_tracker
import pytest
from forked import run
from repositories import commit, git

from kg.claimfile import MAX_BYTES
from kg.commits import history
from kg.exchange.history import database
from kg.history.states import ENDINGS
from kg.history.versions import Versions
from kg.render.diff_json import plain

BIN: Final = Path(sys.executable).parent
CHARGE: Final = "claims/harbour-dispute/tolls.yaml"
DENIAL: Final = "brand-denial-2032-03"


@pytest.fixture(scope="module")
def tracker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A history in which a field changes and goes, a record moves, gets a new id, is gone, and is there again."""
    folder = new_tracker.put(tmp_path_factory.mktemp("tables"))
    git(folder, "init", "-q", "-b", "main")
    path = folder / CHARGE
    commit(folder, "2033-01-01", "first")
    text = path.read_text()
    path.write_text(text.replace("certainty: probable", "certainty: asserted").replace("        at: paragraph 1\n", ""))
    commit(folder, "2033-01-02", "harder")
    path.write_text(path.read_text().replace("    certainty: asserted\n", ""))
    commit(folder, "2033-01-03", "as understood")
    (folder / "claims" / "topics.yaml").rename(folder / "claims" / "on.yaml")
    commit(folder, "2033-01-04", "moved")
    path.write_text(
        path.read_text().replace(f"  {DENIAL}:\n", f"  no-toll:\n    was: {DENIAL}\n").replace(f": {DENIAL} ", ": no-toll ")
    )
    commit(folder, "2033-01-05", "renamed")
    whole = path.read_text()
    path.write_text(whole[: whole.index("  brand-countercharge")])
    commit(folder, "2033-01-06", "gone")
    path.write_text(whole)
    commit(folder, "2033-01-07", "there again")
    path.write_text(whole[: whole.index("  no-toll")])
    commit(folder, "2033-01-08", "both gone")
    return folder


def rows(database_: bytes, question: str, *values: Any) -> list[dict[str, Any]]:
    """The answer of the database to a question."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database_)
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(question, values)]


@pytest.fixture(scope="module")
def exported(tracker: Path) -> bytes:
    ran = run("history", "--export", "sqlite", cwd=tracker)
    assert (ran.status, ran.out) == (0, "history.db\n")
    data = (tracker / "history.db").read_bytes()
    assert run("history", "--export", "sqlite", cwd=tracker).status == 0  # it is known as ours
    assert (tracker / "history.db").read_bytes() == data
    return data


def test_every_version_put_together_is_the_record_at_its_commit(tracker: Path, exported: bytes) -> None:
    """Values are taken over from the version before, but for those that changed."""
    found = rows(exported, "SELECT * FROM item_version_detail ORDER BY _item, _version")
    assert len(found) > 16
    state: dict[int, dict[str, Any]] = {}
    at: dict[tuple[str, int], dict[str, Any]] = {}
    for row in found:
        known = state.setdefault(row["_item"], {})
        known |= {name: row[name] for name in json.loads(row["_changed_columns"])}
        at[row["_commit_hash"], row["_item"]] = dict(known)
    with history(tracker / "claims", ENDINGS, MAX_BYTES + 1, main_line=True) as read:
        versions = Versions(read)
        for change in read.changes:
            recorded = versions.records(change)
            for (hash_, _), row in at.items():
                if hash_ == change.hash:
                    record, file = recorded[row["id"]]
                    fields = {
                        name: json.dumps(v, ensure_ascii=False) if isinstance(v, list | dict) else v
                        for name, v in plain(record).items()
                    }
                    if "kind" in fields:
                        fields["document_kind"] = fields.pop("kind")
                    expected = {"id": record.id, "kind": record.kind, "file": file, **fields}
                    assert {name: value for name, value in row.items() if value is not None} == expected


def test_what_changed_is_told_from_what_is_not_there(exported: bytes) -> None:
    found = rows(
        exported,
        "SELECT _version, _commit_at, certainty, _changed_columns FROM item_version_detail"
        " WHERE _item = (SELECT _id FROM item WHERE id = 'falk-tolls-2032-03') ORDER BY _version",
    )
    assert [(row["_version"], row["certainty"], row["_commit_at"][:10]) for row in found] == [
        (1, "probable", "2033-01-01"),
        (2, "asserted", "2033-01-02"),
        (3, None, "2033-01-03"),
    ]
    assert json.loads(found[1]["_changed_columns"]) == ["certainty", "reports"]
    assert json.loads(found[2]["_changed_columns"]) == ["certainty"]


def test_a_record_is_one_under_its_ids_and_says_when_it_went(exported: bytes) -> None:
    gone = rows(
        exported, "SELECT item.id, hash, commit_at FROM item LEFT JOIN commits ON commits.id = _gone WHERE kind = 'statement'"
    )
    assert {row["id"]: (row["commit_at"] or "")[:10] for row in gone} == {
        "falk-tolls-2032-03": "",
        "no-toll": "2033-01-08",
        "brand-countercharge-2032-03": "2033-01-08",
    }
    (renamed,) = rows(
        exported,
        "SELECT count(*) AS n, max(_version) AS last FROM item_version WHERE _item = (SELECT _id FROM item WHERE id = 'no-toll')",
    )
    assert renamed == {"n": 2, "last": 2}


def test_the_tables_are_those_of_git_history(exported: bytes) -> None:
    """Their columns, as version 0.8 of it makes them; what is ours comes behind or is named in the documentation."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(exported)

        def columns(table: str) -> list[str]:
            return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]

        assert columns("namespaces") == ["id", "name"]
        assert columns("commits") == ["id", "namespace", "hash", "commit_at", "author", "subject"]
        assert columns("columns") == ["id", "namespace", "name"]
        assert columns("item_changed") == ["item_version", "column"]
        fields = columns("item")[2:-2]
        assert columns("item") == ["_id", "_item_id", *fields, "_commit", "_gone"]
        assert columns("item_version") == ["_id", "_item", "_version", "_commit", *fields, "_item_full_hash"]
        assert columns("item_version_detail")[:2] == ["_commit_at", "_commit_hash"]
        assert columns("item_version_detail")[-1] == "_changed_columns"
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_datasette_opens_it(exported: bytes, tmp_path: Path) -> None:
    (tmp_path / "history.db").write_bytes(exported)
    asked = "/history/item_version_detail.json?_shape=array&_size=max&_sort=_commit_at"
    ran = subprocess.run(
        [BIN / "datasette", "history.db", "--get", asked], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert len(json.loads(ran.stdout)) == rows(exported, "SELECT count(*) AS n FROM item_version")[0]["n"]


def test_what_does_not_go_together_is_refused(tracker: Path) -> None:
    for words, args in {
        "leave the id out": ("history", DENIAL, "--export", "sqlite"),
        "name a record": ("history",),
        "--output goes with --export": ("history", DENIAL, "-o", "x.db"),
    }.items():
        ran = run(*args, cwd=tracker)
        assert (ran.status, ran.out) == (2, "")
        assert words in ran.err


def test_that_an_empty_history_is_a_database_too(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "claims").mkdir()
    (tmp_path / "notes").write_text("nothing")
    commit(tmp_path, "2033-01-01", "nothing")
    with history(tmp_path / "claims", ENDINGS, MAX_BYTES + 1, main_line=True) as read:
        assert rows(database(Versions(read)), "SELECT count(*) AS n FROM item") == [{"n": 0}]
