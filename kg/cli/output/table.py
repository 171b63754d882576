"""Tables on standard output, and the options that choose their format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from kg.cli.output.terminal import fail, put, put_words, terminal_width

if TYPE_CHECKING:
    from kg.render.table import Table

Safe: TypeAlias = Annotated[
    bool, typer.Option("--safe", help="With csv: put an apostrophe before any cell that a spreadsheet could run.")
]
TableFormat: TypeAlias = Annotated[
    Literal["table", "json", "markdown", "csv"], typer.Option("--format", help="The format of the output.")
]


def put_table(table: Table, form: str, *, safe: bool = False) -> None:
    """Write a table to standard output in the format asked for."""
    from kg.render.table import render

    if safe:
        only_csv(form)
    (put_words if form in {"table", "markdown"} else put)(render(table, form, terminal_width(), safe=safe))


def only_csv(form: str) -> None:
    """Refuse --safe beside a form that no spreadsheet runs."""
    if form != "csv":
        fail("--safe needs --format csv")
