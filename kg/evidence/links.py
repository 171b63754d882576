"""The addresses of sources: whether each still leads to something, and where a copy of what was there is kept.

Addresses come from claim files, so that they are asked only when a person says so, each once, one after the other, and never in a
private network.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias
from urllib.parse import urljoin, urlsplit

from kg.corpus.corpus import Corpus
from kg.evidence.fetch import REDIRECTS, ask
from kg.evidence.kept import Refused
from kg.model.records import Source

State: TypeAlias = Literal["there", "gone", "unsure"]
SECONDS: Final = 30.0
PAUSE: Final = 1.0
"""Seconds between two requests to one host."""
_GONE: Final = frozenset({404, 410})
_MOST: Final = 1 << 12


@dataclass(frozen=True, slots=True)
class Asked:
    """The result for an address: it is there, it is gone as its server says, or nobody can say; why, in words."""

    state: State
    words: str


def with_address(corpus: Corpus, ids: Iterable[str]) -> tuple[Source, ...]:
    """The sources that have an address; only those of `ids` where there are any."""
    chosen = frozenset(ids)
    return tuple(source for source in corpus.sources.values() if source.url and (not chosen or source.id in chosen))


def every(
    urls: Iterable[str], *, private: bool = False, seconds: float = SECONDS, sleep: Callable[[float], None] = time.sleep
) -> Iterator[tuple[str, Asked]]:
    """Each address once, in order, with a pause before a host is asked again."""
    asked_at: dict[str, float] = {}
    for url in dict.fromkeys(urls):
        host = urlsplit(url).netloc.lower()
        wait = asked_at.get(host, -PAUSE) + PAUSE - time.monotonic()
        if host in asked_at and wait > 0:
            sleep(wait)
        yield url, _one(url, seconds, private=private)
        asked_at[host] = time.monotonic()


def _one(url: str, seconds: float, *, private: bool) -> Asked:
    place = url.partition("#")[0]
    for _ in range(REDIRECTS + 1):
        got = ask(place, seconds, _MOST, private=private)
        if isinstance(got, Refused):
            return Asked("unsure", got.reason)
        if 300 <= got.status < 400 and got.headers.get("location"):
            place = urljoin(place, got.headers["location"].strip()).partition("#")[0]
            continue
        moved = "" if place == url.partition("#")[0] else f", at {place}"
        if got.status in _GONE:
            return Asked("gone", f"status {got.status}{moved}")
        return Asked("there" if 200 <= got.status < 300 else "unsure", f"status {got.status}{moved}")
    return Asked("unsure", f"it sends us on more than {REDIRECTS} times")


def day_of(source: Source) -> datetime.date | None:
    """The day of which a copy is wanted: that on which the source was got or read, else the one on which it was published."""
    for date in (*(one.retrieved for one in reversed(source.evidence)), source.retrieved, source.date):
        if date is not None and date.earliest is not None:
            return date.earliest
    return None
