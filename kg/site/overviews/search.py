"""The page of the search: it needs a script, and leads to the lists without one.

What it searches is in the files of `kg.site.search`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.site.frame import Entry, File, Site
from kg.site.overviews import lists
from kg.site.search.entries import KINDS

ENTRIES = (Entry("search", in_nav=False),)
_WORDS = (
    "thousands",
    "allegation.is_alleged",
    "filter.rest",
    "search.found.one",
    "search.found.other",
    "search.none",
    "search.failed",
    *(f"nav.{kind}s" for kind in KINDS),
)


def pages(site: Site) -> Iterator[File]:
    """The page."""
    title = site.words("nav.search")
    yield site.page(
        "search.html",
        "site_search.html.j2",
        title=title,
        heading=title,
        lists=lists.links(site),
        script_words=site.words.some(_WORDS),
    )
