"""A chain of any link, eight times as long, costs every command about eight times the work: in steps, and in what it writes."""

from __future__ import annotations

import contextlib
import functools
import io
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, TypeAlias

import pytest
from chains import CHAINS, COMMANDS, MAY_FAIL, Command, in_place, run, written
from counting import steps
from effort import times
from refusing import patience
from tally import Counted

from kg.check import check
from kg.diagnostic import Severity
from kg.engine import oxigraph
from kg.site import template
from kg.web import link

pytestmark = pytest.mark.slow

SIZE: Final = times(8, 40)
TIMES: Final = 8
MOST: Final = 13
"""How many times the steps or the signs for eight times the chain may be: the square is over sixty, nearly nine in proportion."""
LEAST: Final = {"steps": 300, "signs": 1_200}
"""What the shorter chain is taken to cost at least: of less a number with one more digit is much."""
SHORTEST: Final = "relies_on"
"""The chain of which two links cost least: what every command costs before its first record."""

BOUNDS: Final = (
    "kg.analysis.origins.MOST",
    "kg.render.origins.MOST",
    "kg.analysis.reprints.LEAST",
    "kg.analysis.sides.JOINED",
    "kg.analysis.would_change.SEARCHED",
    "kg.analysis.measures.EXACT",
    "kg.analysis.measures.SAMPLED",
    "kg.layout.layout.SMALL",
    "kg.layout.connected._REFINED",
    "kg.render.columns.SPREAD",
)

Costs: TypeAlias = dict[str, tuple[int, int]]
"""The steps of each command, and the signs that it writes."""


@pytest.fixture(scope="module", autouse=True)
def made_once() -> Iterator[None]:
    """The scripts of pages are linked once, and no store is loaded, which would be done by threads that no fork survives.

    What is a square up to a bound, such as pairs of the first 200 accusers, has a bound of a few.
    """
    with pytest.MonkeyPatch.context() as patch:
        for bound in BOUNDS:
            patch.setattr(bound, 4)
        patch.setattr("kg.analysis.reprints.IN_ALL", 0)
        patch.setattr(link, "script", functools.cache(link.script))
        patch.setattr(template, "_environment", functools.cache(template._environment))
        patch.setattr(oxigraph, "on_disk", lambda _, folder: (folder / "empty").touch())
        yield


@pytest.fixture(scope="module")
def shortest(tmp_path_factory: pytest.TempPathFactory) -> Costs:
    """What two links cost; what is imported or made at the first call is no part of it."""
    place = tmp_path_factory.mktemp("chains")
    return [costs(SHORTEST, 2, place / name, COMMANDS) for name in ("first", "second")][1]


def costs(along: str, size: int, place: Path, commands: Mapping[str, Command]) -> Costs:
    """What the check and these commands cost on a chain of so many links."""
    place.mkdir()
    root = written(place / "claims", CHAINS[along](size))
    with contextlib.chdir(place):
        found = {"check": cost(lambda: run("check"))}
    with in_place(root) as corpus:
        return found | {name: cost(functools.partial(command, corpus)) for name, command in commands.items()}


def cost(command: Callable[[], None]) -> tuple[int, int]:
    """The steps of a command, and the signs that it writes to its standard output and into files; a database grows by pages."""
    shown, out = io.TextIOWrapper(io.BytesIO(), "utf-8"), Path("out")
    with contextlib.redirect_stdout(shown), contextlib.redirect_stderr(io.StringIO()):
        taken = steps(command)
    shown.flush()
    signs = shown.buffer.tell() + sum(file.stat().st_size for file in out.rglob("*") if file.is_file() and file.suffix != ".db")
    shutil.rmtree(out, ignore_errors=True)
    return taken, signs


def part(along: str) -> dict[str, Command]:
    """The commands that are run on a chain: a third of them by day, in turn, so that each is run on a third of the chains."""
    names = list(COMMANDS)
    return {name: COMMANDS[name] for name in names[list(CHAINS).index(along) % times(3, 1) :: times(3, 1)]}


@pytest.mark.parametrize("along", CHAINS)
def test_eight_times_the_chain_is_about_eight_times_the_work(
    along: str, shortest: Costs, tmp_path: Path, counted: Counted
) -> None:
    with patience(240):
        once, more = (costs(along, length, tmp_path / str(length), part(along)) for length in (SIZE, TIMES * SIZE))
    errors = {d.code for d in check(tmp_path / str(TIMES * SIZE) / "claims").diagnostics if d.severity is Severity.ERROR}
    assert errors <= MAY_FAIL.get(along, set())
    for name, cost_ in once.items():
        for what, (few, some, many) in zip(("steps", "signs"), zip(shortest[name], cost_, more[name], strict=True), strict=True):
            assert many - few < MOST * max(some - few, LEAST[what]), f"{name}: {few:,} {what}, {some:,} and {many:,}"
    counted(
        "chains of {links} links, eight times as long, each under a part of {commands:.0f} commands: at most 13 times the work",
        links=1,
        commands=float(len(COMMANDS)),
    )


def test_that_each_command_is_run_on_some_chain() -> None:
    assert {name for along in CHAINS for name in part(along)} == set(COMMANDS)
