"""From a checked data set to its graph: what is built, and what is asked."""

from __future__ import annotations

from collections.abc import Iterator

from kg.corpus.corpus import Corpus
from kg.engine import oxigraph
from kg.query import prefixes
from kg.rdf import graph


def graphs(corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    """The files of a build, name and content: the same graph in three notations."""
    ntriples = graph.ntriples(corpus)
    yield "graph.nt", ntriples
    yield "graph.ttl", oxigraph.turtle(ntriples, prefixes(corpus.base))
    yield "graph.jsonld", graph.jsonld(ntriples, corpus.base)
