"""Puts a data set on a server as one named graph, by the SPARQL 1.1 Graph Store HTTP Protocol (W3C, 2013).

The graph carries the hash of its own content. Where the graph on the server carries the same one, nothing is sent; after
sending, the server is asked whether it now does.
"""

from __future__ import annotations

import hashlib
from typing import Final, Literal
from urllib.parse import urlencode, urlsplit

from kg import terms, vocab
from kg.engine import http
from kg.engine.answer import Answer, Failure
from kg.engine.endpoint import Endpoint, ask
from kg.engine.guarded import Limits
from kg.engine.http import where_is

_REPLY: Final = 1 << 20


def push(endpoint: Endpoint, store: str, dataset: str, ntriples: bytes, limits: Limits) -> Literal["sent", "unchanged"] | Failure:
    """Whether the graph of `endpoint` was replaced by the triples, or held them already.

    `store` is the address of the server's graph store; `dataset` is the IRI, in angle brackets, that bears the hash. The
    triple with the hash comes last, so that a server that took only part of the text does not have it.
    """
    if endpoint.graph is None:
        raise ValueError("a graph is pushed under a name")
    mark = terms.text(hashlib.sha256(ntriples).hexdigest())
    question = f"ASK {{ {dataset} <{vocab.CONTENT_HASH}> {mark} }}"
    there = ask(endpoint, question, {}, limits)
    if isinstance(there, Failure):
        return there
    if there.truth:
        return "unchanged"
    body = ntriples + f"{dataset} <{vocab.CONTENT_HASH}> {mark} .\n".encode()
    headers = endpoint.headers(Content_Type="application/n-triples")
    target = f"{store}{'&' if urlsplit(store).query else '?'}{urlencode({'graph': endpoint.graph})}"
    reply = http.send(http.Request("PUT", target, headers, body), limits.seconds, _REPLY, http.Reply)
    if isinstance(reply, Failure):
        return reply
    match ask(endpoint, question, {}, limits):
        case Answer(truth=True):
            return "sent"
        case Failure() as failure:
            return failure
        case _:
            return Failure(
                f"{where_is(store)} took the graph, but {where_is(endpoint.url)} does not show it: do they belong together?"
            )


def store_beside(url: str) -> str | None:
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
