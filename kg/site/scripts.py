"""The scripts of the site's pages: modules of `kg.web` linked into files that pages share."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from kg.site import addresses, policy
from kg.site.frame import File
from kg.web import link

ENTRIES: Final = ("narrowed.js", "narrowing.js", "searching.js")
"""The modules that start: the filter of an overview, what reads it when it is needed, and the search."""


def assets() -> Iterator[File]:
    """Each with all that it imports, as one classic script, which runs from a disk too."""
    for entry in ENTRIES:
        yield addresses.asset(entry), _linked(entry)


@cache
def _linked(entry: str) -> bytes:
    return policy.inline(link.script(entry)).encode()
