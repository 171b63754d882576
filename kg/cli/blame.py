"""`kg blame`: who recorded each field of a record, when, and in which change."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.input.choice import identified
from kg.cli.input.claims import DEFAULT_ROOT, Root, corpus
from kg.cli.input.history import reading, report_faults
from kg.cli.output.table import TableFormat, put_table
from kg.cli.output.terminal import fail


def blame(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The record, by id, name or alias.")],
    *,
    form: TableFormat = "table",
    root: Root = DEFAULT_ROOT,
) -> None:
    """Show for each value of a record who recorded it, on which day, and in which change.

    A value is followed through merges from either side, former ids and other files, to the commit that first had it as it is.
    """
    from kg.history.blame import blame as find
    from kg.render.history import blame_table

    claims = corpus(root, demo=False, allow_errors=True)
    record = claims.get(identified(claims, id_, "actor", "source", "topic", "allegation", "statement", "draft"))
    if record is None:
        fail(f"unknown record '{id_}'")
    with reading(root) as versions:
        recorded = find(versions, record)
        report_faults(versions)
    put_table(blame_table(claims, record, recorded), form)
