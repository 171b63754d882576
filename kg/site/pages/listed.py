"""A record's page that is facts and lists of statements, with the pages on which its longer lists go on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.site.addresses import Link, continued, record
from kg.site.frame import File, Site
from kg.site.listing import Part, further

Facts = tuple[tuple[str, tuple[Link, ...]], ...]
"""Facts in short: each the key of a word and the values under it."""
Lists = Sequence[tuple[str, str, Sequence[str]]]
"""Lists of statements: for each its key in addresses, its heading, its statements in the order of time."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Links to other records under a heading, such as the narrower allegations of one."""

    heading: str
    links: tuple[Link, ...]


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


def shelves(pairs: Iterator[tuple[str, tuple[Link, ...]]]) -> tuple[Shelf, ...]:
    """The headings under which there is something."""
    return tuple(Shelf(heading, links) for heading, links in pairs if links)


def pages(site: Site, kind: str, title: str, view: Listed, lists: Lists, **more: Any) -> Iterator[File]:
    """The page of a record, and the further pages of its lists."""
    path = record(kind, view.id)
    yield site.page(path, f"record_{kind}.html.j2", title=title, record=(kind, view.id), view=view, **more)

    def made(part: Part) -> File:
        return site.page(
            continued(kind, view.id, part.key, part.number),
            "list.html.j2",
            title=f"{title}: {part.heading}, {part.number}",
            back=Link(title, path),
            part=part,
            stem=f"{kind}/{view.id}/{part.key}",
            first=path,
        )

    yield from further(lists, site.rows, made)
