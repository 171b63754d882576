"""Tries the guards around queries on this machine, one by one, with queries that would do harm without them.

The lexer is left out where it would stop a query first: each guard must hold alone.
"""

from __future__ import annotations

import os
import platform
import socket
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.engine.guarded import Engine, Limits, ask
from kg.sparql.answer import Answer, Failure
from kg.sparql.lexer import guarded

_ENGINES: Final[tuple[Engine, ...]] = ("oxigraph", "rdflib")
_NODES: Final = 600
_GRAPH: Final = "".join(f'<http://x.example/{n}> <http://x.example/p> "{n}" .\n' for n in range(_NODES)).encode()
_PRODUCT: Final = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
_HOSTILE: Final = (
    "ASK { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
    "ASK { # c\r SERVICE <http://127.0.0.1/> { ?s ?p ?o } \n }",
    "ASK { \\u0053ERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
    "ASK { FILTER(?a<?b)SERVICE?e#>\n{} }",
    "SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }",
    "ASK {} ; DROP ALL",
    f"ASK {'{' * 100}{'}' * 100}",
)
_HARMLESS: Final = ('ASK { ?s ?p "SERVICE" } # FROM', "SELECT ?DROP { ?s <http://x.example/SERVICE> ?DROP }")
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
    return (_lexer(), *_no_connection(), _no_file(), *_deadline(), _rows(), _memory())


def _lexer() -> Finding:
    passed = [text for text in _HOSTILE if isinstance(guarded(text), str)]
    refused = [text for text in _HARMLESS if not isinstance(guarded(text), str)]
    wrong = [*(f"passed: {text!r}" for text in passed), *(f"refused: {text!r}" for text in refused)]
    detail = f"{len(_HOSTILE)} that lead out or change something were refused, {len(_HARMLESS)} that only mention it passed"
    return Finding("lexer", "hostile queries are refused unread", not wrong, "; ".join(wrong) or detail)


def _no_connection() -> tuple[Finding, ...]:
    """Whether a call past the lexer reaches a server on this machine."""
    findings = []
    for engine in _ENGINES:
        visited = threading.Event()
        with socket.create_server(("127.0.0.1", 0)) as server:
            thread = threading.Thread(target=_hang_up, args=(server, visited), daemon=True)
            thread.start()
            ask(_GRAPH, f"ASK {{ SERVICE <http://127.0.0.1:{server.getsockname()[1]}/> {{ ?s ?p ?o }} }}", {}, Limits(5), engine)
            server.shutdown(socket.SHUT_RDWR)  # wakes whoever waits for a connection
            thread.join(timeout=5)
        detail = f"a server on this machine {'was visited' if visited.is_set() else 'saw no visit'}"
        findings.append(Finding(f"connection-{engine}", f"{engine} can open no connection", not visited.is_set(), detail))
    return tuple(findings)


def _hang_up(server: socket.socket, visited: threading.Event) -> None:
    """Note who comes, and send everyone away at once."""
    with suppress(OSError):  # the server is shut
        while True:
            server.accept()[0].close()
            visited.set()


def _no_file() -> Finding:
    """Whether a call past the lexer opens a file: a pipe with a name, at which a thread waits for whoever opens it.

    rdflib would open it to send what it asks; no query is known by which Oxigraph opens anything but a connection.
    """
    opened = threading.Event()
    with tempfile.TemporaryDirectory(prefix="kg-doctor-") as folder:
        path = Path(folder) / "canary"
        os.mkfifo(path)

        def wait() -> None:
            with path.open("wb"):
                opened.set()

        thread = threading.Thread(target=wait, daemon=True)
        thread.start()
        # rdflib puts a long question into the body of its request; a short one would change the name of the file.
        ask(_GRAPH, f"ASK {{ SERVICE <{path.as_uri()}> {{ {'?s ?p ?o . ' * 80} }} }}", {}, Limits(5), "rdflib")
        visited = opened.is_set()
        os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK))  # lets the thread go
        thread.join(timeout=5)
    detail = "a file was opened" if visited else "rdflib did not open the file in its query"
    return Finding("file", "a query can open no file", not visited, detail)


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
