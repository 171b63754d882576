"""The start page: what this is and is not, who accuses whom, what is disputed, unanswered and unknown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.site.addresses import Link, overview
from kg.site.disputed import disputed
from kg.site.filter.bar import bar
from kg.site.frame import Entry, File, Site
from kg.site.matrix import Crossing, charges
from kg.site.overviews import lists
from kg.site.questions import questions
from kg.site.silences import Share
from kg.site.tours import tours
from kg.site.unknowns import answers, place, unknowns

ENTRIES = (Entry("index"),)
_COLUMNS: Final = 7
_ROWS: Final = 8


def pages(site: Site) -> Iterator[File]:
    """The start page."""
    corpus = site.corpus
    path = overview("index")
    links = site.links(path)
    counts = (
        ("statements", len(corpus.resolved)),
        ("allegations", len(corpus.allegations)),
        ("actors", len(corpus.actors)),
        ("sources", len(corpus.sources)),
        ("topics", len(corpus.topics)),
    )
    yield site.page(
        path,
        "start.html.j2",
        title=corpus.title,
        narrow=bar(site),
        summary=site.words("start.what"),
        feed="new.atom",
        description=corpus.dataset.description if corpus.dataset else None,
        counts=tuple((name, number) for name, number in counts if number),
        questions=questions(site, links),
        matrix=Crossing(site, "side", charges(site, "side"), columns=_COLUMNS, rows=_ROWS).page(path),
        disputed=disputed(site, links),
        answers=answers(site),
        kinds=kinds(site),
        unknowns=tuple(unknowns(site)),
        tours=tours(site, links),
        lists=lists.links(site),
    )


def kinds(site: Site) -> tuple[tuple[str, Link, str], ...]:
    """The kinds of silence that accusations met, each with its list and what it means."""
    return tuple(_kind(site, share) for share in answers(site).shares)


def _kind(site: Site, share: Share) -> tuple[str, Link, str]:
    """A kind of silence, the list of the accusations that met it, and what it means."""
    link = Link(site.words.term("silence", share.kind), f"{place(share.kind)}.html", share.number)
    return share.kind, link, site.words(f"meant.{share.kind}")
