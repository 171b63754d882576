"""The process in which a query runs: it loads the graph, gives up every way out, then asks.

Run as `python -m kg.engine.child`. Standard input: one line of JSON (query, prefixes, limits), then the graph in N-Triples.
Standard output: one line of JSON a row. Before the engine sees the query, the process forbids itself any new file descriptor,
so that no query can open a file or a connection, bounds its memory, and sets the timer whose signal will end it.
"""

from __future__ import annotations

import json
import re
import resource
import signal
import sys
from typing import Any, Final

from kg.engine import oxigraph

_CHARACTERS: Final = re.compile(r", \[(?:'(?:[^'\\]|\\.)*'|[ |.=_])+\]")
"""One of the sets of characters that the engine lists among what it expected; they tell a reader nothing."""


def main() -> None:
    """Answer one query."""
    request = json.loads(sys.stdin.buffer.readline())
    store = oxigraph.memory(sys.stdin.buffer.read())
    _confine(request["memory"], request["seconds"])
    try:
        _answer(store, request)
    except (SyntaxError, ValueError, OSError, RuntimeError, MemoryError) as error:
        _put({"failure": _reason(error)})


def _answer(store: Any, request: dict[str, Any]) -> None:
    """Write the answer line by line; the asker, whose memory is not bounded, is sent so many bytes at most."""
    left = request["bytes"]
    for line in oxigraph.answer(store, request["query"], request["prefixes"], request["rows"]):
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
    return _CHARACTERS.sub("", " ".join(str(words).split())) or type(error).__name__


if __name__ == "__main__":
    main()
