"""The page of two sides: what each accuses the other of and what was answered, facing each other on one axis of time.

Months in which the record has nothing between them are shown as gaps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final, NamedTuple

from kg.corpus.level import speakers_at
from kg.corpus.resolution import Resolved
from kg.corpus.silence import silence
from kg.site.addresses import ROWS, Link, embed, glossary, pair
from kg.site.analyses import Rankings
from kg.site.dates import Phrases
from kg.site.events import events
from kg.site.frame import File, Site
from kg.site.listing import Row
from kg.site.silences import Bar, bar
from kg.site.strip import Event, Strip, strip

_ENDING: Final = ".html"
_GAP: Final = 3
"""So many months without anything are shown as a gap."""


class Month(NamedTuple):
    """A month, or where that is 0 a year."""

    year: int
    month: int

    def words(self, phrases: Phrases) -> str:
        """Its name, such as "April 2017"."""
        names = phrases["months"].split()
        return phrases["month"].format(month=names[self.month - 1], year=self.year) if self.month else f"{self.year}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A statement in the column of whoever made it, and what is known of an answer if it accuses."""

    row: Row
    silence: Link | None


@dataclass(frozen=True, slots=True)
class Time:
    """A month, a year, or what is not known to the year, with the statements of both sides; or a gap without any."""

    label: str
    left: tuple[Cell, ...]
    right: tuple[Cell, ...]
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Direction:
    """The accusations of one of the two against the other."""

    heading: str
    accuser: Link
    bar: Bar


@dataclass(frozen=True, slots=True)
class Facing:
    """All that the page shows; `times` are those of one page of it."""

    sides: tuple[Link, Link]
    directions: tuple[Direction, Direction]
    strip: Strip | None
    times: tuple[Time, ...]
    number: int
    pages: int
    stem: str
    first: str


def pages(site: Site) -> Iterator[File]:
    """The page of every two sides of which one accuses the other, and its further pages."""
    counted = site.analyses.sides
    both = {(min(key), max(key)) for key in counted.pairs if key[0] != key[1] and site.corpus.actors.keys() >= {*key}}
    for one, other in sorted(both):
        path = pair(one, other)
        charges = tuple(_accusations(counted, *key) for key in ((one, other), (other, one)))
        left, right = ({*_own(site, counted, key, own)} for key, own in (((one, other), one), ((other, one), other)))
        found = site.corpus.in_time(left | right)
        last = max(1, ceil(len(found) / ROWS))
        for number in range(1, last + 1):
            at = path if number == 1 else f"{path.removesuffix(_ENDING)}/time-{number}{_ENDING}"
            links = site.links(at)
            names = (links.actor(one), links.actor(other))
            title = site.words("pair.title", one=names[0].text, other=names[1].text)
            view = Facing(
                names,
                (_direction(site, names, charges[0]), _direction(site, names[::-1], charges[1])),
                strip(tuple(_events(site, charges))) if number == 1 else None,
                tuple(_times(site, found[(number - 1) * ROWS : number * ROWS], left, right, links.root)),
                number,
                last,
                f"{path.removesuffix(_ENDING)}/time",
                path,
            )
            titled = title if number == 1 else site.words("list.page", title=title, number=number)
            figure = embed(path) if view.strip else ""
            yield site.page(at, "pair.html.j2", title=titled, heading=title, view=view, embed=figure)
            if view.strip:
                yield _figure(site, path, title, view)


def _figure(site: Site, path: str, title: str, view: Facing) -> File:
    above, below = (one.heading for one in view.directions)
    w = site.words
    words = {"label": w("pair.strip"), "above": w("pair.above", text=above), "below": w("pair.below", text=below)}
    return site.figure(path, title, view.strip, **words)


def _accusations(counted: Rankings, accuser: str, accused: str) -> tuple[str, ...]:
    found = counted.pairs.get((accuser, accused))
    return found.accusations if found else ()


def _own(site: Site, counted: Rankings, key: tuple[str, str], own: str) -> Iterator[str]:
    """What one of the two said: its accusations, and its answers to those of the other."""
    yield from _accusations(counted, *key)
    against = counted.pairs.get((key[1], key[0]))
    for id_ in against.answers if against else ():
        if own in speakers_at(site.corpus, site.corpus.resolved[id_], "side"):
            yield id_


def _direction(site: Site, sides: Sequence[Link], ids: tuple[str, ...]) -> Direction:
    heading = site.words("pair.direction", accuser=sides[0].text, accused=sides[1].text)
    return Direction(heading, sides[0], bar(site.corpus, ids))


def _events(site: Site, charges: Sequence[Sequence[str]]) -> Iterator[Event]:
    yield from events(site, charges[0], "above")
    yield from events(site, charges[1], "below")


def _times(site: Site, ids: Iterable[str], left: set[str], right: set[str], root: str) -> Iterator[Time]:
    """The statements month by month, those of a year without a month before them, and last what is not known to the year."""
    by: dict[Month | None, list[str]] = {}
    for id_ in ids:
        by.setdefault(_month(site.corpus.resolved[id_]), []).append(id_)
    free = 0
    for month in sorted(month for month in by if month is not None):
        start = 12 * month.year + max(0, month.month - 1)
        if free and start - free >= _GAP:
            yield _gap(site, free, start - 1)
        yield _time(site, month.words(site.words.dates), by[month], left, right, root)
        free = max(free, start + (1 if month.month else 12))  # what is known to the year may be of any month of it
    if None in by:
        yield _time(site, site.words("pair.undated"), by[None], left, right, root)


def _month(resolved: Resolved) -> Month | None:
    """The month in which it surely was said, or the year alone; None where not even that is sure."""
    first, last = resolved.span
    if first is None or last is None or first.year != last.year:
        return None
    return Month(first.year, first.month if first.month == last.month else 0)


def _gap(site: Site, first: int, last: int) -> Time:
    """Months, counted from the year 0, in which nothing was said."""
    names = (Month(month // 12, month % 12 + 1).words(site.words.dates) for month in (first, last))
    return Time(" – ".join(dict.fromkeys(names)), (), (), site.words("pair.gap"))


def _time(site: Site, label: str, ids: Sequence[str], left: set[str], right: set[str], root: str) -> Time:
    first, second = (tuple(_cell(site, id_, root) for id_ in ids if id_ in own) for own in (left, right))
    return Time(label, first, second)


def _cell(site: Site, id_: str, root: str) -> Cell:
    accuses = site.corpus.resolved[id_].act == "accuses" and id_ not in site.corpus.uncounted
    kind = silence(site.corpus, id_)
    return Cell(site.rows.row(id_), Link(site.words.term("silence", kind), glossary(root, "silence", kind)) if accuses else None)
