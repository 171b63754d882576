"""The process that holds a graph, and the copies of it in which queries run.

Run as `python -m kg.engine.child`. It reads a line of JSON (the engine, how many bytes follow) and the graph in N-Triples, then a
line (query, prefixes, limits) for each query. It writes for each query one line of JSON a row, then one that says how its process
ended. A query runs in a copy (`fork`) that, before the engine sees the query, forbids itself any new file descriptor, so that no
query can open a file or a connection, bounds its memory, and sets the timer whose signal will end it.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import select
import signal
import sys
import tempfile
import traceback
from typing import IO, Any, NoReturn

from kg.sparql.mistakes import plain

DEPTH = 5_000
"""How deep Python calls may nest: rdflib's parser needs some forty for each bracket, and every call fits the stack."""
_PDEATHSIG = 1  # of linux/prctl.h


def main() -> None:
    """Load the graph, then answer queries until there are no more."""
    head = json.loads(sys.stdin.buffer.readline())
    engine = _engine(head["engine"])
    graph = sys.stdin.buffer.read(head["bytes"])
    if len(graph) < head["bytes"]:  # whoever asks has gone
        return
    store = engine.memory(graph)
    del graph
    for line in sys.stdin.buffer:
        with tempfile.TemporaryFile() as words:
            child = os.fork()
            if child == 0:
                _copy(engine, store, json.loads(line), words)
            status = _waited(child)
            words.seek(0)
            text = words.read().decode(errors="replace")
        sys.stdout.buffer.write(b"\n")  # a process that was ended may have stopped in the middle of a line
        _put({"ended": status, "words": text})
        sys.stdout.buffer.flush()


def _waited(child: int) -> int:
    """How the copy ended; it is ended, and this process too, when nobody is left to report to."""
    poll = select.poll()
    poll.register(sys.stdin.fileno(), 0)  # what is heard of a pipe in any case is that its other end is closed
    if not hasattr(os, "pidfd_open"):
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    ended = os.pidfd_open(child)
    try:
        poll.register(ended, select.POLLIN)
        if all(handle != ended for handle, _ in poll.poll()):
            os.kill(child, signal.SIGKILL)
            os._exit(1)
    finally:
        os.close(ended)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _follow_parent() -> None:
    """End when the process that made this one ends, however it does; where the system has no such call the timer does it."""
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL)


def _copy(engine: Any, store: Any, request: dict[str, Any], words: IO[bytes]) -> NoReturn:
    """Answer one query in this copy of the process, which ends here; what it has to say of a bug goes to `words`."""
    status = 1
    try:
        _follow_parent()
        os.dup2(words.fileno(), sys.stderr.fileno())
        with open(os.devnull, "rb") as nothing:  # noqa: PTH123 - a descriptor is wanted
            os.dup2(nothing.fileno(), sys.stdin.fileno())
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        _confine(request["memory"], request["seconds"])
        _query(engine, store, request)
        sys.stdout.buffer.flush()
        status = 0
    except BaseException:  # noqa: BLE001 - nothing of this may go back into the loop above
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(status)


def _query(engine: Any, store: Any, request: dict[str, Any]) -> None:
    """Answer one query, or say in one line why there is no answer."""
    try:
        _answer(engine, store, request)
    except RecursionError:
        _put({"failure": "the query is nested too deeply for this engine"})
    except MemoryError:
        _put({"failure": f"the query needs more than {request['memory'] >> 20} MiB of memory"})
    except (SyntaxError, ValueError, OSError, RuntimeError, OverflowError) as error:
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
    """Forbid any new file descriptor, `memory` bytes of address space more than the graph takes, and `seconds` of time."""
    bound = _taken() + memory
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
    resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
    # The timer's signal is not handled, so the system ends the process even inside the engine's own code. Whether it is
    # blocked would be inherited.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM})
    signal.setitimer(signal.ITIMER_REAL, seconds)


def _taken() -> int:
    """The bytes of address space that this process has before a query, most of them for the graph; 0 if unknown."""
    try:
        with open("/proc/self/statm", "rb") as pages:  # noqa: PTH123 - no more than is needed
            return int(pages.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _reason(error: BaseException) -> str:
    """The engine's words on one line."""
    words: Any = error.args[0] if error.args else type(error).__name__
    return plain(str(words)) or type(error).__name__


if __name__ == "__main__":
    main()
