"""`kg log`: the changelog of the record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli.input.claims import DEFAULT_ROOT, Root, corpus
from kg.cli.input.history import reading, report_faults
from kg.cli.output.files import check_output, save
from kg.cli.output.terminal import fail, put, put_words


def log(
    *,
    most: Annotated[int | None, typer.Option("--most", metavar="N", min=1, help="Only the newest N changes.")] = None,
    form: Annotated[Literal["text", "json", "atom"], typer.Option("--format", help="The format of the output.")] = "text",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="atom: write the feed to this file.", show_default=False)
    ] = None,
    root: Root = DEFAULT_ROOT,
) -> None:
    """List the changes to the claims, newest first: what each one wrote, in sentences, with day and author.

    Only the main line is listed: a merge is one change. Dates are those of the committer. As an Atom feed, each change is an
    entry, for whoever wants to follow the record.
    """
    from kg.history.entries import of_all
    from kg.render.atom import feed
    from kg.render.history import as_json, text

    if output is not None:
        if form != "atom":
            fail("--output goes with --format atom")
        check_output(root, output)
    claims = corpus(root, demo=False, allow_errors=True)
    with reading(root, main_line=True) as versions:
        entries = tuple(of_all(versions))[::-1][:most]
        report_faults(versions)
    if form == "atom":
        if not entries:
            fail("there is no change yet, and a feed is as new as its newest change")
        if output is None:
            put(feed(claims, entries))
        else:
            save(output, feed(claims, entries).encode())
            print(output)
    elif form == "json":
        put(as_json(entries))
    else:
        put_words(text(claims, entries))
