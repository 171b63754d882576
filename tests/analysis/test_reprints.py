"""Rows of reprints are a shorter way to what following every link of every statement finds, in any record."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Final

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis import origins, reprints, tracing, ways
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


@settings(max_examples=examples(1_000))
@given(links=LINKS, least=st.integers(1, 3))
def test_what_is_cut_is_said_and_nothing_else_is_wrong(*, links: Links, least: int) -> None:
    """Where there is room for few ends, those that are named are ends, and where not all are named that is said."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tracing, "reprinted", lambda *_: None)
        every = read(links, twice=False)
        whole = {id_: origins.of_statement(every, resolved) for id_, resolved in every.resolved.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reprints, "LEAST", least)
        patch.setattr(reprints, "IN_ALL", 0)
        corpus = read(links, twice=False)
        cut = {id_: origins.of_statement(corpus, resolved) for id_, resolved in corpus.resolved.items()}
    for id_, found in cut.items():
        members = {member for end in whole[id_].ends for member in end.members}
        named = {member for end in found.ends for member in end.members}
        assert named <= members
        assert found.is_cut or named == members
        assert set(found.through) == set(whole[id_].through)
        assert len(named) >= min(least, len(members))
        assert ("or more unknown" in render.summary(found)) == found.is_cut


def test_chains_that_are_too_long_under_a_report_with_a_via_keep_their_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reprints, "IN_ALL", 0)
    size = 3 * reprints.LEAST
    links: Links = [([i - 1] if i else [], 0, False) for i in range(size)]
    corpus = read(links, twice=False)
    last = corpus.resolved[f"s{size - 1}"]
    report = dataclasses.replace(last.statement.reports[0], via=("paper",))
    known = dataclasses.replace(last, statement=dataclasses.replace(last.statement, reports=(report,)))
    found = origins.of_statement(corpus, known)
    assert [end.id for end in found.ends] == ["house", "r0"]
    assert found.is_cut
    assert len(found.ends[1].chains[0].path) == reprints.LEAST + 3
    assert not origins.of_statement(corpus, last).is_cut
    assert len(origins.of_statement(corpus, last).ends[0].chains[0].path) == size


def test_what_is_on_all_of_several_rows() -> None:
    links: Links = [([], 0, False), ([0], 0, False), ([1], 0, False), ([2], 0, False), ([1], 0, False), ([], 0, False)]
    known = reprints.reprints(read(links, twice=False)).passed
    rows = [known[f"r{n}"] for n in range(6)]

    def in_all(*all_: Sequence[str]) -> list[str]:
        return list(ways.in_all(all_, known))

    assert in_all(rows[3], rows[4], rows[3]) == ["r1", "r0"]
    assert in_all(rows[3], rows[2]) == ["r2", "r1", "r0"]
    assert in_all(rows[3], ("r1", "r9")) == ["r1"]
    assert in_all(("r9", "r1", "r0"), rows[3], ("r0", "r8", "r1")) == ["r0", "r1"]
    assert in_all(rows[3], rows[5]) == in_all(rows[3], rows[5], ("r0",)) == in_all() == []
    house = ways.Passed("h", None)
    assert in_all(ways.Passed("r3", house), ways.Passed("r5", house)) == ["h"]
    assert list(ways.in_all([ways.Passed("r6", house), ("h", "r5")], known)) == ["h"]
    way = reprints.reprints(read(links, twice=False)).way("r3", "r0")
    assert (way[0], way[-1], way[1:], len(way), list(way)) == ("r3", "r0", ("r2", "r1", "r0"), 4, list(rows[3]))


@settings(max_examples=examples(400))
@given(above=st.lists(st.integers(0, 200), min_size=1, max_size=60), picks=st.lists(st.integers(0, 60), min_size=1, max_size=4))
def test_where_branches_meet_is_where_walking_finds_it(above: list[int], picks: list[int]) -> None:
    tree: list[ways.Passed] = []
    for n, place in enumerate(above):
        tree.append(ways.Passed(f"r{n}", tree[place % (n + 1)] if place % (n + 1) < n else None))
    branches = [tree[pick % len(tree)] for pick in picks]
    met = ways.meeting(branches)
    shared = set.intersection(*map(set, branches))
    assert set(met or ()) == shared
    for branch in branches:
        assert [branch.at(depth) for depth in range(1, len(branch) + 1)] == [
            tree[int(id_[1:])] for id_ in reversed(tuple(branch))
        ]
