"""Oxigraph, embedded: the default engine, the Turtle writer and the store on disk. The one owner of pyoxigraph."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox


def turtle(ntriples: bytes, prefixes: Mapping[str, str]) -> bytes:
    """The triples of a sorted N-Triples document in Turtle, in the same order."""
    parsed = ox.parse(io.BytesIO(ntriples), format=ox.RdfFormat.N_TRIPLES)
    written = ox.serialize((q.triple for q in parsed), format=ox.RdfFormat.TURTLE, prefixes=dict(prefixes)) or b""
    # The order in which prefixes are declared is not promised, and the bytes must be.
    body = written.split(b"\n", len(prefixes))[-1]
    header = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(prefixes.items()))
    return header.encode() + b"\n" + body


def rdfxml(ntriples: bytes, prefixes: Mapping[str, str]) -> bytes:
    """The triples of a sorted N-Triples document in RDF/XML, in the same order."""
    parsed = ox.parse(io.BytesIO(ntriples), format=ox.RdfFormat.N_TRIPLES)
    return ox.serialize((q.triple for q in parsed), format=ox.RdfFormat.RDF_XML, prefixes=dict(sorted(prefixes.items()))) or b""


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

    Terms are written in N-Triples, which the engine does itself: asking each for its parts takes four times as long.

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
        yield {"row": [None if term is None else str(term) for term in row]}
    yield {"truncated": next(rows, None) is not None}


def triples(document: bytes, media_type: str) -> Iterator[list[str | None]]:
    """The triples of a document in N-Triples or Turtle, their terms in N-Triples.

    Raises:
        SyntaxError: it is neither.
    """
    form = ox.RdfFormat.N_TRIPLES if media_type == "application/n-triples" else ox.RdfFormat.TURTLE
    for quad in ox.parse(io.BytesIO(document), format=form):
        yield [str(term) for term in quad.triple]


def ntriples(document: bytes, ending: str) -> bytes:
    """The triples of an RDF document, those of named graphs among them, in sorted N-Triples; nothing is fetched.

    `ending` is how the names of such files end, without the dot. Relative IRIs have no base and are refused, and so are
    entities of XML, which a few lines can blow up to gigabytes.

    Raises:
        ValueError: no format has this ending, or the document is not of it; the message says where.
    """
    form = ox.RdfFormat.from_extension(ending)
    if form is None:
        raise ValueError(f"no RDF format ends in '.{ending}' (one of .nt .ttl .nq .trig .n3 .rdf .jsonld)")
    if form == ox.RdfFormat.RDF_XML and b"<!ENTITY" in document.replace(b"\0", b""):
        raise ValueError("it declares XML entities, which are not expanded: convert it to Turtle first")
    try:
        triples = set()
        for quad in ox.parse(io.BytesIO(document), format=form):
            if isinstance(quad.object, ox.Triple):
                raise ValueError(f"the object of {quad.predicate} is a triple term of RDF 1.2: only RDF 1.1 is checked")  # noqa: TRY004 - the document
            triples.add(quad.triple)
    except SyntaxError as error:
        raise ValueError(error.msg) from error
    return b"".join(sorted(ox.serialize([triple], format=ox.RdfFormat.N_TRIPLES) or b"" for triple in triples))
