"""Where to draw each node: positions worked out beforehand, the same for the same graph, with no two boxes overlapping.

A page with fixed positions shows its map at once and shows everyone the same one. Small graphs are laid out whole: by stress from
several starts, then node by node against crossings. Large ones fall into Louvain communities, each laid out by springs and
then placed apart like one big node, because no spring layout of thousands of nodes shows more than a ball.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias, TypeVar

import networkx as nx
import numpy as np

from kg.layout import communities, connected, overlaps, packing
from kg.layout.overlaps import Array

SMALL: Final = 140
"""The largest number of nodes, of a connected component that is laid out whole: as many as can be refined."""

_WORK: Final = 500
"""The number of nodes up to which each part of a drawing is worked at fully."""

NumberGraph: TypeAlias = "nx.Graph[int]"
_Node = TypeVar("_Node", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Box:
    """What a node takes up around its position, in pixels: from `left` and `top` (negative) to `right` and `bottom`."""

    left: float = -60.0
    top: float = -14.0
    right: float = 60.0
    bottom: float = 40.0


def positions(
    nodes: Sequence[_Node], edges: Iterable[tuple[_Node, _Node]], boxes: Mapping[_Node, Box]
) -> dict[_Node, tuple[int, int]]:
    """The position of each node in whole pixels, y downwards, centred on the origin; a node without a box has a usual one.

    Directions, parallel edges and loops make no difference. The same nodes in the same order give the same positions.
    """
    if not nodes:
        return {}
    index = {node: i for i, node in enumerate(nodes)}
    pairs = {(min(index[u], index[v]), max(index[u], index[v])) for u, v in edges if u != v}
    plain: NumberGraph = nx.Graph()
    plain.add_nodes_from(range(len(nodes)))
    plain.add_edges_from(sorted(pairs))
    sizes = overlaps.as_boxes([_row(boxes.get(node, Box())) for node in nodes])
    placed = _placed(plain, sizes)
    low, high = (placed + sizes[:, :2]).min(axis=0), (placed + sizes[:, 2:]).max(axis=0)
    placed = np.rint(placed - (low + high) / 2)
    return {node: (int(x), int(y)) for node, (x, y) in zip(nodes, placed.tolist(), strict=True)}


def _row(box: Box) -> tuple[float, float, float, float]:
    return (box.left, box.top, box.right, box.bottom)


def _placed(graph: NumberGraph, boxes: Array) -> Array:
    """Lay out each connected component, and pack the components."""
    parts = [sorted(part) for part in nx.connected_components(graph)]
    parts.sort(key=lambda part: (-len(part), part[0]))
    effort = min(1.0, _WORK / len(boxes))
    drawn = [_part(graph.subgraph(part), part, boxes[part], effort) for part in parts]
    return packing.packed(parts, drawn, boxes)


def _part(graph: NumberGraph, nodes: list[int], boxes: Array, effort: float) -> Array:
    """The positions of one connected component, in the order of `nodes`."""
    number = {node: i for i, node in enumerate(nodes)}
    edges = np.array(sorted(sorted((number[u], number[v])) for u, v in graph.edges()), dtype=np.int64).reshape(-1, 2)
    if len(nodes) <= SMALL:
        return connected.whole(boxes, edges, effort=effort)
    return communities.by_communities(boxes, edges)
