"""`kg blame`: who recorded each field of a record, when, and in which change."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.input.claims import DEFAULT_ROOT, Root, corpus
from kg.cli.input.history import named, reading, report_faults
from kg.cli.output.table import TableFormat, put_table


def blame(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The record, by id, name or alias.")],
    *,
    form: TableFormat = "table",
    root: Root = DEFAULT_ROOT,
) -> None:
    """Show who recorded each value of a record, on which day, and in which commit.

    A value is followed through both sides of merges, former ids and moves between files, to the commit that introduced it.
    """
    from kg.history.blame import blame as find
    from kg.render.history import blame_table

    claims = corpus(root, demo=False, allow_errors=True)
    record = named(claims, id_)
    with reading(root) as versions:
        recorded = find(versions, record)
        report_faults(versions)
    put_table(blame_table(claims, record, recorded), form)
