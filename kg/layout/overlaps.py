"""Boxes moved apart until no two of them meet.

A box is what a node takes up on the page, symbol and label together, given as four offsets from the node's position: left, top,
right, bottom, with y downwards.
"""

from __future__ import annotations

from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.int64]

_GROWTH: Final = 1.04


def overlapping(positions: Array, boxes: Array, gap: float = 0.0) -> tuple[Integers, Integers, Array, Array]:
    """The pairs of boxes nearer than `gap`: first and second index, and how deep they meet in x and in y."""
    left, top = positions[:, 0] + boxes[:, 0], positions[:, 1] + boxes[:, 1]
    right, bottom = positions[:, 0] + boxes[:, 2], positions[:, 1] + boxes[:, 3]
    deep_x = np.minimum(right[:, None], right) - np.maximum(left[:, None], left) + gap
    deep_y = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top) + gap
    first, second = np.nonzero(np.triu((deep_x > 0) & (deep_y > 0), 1))
    return first, second, deep_x[first, second], deep_y[first, second]


def separate(positions: Array, boxes: Array, *, gap: float, rounds: int = 300) -> Array:
    """Positions near the given ones, at which every two boxes are at least `gap` apart.

    Pairs that meet are pushed apart along the shallower direction. Should they not settle, the whole drawing grows a little at a
    time, which always ends.
    """
    here = positions.astype(np.float64, copy=True)
    centres = (boxes[:, :2] + boxes[:, 2:]) / 2
    for _ in range(rounds):
        first, second, deep_x, deep_y = overlapping(here, boxes, gap)
        if not len(first):
            return here
        middle = here + centres
        towards = middle[second] - middle[first]
        ahead = np.where(towards == 0, 1.0, np.sign(towards))
        sideways = deep_x < deep_y
        push = np.where(
            sideways[:, None], np.stack((deep_x, np.zeros_like(deep_x)), 1), np.stack((np.zeros_like(deep_y), deep_y), 1)
        )
        push = ahead * push * 0.5 + ahead * (push > 0) * 0.01
        shift = np.zeros_like(here)
        np.add.at(shift, second, push)
        np.add.at(shift, first, -push)
        met = np.bincount(np.concatenate((first, second)), minlength=len(here)).clip(min=1)
        here += shift / np.sqrt(met)[:, None]
    return _grown(here, boxes, gap)


def _grown(positions: Array, boxes: Array, gap: float) -> Array:
    """The same drawing, larger, so that nothing meets."""
    here = positions.copy()
    order = np.arange(len(here), dtype=np.float64)
    while True:
        first, second, *_ = overlapping(here, boxes, gap)
        if not len(first):
            return here
        same = np.abs(here[first] - here[second]).max(axis=1) < 1e-6
        if same.any():
            here += np.stack((order, order), 1) * 1e-3
        here *= _GROWTH


def as_boxes(rows: Any) -> Array:
    """An array of shape (n, 4), even if empty."""
    return np.asarray(rows, dtype=np.float64).reshape(-1, 4)
