"""`kg map`: the claims as a page to look at."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.choose import Topic, identified
from kg.cli.options import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus, fail


def draw_map(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The page to write.")] = Path("map.html"),
    *,
    around: Annotated[
        str | None, typer.Option(metavar="ID", help="Only the exchange of this statement, or what this actor said and met.")
    ] = None,
    topic: Topic = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the page in a browser.")] = False,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
) -> None:
    """Draw the accusations and their answers as an interactive map: one page that needs no network."""
    from kg.model.records import Dataset
    from kg.page import choice
    from kg.page.map import map_page
    from kg.write import write

    if around is not None and topic is not None:
        fail("--around and --topic each choose what is drawn: give one of them")
    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    chosen = None
    if around is not None:
        chosen = choice.around(claims, identified(claims, around, "statement", "actor"))
    elif topic is not None:
        chosen = choice.on_topic(claims, identified(claims, topic, "topic"))
    page = map_page(claims, title=(claims.dataset or Dataset(title="Claims")).title, choice=chosen)
    try:
        write(output, page.encode())
    except OSError as error:
        fail(f"could not write '{output}': {error.strerror or error}")
    print(output)
    if open_:
        webbrowser.open(output.resolve().as_uri())
