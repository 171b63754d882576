"""A brief: the record on two printed pages, for those who have five minutes; every number leads to what it counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.site.addresses import embed
from kg.site.disputed import disputed
from kg.site.frame import Entry, File, Site
from kg.site.hands import hands
from kg.site.matrix import Crossing, charges
from kg.site.overviews.about import period
from kg.site.overviews.start import kinds
from kg.site.questions import most
from kg.site.unknowns import answers, unknowns

ENTRIES = (Entry("brief"),)
_COLUMNS: Final = 7
_ROWS: Final = 10


def pages(site: Site) -> Iterator[File]:
    """The brief."""
    path = "brief.html"
    links, corpus, w = site.links(path), site.corpus, site.words
    table = Crossing(site, "side", charges(site, "side"), columns=_COLUMNS, rows=_ROWS)
    numbers = {"n": len(corpus.resolved)}
    yield site.page(
        path,
        "brief.html.j2",
        title=w("brief.title", title=corpus.title),
        summary=w("start.what"),
        description=corpus.dataset.description if corpus.dataset else None,
        counted=(
            w("brief.statements", **numbers),
            w("brief.records", allegations=w.number(len(corpus.allegations)), sources=w.number(len(corpus.sources))),
            period(site),
        ),
        most=tuple(most(site, links, table)),
        matrix=table.page(path),
        answers=answers(site),
        kinds=kinds(site),
        disputed=disputed(site, links),
        hands=hands(site, links),
        unknowns=tuple(unknowns(site)),
        embed=embed("matrix.html"),
    )
