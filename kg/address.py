"""When two web addresses lead to the same page: what differs only in ways that no server minds is the same."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

_TRACKING: Final = re.compile(r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid)(?:=|\Z)", re.IGNORECASE)
_PORTS: Final = {"http": ":80", "https": ":443"}


def same_page(url: str) -> str:
    """What all addresses of one page share: no scheme, `www.`, usual port, last slash, fragment or tracking parameters."""
    parts = urlsplit(url)
    host = parts.netloc.lower().removesuffix(_PORTS.get(parts.scheme.lower(), "")).removeprefix("www.")
    query = "&".join(one for one in parts.query.split("&") if one and not _TRACKING.match(one))
    return f"{host}{parts.path.rstrip('/')}{'?' if query else ''}{query}"
