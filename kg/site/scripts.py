"""The scripts of the site's pages: modules of `kg.web` linked into files that pages share."""

from __future__ import annotations

from functools import cache

from kg.site import policy
from kg.web import link


@cache
def linked(entry: str) -> bytes:
    """The module `entry` and all that it imports, as one classic script, which runs from a disk too."""
    return policy.inline(link.script(entry)).encode()
