"""The commands `kg query`, `kg push` and `kg export` with options that do not fit, and with readers that leave."""

from __future__ import annotations

import json
import re
import subprocess
from itertools import pairwise
from pathlib import Path

import harbour
import pytest
from in_process import ran
from places import KG
from scripted import scripted, status

from kg import query
from kg.rdf import vocab
from kg.render.results import sparql_json
from kg.sparql.answer import Answer, Term

pytestmark = pytest.mark.slow

ROOT = ("--root", str(harbour.CLAIMS))


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "give one query: as text, with -f FILE, or with --name NAME (kg query --list)"),
        (("ASK {}", "--name", "by-side"), "give one query: as text, with -f FILE, or with --name NAME (kg query --list)"),
        (("ASK {}", "--list"), "--list takes no query"),
        (("--list", "--format", "xml"), "--list cannot be written as 'xml': use table, json, markdown or csv"),
        (("ASK {}", "--param", "a=b"), "--param needs --name"),
        (("--name", "by-sid"), "unknown query 'by-sid'; did you mean 'by-side'?"),
        (("--name", "by-side", "--param", "a"), "'a' should be name=value"),
        (("--name", "by-side", "--param", "a=b"), "the query by-side has no parameter 'a' (it has none)"),
        (("--name", "timeline", "--param", "speaker=a", "--param", "speaker=b"), "--param speaker is given twice"),
        (("ASK {}", "--graph", "urn:x"), "--graph needs --endpoint"),
        (
            ("ASK {}", "--endpoint", "http://localhost:1/query", "--engine", "rdflib"),
            "--engine and --endpoint exclude each other: the server is the engine",
        ),
        (("ASK {}", "--endpoint", "localhost"), "'localhost' is not a valid server address, such as https://example.org/sparql"),
        (("-f", "/no/such/file"), "could not read '/no/such/file': No such file or directory"),
        (("-f", "/"), "could not read '/': Is a directory"),
    ],
)
def test_a_query_that_is_asked_wrongly_is_one_line(args: tuple[str, ...], said: str) -> None:
    found = ran("query", *ROOT, *args)
    assert (found.exit_code, found.stdout, found.stderr) == (2, "", f"kg: {said}\n")


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.rq"
    path.write_bytes(b"ASK { ?s ?p '\xff' }")
    assert ran("query", *ROOT, "-f", str(path)).stderr == f"kg: could not read '{path}': it is not UTF-8\n"


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--timeout", "0"),
        ("--timeout", "nan"),
        ("--timeout", "inf"),
        ("--timeout", "1e300"),
        ("--max-rows", "0"),
        ("--max-memory", "1"),
        ("--max-memory", "99999999999999"),
    ],
)
def test_a_limit_that_is_none_is_refused_before_anything_is_asked(option: str, value: str) -> None:
    found = ran("query", *ROOT, "ASK {}", option, value)
    assert (found.exit_code, found.stdout) == (2, "")
    assert option in found.stderr


def test_the_help_names_every_prefix_that_is_ready() -> None:
    words = re.split(r"\W+", ran("query", "--help").stdout)
    assert set(query.prefixes("https://x.example/")) <= set(words)
    assert set(vocab.PREFIXES) <= set(words)


def test_help_flows_as_wide_as_the_terminal_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for columns in ("60", "150"):
        monkeypatch.setenv("COLUMNS", columns)
        lines = [line.strip() for line in ran("push", "--help").stdout.splitlines()]
        [start] = [n for n, line in enumerate(lines) if line.startswith("The server speaks")]
        paragraph = lines[start : lines.index("", start)]
        assert " ".join(paragraph).endswith("as for kg query.")
        assert all(len(line) + len(after.split()[0]) > int(columns) - 4 for line, after in pairwise(paragraph))


