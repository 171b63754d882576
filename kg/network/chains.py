"""Chains of reports as a directed graph: the way to each end, circles, and what every chain passes. The links are given."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final, TypeAlias

import networkx as nx

Links: TypeAlias = Mapping[str, Collection[str]]
"""For each node those that it draws on."""

_ROOT: Final = "\x00reader"
_SINK: Final = "\x00end"


def paths_to_ends(start: str, links: Links, groups: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """For each end that can be reached from `start`, one shortest chain to it."""
    found: dict[str, tuple[str, ...]] = {}
    ways: dict[str, tuple[str, ...]] = {start: (start,)}
    queue = [start]
    for node in queue:
        if node in groups:
            found.setdefault(groups[node], ways[node])
        for onward in links.get(node, ()):
            if onward not in ways:
                ways[onward] = (*ways[node], onward)
                queue.append(onward)
    return found


def circles(links: Links) -> tuple[tuple[str, ...], ...]:
    """The sets of nodes that lead to each other, each sorted: strongly connected components of more than one node."""
    if not any(links.values()):
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
    if len(starts) == 1 and not links[starts[0]]:  # most statements, and no graph is needed to see it
        return tuple(dict.fromkeys((starts[0], groups[starts[0]])))
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


def _digraph(links: Links) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(links)
    graph.add_edges_from((node, onward) for node, targets in links.items() for onward in targets)
    return graph
