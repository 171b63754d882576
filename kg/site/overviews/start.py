"""The start page: what this is and is not, how much it holds, and the way to everything."""

from __future__ import annotations

from collections.abc import Iterator

from kg.site import summary
from kg.site.addresses import overview
from kg.site.frame import Entry, File, Site
from kg.site.overviews import lists

ENTRIES = (Entry("index"),)


def pages(site: Site) -> Iterator[File]:
    """The start page."""
    corpus = site.corpus
    counts = (
        ("statements", len(corpus.resolved)),
        ("allegations", len(corpus.allegations)),
        ("actors", len(corpus.actors)),
        ("sources", len(corpus.sources)),
        ("topics", len(corpus.topics)),
    )
    yield site.page(
        overview("index"),
        "start.html.j2",
        title=corpus.title,
        summary=site.words("start.what"),
        description=corpus.dataset.description if corpus.dataset else None,
        counts=tuple((name, number) for name, number in counts if number),
        answered=summary.accusations(corpus, corpus.resolved.keys()),
        lists=lists.links(site),
    )
