"""A graph that is held for many queries: none of them can harm the next one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import harbour
import pytest

import kg
from kg import resources
from kg.engine import guarded
from kg.engine.guarded import Engine, Held, Limits
from kg.sparql.answer import Answer, Failure, Term

pytestmark = pytest.mark.slow

GRAPH: Final = b"".join(f'<urn:s:{n}> <urn:p> "{n}" .\n'.encode() for n in range(300))
PRODUCT: Final = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ONE: Final = Answer("select", ("o",), ((Term("literal", "7"),),))


@pytest.fixture(params=["oxigraph", "rdflib"])
def held(request: pytest.FixtureRequest) -> Iterator[Held]:
    with Held(GRAPH, request.param) as one:
        yield one


def seven(held: Held) -> Answer | Failure:
    return held.ask("SELECT ?o { <urn:s:7> ?p ?o }", {}, Limits())


def test_one_graph_answers_many_queries(held: Held) -> None:
    assert [seven(held) for _ in range(5)] == [ONE] * 5
    with Held(b"", "oxigraph") as empty:
        assert seven(empty) == Answer("select", ("o",))


@pytest.mark.parametrize(
    ("query", "limits", "words"),
    [
        (PRODUCT, Limits(seconds=0.2), "stopped after 0.2 seconds"),
        ("SELECT * {", Limits(), "error at 1:11"),
        ("SELECT * { " + "{ " * 40_000 + "} " * 40_000 + "}", Limits(), "nested too deeply"),
        (f"SELECT ('{'x' * 9000}' AS ?wide) {{ ?s ?p ?o }}", Limits(memory=1 << 20), "MiB"),
    ],
)
def test_a_query_that_is_ended_leaves_the_next_one_whole(query: str, limits: Limits, words: str) -> None:
    with Held(GRAPH) as held:
        for _ in range(2):
            failed = held.ask(query, {}, limits)
            assert isinstance(failed, Failure)
            assert words in failed.reason
            assert seven(held) == ONE


def test_the_memory_of_a_query_is_what_it_takes_beside_the_graph(held: Held) -> None:
    """Otherwise a graph of some size could be asked nothing at all: the process alone takes more than this."""
    assert held.ask("SELECT ?o { <urn:s:7> ?p ?o }", {}, Limits(memory=32 << 20)) == ONE
    twice = " ".join(f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1})" for n in range(24))
    found = held.ask(f"SELECT (STRLEN(?a24) AS ?n) {{ BIND('{'a' * 64}' AS ?a0) {twice} }}", {}, Limits(memory=32 << 20))
    assert isinstance(found, Failure)
    assert "more than 32 MiB of memory" in found.reason


def test_half_a_line_is_not_taken_for_an_answer() -> None:
    """A process is ended while it writes a long answer: what it wrote is thrown away, the next answer is read from its start."""
    with Held(GRAPH) as held:
        wide = "SELECT ?a ?c ?d ?f ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
        assert held.ask(wide, {}, Limits(seconds=0.3, rows=10_000_000, memory=1 << 40)) == Failure(
            "the query was stopped after 0.3 seconds"
        )
        assert seven(held) == ONE


def test_an_interrupt_closes_it_so_that_no_answer_is_taken_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held(GRAPH)

    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(guarded, "_read", interrupt)
    with pytest.raises(KeyboardInterrupt):
        seven(held)
    monkeypatch.undo()
    assert held.is_closed
    assert seven(held) == Failure("the process that holds the graph has ended")


def test_its_copies_end_with_it() -> None:
    held = Held(GRAPH)
    asked = threading.Thread(target=lambda: held.ask(PRODUCT, {}, Limits(seconds=60)))
    asked.start()
    children = Path(f"/proc/{held._process.pid}/task/{held._process.pid}/children")
    if not children.exists():
        pytest.skip("no /proc here")
    while not (copies := children.read_text().split()):
        time.sleep(0.01)
    held.close()
    asked.join()
    for pid in map(int, copies):
        while Path(f"/proc/{pid}").exists() and "Z" not in Path(f"/proc/{pid}/stat").read_text().split()[2]:
            time.sleep(0.01)


def test_a_process_that_died_is_told_of_and_started_again() -> None:
    claims = kg.open(resources.folder("claims"))
    assert claims.query("ASK { ?s a kg:Accusation }")
    first = claims._graph_in("oxigraph")
    os.kill(first._process.pid, signal.SIGKILL)
    with pytest.raises(kg.QueryError, match="SIGKILL"):
        claims.query("ASK {}")
    assert claims.query("ASK { ?s a kg:Accusation }")
    second = claims._graph_in("oxigraph")
    assert second is not first
    process = second._process
    del claims, second
    assert process.poll() == -signal.SIGKILL  # it ends when the claims are let go


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
def test_questions_from_several_threads_get_their_own_answers(engine: Engine) -> None:
    found: dict[int, Answer | Failure] = {}
    with Held(GRAPH, engine) as held:

        def ask(n: int) -> None:
            found[n] = held.ask(f"SELECT ?o {{ <urn:s:{n}> ?p ?o }}", {}, Limits())

        threads = [threading.Thread(target=ask, args=(n,)) for n in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == {n: Answer("select", ("o",), ((Term("literal", str(n)),),)) for n in range(12)}


FORKS: Final = """
import multiprocessing, sys
import kg
from kg import resources

def ask(start, claims):
    for n in range(start, start + 20):
        assert claims.query(f"SELECT ({n} AS ?n) {{}}").rows == ((n,),), n

if __name__ == "__main__":
    claims = kg.open(resources.folder("claims"))
    ask(0, claims)
    fork = multiprocessing.get_context("fork")
    forks = [fork.Process(target=ask, args=(1000 * n, claims)) for n in (1, 2)]
    for one in forks:
        one.start()
    ask(100, claims)
    for one in forks:
        one.join(60)
    ask(200, claims)
    sys.exit(any(one.exitcode for one in forks))
"""


def test_forks_of_the_asker_read_none_of_its_answers(tmp_path: Path) -> None:
    """As in a pool of processes: all hold the same pipes, and each must ask a process of its own."""
    (tmp_path / "forks.py").write_text(FORKS)
    run = subprocess.run(
        [sys.executable, "-W", "ignore", str(tmp_path / "forks.py")], capture_output=True, text=True, check=False, timeout=120
    )
    assert (run.returncode, run.stderr) == (0, "")


def test_a_copy_has_three_descriptors_and_nothing_to_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What a query's process holds open, told by an engine that looks instead of answering."""
    (tmp_path / "looks.py").write_text(
        "import os, sys\n"
        "from kg.engine import child, oxigraph\n"
        "def look(*_):\n"
        "    held = [n for n in range(256) if is_open(n)]\n"
        "    raise ValueError(f'{held} {os.read(0, 9)!r}')\n"
        "def is_open(n):\n"
        "    try:\n"
        "        os.fstat(n)\n"
        "    except OSError:\n"
        "        return False\n"
        "    return True\n"
        "oxigraph.answer = look\n"
        "child.main()\n"
    )
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    (tmp_path / "python").write_text(f"#!/bin/sh\nexec {os.path.realpath('/proc/self/exe')} {tmp_path / 'looks.py'}\n")
    (tmp_path / "python").chmod(0o755)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    with Held(harbour.ntriples()) as held:
        assert held.ask("ASK {}", {}, Limits()) == Failure("[0, 1, 2] b''")
