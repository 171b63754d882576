"""Each record as data: its triples in Turtle and in JSON-LD, beside its page."""

from __future__ import annotations

from collections.abc import Iterator

from kg.corpus.corpus import Corpus
from kg.engine import oxigraph
from kg.query import prefixes
from kg.rdf import graph
from kg.site.frame import File


def files(corpus: Corpus) -> Iterator[File]:
    """Two files for each record and each former address."""
    named = prefixes(corpus.base)
    for path, ntriples in graph.by_record(corpus).items():
        yield f"{path}.ttl", oxigraph.turtle(ntriples, named)
        yield f"{path}.jsonld", graph.jsonld(ntriples, corpus.base)
