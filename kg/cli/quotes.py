"""`kg quotes`: whether the quotes are in the texts of their sources."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from kg.cli.input.claims import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus_and_texts
from kg.cli.input.texts import Texts, compared
from kg.cli.output.table import put_table
from kg.cli.output.terminal import fail, plural, put, put_words, say


def quotes(
    sources: Texts = None,
    *,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
    form: Annotated[
        Literal["text", "concise", "table", "csv", "json"],
        typer.Option("--format", help="text and concise: the quotes that were not found; table, csv and json: every quote."),
    ] = "text",
) -> None:
    """Compare each quote with the text of its source, from its evidence or from a folder of texts.

    A quote is found as printed, found except for typography or line breaks, not found, or not compared because there is no text.
    All are counted, and no near match is searched for. Exit status 1 means that a quote was not found.
    """
    from kg.evidence.quotes import not_found
    from kg.render import diagnostics as render
    from kg.render import quotes as shown

    claims, texts = corpus_and_texts(root, demo=demo, allow_errors=allow_errors)
    quotes_ = compared(claims, sources, root)
    if quotes_ is None:
        fail("no text of any source is available: keep copies with kg source add, or name a folder with --sources or KG_SOURCES")
    found = sorted(not_found(quotes_), key=lambda d: d.order)
    match form:
        case "json":
            put(shown.as_json(quotes_))
        case "table" | "csv":
            put_table(shown.as_table(quotes_), form)
        case "concise":
            put_words(render.concise(found))
        case "text":
            put_words(render.text(found, texts))
            put_words(shown.left_open(quotes_))
    if form != "table":
        say(f"compared {plural(len(quotes_), 'quote')}: {shown.summary(quotes_)}")
    if found:
        raise typer.Exit(1)
