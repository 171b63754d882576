"""`kg answers`: what was answered to each accusation."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from kg.cli.input.choice import From, Maybe, To, Topic, identified, period
from kg.cli.input.claims import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus
from kg.cli.output.table import Safe, TableFormat, put_table


def answers(
    actor: Annotated[
        str | None, typer.Argument(metavar="ACTOR", help="Only answers to this actor or side, or to accusations against it.")
    ] = None,
    *,
    unanswered: Annotated[bool, typer.Option("--unanswered", help="Only accusations without a certain answer.")] = False,
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
    """List each accusation with its answers: by whom, how, after how many days, and how much of the charge they address.

    "None found" means that somebody looked for an answer, "not looked for" that nobody did; "denied elsewhere" that somebody
    denied the allegation without answering anybody. Totals count statements, and are ranges where the record is not certain.
    """
    from kg.analysis.answers import ledger
    from kg.render.answers import table

    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    whose = None if actor is None else identified(claims, actor, "actor")
    wanted = replace(period(claims, topic, from_, to, maybe=maybe), actor=whose)
    put_table(table(claims, ledger(claims, wanted), unanswered=unanswered), form, safe=safe)
