"""What columns are called, what they hold of dates and addresses, and that no record that is added moves an address."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import io
import json
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import harbour
import pytest
from made import made
from test_export import BIN, table

from kg import edtf
from kg.corpus.corpus import Corpus
from kg.exchange.files import csv_files, jsonl_files
from kg.exchange.sqlite import database, metadata
from kg.exchange.table import Table
from kg.exchange.tables import tables
from kg.model.records import Actor, Statement

BOTH = pytest.mark.parametrize("corpus", [harbour.corpus, harbour.shipped], ids=["harbour", "shipped"])


def unquoted(found: Table, connect: Any) -> None:
    """Use every column of the table without quotation marks, as a user types it."""
    names = [column.name for column in found.columns]
    connection = connect(":memory:")
    connection.execute(f"CREATE TABLE {found.name} ({', '.join(f'{name} TEXT' for name in names)})")
    where = " OR ".join(f"one.{name} IS NULL" for name in names)
    listed = ", ".join(names)
    connection.execute(f"SELECT {listed} FROM {found.name} one WHERE {where} GROUP BY {listed} ORDER BY {listed}")  # noqa: S608
    connection.close()


def reserved() -> set[str]:
    """The words that PostgreSQL's grammar reserves, as DuckDB, which has it, lists them."""
    listed = "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category IN ('reserved', 'type_function')"
    found = {word for (word,) in duckdb.connect(":memory:").execute(listed).fetchall()}
    assert {"to", "from", "end", "order", "group"} <= found
    return found


def test_no_column_and_no_table_is_a_word_that_databases_reserve() -> None:
    for found in tables(harbour.corpus()):
        assert not reserved() & {found.name, *(column.name for column in found.columns)}
        unquoted(found, sqlite3.connect)
        unquoted(found, duckdb.connect)


@pytest.mark.parametrize("name", ["to", "from", "end", "order", "group"])
def test_such_a_word_would_be_found(name: str) -> None:
    [found] = [t for t in tables(harbour.corpus()) if t.name == "links"]
    bad = dataclasses.replace(found, columns=(dataclasses.replace(found.columns[0], name=name),))
    with pytest.raises(duckdb.ParserException):
        unquoted(bad, duckdb.connect)


@BOTH
def test_every_date_has_its_first_and_last_day(corpus: Any) -> None:
    seen = 0
    for found in tables(corpus()):
        for at, column in enumerate(found.columns):
            if "EDTF" not in column.meaning:
                continue
            before = "" if column.name == "date" else f"{column.name}_"
            first, last = found.columns[at + 1 : at + 3]
            assert [(c.name, c.type) for c in (first, last)] == [(f"{before}earliest", "date"), (f"{before}latest", "date")]
            for row in found.rows:
                date = edtf.parse(str(row[at]))
                if isinstance(date, edtf.Date) and found.name != "statements":  # whose bounds follow from more than their date
                    seen += 1
                    assert row[at + 1 : at + 3] == (date.earliest, date.latest), (found.name, row)
    assert seen > 20


def test_bounds_of_a_year_and_of_an_open_end() -> None:
    works = next(row for row in table(harbour.corpus(), "actors") if row["id"] == "works")
    assert (works["begins_earliest"], works["begins_latest"]) == (datetime.date(1990, 1, 1), datetime.date(1990, 12, 31))
    assert (works["ends"], works["ends_earliest"], works["ends_latest"]) == ("[..2025]", None, datetime.date(2025, 12, 31))


@BOTH
def test_addresses_are_those_of_the_graph(corpus: Any) -> None:
    claims = corpus()
    graph = harbour.ntriples() if claims is harbour.corpus() else harbour.shipped_ntriples()
    subjects = {line.partition(b" ")[0].decode()[1:-1] for line in graph.splitlines()}
    for name in "dataset actors roles sources topics allegations statements reports withdrawn".split():
        assert {row["iri"] for row in table(claims, name)} <= subjects, name
    for row in table(claims, "reports"):
        assert row["iri"] == f"{claims.base}statement/{row['id']}"
        assert str(row["id"]).startswith(f"{row['statement']}/report/{row['source']}")
    assert {row["report"] for row in table(claims, "quotes")} <= {row["id"] for row in table(claims, "reports")}


def changed(corpus: Corpus, kind: str, record: Any) -> Corpus:
    more: dict[str, Any] = {kind: {**getattr(corpus, kind), record.id: record}}
    return dataclasses.replace(corpus, **more)


