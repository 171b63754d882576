"""Rows of reprints are a shorter way to what following every link of every statement finds, in any record."""

from __future__ import annotations

from typing import Final

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis import origins, reprints, tracing
from kg.corpus.corpus import Corpus
from kg.reading.gatherer import Gatherer
from kg.render import origins as render

HEAD: Final = """\
actors:
  a: {name: Aland, type: state}
  b: {name: Bland, type: state}
  house: {name: House, type: company}
  paper: {name: The Paper, type: media, part_of: house}
  post: {name: The Post, type: media, part_of: house}
allegations:
  x: {text: B did it., accused: b}
"""
HOUSES: Final = (
    "",
    ", publisher: paper",
    ", publisher: post",
    ", publisher: Elsewhere",
    ", publisher: r1",
    ", author: [Ann, r0]",
)
MOST: Final = 8

Links = list[tuple[list[int], int, bool]]
"""For each source the numbers of those that it reprints, its house, and whether it rests on a document."""

LINKS: Final = st.lists(
    st.tuples(
        st.one_of(
            st.lists(st.integers(0, MOST - 1), max_size=1),  # rows are likely
            st.lists(st.integers(0, MOST - 1), max_size=3, unique=True),
        ),
        st.integers(0, len(HOUSES) - 1),
        st.booleans(),
    ),
    min_size=2,
    max_size=MOST,
)


def read(links: Links, *, twice: bool) -> Corpus:
    """One statement from each source, and some known from two or through an outlet."""
    sources, statements = ["  d: {title: D}"], []
    for i, (ahead, house, rests) in enumerate(links):
        whole = ", ".join(f"r{to}" for to in ahead if to < len(links) and to != i)
        relies = f", relies_on: [{whole}]" if whole else ""
        sources.append(f"  r{i}: {{title: R{relies}{', rests_on: d' if rests else ''}{HOUSES[house]}}}")
        told = ["{source: r%d}" % i, *(["{source: r0, at: p. 1}", "{source: r1, via: [paper]}"] if twice and i % 3 == 0 else [])]  # noqa: UP031 - braces
        statements.append(f"  s{i}: {{act: accuses, speaker: a, date: 2019, allegation: x, reports: [{', '.join(told)}]}}")
    gatherer = Gatherer()
    gatherer.file(
        "a.yaml", (HEAD + "sources:\n" + "\n".join(sources) + "\nstatements:\n" + "\n".join(statements) + "\n").encode()
    )
    loaded = gatherer.loaded()
    assert loaded.diagnostics == []
    return loaded.corpus


def found(corpus: Corpus) -> list[object]:
    every = [
        *(origins.of_statement(corpus, resolved) for resolved in corpus.resolved.values()),
        origins.of_allegation(corpus, "x"),
    ]
    return [*(render.record(corpus, one) for one in every), *(set(one.through) for one in every)]


@settings(max_examples=examples(2_000))
@given(links=LINKS, twice=st.booleans())
def test_rows_are_what_following_every_link_finds(*, links: Links, twice: bool) -> None:
    by_rows = found(read(links, twice=twice))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tracing, "reprinted", lambda *_: None)
        assert by_rows == found(read(links, twice=twice))


def test_what_is_on_all_of_several_rows() -> None:
    links: Links = [([], 0, False), ([0], 0, False), ([1], 0, False), ([2], 0, False), ([1], 0, False), ([], 0, False)]
    corpus = read(links, twice=False)
    along = reprints.rows(corpus)
    rows = {n: reprints.Row(f"r{n}", along) for n in range(6)}
    assert reprints.in_all([rows[3], rows[4], rows[3]]) == {"r0", "r1"}
    assert reprints.in_all([rows[3], rows[2]]) == {"r0", "r1", "r2"}
    assert reprints.in_all([rows[3], ("r1", "r9")]) == {"r1"}
    assert reprints.in_all([rows[3], rows[5]]) == set()
    assert reprints.in_all([reprints.Row("r3", along, ("h",)), reprints.Row("r5", along, ("h",))]) == {"h"}
    assert reprints.in_all([]) == set()
    assert (rows[3][0], rows[3][-1], reprints.Row("r3", along, ("h",))[-1], rows[3][1:], len(rows[3])) == (
        "r3",
        "r0",
        "h",
        ("r2", "r1", "r0"),
        4,
    )
