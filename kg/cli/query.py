"""`kg query`: any question in SPARQL."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from kg.cli.input import clocks
from kg.cli.input.claims import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus
from kg.cli.input.reading import read
from kg.cli.input.timeout import Timeout
from kg.cli.output.table import Safe, only_csv, put_table
from kg.cli.output.terminal import fail, plural, put, say

if TYPE_CHECKING:
    from kg.corpus.corpus import Corpus
    from kg.engine.guarded import Limits
    from kg.sparql.answer import Answer, Failure

MOST: Final = 2**20
"""The longest query that is read, in bytes."""


def query(
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="A SPARQL query; '-' reads it from standard input.")] = None,
    *,
    file: Annotated[Path | None, typer.Option("--file", "-f", help="Read the query from this file.")] = None,
    name: Annotated[str | None, typer.Option("--name", help="Run a query that comes with the package.")] = None,
    param: Annotated[list[str] | None, typer.Option("--param", metavar="K=V", help="A parameter of a named query.")] = None,
    list_: Annotated[
        bool, typer.Option("--list", help="List the named queries, their parameters and an example of each.")
    ] = False,
    form: Annotated[
        Literal["table", "json", "csv", "tsv", "xml", "markdown"],
        typer.Option("--format", help="The format of the output; triples are N-Triples in all but table and markdown."),
    ] = "table",
    engine: Annotated[
        Literal["oxigraph", "rdflib"] | None,
        typer.Option(help="The engine that answers; by default oxigraph.", show_default=False),
    ] = None,
    endpoint: Annotated[str | None, typer.Option(metavar="URL", help="Query this SPARQL 1.1 server instead.")] = None,
    graph: Annotated[
        str | None, typer.Option(metavar="IRI", help="The graph of the server to query; by default that of 'kg push'.")
    ] = None,
    timeout: Timeout = 10,
    max_rows: Annotated[int, typer.Option("--max-rows", metavar="N", min=1, help="Show this many rows at most.")] = 10_000,
    max_memory: Annotated[
        int, typer.Option("--max-memory", metavar="MIB", min=512, max=1 << 20, help="The memory that a query may use.")
    ] = 2048,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
    safe: Safe = False,
) -> None:
    """Query the graph in SPARQL. The query runs sandboxed, with time and memory limits.

    Credentials for a server come from KG_ENDPOINT_TOKEN, from KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or from the file that
    KG_ENDPOINT_CREDENTIALS names. Only you may have read access to it, and its lines are "https://host bearer TOKEN" or
    "https://host basic USER:PASSWORD". With --endpoint and --graph no claims are needed.

    These prefixes need no declaration: kg rdf rdfs skos xsd dcterms dc schema prov owl void dcat, and actor source topic
    allegation statement for the records of this data set.
    """
    from kg import query as queries
    from kg.engine.guarded import Limits
    from kg.rdf.graph import ntriples
    from kg.render.escape import printable
    from kg.sparql.answer import Failure
    from kg.sparql.former import followed
    from kg.sparql.misses import misses

    given = sum(one is not None for one in (text, file, name))
    if list_:
        if given or param or endpoint is not None:
            fail("--list takes no query")
        _list(form)
        return
    if given != 1:
        fail("give one query: as text, with -f FILE, or with --name NAME (kg query --list)")
    if endpoint is not None and clocks.are_asked():
        fail("--known-on and --said-by go without --endpoint: a server has the graph that was put there")
    claims = _claims(root, demo=demo, allow_errors=allow_errors, elsewhere=endpoint is not None and graph is not None)
    asked, moved = followed(_text(claims, text, file, name, param or []), claims)
    limits = Limits(timeout, max_rows, max_memory << 20)
    notes: tuple[str, ...] = ()
    if endpoint is None:
        if graph is not None:
            fail("--graph needs --endpoint")
        answer = queries.run(ntriples(claims), asked, claims.base, limits, engine or "oxigraph")
    else:
        if engine is not None:
            fail("--engine and --endpoint exclude each other: the server is the engine")
        answer, notes = _remote(claims, asked, limits, endpoint, graph)
    if isinstance(answer, Failure):
        fail(answer.reason)
    notes += (*moved, *misses(asked, claims))
    for line in notes:
        say(f"kg: note: {printable(line)}")
    _put(claims, answer, form, safe=safe)
    if answer.form == "select" and not answer.rows and len(notes) == len(moved) and form in {"table", "markdown"}:
        say("kg: no rows")
    if answer.truncated:
        say(f"kg: truncated: only the first {plural(max_rows, 'row')} are shown (--max-rows)")


def _claims(root: Path, *, demo: bool, allow_errors: bool, elsewhere: bool) -> Corpus:
    """The claims, for their graph, their base and their names; a server's graph can be asked without any."""
    from kg.corpus.corpus import Corpus

    if elsewhere and not demo and not root.is_dir():
        return Corpus()
    return corpus(root, demo=demo, allow_errors=allow_errors or elsewhere)


