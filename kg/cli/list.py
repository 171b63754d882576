"""`kg list`: the records of a kind, and those that hold some words."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.input.claims import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus
from kg.cli.output.table import TableFormat, put_table
from kg.cli.output.terminal import fail

_KINDS = ("actor", "source", "topic", "allegation", "statement", "draft")


def list_(
    kind: Annotated[
        str | None, typer.Argument(help="actor, source, topic, allegation, statement or draft; by default all.")
    ] = None,
    words: Annotated[list[str] | None, typer.Argument(metavar="[TEXT]…", help="Words that the records must contain.")] = None,
    *,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
    form: TableFormat = "table",
) -> None:
    """List records, or find them by kind and by words in their names, texts and quotes."""
    from kg.corpus.identify import search
    from kg.corpus.labels import label
    from kg.render.table import Table

    kinds: tuple[str, ...] = _KINDS
    text = " ".join(words or ())
    if kind is not None:
        singular = kind.removesuffix("s")
        if singular in _KINDS:
            kinds = (singular,)
        elif not text:
            text = kind  # kg list WORDS
        else:
            fail(f"unknown kind '{kind}' (expected one of {', '.join(_KINDS)}); to search them all: kg list '{kind} {text}'")
    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    rows = tuple((record.kind, record.id, label(claims, record)) for record in search(claims, text, kinds))
    put_table(Table(("kind", "id", "label"), rows), form)
