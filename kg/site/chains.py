"""On what an allegation rests as a small drawing: the sources that report it, and the origins to which their chains lead.

An origin that nobody calls first-hand is unknown, and drawn as such; how many there are is said by `kg.site.evidence.basis`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.analysis.origins import End, Origins
from kg.corpus.corpus import Corpus
from kg.corpus.labels import label, names
from kg.site.addresses import Link, Links

MOST: Final = 12
"""The most sources, and the most origins, that are drawn; the others are counted."""
ROW: Final = 34
"""The height of a row in pixels, which the style sheet repeats."""


@dataclass(frozen=True, slots=True)
class Origin:
    """An origin: who it is, what kind of end, and how many reports lead there."""

    link: Link
    kind: str
    reports: int


@dataclass(frozen=True, slots=True)
class Thread:
    """A line from a source to an origin, as heights in the drawing; `is_long` where the chain passes others on the way."""

    start: int
    end: int
    is_known: bool
    is_long: bool


@dataclass(frozen=True, slots=True)
class Chains:
    """The drawing: sources on the left, origins on the right, lines between them, and what is left out.

    `is_cut` says that not all origins are known: behind some source lies more than is followed.
    """

    sources: tuple[Link, ...]
    origins: tuple[Origin, ...]
    threads: tuple[Thread, ...]
    more_sources: int
    more_origins: int
    is_cut: bool
    height: int


def chains(corpus: Corpus, links: Links, found: Origins) -> Chains | None:
    """The drawing of what reports lead to; None where there are no reports."""
    ends = sorted(found.ends, key=lambda end: (end.kind != "first-hand", -len(end.chains), end.id))
    sources: dict[str, None] = {}
    for end in ends[:MOST]:
        sources |= dict.fromkeys(chain.path[0] for chain in end.chains)
    every = {chain.path[0] for end in found.ends for chain in end.chains}
    shown = {id_: n for n, id_ in enumerate(list(sources)[:MOST])}
    if not shown:
        return None
    threads: dict[tuple[int, int], bool] = {}
    for n, end in enumerate(ends[:MOST]):
        for chain in end.chains:
            if chain.path[0] in shown:
                key = (shown[chain.path[0]], n)
                threads[key] = threads.get(key, True) and len(chain.path) > 2
    drawn = tuple(
        Thread(_height(left), _height(right), ends[right].kind == "first-hand", is_long)
        for (left, right), is_long in sorted(threads.items())
    )
    return Chains(
        tuple(links.of(id_) for id_ in shown),
        tuple(_origin(corpus, links, end) for end in ends[:MOST]),
        drawn,
        len(every) - len(shown),
        max(0, len(ends) - MOST),
        found.is_cut,
        ROW * max(len(shown), min(len(ends), MOST)),
    )


def _height(row: int) -> int:
    return ROW * row + ROW // 2


def _origin(corpus: Corpus, links: Links, end: End) -> Origin:
    reports = len({(chain.statement, chain.path[0]) for chain in end.chains})
    member = end.members[0] if end.members else end.id
    if (resolved := corpus.resolved.get(member)) is not None:
        who = Link(names(corpus, resolved.speakers), links.to("statement", member))
    elif end.id in corpus.sources:
        who = Link(label(corpus, corpus.sources[end.id]), links.to("source", end.id))
    else:
        who = links.actor(end.id)
    return Origin(who, end.kind, reports)
