"""A chain of any link, eight times as long, costs every command about eight times the work: in steps, and in what it writes."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from chains import CHAINS, COMMANDS, MAY_FAIL, checked, written
from counting import steps
from effort import times
from refusing import patience
from tally import Counted

from kg.check import check, sound
from kg.diagnostic import Severity

pytestmark = pytest.mark.slow

SIZE: Final = times(16, 40)
LONGER: Final = 40
"""For chains of sources: `kg origins` writes the first 24 of each."""
TIMES: Final = 8
MOST: Final = 13
"""How many times the steps or the signs for eight times the chain may be: the square is over sixty, nearly nine in proportion."""


@pytest.mark.parametrize("link", CHAINS)
def test_eight_times_the_chain_is_about_eight_times_the_work(link: str, tmp_path: Path, counted: Counted) -> None:
    size_ = LONGER if "relies_on" in link else SIZE
    sizes = (2, size_, TIMES * size_)
    costs: dict[str, list[int]] = {name: [] for name in ("check", *COMMANDS)}
    lengths: dict[str, list[int]] = {name: [] for name in COMMANDS}
    with patience(120):
        for size in (2, *sizes):  # what is imported or made at the first call is no part of it
            root = written(tmp_path / f"{size}-{len(list(tmp_path.iterdir()))}", CHAINS[link](size))
            costs["check"].append(steps(lambda root=root: checked(root)))  # type: ignore[misc]
            corpus = sound(check(root))
            for name, command in COMMANDS.items():
                made: list[object] = []
                costs[name].append(steps(lambda command=command, made=made, corpus=corpus: made.append(command(corpus))))  # type: ignore[misc]
                lengths[name].append(len(made[0]) if isinstance(made[0], str | bytes) else 0)
    errors = {d.code for d in check(root).diagnostics if d.severity is Severity.ERROR}
    assert errors <= MAY_FAIL.get(link, set())
    for what, found in (("steps", costs), ("signs", lengths)):
        for name, (_, least, once, more) in found.items():
            assert more - least < MOST * max(once - least, 100), f"{name}: {least:,} {what}, {once:,} and {more:,}"
    counted("chains of {links} links, eight times as long, at most 13 times the work of any of 9 commands", links=1)
