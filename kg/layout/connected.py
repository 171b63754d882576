"""Lays out a connected graph as one drawing: by stress from several starts, then node by node against crossings."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final, TypeAlias

import networkx as nx
import numpy as np

from kg.layout import crossings, overlaps, stress
from kg.layout.overlaps import Array, Integers
from kg.layout.packing import ASPECT, around, gathered

GAP: Final = 12.0
"""The least distance between two boxes, in pixels."""

_REFINED: Final = 140
_ROUNDS: Final = (12, 70)
_WORK: Final = 560_000
_RINGS: Final = 2.0
_SEED: Final = 20170424

NumberGraph: TypeAlias = "nx.Graph[int]"


def whole(boxes: Array, edges: Integers, *, effort: float = 1.0) -> Array:
    """The layout of a connected graph of nodes 0 to n - 1 as one drawing, about `ASPECT` times as wide as high.

    Every start is brought to little stress and cleared of overlaps, until one has no fault; the best is then refined against
    crossings, where it has any. `effort` is the share of the usual work, for a graph that is one of many.
    """
    n = len(boxes)
    if n == 1:
        return np.zeros((1, 2))
    wanted = _wanted(boxes, edges)
    tried: list[tuple[int, float, int, Array]] = []
    for start in _starts(n, edges, wanted):
        drawn = _level(stress.majorize(start, wanted, iterations=300 if n <= _REFINED else 120))
        drawn = overlaps.separate(drawn, boxes, gap=GAP)
        tangles = crossings.count(drawn, edges) + crossings.through(drawn, boxes, edges)
        tried.append((tangles, stress.stress(drawn, wanted), len(tried), drawn))
        if not tangles or effort < 1:
            break
    tangles, _, _, drawn = min(tried, key=lambda one: (one[0] + 4 * math.sqrt(n) * one[1], one[2]))
    if tangles and n <= _REFINED:
        rounds = max(_ROUNDS[0], min(_ROUNDS[1], _WORK // (n * len(edges))))
        drawn = crossings.refine(drawn, boxes, edges, wanted, gap=GAP, rounds=math.ceil(rounds * effort))
    return _widened(drawn, boxes)


def _widened(drawn: Array, boxes: Array) -> Array:
    """The drawing pulled apart sideways where it is too narrow for a screen, by which no box meets another."""
    left, top, right, bottom = around(drawn, boxes)
    share = min(1.5, max(1.0, ASPECT * (bottom - top) / max(right - left, 1.0)))
    return np.stack((drawn[:, 0] * share, drawn[:, 1]), 1)


def nearby(boxes: Array, edges: Integers) -> Array:
    """A close-set layout of large boxes that lie near where they are joined, without a search for crossings."""
    wanted = _wanted(boxes, edges)
    drawn = _level(stress.majorize(_rings(len(boxes), edges, wanted), wanted, iterations=200))
    return gathered(drawn, boxes, gap=4 * GAP, room=1.15)


def _wanted(boxes: Array, edges: Integers) -> Array:
    """The distance wanted between any two nodes, shape (n, n): that of the shortest way between them.

    An edge is long enough for both boxes, and for the neighbours of its ends to be placed in rings around them.
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
    parents = {child: parent for parent, child in nx.bfs_edges(graph, hub)}
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
    turned[:, 0] *= stretch
    turned[:, 1] /= stretch
    return turned
