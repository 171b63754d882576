"""Addresses of servers: which are valid, which nobody can read along to, and how messages name them."""

from __future__ import annotations

import ipaddress
from contextlib import suppress
from urllib.parse import SplitResult, urlsplit

from kg.sparql.answer import Failure


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


def where_is(url: str) -> str:
    """The server as messages name it: without the part of an address that may hold a key."""
    return urlsplit(url)._replace(query="", fragment="").geturl()
