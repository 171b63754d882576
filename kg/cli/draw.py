"""`kg map`: the claims as a page to look at."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus, fail


def draw_map(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The page to write.")] = Path("map.html"),
    *,
    open_: Annotated[bool, typer.Option("--open", help="Open the page in a browser.")] = False,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
) -> None:
    """Draw the accusations and their answers as an interactive map: one page that needs no network."""
    from kg.model.records import Dataset
    from kg.page.map import map_page
    from kg.write import write

    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    page = map_page(claims, title=(claims.dataset or Dataset(title="Claims")).title)
    try:
        write(output, page.encode())
    except OSError as error:
        fail(f"could not write '{output}': {error.strerror or error}")
    print(output)
    if open_:
        webbrowser.open(output.resolve().as_uri())
