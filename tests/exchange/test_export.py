"""Exports: the same records in every form, read back by tools that are not ours."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import io
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import harbour
import pytest
from forked import kg
from hypothesis import example, given
from hypothesis import strategies as st

from kg.corpus.corpus import Corpus
from kg.exchange.files import as_text, csv_files, jsonl_files
from kg.exchange.sqlite import SEARCHED, database
from kg.exchange.statements import LINKS
from kg.exchange.table import Cell, Table
from kg.exchange.tables import tables
from kg.load import load
from kg.model.parts import Accused, Alias, Evidence, PartOf, Report, Role, StatusStep
from kg.model.records import Actor, Allegation, Dataset, Source, Statement, Topic
from kg.render.escape import FORMULA, harmless

pytestmark = pytest.mark.slow

BIN: Final = Path(sys.executable).parent
CORPORA: Final[dict[str, Callable[[], Corpus]]] = {"harbour": harbour.corpus, "shipped": harbour.shipped}
NAMES: Final = (
    *"dataset actors aliases roles parts sources evidence topics allegations capacities statuses findings".split(),
    *"statements links reports quotes withdrawn".split(),
)


@pytest.fixture(params=CORPORA)
def claims(request: pytest.FixtureRequest) -> Corpus:
    return CORPORA[request.param]()


def table(corpus: Corpus, name: str) -> list[dict[str, Cell]]:
    [found] = [t for t in tables(corpus) if t.name == name]
    return [dict(zip([c.name for c in found.columns], row, strict=True)) for row in found.rows]


def undated(row: dict[str, Cell]) -> tuple[Cell, ...]:
    """A row without the bounds of its dates."""
    return tuple(cell for name, cell in row.items() if not name.endswith(("earliest", "latest")))


def ids(cell: Cell) -> tuple[str, ...]:
    assert isinstance(cell, tuple)
    return cell


def folder(corpus: Corpus, path: Path, *, safe: bool = False) -> Path:
    for name, data in csv_files(corpus, safe=safe):
        (path / name).write_bytes(data)
    return path


def validated(path: Path) -> Any:
    """What frictionless says of the data package in a folder."""
    run = subprocess.run(
        [BIN / "frictionless", "validate", "datapackage.json", "--json"], capture_output=True, text=True, check=False, cwd=path
    )
    return json.loads(run.stdout)


# ---- The tables ----


def test_there_is_a_table_for_each_kind_of_record_with_each_record_once(claims: Corpus) -> None:
    found = tables(claims)
    assert [t.name for t in found] == list(NAMES)
    for t in found:
        assert t.rows or t.name in {"capacities", "statuses", "findings", "withdrawn", "evidence"}
        assert len({c.name for c in t.columns}) == len(t.columns)
        assert all(len(row) == len(t.columns) for row in t.rows)
        assert all(c.table in {"", *NAMES} for c in t.columns)
    for name, records in (("actors", claims.actors), ("sources", claims.sources), ("allegations", claims.allegations)):
        assert [row["id"] for row in table(claims, name)] == sorted(records)
    assert [row["id"] for row in table(claims, "statements")] == sorted(claims.resolved)


ELSEWHERE: Final = {
    "aliases": "aliases.alias",
    "aliases.name": "aliases.alias",
    "roles": "roles.position",
    "part_of": "parts.whole",
    "of": "parts.whole",
    "roles.of": "roles.organization",
    "statuses.of": "statuses.concerning",
    "statuses.by": "statuses.body",
    "at": "reports.locator",
    "start": "actors.begins",
    "end": "actors.ends",
    "statements.to": "statements.said_to",
    "withdrawn": "withdrawn.reason",
    "status": "statuses.step",
    "evidence": "evidence.sha256",
    "allegations.blamed": "allegations.accused",
    "statements.blames": "statements.against",
    "capacities.who": "capacities.accused",
    "capacities.as_": "capacities.capacity",
    "for_": "statements.spoken_for",
    "reports": "reports.statement",
    "quote": "quotes.quote",
    "source_kind": "sources.kind",
}
"""Where a field stands that is no column of its record's own table."""
LEFT_OUT: Final = {"allow", "set_aside"}
"""What curators tell the checks."""


@pytest.mark.parametrize(
    ("record", "name"),
    [
        (Actor, "actors"),
        (Source, "sources"),
        (Topic, "topics"),
        (Allegation, "allegations"),
        (Statement, "statements"),
        (Report, "reports"),
        (Alias, "aliases"),
        (Role, "roles"),
        (PartOf, "parts"),
        (Evidence, "evidence"),
        (StatusStep, "statuses"),
        (Accused, "capacities"),
    ],
)
def test_every_field_of_every_record_has_its_column(record: type[Any], name: str) -> None:
    columns = {f"{t.name}.{c.name}" for t in tables(harbour.corpus()) for c in t.columns}
    found = {field.name for field in dataclasses.fields(record)} - LEFT_OUT
    assert len(found) > 1
    assert {ELSEWHERE.get(f"{name}.{field}", ELSEWHERE.get(field, f"{name}.{field}")) for field in found} <= columns


