"""`kg log`: the changelog of the record."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from kg.cli.input.claims import DEFAULT_ROOT, Root, corpus
from kg.cli.input.history import reading, report_faults
from kg.cli.output.terminal import put, put_words


def log(
    *,
    most: Annotated[int | None, typer.Option("--most", metavar="N", min=1, help="Only the newest N changes.")] = None,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="The format of the output.")] = "text",
    root: Root = DEFAULT_ROOT,
) -> None:
    """List the changes to the claims, newest first: what each one wrote, in sentences, with day and author.

    Only the main line is listed: a merge is one change. Dates are those of the committer.
    """
    from kg.history.entries import of_all
    from kg.render.history import as_json, text

    claims = corpus(root, demo=False, allow_errors=True)
    with reading(root, main_line=True) as versions:
        entries = tuple(of_all(versions))[::-1][:most]
        report_faults(versions)
    if form == "json":
        put(as_json(entries))
    else:
        put_words(text(claims, entries))
