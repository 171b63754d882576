"""How everything in `bench/` measures: what is compared runs in turns in one run, and every figure is a median.

Machines are noisy, so a time alone says little: print ratios of medians taken side by side, and exponents of growth.
"""

from __future__ import annotations

import gc
import math
import os
import platform
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


def in_turns(work: Mapping[str, Callable[[], Any]], rounds: int = 5) -> dict[str, float]:
    """The median time of each piece of work in seconds; in every round each runs once, so that noise meets all alike."""
    times: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(rounds):
        for name, run in work.items():
            gc.collect()
            start = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(taken) for name, taken in times.items()}


def process(command: Sequence[str], folder: Path | None = None) -> tuple[float, float]:
    """Seconds of a whole command from a cold start, and its peak of memory in bytes; a failing command is an error."""
    start = time.perf_counter()
    child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    taken = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, list(command))
    return taken, usage.ru_maxrss * 1024.0


def exponent(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """The exponent k of `seconds ~ sizes ** k`: the slope of least squares on logarithms."""
    fit = statistics.linear_regression([math.log(size) for size in sizes], [math.log(taken) for taken in seconds])
    return fit.slope


def machine() -> str:
    """The machine in one line, as the figures need it beside them."""
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first stand to the right."""
    rule = ["---", *["---:"] * (len(headings) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in [headings, rule, *rows])


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds by the clock, seconds of the processor (its children's too), its peak of memory in bytes."""

    clock: float
    cpu: float
    peak: float


def cost(command: Sequence[str], *, status: int = 0) -> Cost:
    """The cost of a whole command from a cold start, silenced; another exit status than `status` is an error."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, ended, usage = os.wait4(child.pid, 0)
    clock = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(ended)
    if child.returncode != status:
        raise subprocess.CalledProcessError(child.returncode, list(command))
    return Cost(clock, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024.0)


def median_cost(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Cost]:
    """The median cost of each command; in every round each runs once, so that noise meets all alike."""
    found: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            found[name].append(cost(command))
    middle = statistics.median
    return {
        name: Cost(middle(c.clock for c in costs), middle(c.cpu for c in costs), middle(c.peak for c in costs))
        for name, costs in found.items()
    }
