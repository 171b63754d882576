"""Asks queries in processes of their own, under a deadline, and turns the end of such a process into one line."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import IO, Literal, Self, TypeAlias, cast

from kg.sparql.answer import Answer, Failure, row

Engine: TypeAlias = Literal["oxigraph", "rdflib"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may cost: seconds, rows, bytes of memory besides the graph. An answer may fill an eighth of that memory."""

    seconds: float = 10.0
    rows: int = 10_000
    memory: int = 2 << 30


class Held:
    """A graph in a separate process, which answers each query in a sandboxed fork with time and memory limits.

    The graph is loaded once; further queries cost what they ask for. It is to be closed, or used in a `with`, and closes itself
    where a query was broken off (an interrupt, a process that died): nothing may be taken for the answer to the next one.
    """

    def __init__(self, ntriples: bytes, engine: Engine = "oxigraph") -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "kg.engine.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            process_group=0,  # so that its copies end with it
        )
        self._in, self._out, self._words = cast(
            "tuple[IO[bytes], IO[bytes], IO[bytes]]", (self._process.stdin, self._process.stdout, self._process.stderr)
        )
        self.close = weakref.finalize(self, _end, self._process, (self._in, self._out, self._words), os.getpid())
        self._in_turn = threading.Lock()
        self._owner = os.getpid()
        self._send(json.dumps({"engine": engine, "bytes": len(ntriples)}).encode() + b"\n", ntriples)

    def ask(self, query: str, prefixes: Mapping[str, str], limits: Limits) -> Answer | Failure:
        """The answer to `query`. It should have passed the lexer: the process is the second wall and not the first."""
        request = {
            "query": query,
            "prefixes": dict(prefixes),
            "rows": limits.rows,
            "memory": limits.memory,
            "bytes": limits.memory >> 3,
            "seconds": limits.seconds,
        }
        with self._in_turn:
            if self.is_closed:
                ended = "has ended" if self._owner == os.getpid() else "is held by the process that this one was forked from"
                return Failure(f"the process that holds the graph {ended}")
            try:
                self._send(json.dumps(request).encode() + b"\n")
                return self._received(limits)
            except BaseException:
                self.close()
                raise

    @property
    def is_closed(self) -> bool:
        """Whether it answers no more, or not us: after a fork two would write into one pipe and read each other's answers."""
        return not self.close.alive or self._owner != os.getpid()

    def _send(self, *parts: bytes) -> None:
        """Write to the process; that it has ended is found out when its answer is read."""
        with contextlib.suppress(BrokenPipeError):
            self._in.writelines(parts)
            self._in.flush()

    def _received(self, limits: Limits) -> Answer | Failure:
        """The lines up to the one that says how the query's process ended, as an answer."""
        lines: list[bytes] = []
        for line in self._out:
            if line.startswith(b'{"ended"'):
                end = json.loads(line)
                return _read(lines) if end["ended"] == 0 else Failure(_death(end["ended"], end["words"], limits))
            lines.append(line)
        words = self._words.read().decode(errors="replace")
        failure = Failure(_death(self._process.wait(), words, limits))
        self.close()
        return failure

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _end(process: subprocess.Popen[bytes], pipes: Iterable[IO[bytes]], owner: int) -> None:
    """End the process, whatever it is doing, and let go of what leads to it; a fork of its owner only lets go."""
    if owner == os.getpid():
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    for pipe in pipes:
        with contextlib.suppress(BrokenPipeError):
            pipe.close()


def ask(
    ntriples: bytes, query: str, prefixes: Mapping[str, str], limits: Limits, engine: Engine = "oxigraph"
) -> Answer | Failure:
    """The answer to one `query` over the graph; see `Held.ask`."""
    with Held(ntriples, engine) as held:
        return held.ask(query, prefixes, limits)


def _death(status: int, words: str, limits: Limits) -> str:
    """How the child ended, in one line."""
    if status == -signal.SIGALRM:
        return f"the query was stopped after {limits.seconds:g} seconds"
    if status == -signal.SIGSEGV:
        return "the query ended with SIGSEGV; it is most likely nested too deeply"
    if status < 0:
        name = signal.Signals(-status).name
        return f"the query ended with {name}; it most likely needs more than {limits.memory >> 20} MiB of memory"
    if "MemoryError" in words:
        return f"the query needs more than {limits.memory >> 20} MiB of memory"
    last = words.strip().splitlines()
    return f"the query failed: {last[-1] if last else f'exit status {status}'}"


def _read(written: Iterable[bytes]) -> Answer | Failure:
    """The lines of the child as an answer."""
    lines = [line for line in written if not line.isspace()]
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
