"""The allegations that most statements dispute, each with a small strip in time, all on one axis and one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.corpus.affiliation import Span
from kg.corpus.counting import count
from kg.ids import skeleton
from kg.site.addresses import Link, Links
from kg.site.events import events
from kg.site.frame import Site
from kg.site.strip import Strip, axis, columns

MOST: Final = 6
"""The most allegations that are shown."""
_HEIGHT: Final = 24


@dataclass(frozen=True, slots=True)
class Disputed:
    """An allegation, how many statements put it forward and dispute it, and both in time where days are known."""

    allegation: Link
    above: str
    below: str
    strip: Strip | None


def most_disputed(site: Site) -> tuple[str, ...]:
    """The allegations of which most statements dispute something, most first."""
    corpus = site.corpus
    number = {id_: count(corpus, *_split(site, id_, "disputed")).number for id_ in corpus.allegations}
    found = [id_ for id_, one in number.items() if one.most]
    found.sort(key=lambda id_: (-number[id_].least, -number[id_].most, skeleton(corpus.allegations[id_].text), id_))
    return tuple(found[:MOST])


def disputed(site: Site, links: Links) -> tuple[Disputed, ...]:
    """What the start page shows of them."""
    chosen = most_disputed(site)
    both = {id_: (_said(site, id_, "put forward"), _said(site, id_, "disputed")) for id_ in chosen}
    found = {
        id_: [event for event in (*events(site, above, "above"), *events(site, below, "below")) if event.span != Span()]
        for id_, (above, below) in both.items()
    }
    along = axis(event.span for each in found.values() for event in each)
    most = max((columns(each, along, _HEIGHT).most for each in found.values()), default=1) if along else 1
    return tuple(
        Disputed(
            links.allegation(id_),
            count(site.corpus, *_split(site, id_, "put forward")).bare,
            count(site.corpus, *_split(site, id_, "disputed")).bare,
            columns(found[id_], along, _HEIGHT, len(set().union(*both[id_])) - len(found[id_]), most=most, ticks=6)
            if along
            else None,
        )
        for id_ in chosen
    )


def _split(site: Site, id_: str, held: str) -> tuple[Sequence[str], Sequence[str]]:
    """The statements that hold it, and those that others say do."""
    lists = site.index.allegations.get(id_, {})
    return lists.get(held, ()), lists.get(f"others: {held}", ())


def _said(site: Site, id_: str, held: str) -> tuple[str, ...]:
    return tuple(one for ids in _split(site, id_, held) for one in ids if one not in site.corpus.uncounted)
