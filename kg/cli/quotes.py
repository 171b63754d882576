"""`kg quotes`: whether the quotes stand in the texts of their sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.options import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus_and_texts, fail, plural, put, put_words, say

if TYPE_CHECKING:
    from kg.corpus.corpus import Corpus
    from kg.evidence.quotes import Compared


def quotes(
    sources: Annotated[
        Path | None,
        typer.Option(
            "--sources", metavar="DIR", envvar="KG_SOURCES", help="The folder of texts, each named by its source: ID.txt."
        ),
    ] = None,
    *,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
    output_format: Annotated[
        Literal["text", "concise", "json"],
        typer.Option("--output-format", help="How quotes that were not found are written; json has every quote."),
    ] = "text",
) -> None:
    """Compare each quote with the text of its source, where that is at hand.

    A quote is found as printed, found but for its typography or line breaks, not found, or not compared because there is
    no text. All four are counted; no near match is looked for. Exit status 1 means that a quote was not found.
    """
    from kg.evidence.quotes import not_found
    from kg.render import diagnostics as render
    from kg.render import quotes as shown

    if sources is None:
        fail("name the folder of the sources' texts with --sources or KG_SOURCES")
    claims, texts = corpus_and_texts(root, demo=demo, allow_errors=allow_errors)
    compared = held_against(claims, sources)
    found = sorted(not_found(compared), key=lambda d: d.order)
    match output_format:
        case "json":
            put(shown.as_json(compared))
        case "concise":
            put_words(render.concise(found))
        case "text":
            put_words(render.text(found, texts))
    say(f"compared {plural(len(compared), 'quote')}: {shown.summary(compared)}")
    if found:
        raise typer.Exit(1)


def held_against(claims: Corpus, sources: Path) -> tuple[Compared, ...]:
    """Every quote held against the texts in the folder; the command ends where these cannot be read."""
    from kg.evidence.quotes import compare, read_texts

    try:
        return compare(claims, read_texts(sources, claims.sources))
    except NotADirectoryError:
        fail(f"there is no folder '{sources}'")
    except ValueError as error:
        fail(str(error))
