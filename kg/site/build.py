"""All files of a site, one after the other: pages of records and their data, overviews, styles.

To add an overview, write a module in `kg.site.overviews` with `ENTRIES` and `pages`, and put it into `OVERVIEWS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.corpus.corpus import Corpus
from kg.site import bidi, frame, scripts
from kg.site.edition import Edition
from kg.site.filter import files as filtered
from kg.site.frame import File, Known, Site
from kg.site.overviews import about as about_record
from kg.site.overviews import brief, corrections, lists, matrix, pictures, search, start, unanswered, when
from kg.site.pages import actor, allegation, answers, data, gone, pair, source, statement, topic
from kg.site.relations import relations
from kg.site.search import files as searched
from kg.site.search.entries import order
from kg.site.words import words

OVERVIEWS: Final = (start, matrix, pictures, lists, corrections, unanswered, when, brief, about_record, search)
"""The modules that make overviews, in the order of the navigation."""


def site(
    corpus: Corpus, edition: Edition, *, lang: str = "en", folder: str = "", base_url: str = "", known: Known | None = None
) -> Site:
    """The site of a corpus. `folder` is that of the claims as it was shown, `base_url` where the site will be read."""
    entries = tuple(entry for module in OVERVIEWS for entry in module.ENTRIES)
    return Site(bidi.isolated(corpus), words(lang), edition, entries, folder, base_url, known or Known())


def files(found: Site, corpus: Corpus) -> Iterator[File]:
    """Every file of the site, each path once; `corpus` is the one that the site was made of."""
    yield from pages(found)
    yield from data.files(corpus)
    ordered = order(found)
    yield from searched.files(found, corpus, ordered)
    yield from filtered.files(found, ordered)


def pages(found: Site) -> Iterator[File]:
    """Every page, and what pages share."""
    yield from frame.assets(found)
    yield from scripts.assets()
    for module in OVERVIEWS:
        yield from module.pages(found)
    named = relations(found.corpus)
    for kind in (actor, allegation, source, topic):
        yield from kind.pages(found, named)
    yield from statement.pages(found)
    yield from pair.pages(found)
    yield from answers.pages(found)
    yield from gone.withdrawn(found)
    yield from gone.redirects(found)


def about(corpus: Corpus) -> int:
    """About how many files there will be, for those who wait."""
    return 3 * sum(map(len, (corpus.actors, corpus.sources, corpus.topics, corpus.allegations, corpus.statements)))
