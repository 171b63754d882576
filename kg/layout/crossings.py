"""Fewer crossings: how many edges of a drawing cross, and nodes moved one at a time to where fewer do.

An edge that runs through the box of a node it does not belong to counts like a crossing: the name under it cannot be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from kg.layout.overlaps import Array, Integers

Truths = npt.NDArray[np.bool_]

_THROUGH: Final = 1.2
_CROSSING: Final = 1.0
_STRESS: Final = 0.6
_HEAT: Final = 3.0
_COLD: Final = 5
_PLACES: Final = 10
_SEED: Final = 20170424
_TINY: Final = 1e-12


def count(positions: Array, edges: Integers) -> int:
    """The number of pairs of edges, straight and without a common node, that cross."""
    if len(edges) < 2:
        return 0
    a, b = positions[edges[:, 0]], positions[edges[:, 1]]
    crossing = _cross(a[:, None], b[:, None], a[None], b[None])
    shared = (edges[:, None, :, None] == edges[None, :, None, :]).any(axis=(2, 3))
    return int(np.triu(crossing & ~shared, 1).sum())


def through(positions: Array, boxes: Array, edges: Integers) -> int:
    """How often an edge runs through the box of a node other than its ends."""
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
    """Positions with few crossings near the given ones, and no boxes that meet where none did.

    Simulated annealing by heat bath: in each round every node goes to one of some places around itself and around its neighbours,
    the likelier the less it costs there, with less and less heat; the last rounds take the best only. What counts: crossings,
    edges through boxes, and the stress for the `wanted` distances. The chances are seeded, so that the same graph cools alike.
    """
    here = positions.copy()
    chances = np.random.default_rng(_SEED)
    around = {node: _neighbours(node, edges) for node in range(len(here))}
    movable = [node for node, (neighbours, _) in around.items() if len(neighbours)]
    for step in range(rounds):
        heat = max(0.0, _HEAT * (1 - (step + _COLD) / rounds))
        for node in chances.permutation(movable).tolist():
            neighbours, others = around[node]
            places = _places(node, here, neighbours, wanted, chances)
            places = places[_free(node, places, here, boxes, gap)]
            costs = _costs(_Move(node, places, neighbours, others), here, boxes, wanted)
            if heat:
                costs -= heat * chances.gumbel(size=len(places))
            here[node] = places[int(np.argmin(costs))]
    return here


def _neighbours(node: int, edges: Integers) -> tuple[Integers, Integers]:
    """The nodes joined to `node`, and the edges that are not its own."""
    own = (edges == node).any(axis=1)
    ends = edges[own]
    return np.where(ends[:, 0] == node, ends[:, 1], ends[:, 0]), edges[~own]


def _places(node: int, here: Array, neighbours: Integers, wanted: Array, chances: np.random.Generator) -> Array:
    """Where `node` may go: its own place first, places around it, and places around its neighbours' centre."""
    length = float(wanted[node, neighbours].mean())
    nearest = 0.7 if len(neighbours) == 1 else 0.3
    angles = chances.uniform(0, 2 * np.pi, 2 * _PLACES)
    radii = np.concatenate((chances.uniform(0.03, 0.6, _PLACES), chances.uniform(nearest, 1.5, _PLACES))) * length
    centres = np.concatenate(
        (np.repeat(here[node][None], _PLACES, 0), np.repeat(here[neighbours].mean(axis=0)[None], _PLACES, 0))
    )
    return np.concatenate((here[node][None], centres + np.stack((np.cos(angles), np.sin(angles)), 1) * radii[:, None]))


def _free(node: int, places: Array, here: Array, boxes: Array, gap: float) -> Truths:
    """Which places leave the box of `node` clear of all others; its own place counts as one."""
    low, high = here + boxes[:, :2] - gap, here + boxes[:, 2:] + gap
    left, right = places + boxes[node, :2], places + boxes[node, 2:]
    across = (right[:, None, 0] > low[None, :, 0]) & (left[:, None, 0] < high[None, :, 0])
    meets = across & (right[:, None, 1] > low[None, :, 1]) & (left[:, None, 1] < high[None, :, 1])
    meets[:, node] = False
    free = ~np.asarray(meets.any(axis=1))
    free[0] = True
    return free


@dataclass(frozen=True, slots=True)
class _Move:
    """A node, the places where it may go, its neighbours, and the edges that do not end in it."""

    node: int
    places: Array
    neighbours: Integers
    others: Integers


def _costs(move: _Move, here: Array, boxes: Array, wanted: Array) -> Array:
    """What each place costs in crossings, edges through boxes and stress."""
    node, places, neighbours, others = move.node, move.places, move.neighbours, move.others
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
        left, right = places + boxes[node, :2], places + boxes[node, 2:]
        costs += _THROUGH * _meets(a[None], b[None], left[:, None], right[:, None]).sum(axis=1)
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
    first, last = _within(a[..., 0], b[..., 0], low[..., 0], high[..., 0])
    first_y, last_y = _within(a[..., 1], b[..., 1], low[..., 1], high[..., 1])
    first, last = np.maximum(first, first_y), np.minimum(last, last_y)
    found: Truths = (first <= last) & (last >= 0) & (first <= 1)
    return found


def _within(a: Array, b: Array, low: Array, high: Array) -> tuple[Array, Array]:
    """From which to which share of the way from `a` to `b` a line is between `low` and `high`."""
    step = b - a
    step = np.where(np.abs(step) < _TINY, _TINY, step)
    enter, leave = (low - a) / step, (high - a) / step
    return np.minimum(enter, leave), np.maximum(enter, leave)
