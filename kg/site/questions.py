"""What readers ask first, each with the ways to its answer.

The answers follow from counts alone, the same way for every record and every side.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.corpus.counting import count
from kg.site.addresses import Link, Links, overview, pair
from kg.site.disputed import most_disputed
from kg.site.frame import Site
from kg.site.matrix import Crossing, charges
from kg.site.overviews import when
from kg.site.pages import answers

_SHOWN: Final = 3
_YEARS: Final = 12


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and links to what answers it."""

    text: str
    links: tuple[Link, ...]


def questions(site: Site, links: Links) -> tuple[Question, ...]:
    """The questions that the record has answers for."""
    table = Crossing(site, "side", charges(site, "side"))
    found = (
        ("most", tuple(most(site, links, table))),
        ("unanswered", tuple(_unanswered(site, links, table))),
        ("each", tuple(_each(site, links, table))),
        ("history", tuple(links.allegation(id_) for id_ in most_disputed(site)[:_SHOWN])),
        ("when", when.years(site)[-_YEARS:]),
    )
    return tuple(Question(site.words(f"question.{key}"), of) for key, of in found if of)


def most(site: Site, links: Links, table: Crossing) -> Iterator[Link]:
    """Whoever is accused most, and who accuses them most."""
    w, accused = site.words, next(iter(table.accused), "")
    if not links.to("actor", accused):
        return
    number = count(site.corpus, table.accused[accused]).bare
    yield links.actor(accused, w("question.times", number=number))
    accusers = {one: ids for (one, other), ids in table.charges.items() if other == accused and one != accused}
    first = next(
        (id_ for id_ in table.accusers if id_ in accusers and len(accusers[id_]) == max(map(len, accusers.values()))), ""
    )
    if links.to("actor", first):
        often = w("question.by", number=count(site.corpus, accusers[first]).bare)
        yield Link(
            w("pair.direction", accuser=links.actor(first).text, accused=links.actor(accused).text), pair(first, accused), often
        )


def _unanswered(site: Site, links: Links, table: Crossing) -> Iterator[Link]:
    for id_ in table.columns[:_SHOWN]:
        if links.to("actor", id_) and any(one not in site.corpus.uncounted for one in table.accused[id_]):
            yield Link(site.words("question.against", name=links.actor(id_).text), f"{links.root}{answers.place(id_)}")


def _each(site: Site, links: Links, table: Crossing) -> Iterator[Link]:
    """The pairs with most accusations in both directions."""
    both: dict[tuple[str, str], int] = {}
    for (one, other), ids in table.charges.items():
        if one != other and links.to("actor", one) and links.to("actor", other):
            key = (min(one, other), max(one, other))
            both[key] = both.get(key, 0) + len(ids)
    for key in sorted(both, key=lambda key: (-both[key], key))[:_SHOWN]:
        names = [links.actor(id_).text for id_ in key]
        yield Link(site.words("pair.title", one=names[0], other=names[1]), f"{links.root}{pair(*key)}")
    yield Link(site.words("matrix.side"), overview("matrix"))
