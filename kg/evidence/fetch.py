"""One address that somebody typed, fetched: bounded in size, time and redirects, and never in a private network unless asked.

A claim file is never a reason to fetch anything. Each address on the way is looked at when it is connected to, so that no name
can lead to another place than the one that was looked at.
"""

from __future__ import annotations

import datetime
import ipaddress
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

from kg import __version__, ids
from kg.evidence import media
from kg.evidence.kept import Refused
from kg.remote import http
from kg.remote.location import where_is
from kg.remote.reply import Visited
from kg.sparql.answer import Failure

SECONDS: Final = 60.0
REDIRECTS: Final = 5
AGENT: Final = f"rejoinder/{__version__} (one page, asked for by a person)"
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: its bytes, the address that gave them, the encoding that the server states, and when."""

    data: bytes
    url: str
    charset: str
    retrieved: str


def fetch(url: str, *, private: bool = False, seconds: float = SECONDS) -> Fetched | Refused:
    """What the address gives, over at most so many redirects; the time is for all of them together."""
    end = time.monotonic() + seconds
    place = url.partition("#")[0]
    for _ in range(REDIRECTS + 1):
        left = end - time.monotonic()
        if left <= 0:
            return Refused(f"{where_is(url)} gave no answer within {seconds:g} seconds")
        got = ask(place, left, media.MAX_BYTES, private=private)
        if isinstance(got, Refused):
            return got
        if 300 <= got.status < 400 and got.headers.get("location"):
            place = urljoin(place, got.headers["location"].strip()).partition("#")[0]
            continue
        if got.status != 200:
            return Refused(f"{where_is(place)} does not give the page (status {got.status})")
        if not got.is_whole:
            return Refused(f"{where_is(place)} gives more than {media.MAX_BYTES:,} bytes")
        charset = _CHARSET.search(got.headers.get("content-type", ""))
        moment = datetime.datetime.now(tz=datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return Fetched(got.body, place, charset[1] if charset else "", moment)
    return Refused(f"{where_is(url)} sends us on more than {REDIRECTS} times")


def ask(url: str, seconds: float, most: int, *, private: bool, headers: Mapping[str, str] | None = None) -> Visited | Refused:
    """What the server gives at one address, whatever its status."""
    wrong = ids.url_fault(url)
    if wrong:
        return Refused(f"'{url[:200]}' cannot be asked: {wrong}")
    accepted = {"Accept": "text/html,application/pdf,text/plain,*/*;q=0.1", "Accept-Encoding": "identity"}
    sent = {"User-Agent": AGENT, **accepted, **(headers or {})}
    got = http.visit(http.Request("GET", url, sent, b"", None if private else is_public), seconds, most)
    if isinstance(got, Failure):
        hint = "; say --private if that is meant" if "private network" in got.reason else ""
        return Refused(got.reason + hint)
    return got


def is_public(address: str) -> bool:
    """Whether an address is public, and not in a private network or on this machine."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    plain = getattr(found, "ipv4_mapped", None) or found
    return bool(plain.is_global and not plain.is_multicast)
