"""A large graph laid out by its communities, because no spring layout of thousands of nodes shows more than a ball.

Louvain finds the communities; each is laid out by springs, and they are placed apart like so many big nodes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, TypeAlias

import networkx as nx
import numpy as np

from kg.layout import overlaps
from kg.layout.connected import GAP, nearby
from kg.layout.overlaps import Array, Integers
from kg.layout.packing import around, gathered, packed

_LARGE: Final = 500
_SEED: Final = 20170424

NumberGraph: TypeAlias = "nx.Graph[int]"


def by_communities(boxes: Array, edges: Integers) -> Array:
    """The layout of a large connected graph: Louvain communities, springs inside each, the communities apart."""
    n = len(boxes)
    joined = tuple((u, v) for u, v in edges.tolist())
    graph = _plain(n, joined)
    found = [list(part) for part in louvain(n, joined)]
    drawn = [_springs(graph.subgraph(part), part, boxes[part]) for part in found]
    home = {node: i for i, part in enumerate(found) for node in part}
    pairs = sorted({(min(home[u], home[v]), max(home[u], home[v])) for u, v in edges.tolist() if home[u] != home[v]})
    outer = overlaps.as_boxes([around(d, boxes[part]) for d, part in zip(drawn, found, strict=True)])
    if not 1 < len(found) <= _LARGE:
        return packed(found, drawn, boxes)
    centres = nearby(outer, np.array(pairs, dtype=np.int64).reshape(-1, 2))
    placed = np.zeros((n, 2))
    for part, inner, centre in zip(found, drawn, centres, strict=True):
        placed[part] = inner + centre
    return placed


@lru_cache(maxsize=2)
def louvain(n: int, edges: tuple[tuple[int, int], ...]) -> tuple[tuple[int, ...], ...]:
    """The Louvain communities of a graph of nodes 0 to n - 1 with its edges in order, by their first nodes, each sorted.

    Remembered, because a page asks twice: where to draw them, and what to fold into one symbol.
    """
    found = nx.community.louvain_communities(_plain(n, edges), seed=_SEED)
    return tuple(sorted(tuple(sorted(part)) for part in found))


def _plain(n: int, edges: Iterable[tuple[int, int]]) -> NumberGraph:
    graph: NumberGraph = nx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from(edges)
    return graph


def _springs(graph: NumberGraph, nodes: list[int], boxes: Array) -> Array:
    """A community by a spring layout, without overlaps; one too large for that as a spiral, best joined innermost."""
    n = len(nodes)
    if n >= _LARGE:
        return _spiral(graph, nodes, boxes)
    ordered: NumberGraph = nx.Graph()
    ordered.add_nodes_from(nodes)
    ordered.add_edges_from(sorted((min(edge), max(edge)) for edge in graph.edges()))
    sprung = nx.spring_layout(ordered, seed=_SEED, iterations=60)
    drawn = np.array([sprung[node] for node in nodes], dtype=np.float64)
    return gathered(drawn, boxes, gap=GAP, room=1.5)


def _spiral(graph: NumberGraph, nodes: list[int], boxes: Array) -> Array:
    """The nodes on a grid, wound outwards from the best joined."""
    cell = (boxes[:, 2:] - boxes[:, :2]).max(axis=0) + GAP
    side = math.ceil(math.sqrt(len(nodes)))
    grid = [(x - side / 2, y - side / 2) for x in range(side + 1) for y in range(side + 1)]
    grid.sort(key=lambda at: (at[0] ** 2 + at[1] ** 2, at))
    order = sorted(range(len(nodes)), key=lambda i: (-graph.degree(nodes[i]), i))
    placed = np.zeros((len(nodes), 2))
    for place, i in zip(grid, order, strict=False):
        placed[i] = np.array(place) * cell
    return placed
