"""Exports hold names in every script and with every sign, find their words, and do what `docs/other-tools.md` shows."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

import harbour
import pytest
from places import REPOSITORY
from test_export import NAMES, folder, validated
from typer.testing import CliRunner

from kg.cli.program.everything import app
from kg.corpus.corpus import Corpus
from kg.exchange.files import csv_files, jsonl_files
from kg.exchange.sqlite import database
from kg.exchange.tables import tables
from kg.model.parts import Alias
from kg.model.records import Actor
from kg.rdf import graph, vocab

AWKWARD: Final = {
    "quotes": 'Ann "the Anchor" Envoy',
    "apostrophe": "Niall O'Neill’s office",
    "lines": "two\nlines\tand a tab",
    "formula": "=HYPERLINK(1)",
    "command": "+cmd|' /C calc'!A0",
    "semicolon": "one; two, three",
    "backslash": "C:\\new\\table",
    "null": "NULL",
    "dari": "وزارت امور خارجه می\u200cگوید",
    "pashto": "د کورنیو چارو وزارت",
    "accents": "Société Générale Ńowak",
}


@pytest.fixture(scope="module")
def awkward() -> Corpus:
    actors = {id_: Actor(id=id_, name=name, type="group", aliases=(Alias(name=f"{name} 2"),)) for id_, name in AWKWARD.items()}
    return Corpus(actors=actors, kinds=dict.fromkeys(AWKWARD, "actor"))


def test_awkward_names_come_back_from_every_form(awkward: Corpus) -> None:
    written, lines = dict(csv_files(awkward)), dict(jsonl_files(awkward))
    rows = list(csv.DictReader(io.StringIO(written["actors.csv"].decode(), newline="")))
    assert {row["id"]: row["name"] for row in rows} == AWKWARD
    records = [json.loads(line) for line in lines["actors.jsonl"].decode().split("\n")[:-1]]
    assert {record["id"]: record["name"] for record in records} == AWKWARD
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database(awkward))
        assert dict(connection.execute("SELECT id, name FROM actors")) == AWKWARD


def test_awkward_names_are_valid_and_safe_on_request(awkward: Corpus, tmp_path: Path) -> None:
    folder(awkward, tmp_path, safe=True)
    report = validated(tmp_path)
    assert report["valid"], report
    with (tmp_path / "actors.csv").open(encoding="utf-8-sig", newline="") as file:
        found = {row["id"]: row["name"] for row in csv.DictReader(file)}
    assert found == {id_: f"'{name}" if id_ in {"formula", "command"} else name for id_, name in AWKWARD.items()}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("خارجه", "dari"),
        ("می\u200cگوید", "dari"),
        ("کورنیو وزارت", "pashto"),
        ("o'neill", "apostrophe"),
        ("O'Neill's", "apostrophe"),
        ('"anchor"', "quotes"),
        ("societe generale nowak", "accents"),
        ("tab", "lines"),
    ],
)
def test_datasette_finds_words_of_every_script(words: str, found: str, awkward: Corpus) -> None:
    """As Datasette asks: each word in quotation marks of its own."""
    from datasette.utils import escape_fts

    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database(awkward))
        for table_, column in (("actors", "id"), ("aliases", "actor")):
            asked = f"SELECT {column} FROM {table_} WHERE rowid IN (SELECT rowid FROM {table_}_fts WHERE {table_}_fts MATCH ?)"  # noqa: S608
            assert connection.execute(asked, (escape_fts(words),)).fetchall() == [(found,)]


# ---- What the documentation shows ----

PAGE: Final = REPOSITORY / "docs" / "other-tools.md"


def shown(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def test_the_sql_of_the_documentation_answers() -> None:
    accuses, weapons = shown("sql")
    for corpus in (harbour.corpus(), harbour.shipped()):
        edges = {(s, o) for s, p, o in graph.triples(corpus) if p == vocab.ACCUSES}
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(database(corpus))
            found = {tuple(f"<{corpus.base}actor/{id_}>" for id_ in pair) for pair in connection.execute(accuses)}
            assert found == edges != set()
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database(harbour.shipped()))
        said = connection.execute(weapons).fetchall()
    assert said
    assert all("weapons" in f"{label} {says}".lower() for label, says in said)


def test_the_documentation_names_every_table_and_its_commands_write_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert re.findall(r"`(\w+)`[,.]", PAGE.read_text("utf-8").partition(" tables:")[2].partition("`export/")[0]) == list(NAMES)
    monkeypatch.chdir(tmp_path)
    commands = [line for block in shown("sh") for line in block.splitlines() if line.startswith("kg export")]
    assert len(commands) == 4
    for command in commands:
        found = CliRunner().invoke(app, [*command.split()[1:], "--root", str(harbour.CLAIMS)], catch_exceptions=False)
        assert found.exit_code == 0, found.output
    written = {"export", "for-spreadsheets", "lines", "claims.db", "claims.metadata.json"}
    assert {path.name for path in tmp_path.iterdir()} == written


def test_columns_that_are_not_called_as_their_fields_are_listed() -> None:
    """Each column in the table of renamed fields is there, and no table has one of the names that it replaces."""
    rows = re.findall(r"^\| (`.*?) \| (`.*?) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert len(rows) == 6
    columns = {column.name for table in tables(harbour.corpus()) for column in table.columns}
    assert {name for _, new in rows for name in re.findall(r"`(\w+)`", new)} <= columns
    old = {"from", "to", "for", "at", "of", "by"}
    assert old <= {name for field, _ in rows for name in re.findall(r"`(\w+)`", field)}
    assert not old & columns
