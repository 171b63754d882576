"""Means of counts with the interval in which they may lie, and the difference between two means with its own.

Sources: Student, "The probable error of a mean", Biometrika 6 (1908); B. L. Welch, "The generalization of 'Student's' problem
when several different population variances are involved", Biometrika 34 (1947). The one quantile that they need is computed
here: scipy, which has it, weighs as much as everything else together.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from statistics import NormalDist
from typing import NamedTuple

from kg.analysis.shares import CONFIDENCE, Interval, rounded


class Moments(NamedTuple):
    """What of a list of counts its mean and variance need: how many there are, their sum, and the sum of their squares."""

    n: int
    total: int
    squares: int

    @classmethod
    def of(cls, counts: Iterable[int]) -> Moments:
        """Those of some counts."""
        counts = tuple(counts)
        return cls(len(counts), sum(counts), sum(count * count for count in counts))

    def without(self, part: Moments) -> Moments:
        """Those of the counts that are not in `part`, exactly, since all are whole numbers."""
        return Moments(self.n - part.n, self.total - part.total, self.squares - part.squares)

    @property
    def variance(self) -> float:
        """The unbiased variance, 0 of fewer than two."""
        return (self.n * self.squares - self.total**2) / (self.n * (self.n - 1)) if self.n > 1 else 0.0


def mean(counts: Moments) -> Interval | None:
    """The mean with Student's interval, cut off below 0 since counts are never less; None of nothing.

    A single count, and counts that are all alike, say nothing of how much others might differ: both ends are then None.
    """
    if not counts.n:
        return None
    value = counts.total / counts.n
    if not counts.variance:
        return rounded(value, None, None)
    half = _quantile(counts.n - 1) * math.sqrt(counts.variance / counts.n)
    return rounded(value, max(0.0, value - half), value + half)


def mean_difference(counts: Moments, others: Moments) -> Interval | None:
    """The first mean less the second, with Welch's interval; None where one is of nothing.

    Where either has fewer than two counts, or counts that are all alike, both ends are None.
    """
    if not counts.n or not others.n:
        return None
    value = counts.total / counts.n - others.total / others.n
    if not counts.variance or not others.variance:
        return rounded(value, None, None)
    a, b = counts.variance / counts.n, others.variance / others.n
    freedom = (a + b) ** 2 / (a**2 / (counts.n - 1) + b**2 / (others.n - 1))
    half = _quantile(freedom) * math.sqrt(a + b)
    return rounded(value, value - half, value + half)


@cache
def _quantile(freedom: float) -> float:
    """The point of Student's distribution that leaves out half of what the confidence leaves out.

    By Newton's method from that of the normal distribution: it lies below, and from there the tail is convex, so that no step
    goes too far.
    """
    a = freedom / 2
    log_beta = math.lgamma(a) + math.lgamma(0.5) - math.lgamma(a + 0.5)
    point = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    while True:
        near = freedom / (freedom + point * point)
        tails = _beta(a, 0.5, near, log_beta) if near < 0.5 else 1 - _beta(0.5, a, 1 - near, log_beta)
        density = math.exp((a + 0.5) * math.log(near) - log_beta) / math.sqrt(freedom)
        step = (tails - (1 - CONFIDENCE)) / (2 * density)
        if step < 1e-12 * point:
            return point
        point += step


def _beta(a: float, b: float, x: float, log_beta: float) -> float:
    """The regularized incomplete beta function for `x` of at most ½ or so, by its series (NIST DLMF 8.17.8)."""
    term = total = math.exp(a * math.log(x) + b * math.log1p(-x) - log_beta) / a
    n = 0
    while term > 1e-17 * total:
        term *= x * (a + b + n) / (a + 1 + n)
        total += term
        n += 1
    return total
