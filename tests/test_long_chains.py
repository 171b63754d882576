"""A chain of any link, eight times as long, costs every command about eight times the work: in steps, and in what it writes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from chains import CHAINS, written
from counting import steps
from refusing import patience
from tally import Counted

from kg.analysis.answers import ledger
from kg.analysis.origins import survey
from kg.analysis.standing import standing
from kg.check import Checked, check, sound
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.diagnostic import Severity
from kg.rdf.graph import ntriples
from kg.render import diagnostics, origins, table
from kg.render import standing as standings
from kg.render.show import show
from kg.site.brief.html import html
from kg.site.brief.markdown import markdown
from kg.site.map.page import map_page
from kg.site.timeline.page import timeline_page

pytestmark = pytest.mark.slow

SIZE: Final = 40
TIMES: Final = 8
MOST: Final = 13
"""How many times the steps or the signs for eight times the chain may be: the square is over sixty, nearly nine in proportion."""
MAY_FAIL: Final = {
    "part_of": {"K217"},
    "broader": {"K217"},
    "occasion of an occasion": {"K207"},
    "was of the one before": {"K208"},
}
"""The errors that such a chain is; its commands are run on what is left without the records at fault."""


def shown(corpus: Corpus) -> str:
    """The first and the last record of each kind, as `kg show` has them."""
    found = [list(records.values()) for records in (corpus.actors, corpus.sources, corpus.allegations, corpus.statements)]
    return "".join(show(corpus, record) for records in found if records for record in (records[0], records[-1]))


COMMANDS: Final[dict[str, Callable[[Corpus], object]]] = {
    "build": ntriples,
    "map": lambda corpus: map_page(corpus, title="T"),
    "timeline": lambda corpus: timeline_page(corpus, title="T"),
    "brief": lambda corpus: html(corpus, "T") + markdown(corpus, "T"),
    "show": shown,
    "origins": lambda corpus: table.render(origins.survey(corpus, survey(corpus, Filter())), "csv", None),
    "standing": lambda corpus: table.render(standings.table(corpus, standing(corpus, Filter()), everything=True), "csv", None),
    "answers": lambda corpus: ledger(corpus, Filter()),
}


def checked(root: Path) -> tuple[Checked, str]:
    found = check(root)
    return found, diagnostics.text(found.diagnostics, found.texts)


@pytest.mark.parametrize("link", CHAINS)
def test_eight_times_the_chain_is_about_eight_times_the_work(link: str, tmp_path: Path, counted: Counted) -> None:
    sizes = (2, SIZE, TIMES * SIZE)
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
