"""Shares with the interval in which they may lie, and the difference between two shares with its own.

Sources: Edwin B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
Statistical Association 22 (1927); Robert G. Newcombe, "Interval estimation for the difference between independent proportions",
Statistics in Medicine 17 (1998), method 10.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

CONFIDENCE: Final = 0.95
_Z: Final = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
_DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class Interval:
    """A value between its bounds, at the confidence of `CONFIDENCE`; both are None if there is no estimate."""

    value: float
    low: float | None
    high: float | None

    @property
    def leaves_out_zero(self) -> bool:
        """Whether 0 lies outside of the bounds."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def rounded(value: float, low: float | None, high: float | None) -> Interval:
    """The interval with its numbers rounded, so that machines agree."""
    ends = (None if end is None else round(end, _DIGITS) for end in (low, high))
    return Interval(round(value, _DIGITS), *ends)


def share(hits: int, of: int) -> Interval | None:
    """The share of `hits` among `of`, with Wilson's score interval; None of nothing."""
    if not of:
        return None
    return rounded(*_wilson(hits, of))


def difference(hits: int, of: int, other_hits: int, other_of: int) -> Interval | None:
    """The first share less the second, with Newcombe's interval from the two of Wilson; None where one is of nothing."""
    if not of or not other_of:
        return None
    one, low, high = _wilson(hits, of)
    two, other_low, other_high = _wilson(other_hits, other_of)
    value = one - two
    least = value - math.hypot(one - low, other_high - two)
    most = value + math.hypot(high - one, two - other_low)
    return rounded(value, least, most)


def _wilson(hits: int, of: int) -> tuple[float, float, float]:
    value = hits / of
    centre = (hits + _Z**2 / 2) / (of + _Z**2)
    half = _Z / (of + _Z**2) * math.sqrt(hits * (of - hits) / of + _Z**2 / 4)
    return value, 0.0 if hits == 0 else centre - half, 1.0 if hits == of else centre + half
