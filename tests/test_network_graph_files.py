"""The graph as files, read back by another reader than the writer and compared edge by edge."""

from __future__ import annotations

import io
from typing import Any

import networkx as nx
import pytest

from kg import resources
from kg.load import load
from kg.model.acts import ACTS
from kg.network.graph import AccusationGraph, accusations
from kg.network.graph_files import gexf, graphml


@pytest.fixture(scope="module")
def graph() -> AccusationGraph:
    return accusations(load(resources.folder("claims")).corpus)


def edges(graph: nx.Graph[Any], *names: str) -> list[tuple[str, ...]]:
    return sorted((u, v, *(str(data.get(name)) for name in names)) for u, v, data in graph.edges(data=True))


def test_gexf_holds_nodes_edges_and_days(graph: AccusationGraph) -> None:
    read = nx.read_gexf(io.BytesIO(gexf(graph)))
    assert {n: d["label"] for n, d in read.nodes(data=True)} == {n: d["name"] for n, d in graph.nodes(data=True)}
    assert edges(read, "kind", "statement") == edges(graph, "kind", "statement")
    days = sorted((u, v, str(d.get("start")), str(d.get("end"))) for u, v, d in read.edges(data=True))
    assert days == edges(graph, "earliest", "latest")
    assert read.graph["mode"] == "dynamic"


def test_graphml_holds_nodes_edges_and_attributes(graph: AccusationGraph) -> None:
    read = nx.read_graphml(io.BytesIO(graphml(graph)), force_multigraph=True)
    assert edges(read, "kind", "statement", "earliest", "date") == edges(graph, "kind", "statement", "earliest", "date")
    assert {n: d["name"] for n, d in read.nodes(data=True)} == {n: d["name"] for n, d in graph.nodes(data=True)}
    assert {n: tuple(d["accused"].split()) for n, d in read.nodes(data=True)} == {
        n: d["accused"] for n, d in graph.nodes(data=True)
    }


def test_edges_have_ids_of_their_own(graph: AccusationGraph) -> None:
    text = gexf(graph).decode()
    ids = [part.split('"')[0] for part in text.split('<edge id="')[1:]]
    assert len(ids) == len(set(ids)) == graph.number_of_edges()


def test_nothing_that_is_alleged_stands_in_the_files(graph: AccusationGraph) -> None:
    """An edge is named by its act, and no text of an allegation is anywhere."""
    corpus = load(resources.folder("claims")).corpus
    for text in (gexf(graph).decode(), graphml(graph).decode()):
        assert corpus.allegations
        assert not [a.id for a in corpus.allegations.values() if a.text in text or a.text.rstrip(".") in text]
    read = nx.read_gexf(io.BytesIO(gexf(graph)))
    assert {data["label"] for _, _, data in read.edges(data=True)} <= set(ACTS)


def test_an_empty_graph_is_a_file_too() -> None:
    empty: AccusationGraph = nx.MultiDiGraph()
    assert nx.read_gexf(io.BytesIO(gexf(empty))).number_of_nodes() == 0
    assert nx.read_graphml(io.BytesIO(graphml(empty))).number_of_nodes() == 0
