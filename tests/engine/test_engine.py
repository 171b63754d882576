"""The guarded child: what a hostile query can reach (nothing), cost (so much) and break (its own process)."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from refusing import patience

from kg.engine import guarded, oxigraph
from kg.engine.guarded import Limits, ask
from kg.rdf import vocab
from kg.sparql.answer import Answer, Failure, Term

pytestmark = pytest.mark.slow

GRAPH: Final = b"".join(f'<urn:s:{n}> <urn:p> "{n}" .\n'.encode() for n in range(3000))
ALL: Final = "SELECT ?s ?o { ?s <urn:p> ?o }"
PRODUCT: Final = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def asked(query: str, limits: Limits = Limits(), graph: bytes = GRAPH) -> Answer | Failure:  # noqa: B008 - frozen
    return ask(graph, query, vocab.PREFIXES, limits)


def failure(query: str, limits: Limits = Limits()) -> str:  # noqa: B008 - frozen
    """The reason why there is no answer: one line, and not a traceback."""
    found = asked(query, limits)
    assert isinstance(found, Failure)
    assert found.reason == found.reason.strip() != ""
    assert "\n" not in found.reason
    assert "Traceback" not in found.reason
    return found.reason


# ---- Answers ----


def test_rows_come_back_as_terms() -> None:
    number = f'<urn:s> <urn:p> "1"^^<{vocab.XSD_INTEGER}> .\n'
    triples = number.encode() + b'<urn:s> <urn:q> "h\\u00E4"@en-gb .\n_:b <urn:r> "t" .\n'
    found = asked("SELECT ?s ?o ?n { { ?s <urn:p>|<urn:q>|<urn:r> ?o } } ORDER BY ?o", graph=triples)
    assert isinstance(found, Answer)
    assert (found.form, found.variables, found.truncated) == ("select", ("s", "o", "n"), False)
    rows = {row[1]: row for row in found.rows}
    assert rows[Term("literal", "1", vocab.XSD_INTEGER)] == (Term("iri", "urn:s"), Term("literal", "1", vocab.XSD_INTEGER), None)
    assert rows[Term("literal", "hä", "", "en-gb")][0] == Term("iri", "urn:s")
    blank = rows[Term("literal", "t")][0]
    assert blank is not None
    assert blank.kind == "bnode"


def test_ask_construct_and_describe() -> None:
    assert asked("ASK { <urn:s:7> ?p ?o }") == Answer("ask", truth=True)
    assert asked("ASK { <urn:s:x> ?p ?o }") == Answer("ask", truth=False)
    triple = (Term("iri", "urn:s:7"), Term("iri", "urn:p"), Term("literal", "7"))
    header = ("subject", "predicate", "object")
    assert asked("DESCRIBE <urn:s:7>") == Answer("graph", header, (triple,))
    assert asked("CONSTRUCT { ?s <urn:p> ?o } { ?s <urn:p> ?o FILTER(?o = '7') }") == Answer("graph", header, (triple,))


def test_prefixes_need_no_declaration_and_may_be_declared_anew() -> None:
    assert asked('ASK { <urn:s:1> ?p ?o FILTER(STR(rdfs:label) = "http://www.w3.org/2000/01/rdf-schema#label") }') == Answer(
        "ask", truth=True
    )
    assert asked("PREFIX kg: <urn:> ASK { <urn:s:1> kg:p ?o }") == Answer("ask", truth=True)


@pytest.mark.parametrize(
    ("rows", "shown", "truncated"), [(2999, 2999, True), (3000, 3000, False), (3001, 3000, False), (1, 1, True)]
)
def test_rows_beyond_the_limit_are_left_out_and_that_is_said(rows: int, shown: int, *, truncated: bool) -> None:
    found = asked(ALL, Limits(rows=rows))
    assert isinstance(found, Answer)
    assert (len(found.rows), found.truncated) == (shown, truncated)


def test_no_rows_are_an_answer() -> None:
    assert asked("SELECT ?s { ?s <urn:none> ?o }") == Answer("select", ("s",))


def test_a_big_graph_passes_through_the_pipe() -> None:
    big = b"".join(f'<urn:s:{n}> <urn:p> "{n:0300}" .\n'.encode() for n in range(100_000))
    assert len(big) > 30 << 20
    found = asked("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", graph=big)
    assert found == Answer("select", ("n",), ((Term("literal", "100000", vocab.XSD_INTEGER),),))


def test_text_of_any_script_passes_in_any_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("PYTHONUTF8", "0")
    monkeypatch.setenv("PYTHONCOERCECLOCALE", "0")
    words = "شمال 北 \u2028 🌐"
    found = asked(f'SELECT ("{words}" AS ?w) {{}}')
    assert found == Answer("select", ("w",), ((Term("literal", words),),))


# ---- No way out ----


@pytest.fixture
def canary() -> Iterator[tuple[int, list[bytes]]]:
    """A server on this machine that keeps what is asked of it: its port and what it has heard."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    heard.append(connection.recv(4096))
                    connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

        thread = threading.Thread(target=serve)
        thread.start()
        yield server.getsockname()[1], heard
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def test_a_service_gets_no_visit(canary: tuple[int, list[bytes]]) -> None:
    port, heard = canary
    for host in ("127.0.0.1", "localhost"):
        query = f"SELECT * {{ SERVICE <http://{host}:{port}/sparql> {{ ?s ?p ?o }} }}"
        failure(query)
        quiet = asked(query.replace("SERVICE", "SERVICE SILENT"))
        assert isinstance(quiet, Answer)
        assert [row for row in quiet.rows if any(row)] == []
    assert heard == []


