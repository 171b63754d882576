"""`kg map`: the accusations and their answers as a map."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.input.choice import Topic, identified
from kg.cli.input.claims import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus
from kg.cli.input.texts import quotes
from kg.cli.output.files import Output, check_output
from kg.cli.output.page import Open, PageFormat, format_and_file, put_page
from kg.cli.output.terminal import fail


def map_(
    output: Output = None,
    *,
    form: PageFormat = None,
    around: Annotated[
        str | None, typer.Option(metavar="ID", help="Draw only what is connected to this statement, actor, allegation or source.")
    ] = None,
    topic: Topic = None,
    open_: Open = False,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
) -> None:
    """Draw accusations and answers as an interactive map: map.html, one page that works offline."""
    from kg.site.map import choice
    from kg.site.map.page import map_page
    from kg.site.map.picture import map_svg

    if around is not None and topic is not None:
        fail("--around and --topic exclude each other: give one of them")
    form, file = format_and_file(form, output, "map")
    check_output(root, file)
    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    chosen = None
    if around is not None:
        chosen = choice.around(claims, identified(claims, around, *choice.KINDS, instead={"topic": "kg map --topic {0}"}))
    elif topic is not None:
        chosen = choice.on_topic(claims, identified(claims, topic, "topic"))
    if chosen is not None and not choice.is_drawn(claims, chosen):
        fail(f"nothing to draw: it has no accusation and no answer; see 'kg show {around or topic}'")
    if form == "html":
        content = map_page(claims, title=claims.title, choice=chosen, quotes=quotes(claims, None if demo else root))
    else:
        content = map_svg(claims, title=claims.title, choice=chosen)
    put_page(file, content, open_=open_)
