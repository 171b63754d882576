"""One HTTP request to a server somebody named: no redirects, a deadline over everything, patience with a server that is busy.

The standard library's client is enough here, and does only what is written below: it follows no redirect, reads no proxy
settings, and sends no header that it was not given.
"""

from __future__ import annotations

import html
import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeVar
from urllib.parse import SplitResult, urljoin, urlsplit

from kg.remote.reach import reach
from kg.sparql.answer import Failure
from kg.sparql.mistakes import plain

BUSY: Final = frozenset({429, 502, 503, 504})
_ELSEWHERE: Final = frozenset({404, 405, 406, 415, 501})
"""What a server says at an address that takes no queries."""
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


class Sink(Protocol):
    """What a reply is read into, piece by piece, so that a long one need not come whole."""

    def take(self, piece: bytes) -> bool:
        """Whether nothing more is wanted after this piece."""


@dataclass(slots=True)
class Reply:
    """A short reply, read whole; `media_type` is in lower case and without parameters, empty where the server gives none."""

    media_type: str
    body: bytes = b""

    def take(self, piece: bytes) -> bool:
        """Keep the piece; more is always wanted."""
        self.body += piece
        return False


@dataclass(slots=True)
class Visited:
    """What a server gives at an address of any status: the beginning of its body, up to `most` bytes, and its headers."""

    most: int
    pieces: list[bytes] = field(default_factory=list, repr=False)
    size: int = 0
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    """By names in lower case; of a header that comes more than once, all values with commas between."""

    @property
    def body(self) -> bytes:
        """What came, `most` bytes at most."""
        return b"".join(self.pieces)[: self.most]

    @property
    def is_whole(self) -> bool:
        """Whether that is all that there was."""
        return self.size <= self.most

    def take(self, piece: bytes) -> bool:
        """Keep the piece; no more is wanted once it is too much."""
        self.pieces.append(piece)
        self.size += len(piece)
        return not self.is_whole


AnySink = TypeVar("AnySink", bound=Sink)


class _Busy(Exception):  # noqa: N818 - it never leaves this module
    """The server may answer in a moment."""

    def __init__(self, reason: str, pause: float = 0) -> None:
        super().__init__(reason)
        self.pause = pause


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


def address(url: str) -> SplitResult | Failure:
    """The parts of the address of a server: http or https, a host, no user name and no fragment."""
    if not url.isascii() or any(c <= " " or c == "\x7f" for c in url):
        return Failure("the address of a server is ASCII without spaces")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # its words may hold what was written as a password
        return Failure("not a valid server address: its host or its port is malformed; write it as https://example.org/sparql")
    if "@" in parts.netloc:
        return Failure("an address holds no user name or password (kg query --help says where they go)")
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0 or parts.fragment:
        shown = "this" if "@" in url else f"'{url}'"  # there may be a password before it
        return Failure(f"{shown} is not a valid server address, such as https://example.org/sparql")
    return parts


def is_private(parts: SplitResult) -> bool:
    """Whether nobody between here and the server can read along: TLS, or this machine itself."""
    if parts.scheme == "https" or parts.hostname == "localhost":
        return True
    with suppress(ValueError):
        return ipaddress.ip_address(parts.hostname or "").is_loopback
    return False


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
        except _Busy as busy:
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
    except _Busy as busy:
        return Failure(f"{where_is(parts.geturl())} {busy}")


def _once(
    parts: SplitResult, request: Request, end: float, seconds: float, most: int, into: Callable[[str], AnySink]
) -> AnySink | Failure:
    """One attempt."""
    left = end - time.monotonic()
    if left <= 0:
        raise _Busy(f"gave no answer within {seconds:g} seconds")
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
            sink = into(_media_type(response))
            if isinstance(sink, Visited):
                sink.status, sink.headers = response.status, _headers(response)
                wrong = _encoded(where, response)
            else:
                wrong = _wrong(parts, response, known="Authorization" in request.headers)
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
            raise _Busy("refuses connections") from error
        if isinstance(error, ConnectionError | http.client.BadStatusLine | http.client.IncompleteRead):
            raise _Busy("broke the connection") from error
        return Failure(f"{where} could not be asked: {_line(str(error)) or type(error).__name__}")
    finally:
        deadline.lift()
        connection.close()


