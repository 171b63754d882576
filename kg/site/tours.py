"""Two ways through the record for newcomers: from a charge to its answer, and from a number to what is missing.

The steps are chosen by counts alone, the same way for every record and every side.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.corpus.belonging import is_plain
from kg.corpus.labels import title
from kg.corpus.silence import answers
from kg.site import unknowns
from kg.site.addresses import Link, Links, overview, pair, record
from kg.site.disputed import most_disputed
from kg.site.frame import Site
from kg.site.matrix import Crossing, charges


@dataclass(frozen=True, slots=True)
class Step:
    """A page, and what to look at there."""

    why: str
    link: Link


@dataclass(frozen=True, slots=True)
class Tour:
    """A way through some pages."""

    heading: str
    steps: tuple[Step, ...]


def tours(site: Site, links: Links) -> tuple[Tour, ...]:
    """The tours for which the record has pages."""
    found = ((key, tuple(steps)) for key, steps in (("charge", _charge(site, links)), ("number", _number(site, links))))
    return tuple(Tour(site.words(f"tour.{key}"), steps) for key, steps in found if len(steps) > 1)


def _charge(site: Site, links: Links) -> Iterator[Step]:
    """An allegation that is disputed, who makes it, what is answered, where that can be read, and how the two go on."""
    found = _answered(site)
    if found is None:
        return
    allegation, charge, answer = found
    words = site.words
    yield Step(words("tour.allegation"), links.allegation(allegation))
    yield Step(words("tour.accusation"), _statement(site, links, charge))
    yield Step(words("tour.answer"), _statement(site, links, answer))
    source = next((one.source for one in site.corpus.resolved[answer].statement.reports if one.source in site.corpus.sources), "")
    if source:
        yield Step(words("tour.source"), links.of(source))
    between = next((key for key, one in site.analyses.sides.pairs.items() if charge in one.accusations), None)
    if between is not None:
        yield from _pair(site, links, between)


def _answered(site: Site) -> tuple[str, str, str] | None:
    """The first accusation with a sure answer on the most disputed allegation that has one."""
    corpus = site.corpus
    for allegation in most_disputed(site):
        for id_ in site.index.allegations.get(allegation, {}).get("put forward", ()):
            if corpus.resolved[id_].act == "accuses" and id_ not in corpus.uncounted:
                given = [one for one in answers(corpus, id_).surely if is_plain(corpus.resolved[one])]
                if given:
                    return allegation, id_, corpus.in_time(given)[0]
    return None


def _number(site: Site, links: Links) -> Iterator[Step]:
    """The matrix, its largest number, whoever is accused most, what nobody looked for, and what was wrong."""
    words = site.words
    yield Step(words("tour.matrix"), Link(words("nav.matrix"), overview("matrix")))
    pairs = site.analyses.sides.pairs
    if pairs:
        yield from _pair(site, links, next(iter(pairs)))
        accused = next(iter(Crossing(site, "side", charges(site, "side")).accused), "")
        if links.to("actor", accused):
            yield Step(words("tour.accused"), links.actor(accused))
    if unknowns.by_silence(site)["not looked for"]:
        name = words.term("silence", "not looked for")
        yield Step(words("tour.unsought"), Link(name, f"{unknowns.place('not looked for')}.html"))
    yield Step(words("tour.corrections"), Link(words("nav.corrections"), overview("corrections")))


def _pair(site: Site, links: Links, key: tuple[str, str]) -> Iterator[Step]:
    if key[0] != key[1] and all(links.to("actor", id_) for id_ in key):
        one, other = (links.actor(id_).text for id_ in sorted(key))
        yield Step(site.words("tour.pair"), Link(site.words("pair.title", one=one, other=other), pair(*key)))


def _statement(site: Site, links: Links, id_: str) -> Link:
    row = site.rows.row(id_)
    return Link(title(site.corpus, site.corpus.resolved[id_]), f"{links.root}{record('statement', id_)}", row.when)
