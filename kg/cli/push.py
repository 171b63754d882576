"""`kg push`: the claims, put on a server as one named graph."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from kg.cli.input.claims import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus
from kg.cli.input.timeout import Timeout
from kg.cli.output.terminal import fail, say


def push(
    endpoint: Annotated[str, typer.Argument(metavar="ENDPOINT", help="The address at which the server answers queries.")],
    *,
    graph: Annotated[str | None, typer.Option(metavar="IRI", help="The name of the graph; by default {base}graph.")] = None,
    store: Annotated[
        str | None, typer.Option(metavar="URL", help="The server's graph store, where it does not follow from ENDPOINT.")
    ] = None,
    timeout: Timeout = 60,
    force: Annotated[
        bool, typer.Option("--force", help="Send the graph even if the one on the server seems to be the same.")
    ] = False,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
) -> None:
    """Upload the whole data set to a server as one named graph, unless the same graph is there already.

    Two graphs count as the same if their hashes and their numbers of triples are. A change on the server that leaves both as they
    were is only overwritten with --force.

    The server speaks the SPARQL 1.1 Graph Store HTTP Protocol. Its default graph is never touched. Credentials come from the
    environment as for kg query.
    """
    from kg import query as queries
    from kg.engine.guarded import Limits
    from kg.rdf.graph import ntriples
    from kg.sparql.answer import Failure

    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    server = queries.server(endpoint, graph, claims.base, os.environ)
    if isinstance(server, Failure):
        fail(server.reason)
    found = queries.push(server, store, ntriples(claims), claims.base, Limits(timeout), force=force)
    if isinstance(found, Failure):
        fail(found.reason)
    print(server.graph)
    say(f"kg: {'the graph was sent' if found == 'sent' else 'the graph on the server is the same: nothing was sent'}")
