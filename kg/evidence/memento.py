"""Copies of a page in web archives: found by the Memento protocol (RFC 7089) and the availability API of the Wayback Machine."""

from __future__ import annotations

import datetime
import json
from email.utils import format_datetime
from typing import Any, Final
from urllib.parse import quote, urljoin

from kg import ids
from kg.evidence.fetch import ask
from kg.evidence.kept import Refused

TIMEGATE: Final = "https://timetravel.mementoweb.org/timegate/{url}"
AVAILABILITY: Final = "https://archive.org/wayback/available?url={quoted}&timestamp={day}"
SECONDS: Final = 30.0
_MOST: Final = 1 << 16


def copy(url: str, day: datetime.date | None, *, timegate: str, availability: str, private: bool = False) -> str | Refused:
    """The address of the copy of `url` that is nearest to `day`: empty where none is known, refused where nobody could be asked.

    `timegate` and `availability` are the addresses of the two services, with `{url}`, `{quoted}` and `{day}` in them; one that is
    empty is not asked.
    """
    reasons = []
    for service, find in ((availability, _available), (timegate, _negotiated)):
        if service:
            found = find(service, url, day, private)
            if isinstance(found, str) and found:
                return found
            reasons += [found.reason] if isinstance(found, Refused) else []
    return Refused("; ".join(reasons)) if reasons else ""


def _filled(service: str, url: str, day: datetime.date | None) -> str:
    stamp = f"{day:%Y%m%d}" if day else ""
    return service.replace("{url}", url).replace("{quoted}", quote(url, safe="")).replace("{day}", stamp)


def _available(service: str, url: str, day: datetime.date | None, private: bool) -> str | Refused:  # noqa: FBT001 - one of two alike
    """What the availability API says is nearest."""
    got = ask(_filled(service, url, day), SECONDS, _MOST, private=private, headers={"Accept": "application/json"})
    if isinstance(got, Refused):
        return got
    if got.status != 200:
        return Refused(f"the archive cannot say (status {got.status})")
    try:
        found: Any = json.loads(got.body)
        closest = found.get("archived_snapshots", {}).get("closest", {})
        place, status, is_there = closest.get("url", ""), str(closest.get("status", "200")), closest.get("available")
    except (ValueError, AttributeError, RecursionError):
        return Refused("the archive gave no answer that can be read")
    return _safe(str(place)) if is_there is True and status == "200" else ""


def _negotiated(service: str, url: str, day: datetime.date | None, private: bool) -> str | Refused:  # noqa: FBT001 - same
    """Where a TimeGate leads for the day: it sends us to the copy, or gives it and says where it is."""
    place = _filled(service, url, day)
    moment = datetime.datetime.combine(day or datetime.datetime.now(tz=datetime.UTC).date(), datetime.time(12), datetime.UTC)
    got = ask(place, SECONDS, _MOST, private=private, headers={"Accept-Datetime": format_datetime(moment, usegmt=True)})
    if isinstance(got, Refused):
        return got
    if got.status in {301, 302, 303, 307} and got.headers.get("location"):
        return _safe(urljoin(place, got.headers["location"].strip()))
    if got.status == 200 and got.headers.get("memento-datetime"):
        return _safe(urljoin(place, got.headers.get("content-location", "").strip()))
    return "" if got.status == 404 else Refused(f"the TimeGate cannot say (status {got.status})")


def _safe(place: str) -> str:
    """The address of a copy as a claim file may have it; copies that are named by http are there by https too."""
    secure = place.replace("http://web.archive.org/", "https://web.archive.org/", 1)
    return secure if ids.url_fault(secure) is None else ""
