"""`kg findings`: what courts, regulators, inquiries and fact-checkers decided, and what was settled."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from kg.cli.input.choice import From, Maybe, To, Topic, identified, period
from kg.cli.input.claims import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus
from kg.cli.output.table import TableFormat, put_table
from kg.model.acts import Outcome
from kg.model.words import Step

Word = Literal[Outcome, Step]


def findings(
    *,
    allegation: Annotated[str | None, typer.Option(metavar="A", help="Only on this allegation.")] = None,
    by: Annotated[str | None, typer.Option(metavar="B", help="Only by this body, or settled by this party.")] = None,
    outcome: Annotated[Word | None, typer.Option(help="Only with this outcome, or this step.")] = None,
    topic: Topic = None,
    from_: From = None,
    to: To = None,
    maybe: Maybe = False,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
    form: TableFormat = "table",
) -> None:
    """List what was decided on allegations: by which body, about whom, reviewed by whom, and whether it is still in force.

    Steps of inquiries and courts, findings and settlements are listed together. None of them is an accusation or an answer.
    """
    from kg.analysis.findings import findings as find
    from kg.render.findings import table

    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    found = find(
        claims,
        period(claims, topic, from_, to, maybe=maybe),
        allegation=None if allegation is None else identified(claims, allegation, "allegation"),
        by=None if by is None else identified(claims, by, "actor"),
        word=outcome,
    )
    put_table(table(claims, found, maybe=maybe), form)
