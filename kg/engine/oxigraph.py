"""Oxigraph, embedded: the default engine, the Turtle writer and the store on disk. The one owner of pyoxigraph."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"


def turtle(ntriples: bytes, prefixes: Mapping[str, str]) -> bytes:
    """The triples of a sorted N-Triples document in Turtle, in the same order."""
    parsed = ox.parse(io.BytesIO(ntriples), format=ox.RdfFormat.N_TRIPLES)
    written = ox.serialize((q.triple for q in parsed), format=ox.RdfFormat.TURTLE, prefixes=dict(prefixes)) or b""
    # The order in which prefixes are declared is not promised, and the bytes must be.
    body = written.split(b"\n", len(prefixes))[-1]
    header = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(prefixes.items()))
    return header.encode() + b"\n" + body


def memory(ntriples: bytes) -> ox.Store:
    """A store in memory that holds the triples of an N-Triples document in its default graph."""
    store = ox.Store()
    store.bulk_load(io.BytesIO(ntriples), format=ox.RdfFormat.N_TRIPLES)
    return store


def on_disk(ntriples: bytes, folder: Path) -> None:
    """Make the folder a RocksDB store that holds the triples; it must not exist yet.

    Raises:
        OSError: the folder could not be written.
    """
    store = ox.Store(str(folder))
    store.bulk_load(io.BytesIO(ntriples), format=ox.RdfFormat.N_TRIPLES)
    store.optimize()
    store.flush()


def answer(store: ox.Store, query: str, prefixes: Mapping[str, str], most: int) -> Iterator[dict[str, Any]]:
    """The answer as JSON objects: a head, then one a row, `most` rows at most, then whether there were more.

    Raises:
        SyntaxError: the query is not SPARQL.
        OSError, RuntimeError: the engine gave up.
    """
    result = store.query(query, prefixes=dict(prefixes))
    if isinstance(result, ox.QueryBoolean):
        yield {"form": "ask", "truth": bool(result)}
        return
    if isinstance(result, ox.QuerySolutions):
        variables = [variable.value for variable in result.variables]
        rows: Iterator[tuple[Any, ...]] = (tuple(solution) for solution in result)
        yield {"form": "select", "variables": variables}
    else:
        rows = (tuple(triple) for triple in result)
        yield {"form": "graph", "variables": ["subject", "predicate", "object"]}
    for row in itertools.islice(rows, most):
        yield {"row": [_term(term) for term in row]}
    yield {"truncated": next(rows, None) is not None}


def triples(document: bytes, media_type: str) -> Iterator[tuple[Any, ...]]:
    """The triples of a document in N-Triples or Turtle, each term as kind, value, datatype and language.

    Raises:
        SyntaxError: it is neither.
    """
    form = ox.RdfFormat.N_TRIPLES if media_type == "application/n-triples" else ox.RdfFormat.TURTLE
    for quad in ox.parse(io.BytesIO(document), format=form):
        yield tuple(_term(term) for term in quad.triple)


def _term(term: Any) -> list[str] | None:
    """A term as kind, value, datatype and language."""
    kind = type(term)
    if kind is ox.NamedNode:
        return ["iri", term.value]
    if kind is ox.Literal:
        language = term.language
        if language:
            return ["literal", term.value, "", language]
        datatype = term.datatype.value
        return ["literal", term.value, "" if datatype == _STRING else datatype, ""]
    if term is None:
        return None
    return ["bnode", term.value] if kind is ox.BlankNode else ["literal", str(term)]
