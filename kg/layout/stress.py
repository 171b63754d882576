"""Positions at which the distance between any two nodes is as near as can be to the one wanted.

Stress majorization after Gansner, Koren and North, "Graph Drawing by Stress Majorization" (2004), in its diagonal form: the
energy is that of Kamada and Kawai, and each step is a few matrix operations.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from kg.layout.overlaps import Array

_TINY: Final = 1e-9


def majorize(start: Array, wanted: Array, *, iterations: int) -> Array:
    """Positions, shape (n, 2), of less stress than `start` for the `wanted` distances, shape (n, n)."""
    if len(start) < 2:
        return start.copy()
    distances = wanted.copy()
    np.fill_diagonal(distances, 1.0)
    weights = distances**-2.0
    np.fill_diagonal(weights, 0.0)
    pulls = weights * distances
    totals = weights.sum(axis=1)[:, None]
    here = start.copy()
    for _ in range(iterations):
        apart = np.hypot(here[:, 0, None] - here[None, :, 0], here[:, 1, None] - here[None, :, 1])
        ratios = pulls / np.maximum(apart, _TINY)
        pull = np.einsum("ij,jk->ik", weights - ratios, here)  # no BLAS: its threads may add up in another order
        there = (pull + ratios.sum(axis=1)[:, None] * here) / totals
        moved = float(np.abs(there - here).max())
        here = there
        if moved < 0.05:
            break
    return here


def stress(positions: Array, wanted: Array) -> float:
    """The mean squared relative error of the distances between `positions`."""
    n = len(positions)
    if n < 2:
        return 0.0
    apart = np.hypot(positions[:, 0, None] - positions[None, :, 0], positions[:, 1, None] - positions[None, :, 1])
    upper = np.triu_indices(n, 1)
    return float(np.mean((apart[upper] / wanted[upper] - 1.0) ** 2))