def test_the_list_of_queries_is_there_for_programs() -> None:
    listed = json.loads(ran("query", "--list", "--format", "json").stdout)
    assert {record["id"]: record["text"] for record in listed} == {q.name: q.text for q in query.named().values()}
    [who] = [record for record in listed if record["id"] == "who-accused-whom"]
    assert {"name": "accused", "kind": "actor"}.items() <= who["parameters"][1].items()
    assert ran("query", "--list", "--format", "csv").stdout.startswith("name,meaning,parameters,example")
    text = ran("query", "--list").stdout
    assert all(q.name in text and q.example in text for q in query.named().values())


# ---- Servers ----


def reply(answer: Answer) -> bytes:
    return status("200 OK", "Content-Type: application/sparql-results+json", body=sparql_json(answer))


NONE, YES, NO = (reply(a) for a in (Answer("select", ("s",)), Answer("ask", truth=True), Answer("ask")))
ONE, ZERO = (reply(Answer("select", ("n",), ((Term("literal", n, vocab.XSD_INTEGER),),))) for n in "10")


@pytest.mark.parametrize(
    ("replies", "bare"),
    [((NONE, NO), True), ((NONE, YES), False), ((NO, NO), True), ((YES,), False), ((ZERO, NO), True), ((ONE, YES), False)],
    ids=["none", "none of some", "no", "yes", "count 0", "count 1"],
)
def test_an_empty_answer_of_a_graph_that_is_not_there_is_told(replies: tuple[bytes, ...], *, bare: bool) -> None:
    question = "ASK { ?s kg:act 'denies' }" if replies[0] in {YES, NO} else "SELECT ?s { ?s kg:act 'denies' }"
    with scripted(*replies) as (url, seen):
        found = ran("query", *ROOT, question, "--endpoint", url)
    assert found.exit_code == 0
    assert len(seen) == len(replies)
    note = f"the graph '{harbour.BASE}graph' is empty or missing on the server (kg push uploads it)"
    assert (f"kg: note: {note}" in found.stderr) == bare


def test_a_server_that_does_not_say_whether_the_graph_is_there_spoils_no_answer() -> None:
    with scripted(NONE, status("500 Error")) as (url, _):
        found = ran("query", *ROOT, "SELECT ?s { ?s kg:act 'denies' }", "--endpoint", url, "--format", "json")
    assert (found.exit_code, found.stderr) == (0, "")


@pytest.mark.parametrize(
    ("env", "header"),
    [
        ({"KG_ENDPOINT_TOKEN": "s3cret"}, b"Authorization: Bearer s3cret\r\n"),
        ({"KG_ENDPOINT_USER": "ida", "KG_ENDPOINT_PASSWORD": "s3cret"}, b"Authorization: Basic aWRhOnMzY3JldA==\r\n"),
    ],
)
def test_credentials_go_with_every_request_and_into_no_message(
    env: dict[str, str], header: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    for command in (("query", "ASK {}", "--endpoint"), ("push",)):
        for replies in ((NO, status("204 No Content"), YES), (status("401 Unauthorized"),), (status("500 Error"),)):
            with scripted(*replies) as (url, seen):
                found = ran(*command, url, *ROOT)
            assert len(seen) >= 1
            assert all(header in request for request in seen)
            assert "s3cret" not in found.output + found.stderr
            assert "aWRhOnMzY3JldA" not in found.output + found.stderr


# ---- Readers that leave ----


@pytest.mark.parametrize("command", ["list", "export csv", "build"])
def test_a_reader_that_leaves_is_no_error_in_the_claims(command: str, tmp_path: Path) -> None:
    shown = subprocess.run(
        ["bash", "-c", f"{KG} {command} --root {harbour.CLAIMS} 2>errors | (exec 0<&-); echo ${{PIPESTATUS[0]}}; cat errors"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert shown.stdout == "141\n"
    if command.startswith("export"):  # what is written is whole, whoever reads the names of the files
        assert (tmp_path / "export" / "datapackage.json").is_file()
    if command.startswith("build"):
        assert (tmp_path / "build" / "store").is_dir()


def test_an_export_goes_into_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for form in ("csv", "sqlite"):
        found = ran("export", form, *ROOT, "-o", "-")
        assert (found.exit_code, found.stderr) == (2, "kg: an export cannot be written to standard output\n")
    assert list(tmp_path.iterdir()) == []
