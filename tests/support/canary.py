"""Things that no query may touch: a server on loopback and a file, which both tell of every visit.

The file is a named pipe: whoever opens it wakes the thread that waits to write into it.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

MARK = "canary-was-read"


@dataclass
class Canary:
    """A listening socket, and perhaps a file; `visits` are the first bytes of everyone who came.

    `queries` counts those that were asked while it watched, `read` those that rdflib's parser read without finding a way out.
    """

    port: int
    file: Path | None = None
    visits: list[bytes] = field(default_factory=list)
    queries: int = 0
    read: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/{MARK}"


@contextmanager
def watching(folder: Path) -> Iterator[Canary]:
    """A canary server and a canary file, which both see every visit until the end."""
    with listening() as canary:
        canary.file = folder / "canary.ttl"
        os.mkfifo(canary.file)
        thread = threading.Thread(target=_wait, args=(canary.file, canary), daemon=True)
        thread.start()
        yield canary
        # One visit of our own ends the thread and shows that a visit would have been seen.
        assert canary.file.read_bytes().startswith(b"<http")
        thread.join(timeout=5)
        assert not thread.is_alive()
        assert canary.visits.pop() == b"FILE"


def _wait(path: Path, canary: Canary) -> None:
    """Write into the file once somebody opens it."""
    with path.open("wb") as file:
        canary.visits.append(b"FILE")
        file.write(f'<http://x.example/s> <http://x.example/p> "{MARK}" .\n'.encode())


@contextmanager
def listening() -> Iterator[Canary]:
    """A canary server; it answers every visitor with a graph that holds the mark."""
    server = socket.create_server(("127.0.0.1", 0))
    canary = Canary(server.getsockname()[1])
    thread = threading.Thread(target=_serve, args=(server, canary), daemon=True)
    thread.start()
    try:
        yield canary
    finally:
        # One visit of our own ends the thread and shows that a visit would have been seen.
        with socket.create_connection(("127.0.0.1", canary.port), timeout=5) as last:
            last.sendall(b"END")
        thread.join(timeout=5)
        server.close()
        assert not thread.is_alive()
        assert canary.visits.pop() == b"END"


def _serve(server: socket.socket, canary: Canary) -> None:
    body = f'<http://x.example/s> <http://x.example/p> "{MARK}" .'.encode()
    while True:
        connection, _ = server.accept()
        with connection:
            connection.settimeout(2)
            try:
                first = connection.recv(4096)
            except TimeoutError:
                first = b""
            canary.visits.append(first)
            if first == b"END":
                return
            head = f"HTTP/1.1 200 OK\r\nContent-Type: text/turtle\r\nContent-Length: {len(body)}\r\n\r\n"
            connection.sendall(head.encode() + body)
