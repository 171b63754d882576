"""Claims as large as they may be: names of 64 kB, thousands of files, aliases and waivers, each in time and in few lines.

That the work grows in proportion is held in steps, by `test_wide.py`; a day's run takes an eighth of the sizes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from effort import times
from refusing import patience
from wide import WIDE, Files, written

from kg.check import check, sound
from kg.model.fields import MAX_TEXT
from kg.model.records import Record
from kg.rdf.graph import ntriples
from kg.render import diagnostics
from kg.render.show import show
from kg.site.map.page import map_page

pytestmark = pytest.mark.slow

MANY: Final = times(6_250, 50_000)
LINES: Final = 40
"""How many lines `kg check` writes at most of claims in which one kind of thing is large."""


def named(name: str) -> Files:
    return {"names.yaml": f'actors:\n  z: {{name: "{name}", type: state, aliases: ["{name}2"]}}\n'}


LARGE: Final[dict[str, Callable[[], Files]]] = {
    "a name of one word": lambda: named("a" * (MAX_TEXT - 1)),
    "a name of words": lambda: named(("ab " * MAX_TEXT)[: MAX_TEXT - 1]),
    "a name of Chinese": lambda: named("漢" * (MAX_TEXT - 1)),
    "a name of marks": lambda: named("a" + "\u0301" * (MAX_TEXT - 2)),
    "a name from right to left": lambda: named(("لا " * MAX_TEXT)[: MAX_TEXT - 1]),
    "aliases": lambda: WIDE["aliases"](MANY),
    "waivers": lambda: WIDE["allow"](MANY // 4),  # more values than a file may have, beyond that
    "waivers of warnings": lambda: WIDE["waivers of warnings"](MANY),
}


@pytest.mark.parametrize("kind", LARGE)
def test_what_is_large_ends_in_few_lines(kind: str, tmp_path: Path) -> None:
    with patience(120):
        found = check(written(tmp_path / "claims", LARGE[kind]()))
        text = diagnostics.text(found.diagnostics, found.texts)
        corpus = sound(found)
        graph = ntriples(corpus)
        records: list[Record] = [*corpus.actors.values(), *list(corpus.topics.values())[:1]]
        for record in records:
            assert show(corpus, record)
        page = map_page(corpus, title="T")
    assert text.count("\n") <= LINES
    assert len(text) < 60_000
    assert len(graph) < 40_000_000
    assert len(page) < 40_000_000


def test_a_folder_of_very_many_files_ends_in_few_lines(tmp_path: Path) -> None:
    number = times(2_500, 100_000)
    with patience(240):
        found = check(written(tmp_path / "claims", WIDE["files"](number - 1)))
        text = diagnostics.text(found.diagnostics, found.texts)
        assert ntriples(sound(found)).count(b"\n") > number
    assert len(found.diagnostics) >= number - 1
    assert text.count("\n") <= 5 * 1_000 + LINES
    assert "more from there on, which the other output formats list" in text