def test_a_withdrawn_statement_is_in_the_table_of_those_alone() -> None:
    corpus = harbour.corpus()
    assert set(corpus.statements) - set(corpus.resolved) == {"wrong"}
    for t in tables(corpus)[:-1]:
        for row in t.rows:
            for column, cell in zip(t.columns, row, strict=True):
                assert cell != "wrong", t.name
                assert not (isinstance(cell, tuple) and "wrong" in cell), (t.name, column.name)


def test_statements_hold_what_follows_from_them() -> None:
    rows = {row["id"]: row for row in table(harbour.corpus(), "statements")}
    charge = rows["charge"]
    assert (charge["speaker"], charge["side"], charge["accused_side"]) == (("envoy",), ("south",), ("north",))
    assert (charge["earliest"], charge["latest"]) == (datetime.date(2011, 5, 1), datetime.date(2011, 5, 2))
    assert str(charge["label"]).startswith("Ann Envoy accuses Harbour Ministry and Max Minister")
    assert "sells permits" not in str(charge["label"])
    denial = rows["denial"]
    assert (denial["answers"], denial["disputes"], denial["days_min"], denial["days_max"]) == (
        ("charge",),
        ("permits-sold",),
        1,
        2,
    )
    assert rows["support"]["supports"] == ("charge",)
    assert rows["support"]["answers"] == ()


def test_statements_hold_on_whose_word_they_are_known_and_what_became_of_them() -> None:
    rows = {row["id"]: row for row in table(harbour.corpus(), "statements")}
    assert [id_ for id_, row in rows.items() if row["attributed"]] == ["overheard", "through-denial"]
    assert (rows["overheard"]["tellers"], rows["overheard"]["utterance"]) == (("envoy",), "disputed")
    assert str(rows["overheard"]["label"]).startswith("P. Professor is said by Ann Envoy to have accused")
    assert [id_ for id_, row in rows.items() if row["utterance"]] == ["overheard", "whisper"]
    assert (rows["through-denial"]["affirms"], rows["through-denial"]["allegation"]) == ((), ("harbour-rotten",))
    assert (rows["denial-of-backing"]["affirms"], rows["backing"]["disputes"]) == (("permits-sold",), ("permits-sold",))
    assert (rows["charge"]["retracted_by"], rows["charge"]["corrected_by"]) == (("retraction",), ("correction",))
    assert (rows["blame"]["retracted_by"], rows["blame"]["retracted_in_part_by"]) == ((), ("half-back",))
    assert rows["no-dumping"]["given_up_by"] == ("dumping",)
    assert [id_ for id_, row in rows.items() if row["jointly"]] == ["joint", "settlement"]
    assert (rows["appeal"]["outcome"], rows["appeal"]["verdict"], rows["appeal"]["reviews"]) == (
        "partly-upheld",
        "varied",
        ("judgment",),
    )
    assert {rows[id_]["against"] for id_ in ("judgment", "appeal")} == {()}


def test_actors_hold_sides_spans_and_names_with_their_languages() -> None:
    actors = {row["id"]: row for row in table(harbour.corpus(), "actors")}
    sides = [id_ for id_, row in actors.items() if row["side"]]
    assert sides == ["appeal-court", "board", "high-court", "league", "militia", "north", "south", "works"]
    works = actors["works"]
    assert (works["begins"], works["ends"], works["succeeds"]) == ("1990", "[..2025]", "yard")
    assert [undated(row) for row in table(harbour.corpus(), "aliases") if row["actor"] == "north"] == [
        ("north", "Northland", None, None, None),
        ("north", "شمال", "fa", None, None),
        ("north", "North Coast", "en", "1900", "1950~"),
        ("north", "Coast", None, None, "1900"),
    ]


def test_findings_are_the_stages_of_every_allegation() -> None:
    found = [undated(row) for row in table(harbour.corpus(), "findings") if row["allegation"] == "works-dump"]
    both, dump = ("works", "minister"), "works-dump"
    assert found == [
        ("works-dump/charged-bdf08cf9", dump, "charged", None, ("north",), both, "2013", "ended", (), (), (), None, "court"),
        (
            *("works-dump/judgment", dump, "convicted", None, ("high-court",), both, "2013-03-01", "overturned"),
            *(("quashed", "changed"), ("works-dump/quashed-6fe49c62", "works-dump/appeal"), (), "judgment", "court"),
        ),
        (
            *("works-dump/quashed-6fe49c62", dump, "quashed", None, ("appeal-court",), ("minister",), "2014-02-01", "in force"),
            *((), (), (), None, "court"),
        ),
        (
            *("works-dump/appeal", dump, "partly-upheld", "varied", ("appeal-court",), both, "2014-02-01", "in force"),
            *((), (), (), "appeal", None),
        ),
        (
            "works-dump/settlement",
            dump,
            "settled",
            None,
            both_parties(),
            ("works",),
            "2014-03-01",
            "in force",
            (),
            (),
            (),
            "settlement",
            None,
        ),
    ]


