"""Every list of a claim file may be long: the work grows with it in proportion, and not with its square.

Steps are counted at one size and at eight times the size, less those that a list of one takes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from counting import steps
from effort import times
from refusing import patience
from tally import Counted
from wide import WIDE, written

from kg.analysis.answers import ledger
from kg.check import check, sound
from kg.corpus.filters import Filter
from kg.rdf.graph import ntriples
from kg.render import diagnostics
from kg.site.exchanges import record

SIZE: Final = times(8, 12)
TIMES: Final = 8
MOST: Final = 20
"""How many times the steps eight times the size may take: the square is over sixty, and nearly nine is in proportion.

Places in lists of up to some hundred items are found by walking, which makes it up to seventeen at these sizes.
"""


@pytest.mark.parametrize("kind", WIDE)
def test_eight_times_the_list_is_not_the_square_of_the_work(kind: str, tmp_path: Path, counted: Counted) -> None:
    def work(size: int) -> Callable[[], None]:
        root = written(tmp_path / str(size), WIDE[kind](size))

        def do() -> None:
            found = check(root)
            diagnostics.text(found.diagnostics, found.texts)
            corpus = sound(found)
            ledger(corpus, Filter())
            record(corpus)
            ntriples(corpus)

        return do

    with patience(120):
        work(2)()  # what is imported or made at the first call is no part of it
        least, once, more = (steps(work(size)) for size in (1, SIZE, TIMES * SIZE))
    grown = (more - least) / (once - least)
    assert grown < MOST, f"{least:,} steps, {once:,} and {more:,}"
    counted(
        "long lists: {lists} kinds, eight times as long, at most {grown:.1f} times the work, 0 crashes, 0 hangs",
        lists=1,
        grown=grown,
    )
