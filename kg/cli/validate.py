"""`kg validate`: whether an RDF file follows the contract of our graphs."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Final

import typer

from kg.cli.input.reading import read
from kg.cli.output.files import explain_mixed
from kg.cli.output.table import TableFormat, put_table
from kg.cli.output.terminal import fail, plural, say

MOST: Final = 2**28
"""The largest graph that is read, in bytes."""


def validate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An RDF file; its extension determines the format.")],
    *,
    form: TableFormat = "table",
) -> None:
    """Check any RDF file against the shapes that kg's own graphs follow, and report by record.

    Nothing is fetched. Exit status 1 means that the graph does not conform.
    """
    from kg import outputs
    from kg.engine.oxigraph import ntriples
    from kg.engine.shapes import count_records
    from kg.engine.shapes import validate as run
    from kg.rdf.vocab import KG, PREFIXES
    from kg.render.table import Table
    from kg.sparql.answer import Failure

    try:
        graph = ntriples(read(file, MOST), file.suffix.removeprefix("."))
    except ValueError as error:
        fail(f"'{file}' cannot be read as RDF: {error}")
    records = count_records(graph)
    if not records:
        fail(f"nothing was checked: '{file}' has no record of the vocabulary {KG}")
    with suppress(OSError):
        if file.name in (left := outputs.mixed(file.parent)):
            say(f"kg: {explain_mixed(file.parent, left)}; run the same command again")
    found = run(graph)
    if isinstance(found, Failure):
        fail(found.reason)
    rows = tuple((result.node, _short(result.path, PREFIXES), result.value, result.message) for result in found)
    columns = ("id", "property", "value", "expected")
    if rows or form != "table":
        put_table(Table(columns, rows), form)
    wrong = len({result.node for result in found})
    verdict = f"{plural(len(found), 'fault')} in {plural(wrong, 'record')}" if found else "no faults"
    say(f"checked {plural(records, 'record')} in {plural(len(graph.splitlines()), 'triple')}: {verdict}")
    if found:
        raise typer.Exit(1)


def _short(path: str, prefixes: Mapping[str, str]) -> str:
    """A property in short, `^` before one that is followed backwards."""
    from kg.render.results import curie
    from kg.sparql.answer import Term

    iri = path.removeprefix("^")
    return path[: len(path) - len(iri)] + curie(Term("iri", iri), prefixes)
