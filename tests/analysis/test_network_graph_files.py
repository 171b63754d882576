"""The graph as files, read back by another reader than the writer and compared edge by edge."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, Final
from xml.etree import ElementTree as ET

import harbour
import networkx as nx
import pytest

from kg.analysis.graph import AccusationGraph, accusations
from kg.analysis.graph_files import gexf, graphml
from kg.model.acts import ACTS

DAY: Final = r"\d{4}-\d\d-\d\d"


@pytest.fixture(scope="module")
def graph() -> AccusationGraph:
    return accusations(harbour.shipped())


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
    corpus = harbour.shipped()
    for text in (gexf(graph).decode(), graphml(graph).decode()):
        assert corpus.allegations
        assert not [a.id for a in corpus.allegations.values() if a.text in text or a.text.rstrip(".") in text]
    read = nx.read_gexf(io.BytesIO(gexf(graph)))
    assert {data["label"] for _, _, data in read.edges(data=True)} <= set(ACTS)


def test_an_empty_graph_is_a_file_too() -> None:
    empty: AccusationGraph = nx.MultiDiGraph()
    assert nx.read_gexf(io.BytesIO(gexf(empty))).number_of_nodes() == 0
    assert nx.read_graphml(io.BytesIO(graphml(empty))).number_of_nodes() == 0


RULES: Final[dict[str, tuple[dict[str, str], dict[str, str], tuple[str, ...]]]] = {
    "gexf": ({"version": "1\\.2"}, {}, ("graph",)),
    "graph": (
        {},
        {"defaultedgetype": "directed|undirected|mutual", "mode": "static|dynamic", "timeformat": "integer|double|date|dateTime"},
        ("attributes", "nodes", "edges"),
    ),
    "attributes": ({"class": "node|edge"}, {"mode": "static|dynamic"}, ("attribute",)),
    "attribute": (
        {"id": ".+", "title": ".*", "type": "integer|long|double|float|boolean|liststring|string|anyURI"},
        {},
        ("default", "options"),
    ),
    "nodes": ({}, {}, ("node",)),
    "node": ({"id": ".+"}, {"label": r"\S(.*\S)?", "start": DAY, "end": DAY}, ("attvalues",)),
    "edges": ({}, {}, ("edge",)),
    "edge": (
        {"id": ".+", "source": ".+", "target": ".+"},
        {"label": r"\S(.*\S)?", "type": "directed", "weight": r"[\d.]+", "start": DAY, "end": DAY},
        ("attvalues",),
    ),
    "attvalues": ({}, {}, ("attvalue",)),
    "attvalue": ({"for": ".+", "value": ".*"}, {}, ()),
}
"""GEXF 1.2 as its schema has it, as far as such a file needs: what each element must and may have, and what may be in it."""


def faults(text: bytes) -> Iterator[str]:
    """What in the file the schema of GEXF 1.2 does not allow, or what leads to nothing."""
    root = ET.fromstring(text)  # noqa: S314 - our own
    name = "{http://www.gexf.net/1.2draft}"
    ids: dict[str, list[str]] = {"node": [], "edge": [], "attribute": []}
    for element in root.iter():
        tag = element.tag.removeprefix(name)
        required, optional, inside = RULES[tag]
        yield from (f"{tag} without {key}" for key in required if key not in element.attrib)
        for key, value in element.attrib.items():
            pattern = (required | optional).get(key)
            if pattern is None or not re.fullmatch(pattern, value, re.DOTALL):
                yield f"{tag} {key}={value!r}"
        yield from (f"{child.tag} in {tag}" for child in element if child.tag.removeprefix(name) not in inside)
        if tag in ids:
            ids[tag].append(element.attrib.get("id", ""))
        if tag == "edge" and element.attrib.get("start", "") > element.attrib.get("end", "9"):
            yield f"edge {element.attrib.get('id')} ends before it starts"
    yield from (f"{tag} ids twice" for tag, found in ids.items() if len(set(found)) < len(found))
    for edge in root.iter(f"{name}edge"):
        yield from (f"edge to {edge.attrib.get(end)}" for end in ("source", "target") if edge.attrib.get(end) not in ids["node"])
    for given in root.iter(f"{name}attvalue"):
        if given.attrib["for"] not in ids["attribute"]:
            yield f"value for {given.attrib['for']}"


def test_gexf_keeps_to_its_schema(graph: AccusationGraph) -> None:
    assert list(faults(gexf(graph))) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b' version="1.2"', b""),
        (b'timeformat="date"', b'timeformat="day"'),
        (b'source="', b'from="'),
        (b'type="string"', b'type="text"'),
        (b' start="20', b' start="x20'),
        (b"<nodes>", b"<nodes><edge/>"),
        (b'for="node-type"', b'for="nobody"'),
    ],
)
def test_what_the_schema_does_not_allow_is_found(graph: AccusationGraph, right: bytes, wrong: bytes) -> None:
    text = gexf(graph)
    assert right in text
    assert list(faults(text.replace(right, wrong, 1)))


def test_a_speaker_without_a_side_stands_under_its_own_name() -> None:
    corpus = harbour.shipped()
    read = nx.read_gexf(io.BytesIO(gexf(accusations(corpus, level="side"))))
    assert read.nodes["parth-sarthi-suhag"]["label"] == "Parth Sarthi Suhag"
    assert "sergey-lavrov" not in read
    said = [d["statement"] for u, _, d in read.edges(data=True) if u == "parth-sarthi-suhag"]
    assert set(said) == {
        r.id for r in corpus.resolved.values() if "parth-sarthi-suhag" in r.speakers and (r.against or r.answers)
    }


def test_programs_find_labels_weights_and_numbers_to_size_by(graph: AccusationGraph) -> None:
    for read in (nx.read_graphml(io.BytesIO(graphml(graph)), force_multigraph=True), nx.read_gexf(io.BytesIO(gexf(graph)))):
        for node, data in read.nodes(data=True):
            assert data["label"] == graph.nodes[node]["name"]
            assert data["accusations_met"] == len(graph.nodes[node]["accused"])
            assert data["accusations_made"] == len(graph.nodes[node]["accuses"])
        assert all(data["weight"] == 1 for *_, data in read.edges(data=True))
    assert 'for="edge" attr.name="label"' in graphml(graph).decode()


def test_ids_of_edges_are_legal_in_xml(graph: AccusationGraph) -> None:
    for text in (gexf(graph).decode(), graphml(graph).decode()):
        ids = re.findall(r'<edge [^>]*?\bid="([^"]*)"', text)
        assert len(set(ids)) == graph.number_of_edges()
        assert all(re.fullmatch(r"[\w.:-]+", id_) for id_ in ids)
