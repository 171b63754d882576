"""`kg sides`, `kg positions`: who stands against whom, and what one speaker said over time."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.choose import From, Level, To, Topic, identified, period
from kg.cli.options import DEFAULT_ROOT, AllowErrors, Demo, Form, Root, corpus, fail, put_table


def sides(
    *,
    joint: Annotated[bool, typer.Option("--joint", help="Show instead which of them accuse the same.")] = False,
    level: Level = "side",
    topic: Topic = None,
    from_: From = None,
    to: To = None,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
    form: Form = "table",
) -> None:
    """Show who stands against whom and who with whom: accusations against, support and praise for, and how balanced that is.

    A speaker without a side stands under its own name.
    """
    from kg.network.sides import sides as find
    from kg.render.sides import table

    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    put_table(table(claims, find(claims, level, period(claims, topic, from_, to)), joint=joint), form)


def positions(
    actor: Annotated[str | None, typer.Argument(metavar="ACTOR", help="Whose positions: a speaker, or a side.")] = None,
    *,
    sources: Annotated[bool, typer.Option("--sources", help="Show instead where sources disagree on what was said.")] = False,
    topic: Topic = None,
    from_: From = None,
    to: To = None,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
    form: Form = "table",
) -> None:
    """Follow what one speaker said of each allegation over time, with every shift in stance, certainty and scope named.

    With --sources: where reports of one statement differ in date, wording, certainty or name, and which statements conflict.
    """
    from kg.network import disagreements
    from kg.network.positions import positions as find
    from kg.render import positions as render

    if actor is None and not sources:
        fail("name an actor, or ask where sources disagree with --sources")
    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    wanted = period(claims, topic, from_, to)
    whose = None if actor is None else identified(claims, actor, "actor")
    if sources or whose is None:
        found = disagreements.disagreements(claims, wanted, whose)
        put_table(render.sources(claims, found, disagreements.conflicts(claims, wanted, whose)), form)
    else:
        put_table(render.table(claims, find(claims, whose, wanted)), form)
