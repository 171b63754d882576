"""Drawings brought to the room that they need: several set side by side, or one drawn in."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from kg.layout import overlaps
from kg.layout.overlaps import Array

ASPECT: Final = 1.45
"""The width of a drawing in heights, as a screen has beside a panel."""

_APART: Final = 60.0
_LEAST: Final = 1e-6
_EVEN: Final = 0.8
_ROUNDS: Final = 120


def packed(parts: list[list[int]], drawn: list[Array], boxes: Array) -> Array:
    """Drawings set side by side in rows below the first, the whole about as wide as `ASPECT` asks, every row centred."""
    outer = [around(inner, boxes[part]) for part, inner in zip(parts, drawn, strict=True)]
    area = sum((right - left + _APART) * (bottom - top + _APART) for left, top, right, bottom in outer)
    width = max(math.sqrt(area * ASPECT), *(right - left for left, _, right, _ in outer[:1]))
    rows: list[list[int]] = []
    used = 0.0
    for i, (left, _, right, _) in enumerate(outer):
        if not rows or i == 1 < len(parts[0]) or used + right - left > width:
            rows.append([])
            used = 0.0
        rows[-1].append(i)
        used += right - left + _APART
    placed = np.zeros((len(boxes), 2))
    y = 0.0
    for row in rows:
        x = -sum(outer[i][2] - outer[i][0] + _APART for i in row) / 2
        for i in row:
            left, top, right, _ = outer[i]
            placed[parts[i]] = drawn[i] + np.array((x - left, y - top))
            x += right - left + _APART
        y += max(outer[i][3] - outer[i][1] for i in row) + _APART
    return placed


def around(drawn: Array, boxes: Array) -> list[float]:
    """The box around a drawing, as offsets from its origin."""
    return [*(drawn + boxes[:, :2]).min(axis=0).tolist(), *(drawn + boxes[:, 2:]).max(axis=0).tolist()]


def gathered(drawn: Array, boxes: Array, *, gap: float, room: float) -> Array:
    """The drawing brought to `room` times the area that its boxes need, in the proportions of the page, and cleared of overlaps.

    Springs and stress crowd the middle of a page and leave the rest empty. So each coordinate goes halfway to its rank, which
    keeps left and right, above and below, and evens out how dense the drawing is.
    """
    sizes = boxes[:, 2:] - boxes[:, :2] + gap
    high = math.sqrt(room * float(np.prod(sizes, axis=1).sum()) / ASPECT)
    ranks = np.argsort(np.argsort(drawn, axis=0, kind="stable"), axis=0) / max(len(drawn) - 1, 1) - 0.5
    plain = (drawn - drawn.mean(axis=0)) / np.maximum(np.ptp(drawn, axis=0), _LEAST)
    even = (1 - _EVEN) * plain + _EVEN * ranks
    return overlaps.separate(even * np.array((high * ASPECT, high)), boxes, gap=gap, rounds=_ROUNDS)
