"""The map and the timeline, each a page closed in itself with the way to the rest of the site.

Where a map would be too dense to be read, the matrix takes its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.site import exchanges
from kg.site.addresses import Link
from kg.site.frame import Entry, File, Site
from kg.site.map.choice import everything, is_drawn
from kg.site.map.page import map_page
from kg.site.navigation import Navigation
from kg.site.timeline.page import timeline_page

ENTRIES = (Entry("map"), Entry("timeline"))
DENSE: Final = 1000
"""A map of more statements than this is a solid field."""


def pages(site: Site) -> Iterator[File]:
    """Both pictures; where there is nothing to draw, or too much, a page that says so and leads on."""
    corpus = site.corpus
    has_any = is_drawn(corpus, everything(corpus))
    if has_any and len(exchanges.shown(corpus)) <= DENSE:
        yield "map.html", map_page(corpus, title=corpus.title, site=_navigation(site, "map")).encode()
    else:
        yield _instead(site, "map", "picture.dense" if has_any else "picture.none")
    if has_any:
        yield "timeline.html", timeline_page(corpus, title=corpus.title, site=_navigation(site, "timeline")).encode()
    else:
        yield _instead(site, "timeline", "picture.none")


def _navigation(site: Site, name: str) -> Navigation:
    entries = tuple(
        Link(site.words(f"nav.{entry.name}"), "" if entry.name == name else f"{entry.name}.html")
        for entry in site.entries
        if entry.in_nav or entry.name == "search"
    )
    return Navigation(site.words.lang, site.words("frame.nav"), entries, site.words("picture.page"), site.known.checks)


def _instead(site: Site, name: str, why: str) -> File:
    title = site.words(f"nav.{name}")
    return site.page(f"{name}.html", "picture_instead.html.j2", title=title, why=site.words(why))
