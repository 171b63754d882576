"""Chains of reports followed to where they end, once for all statements that are reported alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from kg.analysis.chains import bottlenecks, cycles, paths_to_ends
from kg.analysis.houses import house
from kg.analysis.provenance import Provenance, reported_alike
from kg.analysis.reprints import Reached, reprinted, reprints
from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved

EndKind: TypeAlias = Literal["first-hand", "unknown", "statement", "teller", "loop"]


class TracedEnd(NamedTuple):
    """An end, and the chains to it from each report's source."""

    id: str
    kind: EndKind
    members: tuple[str, ...]
    paths: tuple[Sequence[str], ...]


class Traced(NamedTuple):
    """Where the chains of a statement's reports lead: what of its origins it shares with others that are reported alike.

    `nodes` are the sources, outlets and statements on them. `is_cut` says that more lies behind a source than is followed.
    """

    ends: tuple[TracedEnd, ...]
    through: Sequence[str]
    loops: tuple[tuple[str, ...], ...]
    nodes: Reached | tuple[str, ...]
    is_cut: bool = False


class _Drawn(NamedTuple):
    """Who draws on whom, as in `Provenance`."""

    links: Mapping[str, Mapping[str, None]]
    firsthand: frozenset[str] | set[str]
    ending: set[str]
    tellers: frozenset[str]


def traced(corpus: Corpus, resolved: Resolved) -> Traced:
    """The chains of a statement's reports, traced once for all statements that are reported alike.

    A thousand statements from one article at the end of a long row of reprints would else walk that row a thousand times.
    """
    reprint = reprinted(corpus, resolved)
    if reprint is not None:
        return _of_reprint(corpus, reprint)
    key = reported_alike(corpus, resolved)
    found = corpus.kept.get(key)
    if not isinstance(found, Traced):
        starts = tuple(dict.fromkeys(report.source for report in resolved.statement.reports))
        known = Provenance(corpus, resolved)
        drawn = _Drawn(known.links, known.firsthand, known.ending, known.tellers)
        found = corpus.kept[key] = _traced(corpus, starts, drawn)._replace(is_cut=known.is_cut)
    return found


def _of_reprint(corpus: Corpus, start: str) -> Traced:
    """The chains from a source that reprints others, put together from what is known of all reprints."""
    known = reprints(corpus)
    if start in known.odd:
        return _alone(corpus, start)
    members: dict[str, list[tuple[int, str]]] = {}
    for end, steps in known.ends(start).items():
        members.setdefault(known.houses[end], []).append((steps, end))
    ends = tuple(
        TracedEnd(id_, "unknown", tuple(sorted(end for _, end in of)), (known.way(start, min(of)[1]),))
        for id_, of in sorted(members.items())
    )
    return Traced(ends, known.passed[start], (), Reached(start, known), known.is_cut(start))


def _alone(corpus: Corpus, start: str) -> Traced:
    """The chains from one source that reprints others, followed for it alone."""
    key = ("reprints from", start)
    found = corpus.kept.get(key)
    if not isinstance(found, Traced):
        links: dict[str, dict[str, None]] = {}
        todo = [start]
        for id_ in todo:
            if id_ not in links:
                source = corpus.sources.get(id_)
                links[id_] = dict.fromkeys(source.relies_on if source else ())
                todo += links[id_]
        ending = {id_ for id_, onward in links.items() if not onward}
        found = corpus.kept[key] = _traced(corpus, (start,), _Drawn(links, frozenset(), ending, frozenset()))
    return found


def _traced(corpus: Corpus, starts: tuple[str, ...], drawn: _Drawn) -> Traced:
    """The chains from the sources of some reports along the links between those who draw on each other."""
    loops = cycles(drawn.links)
    groups = _groups(corpus, drawn, loops)
    members: dict[str, list[str]] = {}
    for node, end in sorted(groups.items()):
        members.setdefault(end, []).append(node)
    paths: dict[str, list[tuple[str, ...]]] = {end: [] for end in sorted(members)}
    for start in starts:
        for end, path in paths_to_ends(start, drawn.links, groups).items():
            paths[end].append(path)
    ends = tuple(
        TracedEnd(end, _kind(corpus, drawn, tuple(members[end])), tuple(members[end]), tuple(ways)) for end, ways in paths.items()
    )
    return Traced(ends, bottlenecks(starts, drawn.links, groups), loops, tuple(drawn.links))


def _groups(corpus: Corpus, drawn: _Drawn, loops: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """For each node at which a chain ends, the id of the end: its own, that of its cycle, or the house it shares."""
    groups: dict[str, str] = {}
    for cycle in loops:
        if not any(drawn.links[node].keys() - set(cycle) for node in cycle) and not drawn.ending.intersection(cycle):
            groups |= dict.fromkeys(cycle, cycle[0])
    houses: dict[str, list[str]] = {}
    for node in sorted(drawn.ending):
        houses.setdefault(house(corpus, node), []).append(node)
    for end, members in houses.items():
        groups |= dict.fromkeys(members, end)
    return groups


def _kind(corpus: Corpus, drawn: _Drawn, members: tuple[str, ...]) -> EndKind:
    if drawn.firsthand.intersection(members):
        return "first-hand"
    if not drawn.ending.intersection(members):
        return "loop"
    if drawn.tellers.issuperset(members):
        return "teller"
    return "statement" if all(member in corpus.statements for member in members) else "unknown"
