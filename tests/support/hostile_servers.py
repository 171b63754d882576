"""Servers on loopback that do what none should, for one connection after another, and how a client of ours fares with them."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

TLS: Final = Path(__file__).parent.parent / "tls"
JSON_HEAD: Final = b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n"
XML_HEAD: Final = b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+xml\r\n"
TRIPLES_HEAD: Final = b"HTTP/1.1 200 OK\r\nContent-Type: application/n-triples\r\n"
YES: Final = b'{"head": {}, "boolean": true}'

Behaviour: TypeAlias = Callable[[socket.socket], None]


@dataclass
class Place:
    """Where a server listens, how many asked it, and what its behaviours may wait for: the end of the test."""

    url: str
    asked: int = 0
    over: threading.Event = field(default_factory=threading.Event)


def clock() -> float:
    """The seconds of a clock that stops while this thread waits for a processor, so that no busy machine breaks a deadline."""
    waited = int(Path("/proc/thread-self/schedstat").read_text().split()[1])
    return time.monotonic() - waited / 1e9


@contextmanager
def serving(behave: Behaviour, certificate: str | None = None) -> Iterator[Place]:
    """A server that behaves so on every connection, over TLS where it has a certificate."""
    context = None
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(TLS / f"{certificate}.pem")
    with socket.create_server(("127.0.0.1", 0)) as server:
        scheme = "http" if context is None else "https"
        place = Place(f"{scheme}://127.0.0.1:{server.getsockname()[1]}/sparql")
        thread = threading.Thread(target=_serve, args=(server, place, behave, context), daemon=True)
        thread.start()
        try:
            yield place
        finally:
            place.over.set()
            with contextlib.suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)
            thread.join(timeout=10)


def _serve(server: socket.socket, place: Place, behave: Behaviour, context: ssl.SSLContext | None) -> None:
    while not place.over.is_set():
        try:
            connection, _ = server.accept()
        except OSError:
            return
        place.asked += 1
        connection.settimeout(2)
        with contextlib.suppress(OSError), connection if context is None else _secured(connection, context) as channel:
            behave(channel)


def _secured(connection: socket.socket, context: ssl.SSLContext) -> socket.socket:
    with connection:  # closed where the handshake fails; after it the other one is what there is to close
        return context.wrap_socket(connection, server_side=True)


def request(connection: socket.socket) -> None:
    """Read a request whole: to close while some of it is unread would reset the connection, and with it take the answer away."""
    head = b""
    while b"\r\n\r\n" not in head and (piece := connection.recv(1 << 16)):
        head += piece
    head, _, body = head.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0] or 0)
    left = length - len(body)
    while left > 0 and (piece := connection.recv(1 << 16)):
        left -= len(piece)


def says(*pieces: bytes) -> Behaviour:
    """Answers with these bytes, and closes."""

    def behave(connection: socket.socket) -> None:
        request(connection)
        for piece in pieces:
            connection.sendall(piece)

    return behave


def drips(head: bytes, drop: bytes = b"a", pause: float = 0.02) -> Behaviour:
    """Answers with the head, and then with a drop at a time for as long as anybody listens."""

    def behave(connection: socket.socket) -> None:
        request(connection)
        connection.sendall(head)
        while True:
            time.sleep(pause)
            connection.sendall(drop)

    return behave


def floods(head: bytes, piece: bytes, tail: bytes = b"", size: int = 1 << 30) -> Behaviour:
    """Answers with the head, with so many bytes of the same, and the tail: made as they are sent, and never held."""

    def behave(connection: socket.socket) -> None:
        request(connection)
        connection.sendall(head)
        many = piece * max(1, (1 << 18) // len(piece))
        for _ in range(size // len(many)):
            connection.sendall(many)
        connection.sendall(tail)

    return behave
