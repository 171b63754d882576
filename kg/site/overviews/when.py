"""What was said in a year or a month: what surely belongs to it, and apart and pale what may."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.corpus.belonging import is_plain
from kg.corpus.counting import count
from kg.site.addresses import Link
from kg.site.frame import Entry, File, Site
from kg.site.listing import Part
from kg.site.months import Month, Months

ENTRIES: tuple[Entry, ...] = ()
_PLACE = "when"


def years(site: Site, root: str = "") -> tuple[Link, ...]:
    """A link to each year, with how much surely belongs to it."""
    return _links(site, Months(site.corpus), Months(site.corpus).years(), root)


def pages(site: Site) -> Iterator[File]:
    """The page of every year and of every month that has something, with their further pages."""
    months = Months(site.corpus)
    every = months.years()
    for year in every:
        yield from _page(site, months, year, every)
        of = months.of(year)
        for month in of:
            yield from _page(site, months, month, of)


def _page(site: Site, months: Months, at: Month, beside: Sequence[Month]) -> Iterator[File]:
    """A year has links to its months and lists only what belongs to none of them for certain; a month lists all of its own."""
    w, held = site.words, months.held[at]
    name = at.words(w.dates)
    inside = months.of(at) if not at.number else ()
    sure_of_month = {id_ for month in inside for id_ in months.held[month].surely}
    own = [id_ for id_ in held.surely if id_ not in sure_of_month]
    surely = w("when.surely", when=name) if at.number else w("when.year", when=name)
    lists = [("surely", surely, own), ("perhaps", w("when.perhaps", when=name), held.perhaps)]
    path = place(at)
    n = beside.index(at)
    yield site.page(
        path,
        "when.html.j2",
        title=w("when.title", when=name),
        summary=w("when.notice"),
        heading=w("when.title", when=name),
        counted=counted(site, held.surely),
        up=Link(w("when.year_title", when=at.year), f"{site.links(path).root}{place(Month(at.year))}") if at.number else None,
        before=_links(site, months, beside[max(0, n - 1) : n], "../"),
        after=_links(site, months, beside[n + 1 : n + 2], "../"),
        inside=_links(site, months, inside, "../"),
        parts=site.rows.parts(lists),
        has_month=bool(at.number),
        stem=path.removesuffix(".html"),
        first=path,
    )
    for key, heading, ids in lists:
        for number in range(2, site.rows.part(key, heading, ids).pages + 1):
            yield _further(site, path, name, site.rows.part(key, heading, ids, number))


def _further(site: Site, path: str, name: str, part: Part) -> File:
    stem = f"{path.removesuffix('.html')}/{part.key}"
    title = site.words("when.title", when=name)
    return site.page(
        f"{stem}-{part.number}.html",
        "list.html.j2",
        title=f"{part.heading}, {part.number}",
        back=Link(title, path),
        part=part,
        is_shelf=False,
        stem=stem,
        first=path,
    )


def _links(site: Site, months: Months, of: Sequence[Month], root: str) -> tuple[Link, ...]:
    return tuple(
        Link(month.words(site.words.dates), f"{root}{place(month)}", counted(site, months.held[month].surely)) for month in of
    )


def counted(site: Site, ids: Sequence[str]) -> str:
    """How many statements these are; those known on the word of others at the upper end alone."""
    plain = [id_ for id_ in ids if is_plain(site.corpus.resolved[id_])]
    return count(site.corpus, plain, [id_ for id_ in ids if not is_plain(site.corpus.resolved[id_])]).bare


def place(month: Month) -> str:
    """The path of the page of a year or a month."""
    return f"{_PLACE}/{month.key}.html"
