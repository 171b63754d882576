"""Pages and pictures: in which format one is written, where, and whether it is opened."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

from kg.cli.output.files import save

PageFormat: TypeAlias = Annotated[
    Literal["html", "svg"] | None,
    typer.Option("--format", help="A page, or a picture without scripts; by default by the extension of --output, or html."),
]
Open: TypeAlias = Annotated[bool, typer.Option("--open", help="Open it in a browser.")]


def format_and_file(form: Literal["html", "svg"] | None, output: Path | None, name: str) -> tuple[Literal["html", "svg"], Path]:
    """The format and the file of the page `name`: each follows from the other where only one is given."""
    found = form or ("svg" if output is not None and output.suffix == ".svg" else "html")
    return found, output or Path(f"{name}.{found}")


def put_page(output: Path, page: str, *, open_: bool) -> None:
    """Write a page, print where it is, and open it if asked."""
    save(output, page.encode())
    print(output)
    if open_:
        webbrowser.open(output.resolve().as_uri())
