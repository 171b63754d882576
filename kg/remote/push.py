"""Puts a data set on a server as one named graph, by the SPARQL 1.1 Graph Store HTTP Protocol (W3C, 2013).

The graph carries the hash of its own content. Where the graph on the server carries the same one, and has as many triples as
were sent with it, nothing is sent; after sending, the server is asked whether it now does.
"""

from __future__ import annotations

import hashlib
from typing import Final, Literal
from urllib.parse import urlencode, urlsplit

from kg.engine.guarded import Limits
from kg.rdf import terms, vocab
from kg.remote import http
from kg.remote.endpoint import Endpoint, ask
from kg.remote.location import where_is
from kg.remote.reply import Reply
from kg.sparql.answer import Failure

_REPLY: Final = 1 << 20
_DIGITS: Final = 15


def push(
    endpoint: Endpoint, store: str, dataset: str, ntriples: bytes, limits: Limits, *, force: bool = False
) -> Literal["sent", "unchanged"] | Failure:
    """Whether the graph of `endpoint` was replaced by the triples, or held them already; with `force` it always is.

    `store` is the address of the server's graph store; `dataset` is the IRI, in angle brackets, that bears the hash. The
    triple with the hash comes last, so that a server that took only part of the text does not have it. A graph that bears the
    hash and has another number of triples was changed by others, and is replaced.
    """
    if endpoint.graph is None:
        raise ValueError("a graph is pushed under a name")
    mark = hashlib.sha256(ntriples).hexdigest()
    triples = len(set(ntriples.splitlines())) + 1
    if not force:
        there = _there(endpoint, dataset, mark, limits)
        if isinstance(there, Failure):
            return there
        if there == ({mark}, triples):
            return "unchanged"
    body = ntriples + f"{dataset} <{vocab.CONTENT_HASH}> {terms.text(mark)} .\n".encode()
    headers = endpoint.headers(Content_Type="application/n-triples")
    target = f"{store}{'&' if urlsplit(store).query else '?'}{urlencode({'graph': endpoint.graph})}"
    reply = http.send(http.Request("PUT", target, headers, body), limits.seconds, _REPLY, Reply)
    if isinstance(reply, Failure):
        return reply
    there = _there(endpoint, dataset, mark, limits)
    if isinstance(there, Failure):
        return there
    marks, held = there
    where = where_is(endpoint.url)
    if marks - {mark} and mark not in marks:
        return Failure(f"{where} holds the graph of another push, which came after this one: push again if yours is the newer")
    if mark not in marks:
        return Failure(f"{where_is(store)} took the graph, but {where} does not show it: do they belong together?")
    if marks != {mark} or held > triples:
        return Failure(f"{where} holds more than was sent: {where_is(store)} adds to a graph where it should replace it")
    return "sent"


def _there(endpoint: Endpoint, dataset: str, mark: str, limits: Limits) -> tuple[set[str], int] | Failure:
    """The hashes that the graph on the server carries and, if `mark` is one of them, the number of its triples."""
    found = ask(endpoint, f"SELECT ?mark WHERE {{ {dataset} <{vocab.CONTENT_HASH}> ?mark }}", {}, limits)
    if isinstance(found, Failure):
        return found
    marks = {term.value for row in found.rows for term in row if term is not None}
    if mark not in marks:
        return marks, 0
    counted = ask(endpoint, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", {}, limits)
    if isinstance(counted, Failure):
        return counted
    numbers = [term.value for row in counted.rows for term in row if term is not None]
    if len(numbers) != 1 or not numbers[0].isdecimal() or len(numbers[0]) > _DIGITS:
        return Failure(f"{where_is(endpoint.url)} does not say how many triples its graph has")
    return marks, int(numbers[0])


def store_address(url: str) -> str | None:
    """The graph store of a server whose query address is `url`, by the customs of known servers; None where none fits."""
    parts = urlsplit(url)
    steps = parts.path.strip("/").split("/")
    match steps:
        case ["query"]:  # Oxigraph
            path = "/store"
        case ["sparql"]:  # Virtuoso
            path = "/sparql-graph-crud"
        case [*_, "repositories", _]:  # RDF4J, GraphDB
            path = f"{parts.path.rstrip('/')}/rdf-graphs/service"
        case [*above, "query" | "sparql"]:  # Fuseki
            path = f"/{'/'.join(above)}/data"
        case _:
            return None
    return parts._replace(path=path, query="").geturl()
