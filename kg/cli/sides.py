"""`kg sides`: who accuses, supports and praises whom."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.input.choice import From, Level, Maybe, To, Topic, period
from kg.cli.input.claims import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus
from kg.cli.output.table import TableFormat, put_table


def sides(
    *,
    joint: Annotated[bool, typer.Option("--joint", help="Show instead which of them accuse the same target.")] = False,
    level: Level = "side",
    topic: Topic = None,
    from_: From = None,
    to: To = None,
    maybe: Maybe = False,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
    form: TableFormat = "table",
) -> None:
    """Show who opposes and who supports whom, by accusations, support and praise, and how balanced these relations are.

    A speaker without a side is listed under their own name, and is left out of --joint.
    """
    from kg.analysis.sides import sides as find
    from kg.render.sides import table

    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    put_table(table(claims, find(claims, level, period(claims, topic, from_, to, maybe=maybe)), joint=joint), form)
