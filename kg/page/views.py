"""The views of a map, ready to be drawn: nodes at their places, arrows with the statements behind them, and their bounds."""

from __future__ import annotations

from typing import Any

from kg.corpus.corpus import Corpus
from kg.network import folding, layout
from kg.network.graph import AccusationGraph, accusations
from kg.page import arrows, vis
from kg.page.choice import Choice
from kg.page.exchanges import in_time


def graphs(corpus: Corpus, choice: Choice) -> dict[str, AccusationGraph]:
    """The graph of actors and that of sides; the latter only where it differs."""
    actors, sides = accusations(corpus, wanted=choice), accusations(corpus, level="side", wanted=choice)
    alike = list(sides.edges(keys=True)) == list(actors.edges(keys=True))
    return {"actor": actors} if alike else {"actor": actors, "side": sides}


def drawn(corpus: Corpus, graph: AccusationGraph) -> dict[str, Any]:
    """One view: `nodes`, `edges` and `options` as pyvis keeps them, `bounds` (left, top, right, bottom).

    A node of a large graph also has the number of its `group`: what the page folds into one symbol.
    """
    nodes, joined = arrows.nodes(graph), arrows.arrows(graph)
    boxes = {node.id: node.box for node in nodes}
    pairs = [(arrow.source, arrow.target) for arrow in joined]
    at = layout.positions(list(boxes), pairs, boxes)
    names = {node.id: node.name for node in nodes}
    data = vis.network(nodes, joined, at, [_title(arrow, names) for arrow in joined])
    for arrow in data["edges"]:
        arrow["statements"] = in_time(corpus, arrow["statements"])
    for node in data["nodes"]:
        met = [edge["statement"] for _, _, edge in graph.in_edges(node["actor"], data=True) if edge["link"] == "answer"]
        node["said"] = {**node["said"], "answered": met}
        node["said"] = {what: in_time(corpus, said) for what, said in node["said"].items() if said}
    if len(nodes) > folding.LARGE:
        for node, community in zip(data["nodes"], folding.communities(list(boxes), pairs), strict=True):
            node["community"] = community
    edges = [(x + boxes[n].left, y + boxes[n].top, x + boxes[n].right, y + boxes[n].bottom) for n, (x, y) in at.items()]
    sides = list(zip(*edges, strict=True)) or [(0,)] * 4
    bounds = [min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])]
    return {**data, "bounds": [round(bound) for bound in bounds]}


def _title(arrow: arrows.Arrow, names: dict[str, str]) -> str:
    """What is shown over an arrow: who did what to whom, and how often."""
    source, target = names[arrow.source], names[arrow.target]
    said = {
        "accuses": f"{source} accuses {target}",
        arrows.COUNTERS: f"{source} answers {target} by accusing another",
        arrows.OTHERWISE: f"{source} answers {target}",
    }
    text = said.get(arrow.kind, f"{source} {arrow.kind} what {target} said")
    count = len(arrow.statements)
    return f"{text}: {count} statements" if count > 1 else text
