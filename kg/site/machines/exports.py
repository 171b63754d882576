"""The record as data in the folder `data`: the graph, tables, a database and the network, as the commands export them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final

from kg.analysis.graph import accusations
from kg.analysis.graph_files import gexf, graphml
from kg.corpus.corpus import Corpus
from kg.exchange import files, graphs, sqlite
from kg.site.frame import File

FOLDER: Final = "data/"
GRAPH: Final = f"{FOLDER}graph.nt"
MEDIA: Final = {
    "atom": "application/atom+xml",
    "csv": "text/csv",
    "db": "application/vnd.sqlite3",
    "gexf": "application/xml",
    "graphml": "application/xml",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "ttl": "text/turtle",
}
"""The media types of what the site has beside pages, by the endings of names."""
GROUPS: Final = ("graph", "csv", "jsonl", "claims", "network", "dcat")
"""The kinds of exports: each is a folder of that name, or the files whose names begin so."""


def group(path: str) -> str:
    """The kind of export that a file belongs to."""
    return path.removeprefix(FOLDER).replace(".", "/", 1).partition("/")[0]


def exports(corpus: Corpus) -> Iterator[File]:
    """Each export, made when its turn comes; without the database where this Python's SQLite has no full-text search."""
    for name, data in graphs.graphs(corpus):
        yield f"{FOLDER}{name}", data
    for name, data in files.csv_files(corpus):
        yield f"{FOLDER}csv/{name}", data
    for name, data in files.jsonl_files(corpus):
        yield f"{FOLDER}jsonl/{name}", data
    try:
        database = sqlite.database(corpus)
    except sqlite3.OperationalError:
        pass
    else:
        yield f"{FOLDER}claims.db", database
        yield f"{FOLDER}claims.metadata.json", sqlite.metadata(corpus, "claims")
    network = accusations(corpus)
    yield f"{FOLDER}network.graphml", graphml(network)
    yield f"{FOLDER}network.gexf", gexf(network)
