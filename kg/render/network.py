"""The measures of the accusation graph as a table of its nodes; the caption holds those of the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.analysis.measures import SAMPLED, Network, Node
from kg.analysis.windows import Windows
from kg.corpus.corpus import Corpus
from kg.corpus.labels import name
from kg.render import windows as over_time
from kg.render.counts import as_json, period
from kg.render.table import Table


def table(corpus: Corpus, found: Network, years: Windows) -> Table:
    """The nodes as rows; the records hold nodes, mutual pairs, years and the whole, each with its statements."""
    rows = tuple(
        (
            name(corpus, n.id),
            *n.counts,
            len(n.mutual),
            n.pagerank,
            n.betweenness,
            n.component,
            n.community,
        )
        for n in found.nodes
    )
    columns = ("name", "accuses", "accused", "mutual with", "pagerank", "betweenness", "component", "community")
    return Table(columns, rows, tuple(_records(found, years)), tuple(_caption(found, years)), frozenset({"accuses", "accused"}))


def _caption(found: Network, years: Windows) -> Iterator[str]:
    mutual = f"{len(found.mutual):,} mutual, reciprocity {_number(found.reciprocity)}"
    pairs = f"{found.pairs:,} pairs of accuser and accused ({mutual})"
    yield f"{len(found.nodes):,} nodes, {found.number} of accusation, {pairs}"
    estimated = "" if found.exact else f"; betweenness estimated from {SAMPLED} nodes"
    communities = f"{found.communities:,} by Louvain’s method (modularity {_number(found.modularity)})"
    yield f"components: {found.components:,}; communities: {communities}{estimated}"
    yield from over_time.summary(years)
    yield from period(found.more, {id_ for node in found.nodes for id_ in node.perhaps})


def _number(value: float | None) -> str:
    return "undefined" if value is None else f"{value:.2f}"


def _records(found: Network, years: Windows) -> Iterator[Mapping[str, object]]:
    yield from map(_node, found.nodes)
    for pair in found.mutual:
        yield {"kind": "mutual", "ids": list(pair)}
    yield from over_time.records(years, pairs=False)
    yield {
        "kind": "graph",
        "id": None,
        "nodes": len(found.nodes),
        "accusations": as_json(found.number, found.accusations),
        "more": list(found.more),
        "pairs": found.pairs,
        "reciprocity": found.reciprocity,
        "components": found.components,
        "communities": found.communities,
        "modularity": found.modularity,
        "betweenness_exact": found.exact,
    }


def _node(node: Node) -> dict[str, object]:
    accuses, accused = node.counts
    return {
        "kind": "node",
        "id": node.id,
        "accuses": as_json(accuses, node.accuses, node.perhaps),
        "accused": as_json(accused, node.accused, node.perhaps),
        "mutual": list(node.mutual),
        "pagerank": node.pagerank,
        "betweenness": node.betweenness,
        "component": node.component,
        "community": node.community,
    }
