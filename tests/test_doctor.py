"""The doctor finds every guard on this machine, and sees when one is missing."""

from __future__ import annotations

import socket
from collections.abc import Mapping

import pytest

from kg import doctor
from kg.engine.answer import Answer, Failure, Term
from kg.engine.guarded import Engine, Limits

GUARDS = {"lexer", "rows", "memory"} | {
    f"{what}-{e}" for what in ("connection", "file", "deadline") for e in ("oxigraph", "rdflib")
}


def test_every_guard_holds_here() -> None:
    findings = doctor.examine()
    assert {f.id for f in findings} == GUARDS
    assert [f for f in findings if not f.holds] == []


def test_a_machine_without_guards_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def unguarded(
        _graph: bytes, query: str, _prefixes: Mapping[str, str], _limits: Limits, _engine: Engine = "oxigraph"
    ) -> Answer | Failure:
        if "SERVICE" in query:
            port = int(query.partition("127.0.0.1:")[2].partition("/")[0])
            socket.create_connection(("127.0.0.1", port)).close()
        return Answer("select", ("s",), ((Term("literal", "the file was read"),),))

    monkeypatch.setattr(doctor, "ask", unguarded)
    monkeypatch.setattr(doctor, "guarded", str)
    assert {f.id for f in doctor.examine() if not f.holds} == GUARDS
