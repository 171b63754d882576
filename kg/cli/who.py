"""`kg who`: who accused whom."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from kg.cli.input.choice import From, Level, Maybe, To, Topic, identified, period
from kg.cli.input.claims import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus
from kg.cli.output.table import Safe, TableFormat, put_table


def who(
    *,
    accuser: Annotated[str | None, typer.Option(metavar="A", help="Only accusations by this actor or side.")] = None,
    accused: Annotated[str | None, typer.Option(metavar="B", help="Only accusations against this actor or side.")] = None,
    level: Level = "actor",
    topic: Topic = None,
    from_: From = None,
    to: To = None,
    maybe: Maybe = False,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
    form: TableFormat = "table",
    safe: Safe = False,
) -> None:
    """List who accused whom, how often, when, and what was answered.

    Statements are counted, as a range where the record allows more than one reading. Retracted ones are counted separately.
    """
    from kg.analysis.who import charges
    from kg.analysis.who import who as pairs
    from kg.render.who import table

    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    wanted = replace(
        period(claims, topic, from_, to, maybe=maybe),
        accuser=None if accuser is None else identified(claims, accuser, "actor"),
        accused=None if accused is None else identified(claims, accused, "actor"),
    )
    put_table(table(claims, pairs(claims, level, wanted), charges(claims, wanted), maybe=maybe), form, safe=safe)
