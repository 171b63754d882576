"""The accusation graph against a plain count of the claims, and the layout against what a drawing must not do."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable
from fractions import Fraction

import harbour
import networkx as nx
import numpy as np
import pytest
from conftest import State
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_world import EXCHANGE

from kg.analysis.graph import accusations
from kg.corpus.corpus import Corpus
from kg.corpus.level import Level
from kg.layout import crossings, layout, overlaps
from kg.layout.layout import Box

pytestmark = pytest.mark.slow

Edges = Counter[tuple[str, str, str, str]]
ANSWERS = {"denies", "rebuts", "concedes", "qualifies", "declines"}


def expected_edges(corpus: Corpus) -> Edges:
    """Who accuses or answers whom, counted from the statements as written, without the graph's own helpers."""
    found: Edges = Counter()
    for id_, statement in corpus.statements.items():
        if statement.withdrawn is not None:
            continue
        speakers = statement.speaker or corpus.statements[statement.occasion or ""].speaker
        if statement.act == "accuses":
            accused = statement.against
            if accused is None:
                accused = tuple(dict.fromkeys(a for key in statement.allegation for a in corpus.allegations[key].accused))
            found.update((speaker, target, id_, "accusation") for speaker in speakers for target in accused)
        if statement.act in {"corroborates", "retracts", "corrects", "finds"}:
            continue
        whose: set[str] = set()
        for answered in statement.answers:
            other = corpus.statements[answered]
            theirs = other.speaker or corpus.statements[other.occasion or ""].speaker
            own = {*speakers} <= {*theirs} and not corpus.resolved[answered].is_contested  # nobody answers their own words
            if other.withdrawn is None and not own:
                whose.update(theirs)
        found.update((speaker, target, id_, "answer") for speaker in speakers for target in whose)
    return found


def drawn_edges(corpus: Corpus, level: Level = "actor") -> Edges:
    graph = accusations(corpus, level=level)
    return Counter((u, v, attributes["statement"], attributes["link"]) for u, v, attributes in graph.edges(data=True))


def test_the_edges_are_those_of_a_plain_count(state: State) -> None:
    corpus = state(EXCHANGE)
    found = drawn_edges(corpus)
    assert found == expected_edges(corpus)
    assert found["glottenberg", "ruritania", "charge", "accusation"] == 1
    assert found["flavia", "glottenberg", "counter", "answer"] == 1
    assert not any(statement in {"support", "retraction", "correction"} for _, _, statement, _ in found)


@pytest.mark.parametrize("loaded", [harbour.corpus, harbour.shipped])
def test_the_edges_of_whole_data_sets_are_those_of_a_plain_count(loaded: Callable[[], Corpus]) -> None:
    found = drawn_edges(loaded())
    assert found == expected_edges(loaded())
    assert sum(found.values()) > 10


def test_a_node_is_an_actor_that_accuses_is_accused_answers_or_is_answered(state: State) -> None:
    corpus = state(EXCHANGE)
    graph = accusations(corpus)
    accusers = {u for u, _, _, link in expected_edges(corpus) if link == "accusation"}
    ends = {node for u, v, *_ in expected_edges(corpus) for node in (u, v)}
    assert accusers <= ends == set(graph)
    assert graph.nodes["ruritania"]["accused"] == ("charge",)
    assert graph.nodes["bands"]["accused"] == ("bare-charge", "charge")
    assert set(graph.nodes["glottenberg"]["accuses"]) == {"bare-charge", "charge", "nobody"}
    assert (graph.nodes["bands"]["name"], graph.nodes["bands"]["type"]) == ("The Hill Bands", "armed-group")


def test_what_nobody_is_named_in_still_has_its_speaker(state: State) -> None:
    corpus = state(
        "  nobody: {act: accuses, speaker: gazette, date: 2017, allegation: arms, against: []}\n"
        "  own-denial: {act: denies, speaker: rupert, date: 2017, allegation: arms}\n"
    )
    graph = accusations(corpus)
    assert set(graph) == {"gazette", "rupert"}
    assert graph.number_of_edges() == 0


def test_an_edge_says_which_statement_when_and_how_firmly(state: State) -> None:
    corpus = state(
        "  charge: {act: accuses, speaker: sapt, date: 2017-04~, allegation: [arms, blame], certainty: possible}\n"
        "  denial: {act: denies, speaker: glottenberg, date: 2017-05-02, answers: charge}\n"
    )
    graph = accusations(corpus)
    edge = graph.edges["sapt", "glottenberg", "charge"]
    assert (edge["kind"], edge["link"], edge["date"], edge["certainty"]) == ("accuses", "accusation", "2017-04~", "possible")
    assert (edge["earliest"].isoformat(), edge["latest"].isoformat()) == ("2017-04-01", "2017-04-30")
    assert edge["allegations"] == ("arms", "blame")
    answer = graph.edges["glottenberg", "sapt", "denial:answer"]
    assert (answer["kind"], answer["link"], answer["answered"]) == ("denies", "answer", ("charge",))


