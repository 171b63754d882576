"""`kg history`: every version of one record."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from kg.cli.input.claims import DEFAULT_ROOT, Root, corpus
from kg.cli.input.history import named, reading, report_faults
from kg.cli.output.terminal import fail, put, put_words


def history(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The record, by id, name or alias.")],
    *,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="The format of the output.")] = "text",
    root: Root = DEFAULT_ROOT,
) -> None:
    """Show the history of a record: each commit of the main line that changed it, oldest first.

    A merge is one change. The record is followed through former ids and from file to file. Dates are those of the committer.
    """
    from kg.history.entries import of_record
    from kg.render.history import as_json, text

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
