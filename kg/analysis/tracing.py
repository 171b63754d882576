"""Chains of reports followed to where they end, once for all statements that are reported alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, TypeAlias

from kg.analysis.chains import bottlenecks, cycles, paths_to_ends
from kg.analysis.houses import house
from kg.analysis.provenance import Provenance, reported_alike
from kg.analysis.reprints import reprinted
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

    `nodes` are the sources, outlets and statements on them.
    """

    ends: tuple[TracedEnd, ...]
    through: Sequence[str]
    loops: tuple[tuple[str, ...], ...]
    nodes: Sequence[str]


def traced(corpus: Corpus, resolved: Resolved) -> Traced:
    """The chains of a statement's reports, traced once for all statements that are reported alike.

    A thousand statements from one article at the end of a long row of reprints would else walk that row a thousand times.
    """
    reprints = reprinted(corpus, resolved)
    if reprints is not None:
        row, last = reprints
        end = house(corpus, last)
        return Traced((TracedEnd(end, "unknown", (last,), (row,)),), row if end == last else row.then(end), (), row)
    key = reported_alike(corpus, resolved)
    found = corpus.kept.get(key)
    if isinstance(found, Traced):
        return found
    provenance = Provenance(corpus, resolved)
    starts = tuple(dict.fromkeys(report.source for report in resolved.statement.reports))
    loops = cycles(provenance.links)
    groups = _groups(corpus, provenance, loops)
    members: dict[str, list[str]] = {}
    for node, end in sorted(groups.items()):
        members.setdefault(end, []).append(node)
    paths: dict[str, list[tuple[str, ...]]] = {end: [] for end in sorted(members)}
    for start in starts:
        for end, path in paths_to_ends(start, provenance.links, groups).items():
            paths[end].append(path)
    ends = tuple(
        TracedEnd(end, _kind(corpus, provenance, tuple(members[end])), tuple(members[end]), tuple(ways))
        for end, ways in paths.items()
    )
    made = Traced(ends, bottlenecks(starts, provenance.links, groups), loops, tuple(provenance.links))
    corpus.kept[key] = made
    return made


def _groups(corpus: Corpus, provenance: Provenance, loops: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """For each node at which a chain ends, the id of the end: its own, that of its cycle, or the house it shares."""
    groups: dict[str, str] = {}
    for cycle in loops:
        if not any(provenance.links[node].keys() - set(cycle) for node in cycle) and not provenance.ending.intersection(cycle):
            groups |= dict.fromkeys(cycle, cycle[0])
    houses: dict[str, list[str]] = {}
    for node in sorted(provenance.ending):
        houses.setdefault(house(corpus, node), []).append(node)
    for end, members in houses.items():
        groups |= dict.fromkeys(members, end)
    return groups


def _kind(corpus: Corpus, provenance: Provenance, members: tuple[str, ...]) -> EndKind:
    if provenance.firsthand.intersection(members):
        return "first-hand"
    if not provenance.ending.intersection(members):
        return "loop"
    if provenance.tellers.issuperset(members):
        return "teller"
    return "statement" if all(member in corpus.statements for member in members) else "unknown"
