"""Tries the guards around queries on this machine, one by one, with queries that would do harm without them.

The lexer is left out where it would stop a query first: each guard must hold alone.
"""

from __future__ import annotations

import platform
import socket
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.engine.answer import Answer, Failure
from kg.engine.guarded import Engine, Limits, ask
from kg.engine.lexer import guarded

_ENGINES: Final[tuple[Engine, ...]] = ("oxigraph", "rdflib")
_NODES: Final = 600
_GRAPH: Final = "".join(f'<http://x.example/{n}> <http://x.example/p> "{n}" .\n' for n in range(_NODES)).encode()
_PRODUCT: Final = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
_MARK: Final = "the file was read"
_LEAST_MEMORY: Final = 512 << 20


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a guard holds here; `detail` says how that was seen."""

    id: str
    guard: str
    holds: bool
    detail: str


def examine() -> tuple[Finding, ...]:
    """What was found for every guard, in the order in which a query meets them."""
    return (_lexer(), *_no_connection(), *_no_file(), *_deadline(), _rows(), _memory())


def _lexer() -> Finding:
    hidden = "ASK { # c\r SERVICE <http://127.0.0.1/> { ?s ?p ?o } \n }"
    refused = guarded(hidden)
    holds = isinstance(refused, Failure)
    return Finding("lexer", "calls to other servers are refused", holds, refused.reason if holds else "a hidden call passed")  # type: ignore[union-attr]


def _no_connection() -> tuple[Finding, ...]:
    """Whether a call past the lexer reaches a server on this machine."""
    findings = []
    for engine in _ENGINES:
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.settimeout(0.1)
            ask(_GRAPH, f"ASK {{ SERVICE <http://127.0.0.1:{server.getsockname()[1]}/> {{ ?s ?p ?o }} }}", {}, Limits(5), engine)
            visited = _visited(server)
        detail = "a server on this machine was visited" if visited else "a server on this machine saw no visit"
        findings.append(Finding(f"connection-{engine}", f"{engine} can open no connection", not visited, detail))
    return tuple(findings)


def _visited(server: socket.socket) -> bool:
    try:
        server.accept()[0].close()
    except TimeoutError:
        return False
    return True


def _no_file() -> tuple[Finding, ...]:
    """Whether a query past the lexer reads a file."""
    findings = []
    with tempfile.TemporaryDirectory(prefix="kg-doctor-") as folder:
        path = Path(folder) / "canary.ttl"
        path.write_text(f'<http://x.example/s> <http://x.example/p> "{_MARK}" .\n', "utf-8")
        for engine in _ENGINES:
            found = ask(b"", f"CONSTRUCT FROM <{path.as_uri()}> WHERE {{ ?s ?p ?o }}", {}, Limits(5), engine)
            read = _MARK in str(found)
            findings.append(
                Finding(f"file-{engine}", f"{engine} can read no file", not read, _MARK if read else "a file stayed unread")
            )
    return tuple(findings)


def _deadline() -> tuple[Finding, ...]:
    findings = []
    for engine in _ENGINES:
        start = time.monotonic()
        found = ask(_GRAPH, f"SELECT (COUNT(*) AS ?n) {_PRODUCT}", {}, Limits(0.3), engine)
        holds = isinstance(found, Failure) and found.reason == "the query was stopped after 0.3 seconds"
        detail = (
            "a query without end was stopped after 0.3 s"
            if holds
            else f"a query without end ran {time.monotonic() - start:.1f} s"
        )
        findings.append(Finding(f"deadline-{engine}", f"{engine} keeps the deadline", holds, detail))
    return tuple(findings)


def _rows() -> Finding:
    found = ask(_GRAPH, f"SELECT * {_PRODUCT}", {}, Limits(5, rows=10))
    holds = isinstance(found, Answer) and found.truncated and len(found.rows) == 10
    return Finding(
        "rows",
        "an answer has an end",
        holds,
        "10 rows were asked for and came, with word that there are more" if holds else str(found),
    )


def _memory() -> Finding:
    """Whether the bound on memory is kept: some systems accept it and do nothing."""
    found = ask(_GRAPH, f"SELECT * {_PRODUCT} ORDER BY ?l ?i", {}, Limits(10, memory=_LEAST_MEMORY))
    holds = isinstance(found, Failure) and "memory" in found.reason
    kept = f"{platform.system()} ended a query that took more than {_LEAST_MEMORY >> 20} MiB"
    return Finding("memory", "memory is bounded", holds, kept if holds else f"{platform.system()} does not enforce the bound")