@pytest.mark.parametrize("more", ["under-inquiry, date: 2011", "charged, date: 2012-01-01, of: minister", "found, date: 2030"])
def test_that_no_finding_changes_its_id_where_a_stage_is_added(more: str, tmp_path: Path) -> None:
    shutil.copytree(harbour.CLAIMS, tmp_path / "claims")
    for file in (tmp_path / "claims").rglob("*.yaml"):
        text = file.read_text("utf-8")
        file.write_text(text.replace("    status:\n", f"    status:\n      - {{step: {more}, source: court}}\n"), "utf-8")
    before, after = (
        {row["id"] for row in table(one, "findings")} for one in (harbour.corpus(), load(tmp_path / "claims").corpus)
    )
    assert before < after


def both_parties() -> tuple[str, str]:
    """Those who settled."""
    return "works", "board"


def test_links_are_the_lists_of_statements_one_a_row(claims: Corpus) -> None:
    expected = {
        (row["id"], name, target) for row in table(claims, "statements") for name, _, _ in LINKS for target in ids(row[name])
    }
    links = table(claims, "links")
    assert {tuple(row.values()) for row in links} == expected
    assert len(links) == len(expected)


# ---- CSV ----


def test_csv_reads_back_as_it_was(claims: Corpus, tmp_path: Path) -> None:
    folder(claims, tmp_path)
    for t in tables(claims):
        with (tmp_path / f"{t.name}.csv").open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        assert head == [c.name for c in t.columns]
        assert rows == [[as_text(cell) for cell in row] for row in t.rows]


def test_the_data_package_is_valid_by_frictionless(claims: Corpus, tmp_path: Path) -> None:
    folder(claims, tmp_path)
    report = validated(tmp_path)
    assert report["valid"], report
    assert sorted(task["name"] for task in report["tasks"]) == sorted(NAMES)


def test_the_data_package_says_what_the_data_set_says_of_itself() -> None:
    package = json.loads(dict(csv_files(harbour.corpus()))["datapackage.json"])
    assert (package["title"], package["version"]) == ("The harbour dispute", "2.1")
    assert package["description"].startswith("Who blamed whom over the harbour's permits. Who accused whom, of what")
    assert package["licenses"] == [{"name": "CC0-1.0", "path": "https://spdx.org/licenses/CC0-1.0"}]
    own = dataclasses.replace(harbour.corpus(), dataset=Dataset(title="T", base=harbour.BASE, license="Ask us"))
    bare = json.loads(dict(csv_files(own))["datapackage.json"])
    assert (bare["licenses"], "version" in bare) == ([{"name": "Ask us"}], False)


def test_frictionless_finds_what_is_wrong(tmp_path: Path) -> None:
    folder(harbour.corpus(), tmp_path)
    path = tmp_path / "reports.csv"
    path.write_bytes(path.read_bytes().replace(b",charge,", b",nobody,", 1))
    report = validated(tmp_path)
    assert not report["valid"]


@given(st.text(max_size=8))
@example("=1+1")
@example("  =1+1")
@example("-2")
@example("＝x")
@example("\t=x")
def test_a_safe_cell_begins_no_formula_and_can_be_told(text: str) -> None:
    found = harmless(text)
    assert found in {text, f"'{text}"}
    assert not (found.strip(" ") and found.lstrip(" ")[0] in FORMULA)


def test_safe_csv_has_no_formula_and_says_so(tmp_path: Path) -> None:
    corpus = harbour.corpus()
    for name, data in csv_files(corpus, safe=True):
        if name.endswith(".csv"):
            for row in csv.reader(io.StringIO(data.decode(), newline="")):
                assert not any(cell.lstrip(" ")[:1] in FORMULA for cell in row if cell.strip())
        else:
            assert "apostrophe" in json.loads(data)["description"]
    folder(corpus, tmp_path, safe=True)
    assert {p.name for p in tmp_path.iterdir()} == {f"{n}.csv" for n in NAMES} | {"datapackage.json"}


# ---- JSON lines ----


