"""Chains of reports as a directed graph: the paths to each end, the cycles, and what every chain passes. The links are given."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final, TypeAlias

import networkx as nx

Links: TypeAlias = Mapping[str, Collection[str]]
"""For each node those that it draws on."""

_ROOT: Final = "\x00reader"
_SINK: Final = "\x00end"


def paths_to_ends(start: str, links: Links, groups: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """For each end that can be reached from `start`, one shortest chain to it; of several members of an end the first by id.

    A node remembers only the node before it, and a chain is written out once it has reached an end: the chains to every node of
    a long row would hold the row many times over.
    """
    before: dict[str, str | None] = {start: None}
    steps = {start: 0}
    reached: dict[str, tuple[int, str]] = {}
    queue = [start]
    for node in queue:
        if node in groups:
            found = (steps[node], node)
            reached[groups[node]] = min(found, reached.get(groups[node], found))
        for onward in links.get(node, ()):
            if onward not in before:
                before[onward] = node
                steps[onward] = steps[node] + 1
                queue.append(onward)
    return {end: _way_to(node, before) for end, (_, node) in reached.items()}


def _way_to(node: str, before: Mapping[str, str | None]) -> tuple[str, ...]:
    """The nodes from the start to `node`."""
    way: list[str] = []
    at: str | None = node
    while at is not None:
        way.append(at)
        at = before[at]
    return tuple(reversed(way))


def straight(start: str, links: Links) -> tuple[str, ...] | None:
    """The nodes from `start` to its one end where no chain forks or closes a cycle; None where one does."""
    way: dict[str, None] = {start: None}
    ahead = links.get(start, ())
    while ahead:
        if len(ahead) > 1:
            return None
        (node,) = ahead
        if node in way:
            return None
        way[node] = None
        ahead = links.get(node, ())
    return tuple(way)


def cycles(links: Links) -> tuple[tuple[str, ...], ...]:
    """The sets of nodes that lead to each other, each sorted: strongly connected components of more than one node."""
    if not any(links.values()):
        return ()
    way = straight(next(iter(links)), links)
    if way is not None and len(way) == len(links):
        return ()
    if _has_no_cycle(links):
        return ()
    graph = _digraph(links)
    found = (tuple(sorted(part)) for part in nx.strongly_connected_components(graph))
    return tuple(sorted(part for part in found if len(part) > 1))


def bottlenecks(starts: Iterable[str], links: Links, groups: Mapping[str, str]) -> tuple[str, ...]:
    """The nodes and ends that every chain passes, in order from the reports: the dominators of the end of all chains.

    Circles are one node first, so the rest has an order in which links lead forward. A node is passed by all chains exactly
    if no link leads over it in that order. Linear in the links.
    """
    starts = tuple(starts)
    way = straight(starts[0], links) if len(starts) == 1 else None
    if way is not None and groups.keys() == {way[-1]}:  # most statements, and no graph is needed to see it
        return tuple(dict.fromkeys((*way, groups[way[-1]])))
    passed_by_all = _on_straight_ways(starts, links, groups)
    if passed_by_all is not None:
        return passed_by_all
    graph = _digraph(links)
    graph.add_edges_from((_ROOT, start) for start in starts)
    for node, group in groups.items():
        end = f"{_SINK}{group}"
        graph.add_edge(node, end)
        graph.add_edge(end, _SINK)
    whole = nx.condensation(graph)
    opened = 0
    passed: list[str] = []
    for part in nx.lexicographical_topological_sort(whole):
        opened -= len(whole.pred[part])
        if opened == 0:
            passed += sorted(whole.nodes[part]["members"])
        opened += len(whole.succ[part])
    named = (node.removeprefix(_SINK) for node in passed if node not in {_ROOT, _SINK})
    return tuple(dict.fromkeys(named))


def _on_straight_ways(starts: Iterable[str], links: Links, groups: Mapping[str, str]) -> tuple[str, ...] | None:
    """What all chains pass, if none of them forks and each ends where its way does; None where that is not so."""
    shared: dict[tuple[str, bool], None] | None = None
    ends: set[str] = set()
    for start in starts:
        way = straight(start, links)
        if way is None or way[-1] not in groups:
            return None
        ends.add(way[-1])
        along = dict.fromkeys((*((node, False) for node in way), (groups[way[-1]], True)))
        shared = along if shared is None else {node: None for node in shared if node in along}
    if shared is None or groups.keys() != ends:
        return None
    return tuple(dict.fromkeys(node for node, _ in shared))


def _has_no_cycle(links: Links) -> bool:
    """Whether nothing leads to itself, where nothing leads to more than one other; False where that cannot be seen so."""
    done: set[str] = set()
    for start in links:
        way: set[str] = set()
        at: str | None = start
        while at is not None and at not in done:
            if at in way or len(links.get(at, ())) > 1:
                return False
            way.add(at)
            at = next(iter(links.get(at, ())), None)
        done |= way
    return True


def _digraph(links: Links) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(links)
    graph.add_edges_from((node, onward) for node, targets in links.items() for onward in targets)
    return graph
