"""`kg show`, `kg list`, `kg stats`: one record with its evidence and answers, the records that hold some words, and counts."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from kg.cli.options import DEFAULT_ROOT, AllowErrors, Demo, Form, Root, corpus, fail, put_table, put_words

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


def list_records(
    kind: Annotated[
        str | None, typer.Argument(help="actor, source, topic, allegation, statement or draft; all without it.")
    ] = None,
    text: Annotated[str | None, typer.Argument(help="Words that the records must hold.")] = None,
    *,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
    form: Form = "table",
) -> None:
    """List records, or find one: by kind, and by words in its names, texts and quotes."""
    from kg.corpus.identify import search
    from kg.corpus.labels import label
    from kg.render.table import Table

    kinds: tuple[str, ...] = _KINDS
    if kind is not None:
        singular = kind.removesuffix("s")
        if singular in _KINDS:
            kinds = (singular,)
        elif text is None:
            text = kind  # kg list WORDS
        else:
            fail(f"unknown kind '{kind}' (one of {', '.join(_KINDS)})")
    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    rows = tuple((record.kind, record.id, label(claims, record)) for record in search(claims, text or "", kinds))
    put_table(Table(("kind", "id", "label"), rows), form)


def stats(
    *,
    by: Annotated[Literal["act", "side", "topic", "source"] | None, typer.Option("--by", help="Only these counts.")] = None,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
    form: Form = "table",
) -> None:
    """Count the record: statements, accusations and answers by act, side, topic and document."""
    from kg.analysis.stats import records
    from kg.analysis.stats import stats as tally
    from kg.render.stats import table

    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    put_table(table(claims, (t for t in tally(claims) if by in {None, t.by}), records(claims)), form)