def test_withdrawn_statements_make_no_edge(state: State) -> None:
    corpus = state(
        "  charge: {act: accuses, speaker: glottenberg, date: 2017, allegation: backs, withdrawn: {date: 2019, reason: wrong}}\n"
        "  denial: {act: denies, speaker: ruritania, date: 2017, answers: charge}\n"
    )
    graph = accusations(corpus)
    assert set(graph) == {"ruritania"}
    assert graph.number_of_edges() == 0


def test_sides_stand_for_those_who_speak_for_them_and_others_for_themselves(state: State) -> None:
    corpus = state(
        "  by-role: {act: accuses, speaker: sapt, date: 2016-05, against: hentzau, says: x}\n"
        "  given: {act: accuses, speaker: sapt, for: glottenberg, date: 2016-05, against: office, says: x}\n"
        "  personal: {act: accuses, speaker: flavia, for: self, date: 2016-05, against: glottenberg, says: x}\n"
        "  mixed: {act: accuses, speaker: [gazette, flavia], date: 2017, against: [institute, glottenberg], says: x}\n"
        "  moved-on: {act: accuses, speaker: rupert, date: 2018, against: moved, says: x}\n"
    )
    found = {(u, v, statement) for u, v, statement, _ in drawn_edges(corpus, "side")}
    assert found == {
        ("ruritania", "glottenberg", "by-role"),
        ("glottenberg", "ruritania", "given"),
        ("flavia", "glottenberg", "personal"),
        ("gazette", "institute", "mixed"),
        ("gazette", "glottenberg", "mixed"),
        ("ruritania", "institute", "mixed"),
        ("ruritania", "glottenberg", "mixed"),
        ("rupert", "glottenberg", "moved-on"),
    }


def test_nodes_and_edges_come_by_id_wherever_the_records_stand(state: State) -> None:
    corpus = state(EXCHANGE)
    turned = Corpus(
        actors=dict(reversed(list(corpus.actors.items()))),
        sources=corpus.sources,
        topics=corpus.topics,
        allegations=corpus.allegations,
        statements=dict(reversed(list(corpus.statements.items()))),
        kinds=corpus.kinds,
    )
    here, there = accusations(corpus), accusations(turned)
    assert list(here.nodes(data=True)) == list(there.nodes(data=True))
    assert list(here.edges(keys=True, data=True)) == list(there.edges(keys=True, data=True))
    assert list(here) == sorted(here)


# The layout


def meets(a: Box, at: tuple[int, int], b: Box, bt: tuple[int, int]) -> bool:
    """Whether two boxes overlap, by their sides alone."""
    return not (
        at[0] + a.right <= bt[0] + b.left
        or bt[0] + b.right <= at[0] + a.left
        or at[1] + a.bottom <= bt[1] + b.top
        or bt[1] + b.bottom <= at[1] + a.top
    )


def assert_clear(at: dict[int, tuple[int, int]], boxes: dict[int, Box]) -> None:
    for u, v in itertools.combinations(at, 2):
        assert not meets(boxes.get(u, Box()), at[u], boxes.get(v, Box()), at[v]), (u, v)


@st.composite
def drawings(draw: st.DrawFn) -> tuple[int, list[tuple[int, int]], dict[int, Box]]:
    n = draw(st.integers(0, 9))
    ends = st.integers(0, max(0, n - 1))
    edges = draw(st.lists(st.tuples(ends, ends), max_size=14)) if n else []
    sizes = st.integers(1, 120)
    boxes = {i: Box(-draw(sizes), -draw(sizes), draw(sizes), draw(sizes)) for i in range(n) if draw(st.booleans())}
    return n, edges, boxes


@settings(max_examples=12, deadline=None)
@given(drawings())
def test_no_two_boxes_overlap_and_the_same_graph_is_drawn_alike(
    drawing: tuple[int, list[tuple[int, int]], dict[int, Box]],
) -> None:
    n, edges, boxes = drawing
    at = layout.positions(range(n), edges, boxes)
    assert set(at) == set(range(n))
    assert_clear(at, boxes)
    backwards = [(v, u) for u, v in reversed(edges)] + edges
    assert layout.positions(range(n), backwards, boxes) == at


