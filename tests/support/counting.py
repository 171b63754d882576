"""Counts what a piece of work does, where a test asks how its cost grows: a busy machine makes it slower, and not more.

What one call of C does, such as a match of a regular expression, counts as one step however long it is: for that there is
`refusing.patience`, which ends what would take for ever.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps(work: Callable[[], object]) -> int:
    """How many lines of Python ran, each time round of a loop anew, and how many functions of C were called."""
    count = 0

    def line(_frame: FrameType, event: str, _arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return line

    def call(_frame: FrameType, event: str, _arg: Any) -> None:
        nonlocal count
        count += event == "c_call"

    traced, profiled = sys.gettrace(), sys.getprofile()
    sys.settrace(line)
    sys.setprofile(call)
    try:
        work()
    finally:
        sys.setprofile(profiled)
        sys.settrace(traced)
    return count


def growth(work: Callable[[int], Callable[[], object]], size: int) -> float:
    """How many times the steps of `work(size)` that of twice the size takes: 2 in proportion, 4 where it is the square.

    What `work` does before it returns the function to be counted is not counted. Caches that live on may hide steps.
    """
    work(size)()  # what is imported or made at the first call is no part of it
    once, twice = steps(work(size)), steps(work(2 * size))
    assert once > size  # less would mean that the work is done in C, or not at all
    return twice / once
