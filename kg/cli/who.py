"""`kg who`: who accused whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.options import DEFAULT_ROOT, AllowErrors, Demo, Form, Root, corpus, fail, put_table

if TYPE_CHECKING:
    import datetime

    from kg.corpus.corpus import Corpus


def who(
    *,
    accuser: Annotated[str | None, typer.Option(metavar="A", help="Only accusations by this actor or side.")] = None,
    accused: Annotated[str | None, typer.Option(metavar="B", help="Only accusations against this actor or side.")] = None,
    level: Annotated[Literal["actor", "side"], typer.Option(help="Count between actors or between their sides.")] = "actor",
    topic: Annotated[str | None, typer.Option(metavar="T", help="Only accusations on this topic or one within it.")] = None,
    from_: Annotated[
        str | None, typer.Option("--from", metavar="D", help="Only what may have been said on this day or later.")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="D", help="Only what may have been said on this day or earlier.")
    ] = None,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
    form: Form = "table",
) -> None:
    """List who accused whom, how often, when, and what was answered."""
    from kg.corpus.affiliation import Span
    from kg.network.who import Filter
    from kg.network.who import who as pairs
    from kg.render.who import table

    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    wanted = Filter(
        accuser=_id(claims, accuser, "actor"),
        accused=_id(claims, accused, "actor"),
        topic=_id(claims, topic, "topic"),
        within=Span(_day(from_, "earliest"), _day(to, "latest")),
    )
    put_table(table(claims, pairs(claims, level, wanted)), form)


def _id(claims: Corpus, words: str | None, kind: str) -> str | None:
    """The id of the record that an option names."""
    from kg.engine.answer import Failure
    from kg.query import identify

    if words is None:
        return None
    found = identify(claims, words, (kind,))
    return fail(found.reason) if isinstance(found, Failure) else found


def _day(text: str | None, bound: Literal["earliest", "latest"]) -> datetime.date | None:
    """The first or last day of the date that an option gives."""
    from kg import edtf

    if text is None:
        return None
    date = edtf.parse(text)
    if isinstance(date, edtf.BadDate):
        fail(f"'{text}' is not a date: {date.reason}")
    return date.earliest if bound == "earliest" else date.latest
