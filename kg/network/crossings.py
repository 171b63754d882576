"""Fewer crossings: how many edges of a drawing cross, and nodes moved one at a time to where fewer do.

An edge that runs through the box of a node it does not belong to counts like a crossing: the name under it cannot be read.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from kg.network.overlaps import Array, Integers

Truths = npt.NDArray[np.bool_]

_THROUGH: Final = 1.2
_CROSSING: Final = 1.0
_STRESS: Final = 1.2
_ANGLES: Final = np.arange(16) * (2 * np.pi / 16)
_RING: Final = np.stack((np.cos(_ANGLES), np.sin(_ANGLES)), 1)


def count(positions: Array, edges: Integers) -> int:
    """The number of pairs of edges, straight and without a common node, that cross."""
    if len(edges) < 2:
        return 0
    a, b = positions[edges[:, 0]], positions[edges[:, 1]]
    crossing = _cross(a[:, None], b[:, None], a[None], b[None])
    shared = (edges[:, None, :, None] == edges[None, :, None, :]).any(axis=(2, 3))
    return int(np.triu(crossing & ~shared, 1).sum())


def through(positions: Array, boxes: Array, edges: Integers) -> int:
    """How often an edge runs through the box of a node that is none of its ends."""
    if not len(edges):
        return 0
    a, b = positions[edges[:, 0]], positions[edges[:, 1]]
    low, high = positions + boxes[:, :2], positions + boxes[:, 2:]
    hit = _meets(a[:, None], b[:, None], low[None], high[None])
    rows = np.arange(len(edges))
    hit[rows, edges[:, 0]] = False
    hit[rows, edges[:, 1]] = False
    return int(hit.sum())


def refine(positions: Array, boxes: Array, edges: Integers, wanted: Array, *, gap: float, rounds: int) -> Array:
    """Positions with no more crossings than before and no boxes that meet where none did.

    In each round every node, those with few neighbours first, moves to the best of some forty places around itself and around
    its neighbours. What counts: crossings, edges through boxes, and the stress for the `wanted` distances.
    """
    here = positions.copy()
    degrees = np.bincount(edges.ravel(), minlength=len(here))
    for _ in range(rounds):
        moved = False
        for node in np.argsort(degrees, kind="stable"):
            if degrees[node]:
                moved |= _move(int(node), here, boxes, edges, wanted, gap)
        if not moved:
            break
    return here


def _move(node: int, here: Array, boxes: Array, edges: Integers, wanted: Array, gap: float) -> bool:
    """Whether `node` has moved to a better place."""
    own = (edges == node).any(axis=1)
    neighbours = np.where(edges[own, 0] == node, edges[own, 1], edges[own, 0])
    places = _places(node, here, neighbours, wanted)
    free = _free(node, places, here, boxes, gap)
    free[0] = True
    places = places[free]
    costs = _costs(node, places, here, boxes, neighbours, edges[~own], wanted)
    best = int(np.argmin(costs))
    if best == 0 or costs[best] > costs[0] - 1e-3:
        return False
    here[node] = places[best]
    return True


def _places(node: int, here: Array, neighbours: Integers, wanted: Array) -> Array:
    """Where `node` may go, its own place first: rings around itself and around its neighbours' centre, and beside each."""
    length = float(wanted[node, neighbours].mean())
    centre = here[neighbours].mean(axis=0)
    rings = [here[node][None]]
    rings += [here[node] + _RING * length * share for share in (0.15, 0.45)]
    rings += [
        centre + _RING * length * share for share in ((0.0001, 0.4, 0.8, 1.15, 1.6) if len(neighbours) > 1 else (0.7, 1.0, 1.35))
    ]
    return np.concatenate(rings)


def _free(node: int, places: Array, here: Array, boxes: Array, gap: float) -> Truths:
    """Which places leave the box of `node` clear of all others."""
    low, high = here + boxes[:, :2] - gap, here + boxes[:, 2:] + gap
    left, right = places + boxes[node, :2], places + boxes[node, 2:]
    meets = ((right[:, None] > low[None]) & (left[:, None] < high[None])).all(axis=2)
    meets[:, node] = False
    free: Truths = ~meets.any(axis=1)
    return free


def _costs(node: int, places: Array, here: Array, boxes: Array, neighbours: Integers, others: Integers, wanted: Array) -> Array:
    """What each place costs in crossings, edges through boxes and stress."""
    rest = np.arange(len(here)) != node
    apart = np.hypot(places[:, None, 0] - here[None, rest, 0], places[:, None, 1] - here[None, rest, 1])
    costs: Array = _STRESS * ((apart / wanted[node, rest] - 1.0) ** 2).sum(axis=1) / np.sqrt(len(here))
    start, end = places[:, None], here[neighbours][None]
    low, high = here + boxes[:, :2], here + boxes[:, 2:]
    hit = _meets(start[:, :, None], end[:, :, None], low[None, None], high[None, None])
    hit[:, :, node] = False
    hit[:, np.arange(len(neighbours)), neighbours] = False
    costs += _THROUGH * hit.sum(axis=(1, 2))
    if len(others):
        a, b = here[others[:, 0]], here[others[:, 1]]
        crossing = _cross(start[:, :, None], end[:, :, None], a[None, None], b[None, None])
        shared = (others[None] == neighbours[:, None, None]).any(axis=2)
        costs += _CROSSING * (crossing & ~shared[None]).sum(axis=(1, 2))
        costs += _THROUGH * _meets(
            a[None], b[None], (places + boxes[node, :2])[:, None], (places + boxes[node, 2:])[:, None]
        ).sum(axis=1)
    return costs


def _turn(a: Array, b: Array, c: Array) -> Array:
    """On which side of the line from `a` to `b` each `c` lies, as a sign."""
    turn: Array = np.sign((b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (c[..., 0] - a[..., 0]))
    return turn


def _cross(a: Array, b: Array, c: Array, d: Array) -> Truths:
    """Whether the segments from `a` to `b` and from `c` to `d` cross."""
    found: Truths = (_turn(a, b, c) * _turn(a, b, d) < 0) & (_turn(c, d, a) * _turn(c, d, b) < 0)
    return found


def _meets(a: Array, b: Array, low: Array, high: Array) -> Truths:
    """Whether the segment from `a` to `b` meets the box from `low` to `high`, by slabs."""
    step = b - a
    step = np.where(np.abs(step) < 1e-12, 1e-12, step)
    enter, leave = (low - a) / step, (high - a) / step
    first = np.minimum(enter, leave).max(axis=-1)
    last = np.maximum(enter, leave).min(axis=-1)
    found: Truths = (first <= last) & (last >= 0) & (first <= 1)
    return found
