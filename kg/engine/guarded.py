"""Asks a query in a process of its own, under a deadline, and turns whatever becomes of that process into one line."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kg.engine.answer import Answer, Failure, row

Engine: TypeAlias = Literal["oxigraph", "rdflib"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may cost: seconds, rows, bytes of memory. An answer may fill an eighth of that memory."""

    seconds: float = 10.0
    rows: int = 10_000
    memory: int = 2 << 30


def ask(
    ntriples: bytes, query: str, prefixes: Mapping[str, str], limits: Limits, engine: Engine = "oxigraph"
) -> Answer | Failure:
    """The answer to `query` over the graph, from a child process that can open nothing.

    The query should have passed the lexer: the process is the second wall and not the first.
    """
    request = {
        "engine": engine,
        "query": query,
        "prefixes": dict(prefixes),
        "rows": limits.rows,
        "memory": limits.memory,
        "bytes": limits.memory >> 3,
        "seconds": limits.seconds,
    }
    child = subprocess.run(
        [sys.executable, "-P", "-m", "kg.engine.child"],
        input=json.dumps(request).encode() + b"\n" + ntriples,
        capture_output=True,
        check=False,
    )
    if child.returncode != 0:
        return Failure(_death(child.returncode, child.stderr, limits))
    return _read(child.stdout)


def _death(status: int, words: bytes, limits: Limits) -> str:
    """How the child ended, in one line."""
    if status == -signal.SIGALRM:
        return f"the query was stopped after {limits.seconds:g} seconds"
    if status == -signal.SIGSEGV:
        return "the query ended with SIGSEGV; it is most likely nested too deeply"
    if status < 0:
        name = signal.Signals(-status).name
        return f"the query ended with {name}; it most likely needs more than {limits.memory >> 20} MiB of memory"
    if b"MemoryError" in words:
        return f"the query needs more than {limits.memory >> 20} MiB of memory"
    last = words.decode(errors="replace").strip().splitlines()
    return f"the query failed: {last[-1] if last else f'exit status {status}'}"


def _read(output: bytes) -> Answer | Failure:
    """The lines of the child as an answer."""
    lines = output.splitlines()
    if not lines:
        return Failure("the query ended without an answer")
    last = json.loads(lines[-1])
    if "failure" in last:
        return Failure(last["failure"])
    head = json.loads(lines[0])
    if head["form"] == "ask":
        return Answer("ask", truth=head["truth"])
    rows = tuple(row(json.loads(line)["row"]) for line in lines[1:-1])
    return Answer(head["form"], tuple(head["variables"]), rows, truncated=last["truncated"])
