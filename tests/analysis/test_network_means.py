"""Means and their intervals against scipy's t tests."""

from __future__ import annotations

import importlib
import random
from types import ModuleType

import pytest

from kg.analysis.means import Moments, mean, mean_difference
from kg.analysis.means import _quantile as quantile
from kg.analysis.shares import Interval


@pytest.fixture(scope="module")
def stats() -> ModuleType:
    """Imported where it is needed, as it takes two seconds, and each process of a run imports every file of tests."""
    return importlib.import_module("scipy.stats")


@pytest.mark.parametrize("freedom", [1, 1.0001, 1.5, 2, 3, 3.7, 4, 5, 8, 29.5, 100, 1234.5, 1e5, 1e7])
def test_the_quantile_is_scipys(freedom: float, stats: ModuleType) -> None:
    assert quantile(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=1e-7)


@pytest.mark.parametrize("seed", range(40))
def test_the_interval_of_a_mean_is_students(seed: int, stats: ModuleType) -> None:
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    counts = [rng.randint(1, 9) for _ in range(rng.randint(2, 60))]
    counts[0] = counts[1] + 1
    found = mean(Moments.of(counts))
    expected = stats.ttest_1samp(counts, 0).confidence_interval(0.95)
    assert found is not None
    assert found.value == pytest.approx(sum(counts) / len(counts), abs=1e-6)
    assert (found.low, found.high) == pytest.approx((max(0.0, expected.low), expected.high), abs=1e-5)


@pytest.mark.parametrize("seed", range(40))
def test_the_interval_of_a_difference_is_welchs(seed: int, stats: ModuleType) -> None:
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    one, other = ([1, 2, *(rng.randint(1, 5) for _ in range(rng.randint(0, 40)))] for _ in range(2))
    found = mean_difference(Moments.of(one), Moments.of([*one, *other]).without(Moments.of(one)))
    expected = stats.ttest_ind(one, other, equal_var=False).confidence_interval(0.95)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=1e-5)
    assert found.leaves_out_zero == (expected.low > 0 or expected.high < 0)


def test_what_says_nothing_of_how_counts_differ_has_no_interval() -> None:
    assert mean(Moments.of(())) is None
    assert mean(Moments.of((3,))) == Interval(3, None, None)
    assert mean(Moments.of((2, 2, 2))) == Interval(2, None, None)
    assert mean_difference(Moments.of(()), Moments.of((1, 2))) is None
    assert mean_difference(Moments.of((3,)), Moments.of((1, 2))) == Interval(1.5, None, None)
    assert not Interval(3, None, None).leaves_out_zero
