"""Things that no query may touch: a server on loopback that counts its visitors, and a file whose content would show."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

MARK = "canary-was-read"


@dataclass
class Canary:
    """A listening socket; `visits` are the first bytes of everyone who came."""

    port: int
    visits: list[bytes] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/{MARK}"


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
