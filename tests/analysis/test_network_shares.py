"""Intervals against scipy's and against the examples that Newcombe printed."""

from __future__ import annotations

import random

import pytest
from scipy.stats import binomtest

from kg.analysis.shares import Interval, difference, share


@pytest.mark.parametrize("of", [1, 2, 7, 30, 117, 5000])
def test_wilson_is_scipys(of: int) -> None:
    for hits in {0, 1, of // 3, of - 1, of}:
        expected = binomtest(hits, of).proportion_ci(confidence_level=0.95, method="wilson")
        found = share(hits, of)
        assert found is not None
        assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=2e-6)
        assert found.value == round(hits / of, 6)


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0),
        ((10, 10, 0, 10), 0.6075, 1.0),
    ],
)
def test_differences_are_those_of_newcombes_table(counts: tuple[int, int, int, int], low: float, high: float) -> None:
    """Newcombe 1998, table II, method 10."""
    found = difference(*counts)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)


def test_nothing_has_no_share() -> None:
    assert share(0, 0) is None
    assert difference(0, 0, 1, 2) is None
    assert difference(1, 2, 0, 0) is None
    assert share(1, 2) == Interval(0.5, 0.094531, 0.905469)


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    rng = random.Random(11)  # noqa: S311 - not for secrets
    covered = 0
    for _ in range(2000):
        found = difference(sum(rng.random() < 0.3 for _ in range(40)), 40, sum(rng.random() < 0.5 for _ in range(60)), 60)
        assert found is not None
        assert found.low is not None
        assert found.high is not None
        covered += found.low <= -0.2 <= found.high
    assert 0.93 < covered / 2000 < 0.97
