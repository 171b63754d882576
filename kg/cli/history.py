"""`kg history`: every version of one record, or of all as a database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli.input.claims import DEFAULT_ROOT, Root, corpus
from kg.cli.input.history import named, reading, report_faults
from kg.cli.output.files import check_output, save
from kg.cli.output.terminal import fail, put, put_words


def history(
    id_: Annotated[str | None, typer.Argument(metavar="ID", help="The record, by id, name or alias.", show_default=False)] = None,
    *,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="The format of the output.")] = "text",
    export: Annotated[
        Literal["sqlite"] | None,
        typer.Option("--export", help="Write the history of all records in the tables of git-history.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="--export: the file; without it history.db.", show_default=False),
    ] = None,
    root: Root = DEFAULT_ROOT,
) -> None:
    """Show the history of a record: each commit of the main line that changed it, oldest first.

    A merge is one change. The record is followed through former ids and from file to file. Dates are those of the committer.
    """
    from kg.history.entries import of_record
    from kg.render.history import as_json, text

    if export is not None:
        if id_ is not None:
            fail("--export writes the history of all records: leave the id out")
        _export(root, output or Path("history.db"))
        return
    if id_ is None or output is not None:
        fail("--output goes with --export" if id_ is not None else "name a record, or export all with --export sqlite")
    claims = corpus(root, demo=False, allow_errors=True)
    record = named(claims, id_)
    with reading(root, main_line=True) as versions:
        entries = tuple(of_record(versions, record))
        report_faults(versions)
    if not entries:
        fail(f"'{record.id}' is in no commit yet")
    if form == "json":
        put(as_json(entries))
    else:
        put_words(text(claims, entries))


def _export(root: Path, output: Path) -> None:
    """Write the history of all records."""
    from kg.exchange.history import database

    check_output(root, output)
    with reading(root, main_line=True) as versions:
        data = database(versions)
        report_faults(versions)
    save(output, data)
    print(output)
