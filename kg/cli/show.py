"""`kg show`: one record with its evidence and answers."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.input.claims import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus
from kg.cli.output.terminal import fail, put_words

_KINDS = ("actor", "source", "topic", "allegation", "statement", "draft")


def show(
    what: Annotated[str, typer.Argument(metavar="NAME-OR-ID", help="An id, a name or an alias.")],
    *,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
) -> None:
    """Show a record with its evidence; for a statement also the tree of its answers."""
    from kg.corpus.identify import Unidentified, identify
    from kg.render.show import show as render

    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    found = identify(claims, what, _KINDS)
    if isinstance(found, Unidentified):
        fail(found.reason)
    record = claims.get(found)
    if record is None:
        raise LookupError(found)
    put_words(render(claims, record))
