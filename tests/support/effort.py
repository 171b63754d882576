"""How often a run repeats what can be repeated: a fixed sample of every kind by day, all of it and more in `make nightly`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Final, TypeVar

from hypothesis import HealthCheck, settings

NIGHTLY: Final = os.environ.get("KG_TESTS") == "nightly"
_T = TypeVar("_T")


def times(usual: int, nightly: int) -> int:
    """How often something is repeated."""
    return nightly if NIGHTLY else usual


def some(things: Sequence[_T], share: int) -> Sequence[_T]:
    """One in `share` of them, from the first to the last; all of them in a nightly run."""
    return things[:: times(share, 1)]


def examples(nightly: int) -> int:
    """How many random examples a test with a number of its own draws: a tenth of them by day."""
    return times(max(20, nightly // 10), nightly)


def load_profile() -> None:
    """Settings for random examples. How busy the machine is decides no test: no example has a deadline."""
    untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("usual", untimed, max_examples=25, derandomize=True, database=None)
    settings.register_profile("nightly", untimed, max_examples=1000)
    settings.load_profile("nightly" if NIGHTLY else "usual")
