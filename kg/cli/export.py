"""`kg export`: the claims as tables for other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli.options import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus, fail, save, spare, writing


def export(
    form: Annotated[Literal["csv", "jsonl", "sqlite"], typer.Argument(metavar="FORMAT", help="csv, jsonl or sqlite.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="The folder, or for sqlite the file, to write; without it export/ or claims.db.",
        ),
    ] = None,
    *,
    safe: Annotated[bool, typer.Option("--safe", help="csv: an apostrophe before what a spreadsheet could run.")] = False,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
) -> None:
    """Write the claims as tables: actors, sources, topics, allegations, statements, their reports, quotes and links.

    csv comes with a datapackage.json that describes every column; sqlite has full-text search and opens in Datasette.
    """
    from kg.export import files, sqlite
    from kg.write import alone_in

    if safe and form != "csv":
        fail("--safe goes with csv")
    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    target = output or Path("claims.db" if form == "sqlite" else "export")
    if str(target) == "-":
        fail("an export goes into files and not to standard output")
    spare(root, target)
    written = [target]
    if form == "sqlite":
        save(target, sqlite.database(claims))
    else:
        made = list(files.csv_files(claims, safe=safe) if form == "csv" else files.jsonl_files(claims))
        with writing(f"to '{target}'"), alone_in(target) as put:
            for name, data in made:
                put(name, data)
        written = [target / name for name, _ in made]
    for path in written:  # once all are there: whoever reads the names may stop reading
        print(path)
