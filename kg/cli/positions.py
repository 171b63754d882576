"""`kg positions`: what one speaker said of each allegation over time."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.input.choice import From, Maybe, To, Topic, identified, period
from kg.cli.input.claims import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus
from kg.cli.output.table import TableFormat, put_table
from kg.cli.output.terminal import fail


def positions(
    actor: Annotated[str | None, typer.Argument(metavar="ACTOR", help="The speaker or side whose positions to follow.")] = None,
    *,
    sources: Annotated[bool, typer.Option("--sources", help="Show instead where sources disagree about what was said.")] = False,
    topic: Topic = None,
    from_: From = None,
    to: To = None,
    maybe: Maybe = False,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
    form: TableFormat = "table",
) -> None:
    """Follow what one speaker said about each allegation over time, and name every shift in stance, certainty and scope.

    What the speaker later retracted, corrected or gave up is marked. What is known only on the word of others is left out.
    With --sources: where reports of one statement differ in date, wording, certainty or name, and which statements conflict.
    """
    from kg.analysis import disagreements
    from kg.analysis.positions import most_positions
    from kg.analysis.positions import positions as find
    from kg.corpus.filters import is_by
    from kg.render import positions as render
    from kg.render.counts import noted

    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    wanted = period(claims, topic, from_, to, maybe=maybe)
    if actor is None and not sources:
        most = ", ".join(f"{id_} ({count:,})" for id_, count in most_positions(claims, wanted, 5))
        fail(f"name an actor, as in 'kg positions ID'{f'; most positions have {most}' if most else ''}; --sources needs none")
    whose = None if actor is None else identified(claims, actor, "actor")
    if sources or whose is None:
        found = disagreements.disagreements(claims, wanted, whose)
        shown = render.sources(claims, found, disagreements.conflicts(claims, wanted, whose))
        put_table(noted(shown, claims, wanted, lambda r: whose is None or is_by(r, whose)), form)
    else:
        shown = render.table(claims, find(claims, whose, wanted))
        put_table(noted(shown, claims, wanted, lambda r: not r.is_attributed and is_by(r, whose)), form)
