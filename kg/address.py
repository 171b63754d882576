"""When two web addresses lead to the same page: what differs only in ways that no server minds is the same.

Escapes of letters that need none, dots in paths, tracking parameters and the usual port make no difference (RFC 3986, section
6.2). A copy in the Internet Archive is the page that it is a copy of, and a few sites that many cite have more than one name.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, unquote, urljoin, urlsplit

_TRACKING: Final = re.compile(
    r"(?:utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|mc_cid|mc_eid|_hsenc|_hsmi|mkt_tok"
    r"|ref_src|ref_url|__twitter_impression|ns_(?:campaign|mchannel|source|linkname)|at_(?:medium|campaign|custom\d)|cmpid|CMP|smid)"
    r"(?:=|\Z)",
    re.IGNORECASE,
)
_PORTS: Final = {"http": ":80", "https": ":443"}
_ARCHIVED: Final = re.compile(r"https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?://)")
_ROUTE: Final = ("/", "!")  # how a fragment begins that chooses the page, in sites that are one document
_PLAIN: Final = "-._~!$&'()*+,;=:@"  # with letters and digits: what means the same in a path with and without an escape

_NAMES: Final = (
    (re.compile(r"wikidata\.org/(?:wiki/|entity/|wiki/Special:EntityData/)(Q\d+)(?:\.\w+)?\Z"), r"wikidata.org/entity/\1"),
    (re.compile(r"(\w+)\.m\.(wik\w+\.org)/"), r"\1.\2/"),
    (re.compile(r"(?:mobile\.)?(?:twitter|x)\.com/(\w+/status/\d+).*"), r"x.com/\1"),
    (
        re.compile(r"(?:youtu\.be/|(?:m\.)?youtube\.com/(?:shorts/|live/|watch\?(?:.*&)?v=))([\w-]{11}).*"),
        r"youtube.com/watch?v=\1",
    ),
)
"""Sites that serve one page at several addresses: how each is written, and the one that represents all."""


def same_page(url: str) -> str:
    """What all addresses of one page share: no scheme, `www.`, usual port, last slash, fragment or tracking parameters."""
    url = _ARCHIVED.sub("", url, count=1)
    parts = urlsplit(urljoin(url, urlsplit(url).path or "/"))  # without "." and ".." in the path
    host = parts.netloc.lower().removesuffix(_PORTS.get(parts.scheme, "")).removesuffix(".").removeprefix("www.")
    path = "/".join(map(_unescaped, parts.path.split("/"))).rstrip("/")
    given = urlsplit(url)
    query = "&".join(one for one in given.query.split("&") if one and not _TRACKING.match(one))
    route = f"#{given.fragment}" if given.fragment.startswith(_ROUTE) else ""
    page = f"{host}{path}{'?' if query else ''}{query}{route}"
    for pattern, one in _NAMES:
        page = pattern.sub(one, page, count=1) if pattern.match(page) else page
    return page


def _unescaped(segment: str) -> str:
    """A part of a path with escapes only where they are needed, in capitals."""
    return quote(unquote(segment, errors="surrogateescape"), _PLAIN, errors="surrogateescape") if "%" in segment else segment
