"""What was taken back, corrected or given up by those who said it, what this record had wrong, and which addresses moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypeAlias, TypeVar

from kg.corpus.aftermath import FATES, Later
from kg.corpus.labels import label, names
from kg.site.addresses import ROWS, Link, record
from kg.site.dates import in_words
from kg.site.frame import Entry, File, Site
from kg.site.listing import Row

ENTRIES = (Entry("corrections"),)


@dataclass(frozen=True, slots=True)
class Taken:
    """Words that became something else later: those words, what did it, and who, where it was not the speaker."""

    earlier: Row
    later: Row
    whose: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A record that is no longer as it was: what leads to its address, when, why, and what showed it."""

    link: Link
    when: str = ""
    reason: str = ""
    source: Link | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What a page shows of one list."""

    key: str
    total: int
    taken: tuple[Taken, ...]
    gone: tuple[Gone, ...]
    number: int
    pages: int


_Made: TypeAlias = Callable[[str, int], Part]
_T = TypeVar("_T")


def pages(site: Site) -> Iterator[File]:
    """The page of all corrections, and the further pages of its lists."""
    made = dict(_lists(site))
    path = "corrections.html"
    title = site.words("nav.corrections")
    yield site.page(
        path,
        "corrections.html.j2",
        title=title,
        heading=title,
        parts=tuple(make(path, 1) for make in made.values()),
        is_first=True,
        feed="corrected.atom",
    )
    for key, make in made.items():
        for number in range(2, make(path, 1).pages + 1):
            at = f"corrections/{key}-{number}.html"
            yield site.page(
                at,
                "corrections.html.j2",
                title=site.words("list.page", title=f"{title}: {site.words(f'corrections.{key}')}", number=number),
                heading=title,
                parts=(make(at, number),),
                is_first=False,
            )


def _lists(site: Site) -> Iterator[tuple[str, _Made]]:
    """By the name of each list that has something in it: what makes a page of it."""
    yield from _withdrawn(site)
    by: dict[str, list[tuple[str, Later]]] = {fate: [] for fate in FATES}
    for id_ in site.corpus.reading_order:
        for later in site.corpus.aftermath.get(id_, ()):
            by[later.fate].append((id_, later))
    for fate, found in by.items():
        if found:
            yield (key := fate.replace(" ", "-")), _taken(site, key, found)
    moved = [(one.kind, old, one.id) for one in site.corpus.whole() if one.kind not in {"dataset", "draft"} for old in one.was]
    moved = sorted((kind, old, id_) for kind, old, id_ in moved if old not in site.corpus.kinds)
    if moved:
        yield "moved", _moved(site, moved)


def _taken(site: Site, key: str, found: Sequence[tuple[str, Later]]) -> _Made:
    def make(path: str, number: int) -> Part:  # noqa: ARG001 - lines find their own way
        taken = tuple(
            Taken(site.rows.row(id_), site.rows.row(later.by), names(site.corpus, later.whose) if later.whose else "")
            for id_, later in _cut(found, number)
        )
        return Part(key, len(found), taken, (), number, _pages(found))

    return make


def _withdrawn(site: Site) -> Iterator[tuple[str, _Made]]:
    """The statements that this record had wrong, the latest first."""
    found = [(one.withdrawn, one) for one in site.corpus.statements.values() if one.withdrawn is not None]
    found.sort(key=lambda pair: pair[1].id)
    found.sort(key=lambda pair: pair[0].date.text, reverse=True)

    def make(path: str, number: int) -> Part:
        links = site.links(path)
        gone = tuple(
            Gone(
                Link(label(site.corpus, one), f"{links.root}{record('statement', one.id)}"),
                in_words(why.date, site.words.dates),
                why.reason,
                links.of(why.source) if why.source else None,
            )
            for why, one in _cut(found, number)
        )
        return Part("withdrawn", len(found), (), gone, number, _pages(found))

    if found:
        yield "withdrawn", make


def _moved(site: Site, found: Sequence[tuple[str, str, str]]) -> _Made:
    def make(path: str, number: int) -> Part:
        links = site.links(path)
        gone = []
        for kind, old, id_ in _cut(found, number):
            new = links.allegation(id_) if kind == "allegation" else links.of(id_)
            gone.append(Gone(Link(old, f"{links.root}{record(kind, old)}"), source=new))
        return Part("moved", len(found), (), tuple(gone), number, _pages(found))

    return make


def _cut(found: Sequence[_T], number: int) -> Sequence[_T]:
    return found[(number - 1) * ROWS : number * ROWS]


def _pages(found: Sequence[object]) -> int:
    return ceil(len(found) / ROWS)