def test_the_same_service_is_visited_without_the_guard(canary: tuple[int, list[bytes]]) -> None:
    """The canary sings: what keeps it silent above is the guard."""
    port, heard = canary
    store = oxigraph.memory(b"")
    with pytest.raises(OSError, match="404"):
        list(oxigraph.answer(store, f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/sparql> {{ ?s ?p ?o }} }}", {}, 1))
    assert [request.split(b" ")[0] for request in heard] == [b"POST"]


class Pipe:
    """A named pipe that tells whether anybody opened it for reading."""

    def __init__(self, path: Path) -> None:
        os.mkfifo(path)
        self.path = path
        self.opened = threading.Event()
        self.thread = threading.Thread(target=self._wait, daemon=True)
        self.thread.start()

    def _wait(self) -> None:
        with self.path.open("wb") as pipe:  # blocks until there is a reader
            self.opened.set()
            pipe.write(b'<urn:s> <urn:p> "canary" .\n')


@pytest.mark.parametrize("clause", ["FROM <{}>", "FROM NAMED <{}>"])
def test_a_file_named_in_a_query_is_not_opened(clause: str, tmp_path: Path) -> None:
    pipe = Pipe(tmp_path / "canary.nt")
    address = f"file://{pipe.path}"
    for query in (
        f"SELECT * {clause.format(address)} {{ ?s ?p ?o }}",
        f"SELECT * {clause.format(address)} {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}",
        f"LOAD <{address}>",
    ):
        found = asked(query)
        assert isinstance(found, Failure) or [row for row in found.rows if any(row)] == []
    assert not pipe.opened.wait(0.1)
    assert b"canary" in pipe.path.read_bytes()  # the canary sings when it is opened
    assert pipe.opened.wait(5)


@pytest.mark.parametrize(
    "update", ["INSERT DATA { <urn:a> <urn:b> <urn:c> }", "DELETE WHERE { ?s ?p ?o }", "DROP ALL", "CLEAR DEFAULT"]
)
def test_an_update_is_no_query(update: str) -> None:
    assert failure(update).startswith("error at 1:")


def test_the_child_can_open_nothing_once_it_is_confined(tmp_path: Path) -> None:
    program = """
import os, socket, sys
from kg.engine import child
child._confine(1 << 31, 5)
for attempt in (lambda: open(sys.argv[1]), lambda: open(os.devnull), socket.socket, os.pipe, lambda: os.dup(0)):
    try:
        attempt()
    except OSError as error:
        print(error.errno)
"""
    target = tmp_path / "file"
    target.touch()
    run = subprocess.run([sys.executable, "-c", program, target], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["24"] * 5, run.stderr  # EMFILE


# ---- No more than so much ----


def test_a_cartesian_product_is_stopped_at_the_deadline_and_no_sooner() -> None:
    start = time.monotonic()
    with patience():
        assert failure(PRODUCT, Limits(seconds=0.5)) == "the query was stopped after 0.5 seconds"
    assert time.monotonic() - start >= 0.5


def test_the_deadline_holds_where_the_alarm_is_blocked() -> None:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    try:
        assert "stopped after 0.3 seconds" in failure(PRODUCT, Limits(seconds=0.3))
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def test_a_memory_bomb_is_one_line() -> None:
    bomb = "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a"
    assert failure(bomb, Limits(memory=256 << 20)).endswith("needs more than 256 MiB of memory")


def test_a_bomb_of_text_is_one_line() -> None:
    text = "'" + "x" * 1000 + "'"
    for _ in range(3):
        text = f"REPLACE({text}, 'x', '{'x' * 100}')"
    assert failure(f"SELECT ({text} AS ?t) {{}}", Limits(memory=256 << 20, seconds=8)).endswith("MiB of memory")


def test_an_answer_that_would_fill_the_asker_is_refused() -> None:
    wide = f"SELECT ('{'x' * 10_000}' AS ?wide) {{ ?s ?p ?o }}"
    assert failure(wide, Limits(memory=128 << 20)) == "the answer is larger than 16 MiB"


# ---- No harm but to itself ----


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p",
        "",
        "SELECT",
        "nonsense",
        "SELECT ?x { ?x unknown:name ?y }",
        "\x00",
        "SELECT * { ?s <a b> ?o }",
        "\ud800",
    ],
)
def test_what_is_no_query_is_one_line(query: str) -> None:
    failure(query)