def test_json_lines_read_back_as_they_were(claims: Corpus) -> None:
    found = dict(jsonl_files(claims))
    for t in tables(claims):
        lines = [json.loads(line) for line in found[f"{t.name}.jsonl"].decode().split("\n")[:-1]]
        assert lines == [as_json(t, row) for row in t.rows]


def as_json(t: Table, row: tuple[Cell, ...]) -> dict[str, Any]:
    cells = {c.name: list(v) if isinstance(v, tuple) else v for c, v in zip(t.columns, row, strict=True)}
    return {k: str(v) if isinstance(v, datetime.date) else v for k, v in cells.items() if v is not None and v != []}


# ---- SQLite ----


@pytest.fixture
def path(claims: Corpus, tmp_path: Path) -> Path:
    found = tmp_path / "claims.db"
    found.write_bytes(database(claims))
    return found


def test_sqlite_holds_every_row_and_all_its_keys(claims: Corpus, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for t in tables(claims):
            rows = connection.execute(f'SELECT * FROM "{t.name}" ORDER BY rowid').fetchall()  # noqa: S608
            assert rows == [tuple(stored(cell) for cell in row) for row in t.rows]
        assert len(connection.execute("PRAGMA foreign_key_list(reports)").fetchall()) == 3


def stored(cell: Cell) -> object:
    match cell:
        case tuple():
            return json.dumps(list(cell)) if cell else None
        case datetime.date():
            return cell.isoformat()
        case _:
            return cell


def test_words_are_found_in_statements_quotes_allegations_and_sources(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for name, columns in SEARCHED.items():
            [[text]] = connection.execute(f"SELECT {columns[-1]} FROM {name} WHERE {columns[-1]} LIKE '%e%' LIMIT 1")  # noqa: S608
            word = max("".join(c if c.isalnum() else " " for c in text).split(), key=len)
            found = connection.execute(
                f"SELECT {columns[-1]} FROM {name} WHERE rowid IN (SELECT rowid FROM {name}_fts WHERE {name}_fts MATCH ?)",  # noqa: S608
                (word,),
            ).fetchall()
            assert (text,) in found


def test_who_accuses_whom_is_a_join_of_links(claims: Corpus, path: Path) -> None:
    asked = (
        "SELECT DISTINCT a.target, b.target FROM links a JOIN links b USING (statement) JOIN statements s ON s.id = statement"
        " WHERE s.act = 'accuses' AND a.relation = 'speaker' AND b.relation = 'against'"
    )
    with closing(sqlite3.connect(path)) as connection:
        found = set(connection.execute(asked))
    assert found == {(s, a) for r in claims.resolved.values() for s in r.speakers for a in r.against}


def test_datasette_opens_it_and_searches(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    path.write_bytes(database(harbour.shipped()))
    run = subprocess.run(
        [BIN / "datasette", str(path), "--get", "/claims/statements.json?_search=weapons&_shape=array&_size=max"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert found
    assert all("weapons" in f"{row['label']} {row['says']}".lower() for row in found)


# ---- The same every time ----


def test_the_same_claims_give_the_same_bytes() -> None:
    corpus = harbour.corpus()
    assert list(csv_files(corpus)) == list(csv_files(corpus))
    assert database(corpus) == database(corpus)
    shuffled = Corpus(
        **{
            **{f: getattr(corpus, f) for f in ("dataset", "kinds", "marks")},
            **{
                f: dict(reversed(getattr(corpus, f).items()))
                for f in ("actors", "sources", "topics", "allegations", "statements")
            },
        }
    )
    assert list(csv_files(shuffled)) == list(csv_files(corpus))
    assert list(jsonl_files(shuffled)) == list(jsonl_files(corpus))


def test_the_command_writes_each_form(tmp_path: Path) -> None:
    def export(*args: str) -> subprocess.CompletedProcess[str]:
        return kg("export", *args, "--root", str(harbour.CLAIMS), cwd=tmp_path)

    assert export("csv", "--safe").stdout.split()[-1] == "export/datapackage.json"
    assert export("jsonl", "-o", "lines").stdout.split() == [f"lines/{name}.jsonl" for name in NAMES]
    assert export("sqlite").stdout == "claims.db\nclaims.metadata.json\n"
    assert export("sqlite").stdout == "claims.db\nclaims.metadata.json\n"  # its own are replaced
    assert (tmp_path / "claims.db").read_bytes().startswith(b"SQLite format 3")
    assert export("sqlite", "--safe").returncode == 2


def test_what_is_meant_for_spreadsheets_begins_with_a_byte_order_mark() -> None:
    corpus = harbour.corpus()
    for name, data in csv_files(corpus, safe=True):
        assert data.startswith(b"\xef\xbb\xbf") == name.endswith(".csv"), name
    assert not [name for name, data in csv_files(corpus) if data.startswith(b"\xef\xbb\xbf")]
