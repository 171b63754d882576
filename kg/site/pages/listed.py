"""A record's page that is facts and lists of statements, with the pages on which its longer lists go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Final

from kg.site.addresses import ROWS, Link, Links, continued, feed, record
from kg.site.frame import File, Site
from kg.site.listing import Part

_TEMPLATES: Final = {
    "actor": "record_actor.html.j2",
    "allegation": "record_allegation.html.j2",
    "source": "record_source.html.j2",
    "topic": "record_topic.html.j2",
}
Facts = tuple[tuple[str, tuple[Link, ...]], ...]
"""Facts in short: each the key of a word and the values under it."""
Lists = Sequence[tuple[str, str, Sequence[str]]]
"""Lists of statements: for each its key in addresses, its heading, its statements in the order of time."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Links to other records under a heading, such as the narrower allegations of one; of many the part that one page shows."""

    key: str
    heading: str
    links: tuple[Link, ...]
    total: int
    number: int = 1
    pages: int = 1


Wanted = tuple[str, str, str, tuple[str, ...]]
"""A shelf: the family and the key of its heading among the words, and the kind and the ids of what is on it."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a record's page shows of all kinds alike."""

    id: str
    heading: str
    facts: Facts
    shelves: tuple[Shelf, ...]
    lists: tuple[Part, ...]
    note: str | None


def facts(pairs: Iterator[tuple[str, tuple[Link, ...]]]) -> Facts:
    """The facts that have a value."""
    return tuple((key, links) for key, links in pairs if links)


def shelf(key: str, heading: str, of: Sequence[str], link: Callable[[str], Link], number: int = 1) -> Shelf:
    """One page of the links to the records `of`."""
    chosen = of[(number - 1) * ROWS : number * ROWS]
    return Shelf(key, heading, tuple(map(link, chosen)), len(of), number, max(1, ceil(len(of) / ROWS)))


def shelves(site: Site, path: str, wanted: Iterable[Wanted]) -> tuple[Shelf, ...]:
    """The first page of each shelf that has something on it."""
    links = site.links(path)
    return tuple(shelf(key, site.words(f"{family}.{key}"), of, _linking(links, kind)) for family, key, kind, of in wanted if of)


def pages(
    site: Site, kind: str, title: str, view: Listed, lists: Lists, shelved: Iterable[Wanted] = (), **more: Any
) -> Iterator[File]:
    """The page of a record, and the further pages of its lists."""
    path = record(kind, view.id)
    yield site.page(path, _TEMPLATES[kind], title=title, record=(kind, view.id), feed=feed(kind, view.id), view=view, **more)
    yield from rest(site, (kind, view.id), title, lists, shelved)


def rest(site: Site, of: tuple[str, str], title: str, lists: Lists, shelved: Iterable[Wanted] = ()) -> Iterator[File]:
    """The further pages of the lists and shelves of one record, given by its kind and its id."""

    def made(part: Part | Shelf) -> File:
        return site.page(
            continued(*of, part.key, part.number),
            "list.html.j2",
            title=f"{title}: {part.heading}, {part.number}",
            back=Link(title, record(*of)),
            part=part,
            is_shelf=isinstance(part, Shelf),
            stem=f"{of[0]}/{of[1]}/{part.key}",
            first=record(*of),
        )

    for key, heading, ids in lists:
        for number in range(2, ceil(len(ids) / ROWS) + 1):
            yield made(site.rows.part(key, heading, ids, number))
    for family, key, kind, ids in shelved:
        for number in range(2, ceil(len(ids) / ROWS) + 1):
            link = _linking(site.links(continued(*of, key, number)), kind)
            yield made(shelf(key, site.words(f"{family}.{key}"), ids, link, number))


def _linking(links: Links, kind: str) -> Callable[[str], Link]:
    return {"actor": links.actor, "allegation": links.allegation}.get(kind, links.of)
