"""`kg brief`: all the analyses as one document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final, Literal, TypeAlias

import typer

from kg.cli.input.claims import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus
from kg.cli.input.texts import Texts, evidence
from kg.cli.output.files import Output, check_output, save
from kg.cli.output.terminal import fail, say

_Format: TypeAlias = Literal["html", "markdown"]
_ENDINGS: Final[dict[_Format, str]] = {"html": ".html", "markdown": ".md"}


def brief(
    output: Output = None,
    *,
    form: Annotated[
        _Format | None,
        typer.Option("--format", help="A page, or a text without the plots; by default by the extension of --output, or html."),
    ] = None,
    sources: Texts = None,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
) -> None:
    """Write a summary of the record: what it holds and what its structure shows, with plots, each number with its statements."""
    from kg.site.brief.html import LARGE, html
    from kg.site.brief.markdown import markdown

    found = form or next((name for name, ending in _ENDINGS.items() if output is None or output.suffix == ending), None)
    if found is None:
        fail(f"'{output}' ends in neither .html nor .md: choose one with --format")
    file = output or Path(f"brief{_ENDINGS[found]}")
    check_output(root, file)
    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    content = (html if found == "html" else markdown)(claims, claims.title, evidence(claims, sources, root)).encode()
    save(file, content)
    if len(content) > LARGE:
        say(f"kg: the page is {len(content) / 1e6:,.0f} MB; browsers open it slowly")
    print(file)
