"""Measures of the accusation graph: who accuses and is accused most, who is at the centre, and what is connected.

Each is a property of what is on record. Numbers that come from floating-point sums are rounded, so that machines agree.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

import networkx as nx
import numpy as np

from kg.analysis.graph import AccusationGraph
from kg.analysis.who import charges as charges_of
from kg.corpus.corpus import Corpus
from kg.corpus.counting import Count, count
from kg.corpus.filters import Filter

DAMPING: Final = 0.85
SEED: Final = 20170424
EXACT: Final = 1000
"""The largest number of nodes for which betweenness is exact; beyond, it is estimated from `SAMPLED` of them."""
SAMPLED: Final = 300
UNCOUNTED: Final = frozenset({"retracted", "disputed"})
"""Marks of edges that no measure counts."""
_DIGITS: Final = 6
_SETTLED: Final = 1e-12
"""The change of a PageRank, on average, at which it is settled."""


@dataclass(frozen=True, slots=True)
class Node:
    """One actor or side: its accusations and those against it (ids, and how many), and its place in the graph.

    `perhaps` are those of both that only may lie in the period. `mutual` are those whom it accuses and who accuse it. `component`
    and `community` are numbers, 1 being the largest.
    """

    id: str
    accuses: tuple[str, ...]
    accused: tuple[str, ...]
    counts: tuple[Count, Count]
    perhaps: tuple[str, ...]
    mutual: tuple[str, ...]
    pagerank: float
    betweenness: float
    component: int
    community: int


@dataclass(frozen=True, slots=True)
class Network:
    """The nodes, those with most accusations made and met first, and what the graph as a whole comes to.

    `reciprocity` is the share of pairs of accuser and accused that are such the other way round too; `modularity` that of the
    communities. Both are None where nobody accuses anybody. `number` is how many `accusations` there are, `more` are
    those that are left out since they only may lie in the period.
    """

    nodes: tuple[Node, ...]
    accusations: tuple[str, ...]
    pairs: int
    mutual: tuple[tuple[str, str], ...]
    reciprocity: float | None
    components: int
    communities: int
    modularity: float | None
    exact: bool
    number: Count
    more: tuple[str, ...]


def measure(corpus: Corpus, graph: AccusationGraph, wanted: Filter | None = None) -> Network:
    """The measures of the accusations in `graph`, which `wanted` chose; its answers are left aside."""
    kept = charges_of(corpus, wanted or Filter())
    maybe = frozenset(kept.perhaps)
    plain = charges(graph)
    nodes = list(plain)
    ranks, between = pagerank(plain), betweenness(plain)
    components = _numbered(nx.weakly_connected_components(plain))
    parts, modularity = communities(plain)
    mutual = {node: tuple(sorted(o for o in plain.succ[node] if o != node and plain.has_edge(o, node))) for node in nodes}
    found = []
    for node in nodes:
        accuses, accused = graph.nodes[node]["accuses"], graph.nodes[node]["accused"]
        found.append(
            Node(
                id=node,
                accuses=accuses,
                accused=accused,
                counts=(_count(corpus, accuses, maybe), _count(corpus, accused, maybe)),
                perhaps=tuple(sorted(maybe.intersection((*accuses, *accused)))),
                mutual=mutual[node],
                pagerank=round(ranks[node], _DIGITS),
                betweenness=round(between[node], _DIGITS),
                component=components[node],
                community=parts[node],
            )
        )
    found.sort(key=lambda n: (-(n.counts[0].number.most + n.counts[1].number.most), n.id))
    pairs = sorted((u, v) for u, v in plain.edges if u != v)
    accusations = tuple(sorted((*kept.surely, *(kept.perhaps if wanted is not None and wanted.maybe else ()))))
    both = tuple((u, v) for u, v in pairs if u < v and plain.has_edge(v, u))
    return Network(
        nodes=tuple(found),
        accusations=accusations,
        pairs=len(pairs),
        mutual=both,
        reciprocity=round(2 * len(both) / len(pairs), _DIGITS) if pairs else None,
        components=len(set(components.values())),
        communities=len(set(parts.values())),
        modularity=modularity,
        exact=len(nodes) <= EXACT,
        number=_count(corpus, accusations, maybe),
        more=() if wanted is None or wanted.maybe else kept.perhaps,
    )


def _count(corpus: Corpus, ids: Collection[str], maybe: Collection[str]) -> Count:
    return count(corpus, [id_ for id_ in ids if id_ not in maybe], [id_ for id_ in ids if id_ in maybe])


def charges(graph: AccusationGraph) -> nx.DiGraph[str]:
    """The accusations alone, one edge a pair, weighted by how many statements accuse; nobody who only answers.

    What was retracted, or is denied to have been said, makes no edge.
    """
    plain: nx.DiGraph[str] = nx.DiGraph()
    accusations = [
        (u, v) for u, v, data in graph.edges(data=True) if data["link"] == "accusation" and data["mark"] not in UNCOUNTED
    ]
    plain.add_nodes_from(sorted({node for pair in accusations for node in pair}))
    for u, v in accusations:
        weight = plain.edges[u, v]["weight"] + 1 if plain.has_edge(u, v) else 1
        plain.add_edge(u, v, weight=weight)
    return plain


def pagerank(plain: nx.DiGraph[str]) -> dict[str, float]:
    """The PageRank of each node, walking along the accusations, weighted by their number.

    Whoever accuses nobody is left for anybody (Page, Brin, Motwani and Winograd, 1999). By power iteration, whose error shrinks
    by the damping in each round: networkx needs scipy for it.
    """
    if not len(plain):
        return {}
    n, number = len(plain), {node: i for i, node in enumerate(plain)}
    edges = [(number[u], number[v], data["weight"]) for u, v, data in plain.edges(data=True)]
    source, target, weight = np.array(edges, dtype=np.float64).reshape(-1, 3).T
    leaving, entered = source.astype(np.int64), target.astype(np.int64)
    total = np.bincount(leaving, weight, n)
    share = weight / total[leaving]
    rank = np.full(n, 1 / n)
    change = math.inf
    while change > _SETTLED * n:
        walked = np.bincount(entered, rank[leaving] * share, n) + rank[total == 0].sum() / n
        before, rank = rank, DAMPING * walked + (1 - DAMPING) / n
        change = np.abs(rank - before).sum()
    return dict(zip(plain, rank.tolist(), strict=True))


def betweenness(plain: nx.DiGraph[str]) -> dict[str, float]:
    """The betweenness of each node, number of accusations left aside; estimated where there are more than `EXACT` nodes."""
    return dict(nx.betweenness_centrality(plain, k=None if len(plain) <= EXACT else SAMPLED, seed=SEED))


def communities(plain: nx.DiGraph[str]) -> tuple[dict[str, int], float | None]:
    """The community of each node by Louvain's method, directions left aside, and their modularity.

    The nodes are numbered first: sets of numbers have one order, sets of names another in every process.
    """
    number = {node: n for n, node in enumerate(plain)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(number.values())
    for u, v, data in plain.edges(data=True):
        one, other = number[u], number[v]
        before = graph.edges[one, other]["weight"] if graph.has_edge(one, other) else 0
        graph.add_edge(one, other, weight=before + data["weight"])
    if not graph.number_of_edges():
        return _numbered([{node} for node in plain]), None
    parts = nx.community.louvain_communities(graph, weight="weight", seed=SEED)
    modularity = round(float(nx.community.modularity(graph, parts, weight="weight")), _DIGITS)
    names = list(plain)
    return _numbered([{names[n] for n in part} for part in parts]), modularity


def _numbered(parts: Iterable[set[str]]) -> dict[str, int]:
    """For each node the number of its part, the largest being 1."""
    ordered = sorted((sorted(part) for part in parts), key=lambda part: (-len(part), part))
    return {node: n for n, part in enumerate(ordered, 1) for node in part}
