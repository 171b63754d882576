"""The accusation graph as GraphML and as GEXF, for programs such as Gephi, yEd, igraph and Cytoscape.

GEXF carries the first and the last possible day of every edge, which Gephi's timeline shows. It is written here because
networkx puts today's date into the file; GraphML is networkx's.
"""

from __future__ import annotations

import datetime
from typing import Any, Final
from xml.etree import ElementTree as ET

import networkx as nx

from kg.network.graph import AccusationGraph

_GEXF: Final = "http://www.gexf.net/1.2draft"
_EDGE: Final = ("link", "kind", "statement", "date", "certainty", "allegations", "answered", "mark")
_SIZES: Final = {"accusations_made": "accuses", "accusations_met": "accused", "answers_given": "answers"}
_NODE: Final = ("type", "accuses", "accused", "answers")


def writable(graph: AccusationGraph) -> AccusationGraph:
    """The graph with attributes that every form of file can hold: texts and numbers.

    Lists of ids are separated by spaces, days are texts, what is unknown is left out. Nodes have a label and numbers to size them
    by, edges a label and a weight. The key of an edge is its id in a file, which no other edge has.
    """
    flat: AccusationGraph = nx.MultiDiGraph(**graph.graph)
    for node, data in graph.nodes(data=True):
        flat.add_node(node, label=_text(data["name"]), **_sizes(data), **_flat(data))
    for source, target, key, data in graph.edges(keys=True, data=True):
        # GraphML wants an id for every edge; networkx takes the key, and one statement has many edges.
        flat.add_edge(source, target, key=_edge_id(key, source, target), label=data["kind"], weight=1, **_flat(data))
    return flat


def graphml(graph: AccusationGraph) -> bytes:
    """The graph in GraphML, as `writable` has it."""
    flat = writable(graph)
    flat.graph.clear()
    return ("\n".join(nx.generate_graphml(flat)) + "\n").encode()


def gexf(graph: AccusationGraph) -> bytes:
    """The graph in GEXF 1.2 with the days of every edge; an end that is open is left out."""
    root = ET.Element("gexf", {"xmlns": _GEXF, "version": "1.2"})
    body = ET.SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "dynamic", "timeformat": "date"})
    for kind, names in (("node", _NODE), ("edge", _EDGE)):
        attributes = ET.SubElement(body, "attributes", {"class": kind, "mode": "static"})
        for name in names:
            ET.SubElement(attributes, "attribute", {"id": f"{kind}-{name}", "title": name, "type": "string"})
        for name in _SIZES if kind == "node" else ():
            ET.SubElement(attributes, "attribute", {"id": f"{kind}-{name}", "title": name, "type": "integer"})
    nodes = ET.SubElement(body, "nodes")
    for node, data in graph.nodes(data=True):
        element = ET.SubElement(nodes, "node", {"id": node, "label": _text(data["name"])})
        _values(element, "node", _NODE, data)
    edges = ET.SubElement(body, "edges")
    for source, target, key, data in graph.edges(keys=True, data=True):
        days = {"start": data["earliest"], "end": data["latest"]}
        ends = {name: day.isoformat() for name, day in days.items() if day is not None}
        ids = {"id": _edge_id(key, source, target), "source": source, "target": target, "label": data["kind"], "weight": "1"}
        _values(ET.SubElement(edges, "edge", {**ids, **ends}), "edge", _EDGE, data)
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return text + b"\n"


def _values(element: ET.Element, kind: str, names: tuple[str, ...], data: dict[str, Any]) -> None:
    values = ET.SubElement(element, "attvalues")
    flat = _flat(data)
    if kind == "node":
        flat |= {name: str(size) for name, size in _sizes(data).items()}
    for name in (*names, *(_SIZES if kind == "node" else ())):
        if name in flat:
            ET.SubElement(values, "attvalue", {"for": f"{kind}-{name}", "value": flat[name]})


def _edge_id(key: str, source: str, target: str) -> str:
    """The id of an edge, as XML allows it: the statement, and whom it joins."""
    return f"{key}.{source}.{target}"


def _sizes(data: dict[str, Any]) -> dict[str, int]:
    """How many accusations an actor makes and meets, and how many answers it gives: numbers to size a node by."""
    return {name: len(data[of]) for name, of in _SIZES.items()}


def _flat(data: dict[str, Any]) -> dict[str, str]:
    return {name: _text(value) for name, value in data.items() if value is not None}


def _text(value: object) -> str:
    """A value as text that XML can hold."""
    if isinstance(value, tuple):
        return " ".join(value)
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
