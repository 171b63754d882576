"""Servers on this machine that send the bytes they are given, one connection after another, however wrong those are."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def whole(connection: socket.socket) -> bytes:
    """A request with its body."""
    data = b""
    while piece := connection.recv(65536):
        data += piece
        if not data[:1].isalpha():  # no request, but the beginning of a handshake
            break
        head, end, body = data.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)\r\ncontent-length: ([0-9]+)", head)
        if end and len(body) >= int(length[1] if length else b"0"):
            break
    return data


@contextmanager
def scripted(*replies: bytes | Callable[[socket.socket], None]) -> Iterator[tuple[str, list[bytes]]]:
    """A server that gives one connection after another the next of `replies`, and the requests it saw."""
    server = socket.create_server(("127.0.0.1", 0))
    seen: list[bytes] = []

    def serve() -> None:
        for reply in replies:
            try:
                connection, _ = server.accept()
            except OSError:  # the test has ended, and nobody asked for the rest
                return
            with connection:
                connection.settimeout(5)
                seen.append(whole(connection))
                if callable(reply):
                    reply(connection)
                else:
                    connection.sendall(reply)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/sparql", seen
    finally:
        server.shutdown(socket.SHUT_RDWR)  # wakes whoever waits for a connection
        server.close()
        thread.join(timeout=5)


def status(line: str, *headers: str, body: str = "") -> bytes:
    """A reply with this status line, its length and these headers."""
    return "\r\n".join((f"HTTP/1.1 {line}", f"Content-Length: {len(body)}", *headers, "", body)).encode()