def test_a_role_that_is_added_moves_no_other() -> None:
    corpus = harbour.corpus()
    actor = next(a for a in corpus.actors.values() if a.roles)
    more = made(Actor, "x", name="X", type="person", roles=[{"position": "First Clerk", "of": "north", "from": "1980"}]).roles
    before = [row["iri"] for row in table(corpus, "roles")]
    for roles in ((*more, *actor.roles), (*actor.roles, *more)):
        now = table(changed(corpus, "actors", dataclasses.replace(actor, roles=roles)), "roles")
        added = [row["iri"] for row in now if row["position"] == "First Clerk"]
        assert [row["iri"] for row in now if row["iri"] not in added] == before
        assert len(added) == 1


def test_a_report_that_is_added_moves_no_other() -> None:
    corpus = harbour.corpus()
    statement = corpus.statements["charge"]
    source = next(id_ for id_ in corpus.sources if id_ not in {report.source for report in statement.reports})
    more = made(Statement, "x", act="warns", speaker="north", says="X", reports=[{"source": source}]).reports
    before = {row["id"] for row in table(corpus, "reports")}
    for reports in ((*more, *statement.reports), (*statement.reports, *more)):
        now = table(changed(corpus, "statements", dataclasses.replace(statement, reports=reports)), "reports")
        assert {row["id"] for row in now} - before == {f"charge/report/{source}"}
        assert before <= {row["id"] for row in now}


def test_withdrawn_statements_are_in_every_form_with_their_reason() -> None:
    corpus = harbour.corpus()
    withdrawal = corpus.statements["wrong"].withdrawn
    assert withdrawal is not None
    [row] = csv.DictReader(io.StringIO(dict(csv_files(corpus))["withdrawn.csv"].decode(), newline=""))
    line = json.loads(dict(jsonl_files(corpus))["withdrawn.jsonl"])
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database(corpus))
        stored = connection.execute("SELECT id, iri, reason, date, earliest FROM withdrawn").fetchall()
    for found in (row, line):
        assert (found["id"], found["iri"], found["reason"]) == ("wrong", f"{corpus.base}statement/wrong", withdrawal.reason)
    assert stored == [("wrong", row["iri"], withdrawal.reason, withdrawal.date.edtf, str(withdrawal.date.earliest))]
    resources = json.loads(dict(csv_files(corpus))["datapackage.json"])["resources"]
    assert "withdrawn.csv" in {resource["path"] for resource in resources}


def test_authors_are_a_list() -> None:
    corpus = harbour.corpus()
    source = dataclasses.replace(next(iter(corpus.sources.values())), author=("Ann Anchor", "envoy"))
    corpus = changed(corpus, "sources", source)
    lines = [json.loads(line) for line in dict(jsonl_files(corpus))["sources.jsonl"].decode().splitlines()]
    assert next(line for line in lines if line["id"] == source.id)["author"] == ["Ann Anchor", "envoy"]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database(corpus))
        asked = "SELECT value FROM sources, json_each(author) WHERE sources.id = ? ORDER BY key"
        assert connection.execute(asked, (source.id,)).fetchall() == [("Ann Anchor",), ("envoy",)]


def test_base_version_and_licence_are_in_package_and_database() -> None:
    corpus = harbour.corpus()
    package = json.loads(dict(csv_files(corpus))["datapackage.json"])
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database(corpus))
        [row] = connection.execute("SELECT base, version, license, license_url, iri FROM dataset").fetchall()
    assert row == (corpus.base, "2.1", "CC0-1.0", "https://spdx.org/licenses/CC0-1.0", f"{corpus.base}dataset")
    assert (package["base"], package["version"], package["id"]) == (row[0], row[1], row[4])


def test_datasette_shows_the_licence_and_what_columns_mean(tmp_path: Path) -> None:
    corpus = harbour.corpus()
    (tmp_path / "claims.db").write_bytes(database(corpus))
    (tmp_path / "claims.metadata.json").write_bytes(metadata(corpus, "claims"))

    def get(path: str) -> str:
        command = [str(BIN / "datasette"), "claims.db", "--metadata", "claims.metadata.json", "--get", path]
        return subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path).stdout

    page = get("/claims/withdrawn")
    assert "CC0-1.0" in page
    assert "Statements that turned out to be recorded wrongly" in page
    assert "the source that showed it" in page
    known = json.loads(get("/-/metadata.json"))
    assert known["title"] == "The harbour dispute"
    assert "Version 2.1." in known["description"]
    assert set(known["databases"]["claims"]["tables"]) == {t.name for t in tables(corpus)}
