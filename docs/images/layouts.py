"""One graph of 500 nodes in planted communities of about forty, by springs alone and by communities, for decision 0024."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

import networkx as nx

from kg.corpus.corpus import Corpus
from kg.layout.layout import positions

NODES, GROUP, SIDE = 500, 40, 560


def layouts_page(_: Corpus, *, title: str) -> str:
    """A page with the two drawings side by side; `title` is in its head alone."""
    chances = random.Random(3)  # noqa: S311 - not for secrets
    home = [node * (NODES // GROUP) // NODES for node in range(NODES)]
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(NODES))
    while graph.number_of_edges() < 1.6 * NODES:
        node = chances.randrange(NODES)
        near = [other for other in range(NODES) if home[other] == home[node]] if chances.random() < 0.9 else range(NODES)
        other = chances.choice(near)
        if other != node:
            graph.add_edge(node, other)
    springs = {node: (float(x), float(y)) for node, (x, y) in nx.spring_layout(graph, seed=1).items()}
    ours = {node: (float(x), float(y)) for node, (x, y) in positions(list(graph), graph.edges(), {}).items()}
    drawings = "".join(
        f'<figure><svg width="{SIDE}" height="{SIDE}">{"".join(_drawn(graph, home, where))}</svg>'
        f"<figcaption>{words}</figcaption></figure>"
        for words, where in (("springs alone", springs), ("by communities", ours))
    )
    style = "body { display: flex; gap: 40px; margin: 20px; font: 18px sans-serif } figure { margin: 0; text-align: center }"
    return f'<!doctype html><meta charset="utf-8"><title>{title}</title><style>{style}</style>{drawings}'


def _drawn(graph: nx.Graph[int], home: list[int], where: Mapping[int, tuple[float, float]]) -> Iterator[str]:
    """Edges and nodes, scaled to the drawing; a colour a planted community."""
    low = [min(place[axis] for place in where.values()) for axis in (0, 1)]
    high = [max(place[axis] for place in where.values()) for axis in (0, 1)]
    at = {
        node: [8 + (place[axis] - low[axis]) / (high[axis] - low[axis]) * (SIDE - 16) for axis in (0, 1)]
        for node, place in where.items()
    }
    for u, v in graph.edges():
        (x1, y1), (x2, y2) = at[u], at[v]
        yield f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#0002"/>'
    for node, (x, y) in at.items():
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="hsl({home[node] * 360 // (max(home) + 1)} 55% 45%)"/>'
