"""The matrix: who accuses whom, between sides and between actors, in all and by year and topic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from kg.analysis.who import charges as all_charges
from kg.corpus.affiliation import Span
from kg.corpus.filters import Filter
from kg.corpus.level import Level
from kg.site.addresses import ROWS, Link, embed
from kg.site.filter.bar import bar
from kg.site.frame import Entry, File, Site
from kg.site.matrix import Charges, Crossing, Number, charges, number

ENTRIES = (Entry("matrix"),)
_UNKNOWN = "matrix/unknown"


@dataclass(slots=True)
class Slice:
    """A part of the accusations, or all, with a page of its own at `name`; `perhaps` are how many more may belong to it.

    It has the accusations on a `topic`, or of a `year`, or those of no certain year where that is "unknown".
    """

    name: str
    label: str
    charges: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    ids: dict[str, None] = field(default_factory=dict)
    perhaps: int = 0
    year: str = ""
    topic: str = ""

    def add(self, key: tuple[str, str], id_: str) -> None:
        """Put an accusation into it."""
        self.charges.setdefault(key, []).append(id_)
        self.ids[id_] = None


def pages(site: Site) -> Iterator[File]:
    """The matrix of sides, that of actors, and that of each year and topic."""
    sides = charges(site, "side")
    years, topics = by_year(site, sides), by_topic(site, sides)
    yield from _table(site, _whole("matrix", sides), "side", years, topics)
    yield from _table(site, _whole("matrix/actors", charges(site, "actor")), "actor", years, topics)
    for one in (*years, *topics):
        yield from _table(site, one, "side", years, topics)


def _whole(name: str, of: Charges) -> Slice:
    return Slice(name, "", {key: [*ids] for key, ids in of.items()})


def _table(site: Site, one: Slice, level: Level, years: Sequence[Slice], topics: Sequence[Slice]) -> Iterator[File]:
    crossing = Crossing(site, level, one.charges)
    heading = site.words(f"matrix.{level}")
    title = f"{heading}: {one.label}" if one.label else heading
    first = f"{one.name}.html"
    for at in range(1, crossing.pages + 1):
        path = first if at == 1 else f"{one.name}/rows-{at}.html"
        root = site.links(path).root
        yield site.page(
            path,
            "matrix.html.j2",
            title=title if at == 1 else site.words("list.page", title=title, number=at),
            heading=heading,
            label=one.label,
            view=crossing.page(path, at),
            level=level,
            slice=one,
            narrow=bar(site, is_sorted=True),
            stem=f"{one.name}/rows",
            first=first,
            ways=tuple(_way(site, root, name, path) for name in ("matrix", "matrix/actors")),
            years=tuple(_link(site, root, each) for each in years),
            topics=tuple(_link(site, root, each) for each in topics),
            unnamed=0 if one.label else len(all_charges(site.corpus, Filter()).unnamed),
            perhaps=one.perhaps,
            embed=embed(first),
        )
    shown = site.words("matrix.shown", label=one.label) if one.label else ""
    yield site.figure(first, title, matrix=crossing.page(embed(first)), shown=shown)


def _way(site: Site, root: str, name: str, path: str) -> Link:
    words = site.words("matrix.side" if name == "matrix" else "matrix.actor")
    return Link(words, "" if path == f"{name}.html" else f"{root}{name}.html")


def _link(site: Site, root: str, one: Slice) -> tuple[Link, Number]:
    return Link(one.label, f"{root}{one.name}.html"), number(site.corpus, one.ids)


def by_year(site: Site, of: Charges) -> tuple[Slice, ...]:
    """The accusations by the year in which they surely were made, and last those of which the year is not certain.

    Of many years those with most accusations are shown.
    """
    corpus = site.corpus
    found: dict[int, Slice] = {}
    unknown = Slice(_UNKNOWN, site.words("matrix.unknown"), year="unknown")
    for key, ids in of.items():
        for id_ in ids:
            year = _year(corpus.resolved[id_].span, is_exact=not corpus.resolved[id_].date.qualified)
            if year is None:
                unknown.add(key, id_)
            else:
                found.setdefault(year, Slice(f"matrix/{year:04}", f"{year}", year=f"{year:04}")).add(key, id_)
    found = {year: one for year, one in found.items() if _is_counted(site, one)}
    chosen = sorted(sorted(found, key=lambda year: (-len(found[year].ids), year))[:ROWS])
    if unknown.ids and chosen:
        _perhaps(site, unknown, {year: found[year] for year in chosen})
    return (*(found[year] for year in chosen), *((unknown,) if _is_counted(site, unknown) else ()))


def _is_counted(site: Site, one: Slice) -> bool:
    """Whether it holds more than what alleged speakers deny having said."""
    counted = number(site.corpus, one.ids)
    return counted.most > 0 or counted.retracted > 0


def _year(span: Span, *, is_exact: bool) -> int | None:
    """The one year in which it surely was."""
    first, last = span
    is_sure = is_exact and first is not None and last is not None and first.year == last.year
    return first.year if first is not None and is_sure else None


def _perhaps(site: Site, unknown: Slice, years: dict[int, Slice]) -> None:
    """Count for each year how many accusations of no certain year may be of it, in one pass over them."""
    start, end = min(years), max(years)
    steps = [0] * (end - start + 2)
    for id_ in unknown.ids:
        resolved = site.corpus.resolved[id_]
        if id_ not in site.corpus.uncounted:
            first, last = (None, None) if resolved.date.qualified else resolved.span
            low = max(start, first.year) if first else start
            high = min(end, last.year) if last else end
            if low <= high:
                steps[low - start] += 1
                steps[high - start + 1] -= 1
    for year, perhaps in enumerate(accumulate(steps), start):
        if year in years:
            years[year].perhaps = perhaps


def by_topic(site: Site, of: Charges) -> tuple[Slice, ...]:
    """The accusations by topic, each also under the topics of which its own are part; of many those with most accusations."""
    corpus = site.corpus
    found: dict[str, Slice] = {}
    for key, ids in of.items():
        for id_ in ids:
            within = {above for topic in corpus.resolved[id_].topics for above in _above(site, topic)}
            for topic in sorted(within):
                one = found.setdefault(topic, Slice(f"matrix/topic/{topic}", corpus.topics[topic].label, topic=topic))
                one.add(key, id_)
    found = {topic: one for topic, one in found.items() if _is_counted(site, one)}
    chosen = sorted(found, key=lambda topic: (-len(found[topic].ids), topic))[:ROWS]
    return tuple(found[topic] for topic in chosen)


def _above(site: Site, topic: str) -> dict[str, None]:
    """The topic, and those of which it is part."""
    found: dict[str, None] = {}
    at: str | None = topic
    while at is not None and at not in found and at in site.corpus.topics:
        found[at] = None
        at = site.corpus.topics[at].broader
    return found