NESTED: Final = {
    "parentheses": ("FILTER(", "(", "1", ")", ")"),
    "not": ("FILTER(", "!", "true", "", ")"),
    "if": ("FILTER(", "IF(true, 1, ", "1", ")", ")"),
    "groups": ("", "{ ", "", "} ", ""),
    "exists": ("", "FILTER EXISTS { ", "", "} ", ""),
    "paths": ("?s ", "(", "<urn:p>", ")", " ?o"),
}


def test_what_was_expected_instead_is_told_without_sets_of_characters() -> None:
    reason = failure("SELECT * { ?s ?p ?o")
    assert reason.startswith("error at 1:20: expected one of ")
    assert '"}"' in reason
    assert len(reason) < 120


@pytest.mark.parametrize("name", NESTED)
def test_deep_nesting_kills_only_the_child(name: str) -> None:
    before, opening, core, closing, after = NESTED[name]
    times = 100_000 // len(opening + closing)
    query = f"SELECT * {{ {before}{opening * times}{core}{closing * times}{after} }}"
    assert len(query) > 99_000
    assert failure(query) == "the query ended with SIGSEGV; it is most likely nested too deeply"
    assert asked("ASK {}") == Answer("ask", truth=True)


@pytest.mark.parametrize("name", ["json.py", "kg/__init__.py", "pyoxigraph.py", "signal.py", "sitecustomize.py"])
def test_files_where_one_works_are_not_taken_for_modules(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trap = tmp_path / name
    trap.parent.mkdir(exist_ok=True)
    trap.write_text("raise SystemExit('trapped')\n")
    monkeypatch.chdir(tmp_path)
    assert asked("ASK {}") == Answer("ask", truth=True)


def test_a_death_is_told_by_its_signal() -> None:
    limits = Limits(seconds=2.5, memory=512 << 20)
    assert guarded._death(-signal.SIGALRM, "", limits) == "the query was stopped after 2.5 seconds"
    assert (
        guarded._death(-signal.SIGKILL, "", limits)
        == "the query ended with SIGKILL; it most likely needs more than 512 MiB of memory"
    )
    assert guarded._death(1, "Traceback\nMemoryError\n", limits) == "the query needs more than 512 MiB of memory"
    assert guarded._death(1, "Traceback\nOops: no\n", limits) == "the query failed: Oops: no"
    assert guarded._death(3, "", limits) == "the query failed: exit status 3"


def test_a_child_that_says_nothing_has_not_answered() -> None:
    assert guarded._read([]) == Failure("the query ended without an answer")
    assert guarded._read([json.dumps({"failure": "why"}).encode()]) == Failure("why")


# ---- Turtle and the store on disk ----


def test_turtle_declares_its_prefixes_in_order_and_keeps_the_triples() -> None:
    prefixes = {"b": "urn:b:", "a": "urn:a:", "unused": "urn:u:"}
    lines = b'<urn:a:1> <urn:b:p> "x" .\n<urn:a:1> <urn:b:q> <urn:a:2/3> .\n'
    assert oxigraph.turtle(lines, prefixes).decode().splitlines() == [
        "@prefix a: <urn:a:> .",
        "@prefix b: <urn:b:> .",
        "@prefix unused: <urn:u:> .",
        "",
        'a:1 b:p "x" ;',
        "\tb:q a:2\\/3 .",
    ]
    assert oxigraph.turtle(b"", {}) == b"\n"


def test_the_store_on_disk_answers_alike(tmp_path: Path) -> None:
    program = """if True:
        import json, sys, pyoxigraph
        from pathlib import Path
        from kg.engine import oxigraph
        oxigraph.on_disk(sys.stdin.buffer.read(), Path(sys.argv[1]))
        store = pyoxigraph.Store.read_only(sys.argv[1])
        print(json.dumps([len(store), *oxigraph.answer(store, sys.argv[2], {}, 5000)]))
    """
    query = ALL + " ORDER BY ?s"
    command = [sys.executable, "-c", program, str(tmp_path / "store"), query]
    run = subprocess.run(command, input=GRAPH, capture_output=True, check=True)  # of its own: see stores.py
    size, *found = json.loads(run.stdout)
    assert size == 3000
    assert found == json.loads(json.dumps(list(oxigraph.answer(oxigraph.memory(GRAPH), query, {}, 5000))))
