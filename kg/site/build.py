"""All files of a site, one after the other: pages of records and their data, overviews, styles.

To add an overview, write a module in `kg.site.overviews` with `ENTRIES` and `pages`, and put it into `OVERVIEWS`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kg.corpus.corpus import Corpus
from kg.site import bidi, frame, scripts
from kg.site.addresses import EMBEDDED
from kg.site.ask import engine as ask_engine
from kg.site.ask import page as ask
from kg.site.ask.engine import Engine
from kg.site.edition import Edition
from kg.site.filter import files as filtered
from kg.site.frame import File, Known, Site
from kg.site.machines.catalogue import catalogue
from kg.site.machines.exports import GRAPH, exports
from kg.site.machines.feeds import feeds
from kg.site.machines.htaccess import htaccess
from kg.site.machines.sitemap import sitemap
from kg.site.overviews import about as about_record
from kg.site.overviews import brief, corrections, downloads, lists, matrix, pictures, search, start, unanswered, when
from kg.site.pages import actor, allegation, answers, data, gone, pair, source, statement, topic
from kg.site.relations import relations
from kg.site.search import files as searched
from kg.site.search.entries import order
from kg.site.words import words

OVERVIEWS: Final = (start, matrix, pictures, lists, corrections, unanswered, when, brief, ask, about_record, search)
"""The modules that make overviews, in the order of the navigation."""


def site(
    corpus: Corpus,
    edition: Edition,
    *,
    lang: str = "en",
    folder: str = "",
    base_url: str = "",
    known: Known | None = None,
    engine: Engine | None = None,
) -> Site:
    """The site of a corpus. `folder` is that of the claims as it was shown, `base_url` where the site will be read.

    `engine` answers what readers ask in their browser.
    """
    entries = tuple(entry for module in (*OVERVIEWS, downloads) for entry in module.ENTRIES)
    return Site(bidi.isolated(corpus), words(lang), edition, entries, folder, base_url, known or Known(), engine)


def files(found: Site, corpus: Corpus) -> Iterator[File]:
    """Every file of the site, each path once; `corpus` is the one that the site was made of."""
    sizes: dict[str, int] = {}
    for path, exported in exports(corpus):
        sizes[path] = len(exported)
        yield path, exported
        if found.engine and path == GRAPH:
            yield ask.GRAPH, ask_engine.graph(exported)
    for path, described in catalogue(found, dict(sizes)):
        sizes[path] = len(described)
        yield path, described
    yield from pages(found, sizes)
    yield from data.files(corpus)
    ordered = order(found)
    yield from searched.files(found, corpus, ordered)
    yield from filtered.files(found, ordered)
    yield from htaccess(found)


def pages(found: Site, sizes: Mapping[str, int] | None = None) -> Iterator[File]:
    """Every page, what pages share, and lists of pages; `sizes` are those of the exports by their paths."""
    listed = []
    for path, page in _lasting(found, sizes or {}):
        if path.endswith(".html") and not path.startswith(EMBEDDED):
            listed.append(path)
        yield path, page
    yield from gone.withdrawn(found)
    yield from gone.redirects(found)
    yield from feeds(found)
    yield from sitemap(found, listed)


def _lasting(found: Site, sizes: Mapping[str, int]) -> Iterator[File]:
    """All that is not in the place of something that is gone."""
    yield from frame.assets(found)
    yield from scripts.assets()
    for module in OVERVIEWS:
        yield from module.pages(found)
    yield from downloads.pages(found, sizes)
    named = relations(found.corpus)
    for kind in (actor, allegation, source, topic):
        yield from kind.pages(found, named)
    yield from statement.pages(found)
    yield from pair.pages(found)
    yield from answers.pages(found)


def about(corpus: Corpus) -> int:
    """About how many files there will be, for those who wait."""
    return 3 * sum(map(len, (corpus.actors, corpus.sources, corpus.topics, corpus.allegations, corpus.statements)))
