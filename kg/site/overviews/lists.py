"""Every record of a kind in a list, so that each page is a few clicks from the start: allegations, actors, sources, topics."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil

from kg.corpus.belonging import is_plain
from kg.corpus.counting import count
from kg.corpus.labels import label
from kg.ids import skeleton
from kg.site.addresses import ROWS, Link, overview
from kg.site.filter.bar import bar
from kg.site.frame import Entry, File, Site
from kg.site.overviews import when
from kg.site.search.entries import entry as shown_entry
from kg.site.search.entries import statements

ENTRIES = (Entry("allegations"), Entry("actors"), Entry("sources"), Entry("topics"), Entry("statements"))


@dataclass(frozen=True, slots=True)
class Item:
    """A record in a list: its kind, its id, what it is called, what is said behind it, and how many statements belong to it."""

    kind: str
    id: str
    text: str
    more: str
    number: str


def pages(site: Site) -> Iterator[File]:
    """All lists, each with its further pages."""
    for entry in ENTRIES:
        ids = _ORDERED[entry.name](site)
        last = max(1, ceil(len(ids) / ROWS))
        for number in range(1, last + 1):
            chosen = ids[(number - 1) * ROWS : number * ROWS]
            title = site.words(f"nav.{entry.name}")
            yield site.page(
                overview(entry.name, number),
                "overview.html.j2",
                title=title if number == 1 else site.words("list.page", title=title, number=number),
                heading=title,
                narrow=bar(site, entry.name[:-1], len(ids)),
                stem=entry.name,
                intro=site.words(f"intro.{entry.name}"),
                items=[_item(site, entry.name, id_) for id_ in chosen] if entry.name != "statements" else (),
                rows=[site.rows.row(id_) for id_ in chosen] if entry.name == "statements" else (),
                years=when.years(site) if entry.name == "statements" and number == 1 else (),
                total=len(ids),
                number=number,
                pages=last,
                start=(number - 1) * ROWS + 1,
            )


def _allegations(site: Site) -> list[str]:
    """Those of which most was said first."""
    return sorted(
        site.corpus.allegations,
        key=lambda id_: (-len(statements(site, "allegation", id_)), skeleton(site.corpus.allegations[id_].text), id_),
    )


def _actors(site: Site) -> list[str]:
    return sorted(site.corpus.actors, key=lambda id_: (skeleton(site.corpus.actors[id_].name), id_))


def _sources(site: Site) -> list[str]:
    return sorted(site.corpus.sources, key=lambda id_: (skeleton(label(site.corpus, site.corpus.sources[id_])), id_))


def _topics(site: Site) -> list[str]:
    return sorted(site.corpus.topics, key=lambda id_: (skeleton(site.corpus.topics[id_].label), id_))


_ORDERED: dict[str, Callable[[Site], list[str]]] = {
    "allegations": _allegations,
    "actors": _actors,
    "sources": _sources,
    "topics": _topics,
    "statements": lambda site: list(site.corpus.reading_order),
}


def _item(site: Site, name: str, id_: str) -> Item:
    kind = name[:-1]
    shown = shown_entry(site, kind, id_)
    return Item(kind, id_, shown.text, shown.more, _counted(site, statements(site, kind, id_)))


def _counted(site: Site, ids: tuple[str, ...] | list[str]) -> str:
    """How many statements these are, as every report counts; those known on the word of others at the upper end alone."""
    plain = [id_ for id_ in ids if is_plain(site.corpus.resolved[id_])]
    others = [id_ for id_ in ids if not is_plain(site.corpus.resolved[id_])]
    return count(site.corpus, plain, others).bare


def links(site: Site) -> tuple[Link, ...]:
    """The lists, for the start page."""
    return tuple(
        Link(site.words(f"nav.{entry.name}"), overview(entry.name), site.words(f"intro.{entry.name}")) for entry in ENTRIES
    )
