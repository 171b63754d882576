"""One HTTP request to a server somebody named: no redirects, a deadline over everything, patience with a server that is busy.

The standard library's client is enough here, and does only what is written below: it follows no redirect, reads no proxy
settings, and sends no header that it was not given.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final, TypeVar
from urllib.parse import SplitResult

from kg.remote.location import address, where_is
from kg.remote.reach import reach
from kg.remote.reply import Busy, Sink, Visited, headers_of, media_type, one_line, refusal, unwanted_encoding
from kg.sparql.answer import Failure

ATTEMPTS: Final = 4
PAUSE: Final = 0.25
"""Seconds before the second attempt; doubled before each that follows."""
_LINE: Final = 1 << 12
_CHUNK: Final = re.compile(rb"([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\r\n]*)?\r?\n")
"""The line before a chunk (RFC 9112, section 7.1): its size, and what else a server may say there."""
_PIECE: Final = 1 << 16
"""Bytes that are read before the time is looked at again."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent: every request can be sent twice without harm. `headers` may hold credentials and are never shown."""

    method: str
    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    permit: Callable[[str], bool] | None = field(default=None, repr=False)
    """Which of its server's addresses may be connected to; all where it is None."""


AnySink = TypeVar("AnySink", bound=Sink)


class _Response(http.client.HTTPResponse):
    """A response whose chunks have sizes as in HTTP/1.1: the library takes a sign, and reads all where a size is negative."""

    def _read_next_chunk_size(self) -> int:
        line = self.fp.readline(_LINE + 1) if self.fp is not None else b""
        if not line:
            raise http.client.IncompleteRead(b"")
        found = _CHUNK.fullmatch(line)
        if found is None:
            raise _Garbled("invalid chunk size")
        return int(found[1], 16)


class _Garbled(http.client.HTTPException):
    """What came is not HTTP/1.1."""


class _Deadline:
    """Ends a connection when the time is over, however much still trickles in on it."""

    def __init__(self, seconds: float) -> None:
        self.is_over = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._timer.start()

    def bounds(self, connected: socket.socket | None) -> None:
        """From now on it is this socket that is ended; the client forgets it once a reply says that it is the last."""
        self._socket = connected
        if self.is_over:
            self._end()

    def lift(self) -> None:
        """Let the connection be."""
        self._timer.cancel()

    def _end(self) -> None:
        self.is_over = True
        if self._socket is not None:
            with suppress(OSError):
                # The plain method: the one of TLS would take its state from under the thread that reads.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


def send(
    request: Request,
    seconds: float,
    most: int,
    into: Callable[[str], AnySink],
    *,
    attempts: int = ATTEMPTS,
    sleep: Callable[[float], None] = time.sleep,
) -> AnySink | Failure:
    """The server's reply with a status of 200 to 299, within `seconds` over all attempts and of `most` bytes at most.

    It is read into what `into` makes for its media type. A server that refuses connections, breaks one, or says that it is busy
    (429, 502, 503, 504) is asked again, as long as the time allows.
    """
    parts = address(request.url)
    if isinstance(parts, Failure):
        return parts
    end = time.monotonic() + seconds
    pause = PAUSE
    for attempt in range(1, attempts + 1):
        try:
            return _once(parts, request, end, seconds, most, into)
        except Busy as busy:
            wait = max(pause, busy.pause)
            if attempt == attempts or time.monotonic() + wait >= end:
                asks = f" and asks us to wait {busy.pause:g} seconds" if busy.pause else ""
                tried = f"{attempt} {'attempt' if attempt == 1 else 'attempts'}"
                return Failure(f"{where_is(parts.geturl())} {busy}{asks} ({tried})")
            sleep(wait)
            pause *= 2
    raise AssertionError(attempts)


def visit(request: Request, seconds: float, most: int) -> Visited | Failure:
    """What the server gives, whatever its status, asked once; a redirect is given as it is, and not followed."""
    parts = address(request.url)
    if isinstance(parts, Failure):
        return parts
    try:
        return _once(parts, request, time.monotonic() + seconds, seconds, most + _PIECE + 1, lambda _: Visited(most))
    except Busy as busy:
        return Failure(f"{where_is(parts.geturl())} {busy}")


def _once(
    parts: SplitResult, request: Request, end: float, seconds: float, most: int, into: Callable[[str], AnySink]
) -> AnySink | Failure:
    """One attempt."""
    left = end - time.monotonic()
    if left <= 0:
        raise Busy(f"gave no answer within {seconds:g} seconds")
    host, where = parts.hostname or "", where_is(parts.geturl())
    context = ssl.create_default_context() if parts.scheme == "https" else None
    connection = (
        http.client.HTTPConnection(host, parts.port, timeout=left)
        if context is None
        else http.client.HTTPSConnection(host, parts.port, timeout=left, context=context)
    )
    connection.response_class = _Response
    deadline = _Deadline(left)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.sock = reach(host, connection.port, end, request.permit)
        if context is not None:
            connection.sock = context.wrap_socket(connection.sock, server_hostname=host)
        deadline.bounds(connection.sock)
        connection.request(request.method, target, body=request.body, headers=dict(request.headers))
        with connection.getresponse() as response:
            if deadline.is_over:  # what came may have been cut
                return _late(where, seconds)
            sink = into(media_type(response))
            if isinstance(sink, Visited):
                sink.status, sink.headers = response.status, headers_of(response)
                wrong = unwanted_encoding(where, response)
            else:
                wrong = refusal(parts, response, known="Authorization" in request.headers)
            if wrong is not None:
                return _late(where, seconds) if deadline.is_over else wrong
            found = _read(response, sink, most, deadline)
        return _late(where, seconds) if found is None else found
    except TimeoutError:
        return _late(where, seconds)
    except ssl.SSLCertVerificationError as error:
        return Failure(f"{where} has no valid certificate: {error.verify_message}")
    except (socket.gaierror, UnicodeError):  # a name that no resolver takes
        return Failure(f"there is no server named '{host}'")
    except (OSError, http.client.HTTPException, ValueError) as error:
        if deadline.is_over:
            return _late(where, seconds)
        if isinstance(error, ConnectionRefusedError):
            raise Busy("refuses connections") from error
        if isinstance(error, ConnectionError | http.client.BadStatusLine | http.client.IncompleteRead):
            raise Busy("broke the connection") from error
        return Failure(f"{where} could not be asked: {one_line(str(error)) or type(error).__name__}")
    finally:
        deadline.lift()
        connection.close()


def _late(where: str, seconds: float) -> Failure:
    return Failure(f"{where} gave no answer within {seconds:g} seconds")


def _read(response: http.client.HTTPResponse, sink: AnySink, most: int, deadline: _Deadline) -> AnySink | Failure | None:
    """The sink with the reply, or with as much of it as it wants; None where the time was over first."""
    size = 0
    while piece := response.read(_PIECE):
        size += len(piece)
        if deadline.is_over:
            return None
        if size > most:
            return Failure(f"the answer is larger than {most >> 20} MiB")
        if sink.take(piece):
            return sink
    if deadline.is_over:
        return None
    if response.length:  # what was promised and did not come: a bounded read does not notice
        raise http.client.IncompleteRead(b"", response.length)
    return sink
