"""Measures of the accusation graph against textbook graphs, a power iteration and all shortest paths listed."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterable

import harbour
import networkx as nx
import numpy as np
import pytest

from kg.analysis import measures as module
from kg.analysis.graph import AccusationGraph, accusations
from kg.analysis.measures import Network, Node, measure
from kg.analysis.who import who
from kg.analysis.windows import Windows, windows
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.render.network import table
from kg.render.table import render


def graph_of(pairs: Iterable[tuple[str, str]]) -> AccusationGraph:
    """A graph of accusations without statements behind them."""
    graph: AccusationGraph = nx.MultiDiGraph()
    pairs = list(pairs)
    for node in sorted({node for pair in pairs for node in pair}):
        graph.add_node(node, name=node, type=None, accuses=(), accused=(), answers=())
    for n, (u, v) in enumerate(pairs):
        graph.add_edge(u, v, key=str(n), link="accusation", statement=f"s{n}", earliest=None, latest=None, mark=None)
    return graph


def measured(pairs: Iterable[tuple[str, str]]) -> tuple[Network, dict[str, Node]]:
    found = measure(Corpus(), graph_of(pairs))
    return found, {node.id: node for node in found.nodes}


def test_nobody_accuses_nobody() -> None:
    found, nodes = measured([])
    assert (nodes, found.reciprocity, found.modularity, found.components) == ({}, None, None, 0)


def test_reciprocity_counts_pairs_that_go_both_ways() -> None:
    found, nodes = measured(["ab", "ba", "ab", "ac", "cd", "ee"])  # type: ignore[list-item]
    assert found.pairs == 4
    assert found.mutual == (("a", "b"),)
    assert found.reciprocity == 0.5
    assert nodes["a"].mutual == ("b",)
    assert nodes["e"].mutual == ()
    assert [nodes[node].component for node in "abcde"] == [1, 1, 1, 1, 2]


def test_two_groups_that_accuse_among_themselves_are_two_communities() -> None:
    """Five nodes all tied, twice, and one tie between: the barbell of Girvan and Newman."""
    pairs = [*itertools.combinations("abcde", 2), *itertools.combinations("vwxyz", 2), ("e", "v")]
    found, nodes = measured(pairs)
    assert {nodes[node].community for node in "abcde"} == {1}
    assert {nodes[node].community for node in "vwxyz"} == {2}
    within, degrees, ties = 10, 21, 21  # modularity: share within, less what degrees alone would give
    assert found.modularity == round(2 * (within / ties - (degrees / (2 * ties)) ** 2), 6)


@pytest.mark.parametrize("seed", range(25))
def test_pagerank_is_the_fixed_point_of_its_definition(seed: int) -> None:
    pairs = random_pairs(random.Random(seed))  # noqa: S311 - not for secrets
    _, nodes = measured(pairs)
    names = sorted(nodes)
    weight = np.zeros((len(names), len(names)))
    for u, v in pairs:
        weight[names.index(u), names.index(v)] += 1
    out = weight.sum(axis=1, keepdims=True)
    step = np.where(out > 0, weight / np.where(out > 0, out, 1), 1 / len(names))
    rank = np.full(len(names), 1 / len(names))
    for _ in range(200):
        rank = 0.15 / len(names) + 0.85 * (rank @ step)
    assert [nodes[name].pagerank for name in names] == pytest.approx(rank.tolist(), abs=1e-6)


@pytest.mark.parametrize("seed", range(25))
def test_betweenness_is_the_share_of_shortest_paths_through(seed: int) -> None:
    pairs = random_pairs(random.Random(seed))  # noqa: S311 - not for secrets
    _, nodes = measured(pairs)
    names, links = sorted(nodes), set(pairs)
    for middle in names:
        share = 0.0
        for start, end in itertools.permutations([name for name in names if name != middle], 2):
            paths = shortest(start, end, names, links)
            share += sum(middle in path for path in paths) / len(paths) if paths else 0
        scale = (len(names) - 1) * (len(names) - 2)
        assert nodes[middle].betweenness == pytest.approx(share / scale if scale else 0, abs=1e-6)


def random_pairs(rng: random.Random) -> list[tuple[str, str]]:
    return [(rng.choice("abcdef"), rng.choice("abcdef")) for _ in range(rng.randint(1, 14))]


def shortest(start: str, end: str, names: list[str], links: set[tuple[str, str]]) -> list[tuple[str, ...]]:
    """All shortest paths, by trying every order of ever more nodes between."""
    between = [name for name in names if name not in {start, end}]
    for length in range(len(between) + 1):
        tried = ((start, *inner, end) for inner in itertools.permutations(between, length))
        found = [path for path in tried if all(pair in links for pair in itertools.pairwise(path))]
        if found:
            return found
    return []


def test_a_large_graph_is_estimated_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "EXACT", 3)
    monkeypatch.setattr(module, "SAMPLED", 2)
    found, _ = measured(["ab", "bc", "cd", "da"])  # type: ignore[list-item]
    assert not found.exact
    assert "betweenness estimated from" in table(Corpus(), found, Windows("year", (), ())).caption[1]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return harbour.shipped()


def test_the_shipped_claims_count_as_who_counts(corpus: Corpus) -> None:
    found = measure(corpus, accusations(corpus))
    pairs = {(p.accuser, p.accused): p.accusations for p in who(corpus, "actor", Filter())}
    assert found.pairs == sum(u != v for u, v in pairs)
    for node in found.nodes:
        assert set(node.accuses) == {id_ for id_, r in corpus.resolved.items() if r.act == "accuses" and node.id in r.speakers}
        assert set(node.accused) == {id_ for (_, v), ids in pairs.items() if v == node.id for id_ in ids}
    assert sum(node.pagerank for node in found.nodes) == pytest.approx(1, abs=1e-4)


def test_topic_and_level_narrow_the_graph(corpus: Corpus) -> None:
    graph = accusations(corpus, level="side", wanted=Filter(topic="arms-supply"))
    on_topic = {id_ for id_, r in corpus.resolved.items() if Filter(topic="arms-supply").admits(corpus, r)}
    assert {data["statement"] for _, _, data in graph.edges(data=True)} <= on_topic
    assert "russia" in graph
    assert "sergey-lavrov" not in graph


def test_the_records_carry_the_statements(corpus: Corpus) -> None:
    found = measure(corpus, accusations(corpus))
    shown = table(corpus, found, windows(corpus, accusations(corpus), "year"))
    records = json.loads(render(shown, "json", None))
    nodes = [record for record in records if record["kind"] == "node"]
    assert [record["id"] for record in nodes] == [node.id for node in found.nodes]
    assert all(record["accuses"]["most"] == len(record["accuses"]["statements"]) for record in nodes)  # none was retracted
    assert {n for r in nodes for n in range(r["accuses"]["least"], r["accuses"]["most"])}  # some leave a reading open
    assert records[-1]["pairs"] == found.pairs
    assert render(shown, "markdown", None).count("\n| ") == len(nodes) + 2
