"""`kg quotes`: whether the quotes are in the texts of their sources."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from kg.cli.input.claims import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus_and_texts
from kg.cli.input.texts import Texts, compared
from kg.cli.output.terminal import fail, plural, put, put_words, say


def quotes(
    sources: Texts = None,
    *,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
    form: Annotated[
        Literal["text", "concise", "json"],
        typer.Option("--format", help="The format of the quotes that were not found; json has every quote."),
    ] = "text",
) -> None:
    """Compare each quote with the text of its source, where that is available.

    A quote is found as printed, found but for its typography or line breaks, not found, or not compared because there is
    no text. All four are counted; no near match is looked for. Exit status 1 means that a quote was not found.
    """
    from kg.evidence.quotes import not_found
    from kg.render import diagnostics as render
    from kg.render import quotes as shown

    if sources is None:
        fail("name the folder of the sources' texts with --sources or KG_SOURCES")
    claims, texts = corpus_and_texts(root, demo=demo, allow_errors=allow_errors)
    quotes_ = compared(claims, sources)
    found = sorted(not_found(quotes_), key=lambda d: d.order)
    match form:
        case "json":
            put(shown.as_json(quotes_))
        case "concise":
            put_words(render.concise(found))
        case "text":
            put_words(render.text(found, texts))
    say(f"compared {plural(len(quotes_), 'quote')}: {shown.summary(quotes_)}")
    if found:
        raise typer.Exit(1)
