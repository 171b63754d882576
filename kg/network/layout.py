"""Where to draw each node: positions worked out beforehand, the same for the same graph, with no two boxes overlapping.

A page with fixed positions shows its map at once and shows everyone the same one. Small graphs are laid out whole: by stress from
several starts, then node by node against crossings. Large ones fall into Louvain communities, each laid out by springs and
then placed apart like one big node, because no spring layout of thousands of nodes shows more than a ball.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias, TypeVar

import networkx as nx
import numpy as np

from kg.network import crossings, overlaps, stress
from kg.network.overlaps import Array, Integers

SMALL: Final = 500
"""The largest number of nodes, of a part that hangs together, that is laid out whole."""

ASPECT: Final = 1.45
"""The width of a drawing in heights, as a screen has beside a panel."""

_GAP: Final = 12.0
_SEED: Final = 20170424
_REFINED: Final = 140
_WORK: Final = 700_000
_ROUNDS: Final = (12, 100)
_RINGS: Final = 2.0

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
    """Each part that hangs together laid out by itself, and the parts packed."""
    parts = [sorted(part) for part in nx.connected_components(graph)]
    parts.sort(key=lambda part: (-len(part), part[0]))
    drawn = [_part(graph.subgraph(part), part, boxes[part]) for part in parts]
    return _packed(parts, drawn, boxes)


def _part(graph: NumberGraph, nodes: list[int], boxes: Array) -> Array:
    """The positions of one part that hangs together, in the order of `nodes`."""
    number = {node: i for i, node in enumerate(nodes)}
    edges = np.array(sorted(sorted((number[u], number[v])) for u, v in graph.edges()), dtype=np.int64).reshape(-1, 2)
    if len(nodes) <= SMALL:
        return whole(boxes, edges)
    return _communities(boxes, edges)


def whole(boxes: Array, edges: Integers) -> Array:
    """The layout of a connected graph of nodes 0 to n - 1 as one drawing, about `ASPECT` times as wide as high.

    Every start is brought to little stress and cleared of overlaps; the best is then refined against crossings.
    """
    n = len(boxes)
    if n == 1:
        return np.zeros((1, 2))
    wanted = _wanted(boxes, edges)
    tried: list[tuple[float, int, Array]] = []
    for start in _starts(n, edges, wanted):
        drawn = _level(stress.majorize(start, wanted, iterations=300 if n <= _REFINED else 120))
        drawn = overlaps.separate(drawn, boxes, gap=_GAP)
        tried.append((_faults(drawn, boxes, edges, wanted), len(tried), drawn))
    drawn = min(tried)[2]
    if n <= _REFINED:
        rounds = max(_ROUNDS[0], min(_ROUNDS[1], _WORK // (n * max(1, len(edges)))))
        drawn = crossings.refine(drawn, boxes, edges, wanted, gap=_GAP, rounds=rounds)
    return _widened(drawn, boxes)


def _faults(drawn: Array, boxes: Array, edges: Integers, wanted: Array) -> float:
    """What is wrong with a drawing: edges that cross or run through a box, and stress."""
    return (
        crossings.count(drawn, edges)
        + crossings.through(drawn, boxes, edges)
        + 4 * math.sqrt(len(boxes)) * stress.stress(drawn, wanted)
    )


def _widened(drawn: Array, boxes: Array) -> Array:
    """The drawing pulled apart sideways where it is too narrow for a screen: no box meets another by that, no edge crosses more."""
    left, top, right, bottom = _around(drawn, boxes)
    share = min(1.5, max(1.0, ASPECT * (bottom - top) / max(right - left, 1.0)))
    return drawn * np.array((share, 1.0))


def _wanted(boxes: Array, edges: Integers) -> Array:
    """The distance wanted between any two nodes, shape (n, n): that of the shortest way between them.

    An edge is long enough for both boxes, and for the neighbours of its ends to stand in rings around them.
    """
    n = len(boxes)
    radius = np.hypot(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) / 2
    around = np.zeros(n)
    np.add.at(around, edges[:, 0], radius[edges[:, 1]])
    np.add.at(around, edges[:, 1], radius[edges[:, 0]])
    ring = around / math.pi / _RINGS
    graph: NumberGraph = nx.Graph()
    graph.add_nodes_from(range(n))
    for u, v in edges.tolist():
        graph.add_edge(u, v, weight=0.8 * float(radius[u] + radius[v]) + 20 + 0.5 * float(ring[u] + ring[v]))
    return np.asarray(nx.floyd_warshall_numpy(graph), dtype=np.float64)


def _starts(n: int, edges: Integers, wanted: Array) -> Iterable[Array]:
    """Where stress majorization begins: a tree of rings around the hub, a circle, and random places."""
    yield _rings(n, edges, wanted)
    if n > _REFINED:
        return
    turns = np.arange(n) * (2 * math.pi / n)
    size = float(wanted.max())
    yield np.stack((np.cos(turns), np.sin(turns)), 1) * size / 2
    for seed in range(6):
        yield np.random.default_rng(_SEED + seed).uniform(-size / 2, size / 2, (n, 2))


def _rings(n: int, edges: Integers, wanted: Array) -> Array:
    """A spanning tree drawn around its hub, each branch in a wedge as wide as it has leaves."""
    graph: NumberGraph = nx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from(edges.tolist())
    hub = max(range(n), key=lambda node: (graph.degree(node), -node))
    parents = dict(nx.bfs_predecessors(graph, hub))
    children: dict[int, list[int]] = {}
    for child, parent in parents.items():
        children.setdefault(parent, []).append(child)
    order = [hub, *parents]
    leaves = dict.fromkeys(order, 0)
    for node in reversed(order):
        leaves[node] = sum(leaves[child] for child in children.get(node, ())) or 1
    placed = np.zeros((n, 2))
    wedge = {hub: (0.0, 2 * math.pi)}
    for node in order:
        start, width = wedge[node]
        angle = start + width / 2
        placed[node] = np.array((math.cos(angle), math.sin(angle))) * wanted[hub, node] * (node != hub)
        for child in children.get(node, ()):
            share = width * leaves[child] / leaves[node]
            wedge[child] = (start, share)
            start += share
    return placed


def _level(drawn: Array) -> Array:
    """The drawing turned so that its longer axis lies level, and widened a little, since names run from left to right."""
    centred = drawn - drawn.mean(axis=0)
    xx, yy = float((centred[:, 0] ** 2).sum()), float((centred[:, 1] ** 2).sum())
    xy = float((centred[:, 0] * centred[:, 1]).sum())
    angle = math.atan2(2 * xy, xx - yy) / 2
    cos, sin = math.cos(angle), math.sin(angle)
    turned = np.stack((centred[:, 0] * cos + centred[:, 1] * sin, centred[:, 1] * cos - centred[:, 0] * sin), 1)
    spread = math.sqrt(max(float((turned[:, 0] ** 2).sum()), 1e-9) / max(float((turned[:, 1] ** 2).sum()), 1e-9))
    stretch = math.sqrt(min(max(ASPECT / spread, 1.0), 1.6))
    return turned * np.array((stretch, 1 / stretch))


def _communities(boxes: Array, edges: Integers) -> Array:
    """The layout of a large connected graph: Louvain communities, springs inside each, the communities apart."""
    n = len(boxes)
    graph: NumberGraph = nx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from(edges.tolist())
    found = [sorted(part) for part in nx.community.louvain_communities(graph, seed=_SEED)]
    found.sort(key=lambda part: part[0])
    drawn = [_springs(graph.subgraph(part), part, boxes[part]) for part in found]
    home = {node: i for i, part in enumerate(found) for node in part}
    pairs = sorted({tuple(sorted((home[u], home[v]))) for u, v in edges.tolist() if home[u] != home[v]})
    outer = overlaps.as_boxes([_around(d, boxes[part]) for d, part in zip(drawn, found, strict=True)])
    if not 1 < len(found) <= SMALL:
        return _packed(found, drawn, boxes)
    centres = _together(outer, np.array(pairs, dtype=np.int64).reshape(-1, 2))
    placed = np.zeros((n, 2))
    for part, inner, centre in zip(found, drawn, centres, strict=True):
        placed[part] = inner + centre
    return placed


def _together(boxes: Array, edges: Integers) -> Array:
    """The places of whole communities: near where they are joined, one layout and no search for crossings."""
    wanted = _wanted(boxes, edges)
    drawn = _level(stress.majorize(_rings(len(boxes), edges, wanted), wanted, iterations=200))
    return overlaps.separate(drawn * 0.7, boxes, gap=4 * _GAP)


def _springs(graph: NumberGraph, nodes: list[int], boxes: Array) -> Array:
    """A community by a spring layout, without overlaps; one too large for that as a spiral, best joined innermost."""
    n = len(nodes)
    mean = float(np.sqrt(np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)).mean()) + _GAP
    if n > SMALL:
        return _spiral(graph, nodes, boxes)
    ordered: NumberGraph = nx.Graph()
    ordered.add_nodes_from(nodes)
    ordered.add_edges_from(sorted(sorted(edge) for edge in graph.edges()))
    sprung = nx.spring_layout(ordered, seed=_SEED, iterations=60)
    drawn = np.array([sprung[node] for node in nodes], dtype=np.float64)
    return overlaps.separate(drawn * mean * math.sqrt(n) * 0.75, boxes, gap=_GAP, rounds=80)


def _spiral(graph: NumberGraph, nodes: list[int], boxes: Array) -> Array:
    """The nodes on a grid, wound outwards from the best joined."""
    cell = (boxes[:, 2:] - boxes[:, :2]).max(axis=0) + _GAP
    side = math.ceil(math.sqrt(len(nodes)))
    grid = [(x - side / 2, y - side / 2) for x in range(side + 1) for y in range(side + 1)]
    grid.sort(key=lambda at: (at[0] ** 2 + at[1] ** 2, at))
    order = sorted(range(len(nodes)), key=lambda i: (-graph.degree(nodes[i]), i))
    placed = np.zeros((len(nodes), 2))
    for place, i in zip(grid, order, strict=False):
        placed[i] = np.array(place) * cell
    return placed


def _around(drawn: Array, boxes: Array) -> list[float]:
    """The box around a drawing, as offsets from its origin."""
    return [*(drawn + boxes[:, :2]).min(axis=0).tolist(), *(drawn + boxes[:, 2:]).max(axis=0).tolist()]


def _packed(parts: list[list[int]], drawn: list[Array], boxes: Array) -> Array:
    """Drawings set side by side in rows below the first, the whole about as wide as `ASPECT` asks, every row centred."""
    outer = [_around(inner, boxes[part]) for part, inner in zip(parts, drawn, strict=True)]
    area = sum((right - left + 3 * _GAP) * (bottom - top + 3 * _GAP) for left, top, right, bottom in outer)
    width = max(math.sqrt(area * ASPECT), *(right - left for left, _, right, _ in outer[:1]))
    rows: list[list[int]] = []
    used = 0.0
    for i, (left, _, right, _) in enumerate(outer):
        if not rows or i == 1 < len(parts[0]) or used + right - left > width:
            rows.append([])
            used = 0.0
        rows[-1].append(i)
        used += right - left + 3 * _GAP
    placed = np.zeros((len(boxes), 2))
    y = 0.0
    for row in rows:
        x = -sum(outer[i][2] - outer[i][0] + 3 * _GAP for i in row) / 2
        for i in row:
            left, top, right, bottom = outer[i]
            placed[parts[i]] = drawn[i] + np.array((x - left, y - top))
            x += right - left + 3 * _GAP
        y += max(outer[i][3] - outer[i][1] for i in row) + 3 * _GAP
    return placed
