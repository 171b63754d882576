"""The doctor finds every guard on this machine, and sees when one is missing."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Mapping

import pytest

from kg import doctor
from kg.engine.guarded import Engine, Limits
from kg.sparql.answer import Answer, Failure, Term

pytestmark = pytest.mark.slow

GUARDS = {"lexer", "file", "rows", "memory"} | {
    f"{what}-{e}" for what in ("connection", "deadline") for e in ("oxigraph", "rdflib")
}


def test_every_guard_holds_here() -> None:
    findings = doctor.examine()
    assert [f.id for f in findings if not f.holds] == []
    assert {f.id for f in findings} == GUARDS


def test_a_machine_without_guards_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def unguarded(
        _graph: bytes, query: str, _prefixes: Mapping[str, str], _limits: Limits, _engine: Engine = "oxigraph"
    ) -> Answer | Failure:
        if "127.0.0.1:" in query:
            port = int(query.partition("127.0.0.1:")[2].partition("/")[0])
            with socket.create_connection(("127.0.0.1", port)) as connection:
                connection.recv(1)
        elif "file:" in query:
            with open(query.partition("file://")[2].partition(">")[0], "rb") as file:  # noqa: PTH123 - as engines do
                file.read()
        return Answer("select", ("s",), ((Term("literal", "x"),),))

    monkeypatch.setattr(doctor, "ask", unguarded)
    monkeypatch.setattr(doctor, "guarded", str)
    assert {f.id for f in doctor.examine() if not f.holds} == GUARDS


def test_the_engines_would_do_what_the_doctor_asks_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the guards both call the server and rdflib opens the file, so that their silence says something."""
    program = """if True:
        import importlib, sys
        engine = importlib.import_module("kg.engine." + sys.argv[1])
        list(engine.answer(engine.memory(b""), sys.argv[2], {}, 1))
    """

    def unguarded(
        _graph: bytes, query: str, _prefixes: Mapping[str, str], _limits: Limits, engine: Engine = "oxigraph"
    ) -> Failure:
        module = {"oxigraph": "oxigraph", "rdflib": "rdflib_engine"}[engine]
        run = subprocess.run([sys.executable, "-c", program, module, query], capture_output=True, text=True, check=False)
        return Failure(run.stderr)

    monkeypatch.setattr(doctor, "ask", unguarded)
    found = [*doctor._no_connection(), doctor._no_file()]
    assert [f.id for f in found if f.holds] == []
