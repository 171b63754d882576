"""`kg map` and `kg timeline`: the claims as pages to look at, or as pictures."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

from kg.cli.choose import From, Maybe, To, Topic, identified, period
from kg.cli.options import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus, fail, save, spare

Output: TypeAlias = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="The file to write.")]
Drawn: TypeAlias = Annotated[Literal["html", "svg"], typer.Option("--format", help="A page, or a picture without script.")]
Open: TypeAlias = Annotated[bool, typer.Option("--open", help="Open it in a browser.")]


def draw_map(
    output: Output = None,
    *,
    form: Drawn = "html",
    around: Annotated[
        str | None, typer.Option(metavar="ID", help="Only what is around this statement, actor, allegation or source.")
    ] = None,
    topic: Topic = None,
    open_: Open = False,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
) -> None:
    """Draw the accusations and their answers as an interactive map: map.html, one page that needs no network."""
    from kg.model.records import Dataset
    from kg.site.map import choice
    from kg.site.map.page import map_page
    from kg.site.map.picture import map_svg

    if around is not None and topic is not None:
        fail("--around and --topic each choose what is drawn: give one of them")
    output = output or Path(f"map.{form}")
    spare(root, output)
    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    chosen = None
    if around is not None:
        chosen = choice.around(claims, identified(claims, around, "statement", "actor", "allegation", "source"))
    elif topic is not None:
        chosen = choice.on_topic(claims, identified(claims, topic, "topic"))
    if chosen is not None and not choice.is_drawn(claims, chosen):
        fail(f"nothing to draw: no accusation and no answer there; 'kg show {around or topic}' tells what there is")
    title = (claims.dataset or Dataset(title="Claims")).title
    draw = map_page if form == "html" else map_svg
    _put(output, draw(claims, title=title, choice=chosen), open_=open_)


def timeline(
    output: Output = None,
    *,
    form: Drawn = "html",
    topic: Topic = None,
    from_: From = None,
    to: To = None,
    maybe: Maybe = False,
    open_: Open = False,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
) -> None:
    """Draw the accusations and their answers along time, in lanes by side: timeline.html, one page that needs no network."""
    from kg.model.records import Dataset
    from kg.site.timeline.page import timeline_page, timeline_svg

    output = output or Path(f"timeline.{form}")
    spare(root, output)
    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    title = (claims.dataset or Dataset(title="Claims")).title
    draw = timeline_page if form == "html" else timeline_svg
    _put(output, draw(claims, title=title, wanted=period(claims, topic, from_, to, maybe=maybe)), open_=open_)


def _put(output: Path, page: str, *, open_: bool) -> None:
    """Write a page, say where, and open it if asked."""
    save(output, page.encode())
    print(output)
    if open_:
        webbrowser.open(output.resolve().as_uri())
