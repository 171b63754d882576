"""Whom an actor accuses and who accuses it, most first, each with the answers that are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from kg.analysis.who import Pair
from kg.site.addresses import Link, Links, pair
from kg.site.analyses import Rankings
from kg.site.frame import Site
from kg.site.silences import Bar, bar

SHOWN: Final = 6
FOLDED: Final = 40


@dataclass(frozen=True, slots=True)
class Rank:
    """One accuser or accused, with the accusations between the two as a bar."""

    link: Link
    number: str
    bar: Bar


@dataclass(frozen=True, slots=True)
class Ranking:
    """All accusers or all accused: `total` are the accusations, each once, by the kind of silence."""

    key: str
    total: Bar
    shown: tuple[Rank, ...]
    folded: tuple[Rank, ...]
    more: int


def level(site: Site, id_: str) -> Rankings:
    """Where the actor is counted: among the sides if it is one there, or else among the actors."""
    sides = site.analyses.sides
    return sides if id_ in sides.by or id_ in sides.against else site.analyses.actors


def rankings(site: Site, id_: str, links: Links) -> tuple[Ranking, ...]:
    """Who accuses the actor, and whom it accuses."""
    counted = level(site, id_)
    is_side = counted is site.analyses.sides
    made = (
        _ranking(site, "accused_by", counted.against.get(id_, ()), lambda found: found.accuser, links, id_ if is_side else ""),
        _ranking(site, "accuses", counted.by.get(id_, ()), lambda found: found.accused, links, id_ if is_side else ""),
    )
    return tuple(one for one in made if one.shown)


def accusations(site: Site, id_: str) -> tuple[str, ...]:
    """The accusations against the actor, as they are counted in its ranking."""
    return tuple(dict.fromkeys(one for found in level(site, id_).against.get(id_, ()) for one in found.accusations))


def _ranking(site: Site, key: str, pairs: Sequence[Pair], who: Callable[[Pair], str], links: Links, side: str) -> Ranking:
    most = max((len(found.accusations) for found in pairs), default=1)

    def rank(found: Pair) -> Rank:
        other = who(found)
        link = links.actor(other)
        if side and other != side and link.href:
            link = Link(link.text, f"{links.root}{pair(side, other)}")
        counted = bar(site.corpus, found.accusations, 100 * len(found.accusations) / most)
        return Rank(link, counted.total, counted)

    shown = SHOWN if len(pairs) > SHOWN + 2 else len(pairs)
    total = bar(site.corpus, dict.fromkeys(one for found in pairs for one in found.accusations))
    ranks = tuple(map(rank, pairs[: SHOWN + FOLDED]))
    return Ranking(key, total, ranks[:shown], ranks[shown:], len(pairs) - len(ranks))
