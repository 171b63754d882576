"""The page of everything that can be downloaded: the record in the formats of other tools, and feeds to follow it by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.site.addresses import Link, overview
from kg.site.frame import Entry, File, Site
from kg.site.machines import feeds
from kg.site.machines.exports import GROUPS, group

ENTRIES = (Entry("data", in_nav=False),)


@dataclass(frozen=True, slots=True)
class Group:
    """The files of one kind of export."""

    key: str
    files: tuple[Link, ...]


def pages(site: Site, sizes: Mapping[str, int]) -> Iterator[File]:
    """The page; `sizes` are those of the exports by their paths."""
    held = {key: tuple(_file(site, path, size) for path, size in sizes.items() if group(path) == key) for key in GROUPS}
    path = overview("data")
    yield site.page(
        path,
        "downloads.html.j2",
        title=site.words("nav.data"),
        summary=site.words("data.intro"),
        groups=tuple(Group(key, files) for key, files in held.items() if files),
        feeds=tuple(Link(site.words(key), name) for key, name in (("feed.new", feeds.NEW), ("feed.corrected", feeds.CORRECTED)))
        if site.day
        else (),
        feed=feeds.NEW,
    )


def _file(site: Site, path: str, size: int) -> Link:
    return Link(path.rpartition("/")[2], path, _size(site, size))


def _size(site: Site, size: int) -> str:
    """A size in the unit in which people read it."""
    for unit, least in (("MB", 1_000_000), ("kB", 1_000)):
        if size >= least:
            return f"{site.words.number(round(size / least))} {unit}"
    return f"{size} B"
