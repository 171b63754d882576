"""`kg export`: the claims as tables for other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli.input.claims import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus
from kg.cli.output.files import check_output, writing
from kg.cli.output.terminal import fail


def export(
    form: Annotated[Literal["csv", "jsonl", "sqlite"], typer.Argument(metavar="FORMAT", help="csv, jsonl or sqlite.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="The folder (for sqlite the file) to write; by default export/ or claims.db.",
        ),
    ] = None,
    *,
    safe: Annotated[
        bool, typer.Option("--safe", help="With csv: put an apostrophe before any cell that a spreadsheet could run.")
    ] = False,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
) -> None:
    """Write the claims as tables: actors, sources, topics, allegations, statements, their reports, quotes and links.

    csv comes with a datapackage.json that describes every column; sqlite has full-text search, and next to it a file of metadata
    for Datasette.
    """
    from kg import outputs
    from kg.exchange import files, sqlite

    if safe and form != "csv":
        fail("--safe needs the format csv")
    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    target = output or Path("claims.db" if form == "sqlite" else "export")
    if str(target) == "-":
        fail("an export cannot be written to standard output")
    written = [target]
    if form == "sqlite":
        metadata = target.with_suffix(".metadata.json")
        for file in (target, metadata):
            check_output(root, file)
        with writing(f"'{target}'"):
            outputs.put(target, sqlite.database(claims), {metadata: sqlite.metadata(claims, target.stem)})
        written = [target, metadata]
    else:
        made = dict(files.csv_files(claims, safe=safe) if form == "csv" else files.jsonl_files(claims))
        check_output(root, target, made)
        with writing(f"to '{target}'"), outputs.folder(target, made) as batch:
            for name, data in made.items():
                batch.put(name, data)
        written = [target / name for name in made]
    for path in written:  # once all are there: whoever reads the names may stop reading
        print(path)
