"""What of a large graph is shown as one symbol until someone opens it: its communities, the same that its layout sets apart."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Final, TypeVar

import networkx as nx

from kg.layout.communities import louvain
from kg.layout.layout import SMALL

LARGE: Final = 500
"""Up to so many nodes a graph is shown unfolded."""

ARROWS: Final = 250
"""Up to so many arrows a view shows them all; the page folds the weakest of more."""

_FEW: Final = 6

_Node = TypeVar("_Node", bound=Hashable)


def communities(nodes: Sequence[_Node], edges: Iterable[tuple[_Node, _Node]]) -> list[int]:
    """For each node the number of its community, 0 being the one with most nodes.

    A part of the graph that is connected is one community, or falls into those that Louvain finds when it has more than
    `SMALL` nodes. Parts of less than six nodes are one community together. The same nodes in the same order give the same.
    """
    index = {node: i for i, node in enumerate(nodes)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(nodes)))
    graph.add_edges_from(sorted({(min(index[u], index[v]), max(index[u], index[v])) for u, v in edges if u != v}))
    found: list[list[int]] = []
    small: list[int] = []
    for part in sorted(map(sorted, nx.connected_components(graph))):
        if len(part) < _FEW:
            small += part
        elif len(part) <= SMALL:
            found.append(part)
        else:
            found += map(sorted, _louvain(graph, part))
    if small:
        found.append(sorted(small))
    found.sort(key=lambda members: (-len(members), members))
    numbers = [0] * len(nodes)
    for number, members in enumerate(found):
        for node in members:
            numbers[node] = number
    return numbers


def _louvain(graph: nx.Graph[int], part: list[int]) -> list[set[int]]:
    """Louvain communities of one part, its nodes and edges added in their order so that hashing has no say."""
    number = {node: i for i, node in enumerate(part)}
    edges = sorted((min(number[u], number[v]), max(number[u], number[v])) for u, v in graph.subgraph(part).edges())
    return [{part[i] for i in members} for members in louvain(len(part), tuple(edges))]