def _late(where: str, seconds: float) -> Failure:
    return Failure(f"{where} gave no answer within {seconds:g} seconds")


def _wrong(parts: SplitResult, response: http.client.HTTPResponse, *, known: bool) -> Failure | None:
    """What the server says is wrong, None where nothing is; `known` says whether it was shown credentials."""
    where = where_is(parts.geturl())
    if response.status in BUSY:
        after = response.headers.get("Retry-After", "")
        raise _Busy(f"is busy (status {response.status})", float(after) if after.isdecimal() and len(after) < 6 else 0)
    if 300 <= response.status < 400:
        return Failure(f"{where} sends us elsewhere (status {response.status}){_elsewhere(parts, response)}")
    encoded = _encoded(where, response)
    if encoded is not None:
        return encoded
    if response.status in {401, 403}:
        wants = "wants other credentials" if known else "wants credentials (kg query --help says where they go)"
        return Failure(f"{where} {wants} (status {response.status})")
    if not 200 <= response.status < 300:
        words = _line(plain(_said(response.read(4096).decode("utf-8", "replace"), _media_type(response))))
        other = "; is this the right address?" if response.status in _ELSEWHERE else ""
        return Failure(f"{where} refused (status {response.status}){': ' if words else ''}{words}{other}")
    return None


def _encoded(where: str, response: http.client.HTTPResponse) -> Failure | None:
    """What is wrong with a reply that is packed in a way that was not asked for."""
    encodings = ",".join(response.headers.get_all("Content-Encoding", []))
    transfer = response.headers.get("Transfer-Encoding", "chunked").strip().lower()
    if transfer != "chunked" or {one.strip().lower() for one in encodings.split(",")} - {"", "identity"}:
        return Failure(f"{where} answers in an encoding that was not asked for")
    return None


def _headers(response: http.client.HTTPResponse) -> dict[str, str]:
    """The headers by their names in lower case."""
    return {name.lower(): ", ".join(response.headers.get_all(name, [])) for name in response.headers}


def _elsewhere(parts: SplitResult, response: http.client.HTTPResponse) -> str:
    """Where the server sends us, without what may be a key or a password in it; empty where it does not say."""
    with suppress(ValueError):
        target = urlsplit(urljoin(parts.geturl(), response.headers.get("Location", "")))
        if target.scheme not in {"http", "https"} or not target.hostname:
            return ""  # a file or a script of this machine is nothing to give
        shown = _line(target._replace(netloc=target.netloc.rpartition("@")[2], query="", fragment="").geturl())
        if isinstance(address(shown), Failure):  # such as a file, or a script
            return ", to an invalid address"
        return f": give '{shown}' if you trust it" if "Location" in response.headers else ""
    return ""


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


def _media_type(response: http.client.HTTPResponse) -> str:
    """The media type of a reply, empty where it has none."""
    return response.headers.get_content_type().lower() if "Content-Type" in response.headers else ""


def _said(body: str, kind: str) -> str:
    """What a server says is wrong; of a page its title."""
    if "html" not in kind and not body.lstrip().startswith("<"):
        return body
    title = re.search(r"<title[^>]*>([^<]*)", body, re.IGNORECASE)
    return html.unescape(title[1]) if title else ""


def where_is(url: str) -> str:
    """The server as messages name it: without the part of an address that may hold a key."""
    return urlsplit(url)._replace(query="", fragment="").geturl()


def _line(text: str) -> str:
    """The beginning of a text as one line."""
    line = " ".join(text.split())
    return line if len(line) <= 300 else f"{line[:299]}…"