def _remote(claims: Corpus, asked: str, limits: Limits, url: str, graph: str | None) -> tuple[Answer | Failure, tuple[str, ...]]:
    """The answer of a server, and what there is to note about its graph."""
    from kg import query as queries
    from kg.sparql.answer import Failure

    server = queries.server(url, graph, claims.base, os.environ)
    if isinstance(server, Failure):
        return server, ()
    answer = queries.remote(server, asked, claims.base, limits)
    if isinstance(answer, Failure) or answer.truth or len(answer.rows) > 1 or not queries.is_bare(server, limits):
        return answer, ()
    return answer, (f"the graph '{server.graph}' is empty or missing on the server (kg push uploads it)",)


def _list(form: str) -> None:
    """Write the named queries as text for people, or as a table in another form."""
    from kg import query as queries
    from kg.render import queries as render

    known = queries.named().values()
    if form == "table":
        put(render.text(known))
    elif form in {"json", "markdown", "csv"}:
        put_table(render.table(known), form)
    else:
        fail(f"--list cannot be written as '{form}': use table, json, markdown or csv")


def _text(claims: Corpus, text: str | None, file: Path | None, name: str | None, params: list[str]) -> str:
    """The query to run, from wherever it was given."""
    from kg import query as queries
    from kg.ids import suggest
    from kg.sparql.answer import Failure

    if name is None:
        if params:
            fail("--param needs --name")
        if file is not None or text == "-":
            shown = "standard input" if file is None else f"'{file}'"
            try:
                return read(file, MOST).decode("utf-8")
            except UnicodeDecodeError:
                fail(f"could not read {shown}: it is not UTF-8")
        if text in queries.named():
            fail(f"'{text}' is the name of a query: kg query --name {text}")
        return text or ""
    known = queries.named()
    if name not in known:
        fail(f"unknown query '{name}'; {suggest(name, known) or 'see kg query --list'}")
    given = {}
    for item in params:
        key, equals, value = item.partition("=")
        if not equals:
            fail(f"'{item}' should be name=value")
        if key in given:
            fail(f"--param {key} is given twice")
        given[key] = value
    bound = queries.bind(known[name], claims, given)
    return fail(bound.reason) if isinstance(bound, Failure) else bound


def _put(claims: Corpus, answer: Answer, form: str, *, safe: bool) -> None:
    """Write the answer: in a W3C format for programs, with labels and short names for people."""
    from kg.query import prefixes
    from kg.render import results

    if safe:
        only_csv(form)
    if answer.form == "graph" and form in {"json", "csv", "tsv", "xml"}:
        put(results.ntriples(answer))
        return
    match form:
        case "json":
            put(results.sparql_json(answer))
        case "csv":
            put(results.sparql_csv(answer, safe=safe))
        case "tsv":
            put(results.sparql_tsv(answer))
        case "xml":
            put(results.sparql_xml(answer))
        case _:
            show = results.shown(claims, prefixes(claims.base))
            put_table(results.table(answer, show), form)
