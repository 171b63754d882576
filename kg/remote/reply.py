"""What a server replies: what a reply is read into, and what its status and headers say is wrong."""

from __future__ import annotations

import html
import http.client
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final, Protocol
from urllib.parse import SplitResult, urljoin, urlsplit

from kg.remote.location import address, where_is
from kg.sparql.answer import Failure
from kg.sparql.mistakes import plain

BUSY: Final = frozenset({429, 502, 503, 504})
_ELSEWHERE: Final = frozenset({404, 405, 406, 415, 501})
"""What a server says at an address that takes no queries."""


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


class Busy(Exception):  # noqa: N818 - it never leaves kg.remote
    """The server may answer in a moment."""

    def __init__(self, reason: str, pause: float = 0) -> None:
        super().__init__(reason)
        self.pause = pause


def refusal(parts: SplitResult, response: http.client.HTTPResponse, *, known: bool) -> Failure | None:
    """What the server says is wrong, None where nothing is; `known` says whether it was shown credentials."""
    where = where_is(parts.geturl())
    if response.status in BUSY:
        after = response.headers.get("Retry-After", "")
        raise Busy(f"is busy (status {response.status})", float(after) if after.isdecimal() and len(after) < 6 else 0)
    if 300 <= response.status < 400:
        return Failure(f"{where} sends us elsewhere (status {response.status}){_elsewhere(parts, response)}")
    encoded = unwanted_encoding(where, response)
    if encoded is not None:
        return encoded
    if response.status in {401, 403}:
        wants = "wants other credentials" if known else "wants credentials (kg query --help says where they go)"
        return Failure(f"{where} {wants} (status {response.status})")
    if not 200 <= response.status < 300:
        words = one_line(plain(_said(response.read(4096).decode("utf-8", "replace"), media_type(response))))
        other = "; is this the right address?" if response.status in _ELSEWHERE else ""
        return Failure(f"{where} refused (status {response.status}){': ' if words else ''}{words}{other}")
    return None


def unwanted_encoding(where: str, response: http.client.HTTPResponse) -> Failure | None:
    """What is wrong with a reply that is packed in a way that was not asked for."""
    encodings = ",".join(response.headers.get_all("Content-Encoding", []))
    transfer = response.headers.get("Transfer-Encoding", "chunked").strip().lower()
    if transfer != "chunked" or {one.strip().lower() for one in encodings.split(",")} - {"", "identity"}:
        return Failure(f"{where} answers in an encoding that was not asked for")
    return None


def headers_of(response: http.client.HTTPResponse) -> dict[str, str]:
    """The headers by their names in lower case."""
    return {name.lower(): ", ".join(response.headers.get_all(name, [])) for name in response.headers}


def _elsewhere(parts: SplitResult, response: http.client.HTTPResponse) -> str:
    """Where the server sends us, without what may be a key or a password in it; empty where it does not say."""
    with suppress(ValueError):
        target = urlsplit(urljoin(parts.geturl(), response.headers.get("Location", "")))
        if target.scheme not in {"http", "https"} or not target.hostname:
            return ""  # a file or a script of this machine is nothing to give
        shown = one_line(target._replace(netloc=target.netloc.rpartition("@")[2], query="", fragment="").geturl())
        if isinstance(address(shown), Failure):  # such as a file, or a script
            return ", to an invalid address"
        return f": give '{shown}' if you trust it" if "Location" in response.headers else ""
    return ""


def media_type(response: http.client.HTTPResponse) -> str:
    """The media type of a reply, empty where it has none."""
    return response.headers.get_content_type().lower() if "Content-Type" in response.headers else ""


def _said(body: str, kind: str) -> str:
    """What a server says is wrong; of a page its title."""
    if "html" not in kind and not body.lstrip().startswith("<"):
        return body
    title = re.search(r"<title[^>]*>([^<]*)", body, re.IGNORECASE)
    return html.unescape(title[1]) if title else ""


def one_line(text: str) -> str:
    """The beginning of a text as one line."""
    line = " ".join(text.split())
    return line if len(line) <= 300 else f"{line[:299]}…"
