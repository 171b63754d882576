"""The process in which a query runs: it loads the graph, gives up every way out, then asks.

Run as `python -m kg.engine.child`. Standard input: one line of JSON (query, prefixes, limits), then the graph in N-Triples.
Standard output: one line of JSON a row. Before the engine sees the query, the process forbids itself any new file descriptor,
so that no query can open a file or a connection, bounds its memory, and sets the timer whose signal will end it.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from typing import Any

from kg.engine.mistakes import plain

DEPTH = 5_000
"""How deep Python calls may nest: rdflib's parser needs some forty for each bracket, and every call fits the stack."""


def main() -> None:
    """Answer one query."""
    request = json.loads(sys.stdin.buffer.readline())
    engine = _engine(request["engine"])
    store = engine.memory(sys.stdin.buffer.read())
    _confine(request["memory"], request["seconds"])
    try:
        _answer(engine, store, request)
    except RecursionError:
        _put({"failure": "the query is nested too deeply for this engine"})
    except (SyntaxError, ValueError, OSError, RuntimeError, MemoryError, OverflowError) as error:
        _put({"failure": _reason(error)})


def _engine(name: str) -> Any:
    """The module that holds the graph and answers; only the one that is asked for is imported."""
    if name == "rdflib":
        from kg.engine import rdflib_engine  # noqa: PLC0415 - heavy

        sys.setrecursionlimit(DEPTH)
        return rdflib_engine
    from kg.engine import oxigraph  # noqa: PLC0415 - heavy

    return oxigraph


def _answer(engine: Any, store: Any, request: dict[str, Any]) -> None:
    """Write the answer line by line; the asker, whose memory is not bounded, is sent so many bytes at most."""
    left = request["bytes"]
    for line in engine.answer(store, request["query"], request["prefixes"], request["rows"]):
        left -= _put(line)
        if left < 0:
            raise ValueError(f"the answer is larger than {request['bytes'] >> 20} MiB")


def _put(line: dict[str, Any]) -> int:
    """Write one line in UTF-8, whatever the locale, and return its length in bytes."""
    return sys.stdout.buffer.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")


def _confine(memory: int, seconds: float) -> None:
    """Forbid any new file descriptor, more than `memory` bytes of address space and more than `seconds` of time."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
    # The timer's signal is not handled, so the system ends the process even inside the engine's own code. Whether it is
    # blocked would be inherited.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM})
    signal.setitimer(signal.ITIMER_REAL, seconds)


def _reason(error: BaseException) -> str:
    """The engine's words on one line."""
    words: Any = error.args[0] if error.args else type(error).__name__
    return plain(str(words)) or type(error).__name__


if __name__ == "__main__":
    main()
