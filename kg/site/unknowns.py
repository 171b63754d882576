"""What the record does not know as a whole, in numbers, and which accusations met which kind of silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.corpus.silence import Silence, silences
from kg.site.addresses import Link
from kg.site.frame import Site
from kg.site.pages.gaps import unsourced
from kg.site.silences import Bar, bar

_PLACE = "answers"


def accusations(site: Site) -> tuple[str, ...]:
    """All accusations, in the order in which people read."""
    corpus = site.corpus
    return tuple(id_ for id_ in corpus.reading_order if corpus.resolved[id_].act == "accuses")


def by_silence(site: Site) -> Mapping[Silence, tuple[str, ...]]:
    """The accusations that count, by what the record knows of an answer."""
    return silences(site.corpus, [id_ for id_ in accusations(site) if id_ not in site.corpus.uncounted])


def answers(site: Site) -> Bar:
    """The same as a bar."""
    return bar(site.corpus, accusations(site))


def place(kind: Silence) -> str:
    """The name of the list of accusations that met one kind of silence."""
    return f"{_PLACE}/{kind.replace(' ', '-')}"


def unknowns(site: Site) -> Iterator[Link]:
    """A sentence for each thing that the record does not know, leading to the list where there is one."""
    corpus, words = site.corpus, site.words
    unsought = next((share for share in answers(site).shares if share.kind == "not looked for"), None)
    if unsought is not None:
        yield Link(words("unknown.unsought", number=unsought.number), f"{place('not looked for')}.html")
    yield from map(Link, unsourced(site, [*corpus.resolved.values()]))
    unsourced_at_first = sum(not found.of_kind("first-hand") for found in site.analyses.origins.values())
    if unsourced_at_first:
        yield Link(words("unknown.origins", n=unsourced_at_first))
    undecided = sum(id_ not in corpus.status for id_ in corpus.allegations)
    if undecided:
        yield Link(words("unknown.status", n=undecided))
    if site.analyses.differing:
        yield Link(words("unknown.differing", n=len(site.analyses.differing)))