@pytest.mark.parametrize("kind", ["communities", "star", "path", "scattered"])
def test_no_two_boxes_of_a_large_graph_overlap(kind: str) -> None:
    n = 700
    homes = np.random.default_rng(3).integers(0, 50, n).tolist()
    edges = {
        "communities": [(i, i // 50 * 50 + homes[i]) for i in range(n)] + [(i, i + 1) for i in range(n - 1)],
        "star": [(0, i) for i in range(1, n)],
        "path": [(i, i + 1) for i in range(n - 1)],
        "scattered": [(i, i + 1) for i in range(0, n, 2)],
    }[kind]
    at = layout.positions(range(n), edges, {})
    placed, boxes = np.array([at[i] for i in range(n)], dtype=float), overlaps.as_boxes([(-60, -14, 60, 40)] * n)
    assert len(overlaps.overlapping(placed, boxes)[0]) == 0
    assert layout.positions(range(n), edges, {}) == at


def test_overlapping_finds_what_the_sides_of_boxes_say() -> None:
    chances = np.random.default_rng(5)
    sides = chances.uniform(0, 9, (40, 4)).tolist()
    boxes = [Box(-left, -top, right, bottom) for left, top, right, bottom in sides]
    at: list[tuple[int, int]] = [(x, y) for x, y in chances.integers(0, 60, (40, 2)).tolist()]
    rows = overlaps.as_boxes([(b.left, b.top, b.right, b.bottom) for b in boxes])
    first, second, *_ = overlaps.overlapping(np.array(at, dtype=float), rows)
    expected = {(i, j) for i, j in itertools.combinations(range(40), 2) if meets(boxes[i], at[i], boxes[j], at[j])}
    assert set(zip(first.tolist(), second.tolist(), strict=True)) == expected
    assert len(expected) > 5


def properly_cross(p: list[tuple[int, int]], e: tuple[int, int], f: tuple[int, int]) -> bool:
    """Whether two segments cross within both, solved in exact numbers."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = p[e[0]], p[e[1]], p[f[0]], p[f[1]]
    across = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
    if across == 0:
        return False
    along = Fraction((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx), across)
    other = Fraction((cx - ax) * (by - ay) - (cy - ay) * (bx - ax), across)
    return 0 < along < 1 and 0 < other < 1


def test_crossings_are_those_of_exact_arithmetic() -> None:
    chances = np.random.default_rng(7)
    points: list[tuple[int, int]] = [(x, y) for x, y in chances.integers(0, 500, (14, 2)).tolist()]
    edges = sorted({(min(u, v), max(u, v)) for u, v in chances.integers(0, 14, (30, 2)).tolist() if u != v})
    pairs = [(e, f) for e, f in itertools.combinations(edges, 2) if not set(e) & set(f)]
    expected = sum(properly_cross(points, e, f) for e, f in pairs)
    assert crossings.count(np.array(points, dtype=float), np.array(edges)) == expected > 10


def test_an_edge_through_a_box_is_found() -> None:
    points = np.array([(0, 0), (100, 0), (50, 3), (50, 40)], dtype=float)
    boxes = overlaps.as_boxes([(-5, -5, 5, 5)] * 4)
    assert crossings.through(points, boxes, np.array([(0, 1)])) == 1
    assert crossings.through(points, boxes, np.array([(0, 3)])) == 0


def test_the_shipped_map_crosses_no_more_than_kamada_kawai() -> None:
    graph = accusations(harbour.shipped())
    nodes = list(graph)
    number = {node: i for i, node in enumerate(nodes)}
    edges = np.array(sorted({(min(number[u], number[v]), max(number[u], number[v])) for u, v in graph.edges() if u != v}))
    at = layout.positions(nodes, graph.edges(), {})
    ours = crossings.count(np.array([at[node] for node in nodes], dtype=float), edges)
    sprung = nx.kamada_kawai_layout(nx.Graph(graph))
    theirs = crossings.count(np.array([sprung[node] for node in nodes]), edges)
    assert ours <= theirs
    assert_clear({number[node]: place for node, place in at.items()}, {})


def test_a_drawing_of_one_node_is_centred() -> None:
    box = Box(-10, -4, 30, 8)
    assert layout.positions(["a"], [("a", "a")], {"a": box}) == {"a": (-10, -2)}
    assert layout.positions([], [], {}) == {}


def test_joined_nodes_are_nearer_than_others() -> None:
    at = layout.positions(range(8), [(i, i + 1) for i in range(7)], {})
    joined = [math.dist(at[i], at[i + 1]) for i in range(7)]
    assert max(joined) < math.dist(at[0], at[7])
