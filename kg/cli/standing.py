"""`kg standing`: the state of the recorded exchange."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.input.choice import From, Maybe, To, Topic, identified, period
from kg.cli.input.claims import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus
from kg.cli.output.table import TableFormat, put_table
from kg.cli.output.terminal import fail


def standing(
    what: Annotated[
        str | None, typer.Argument(metavar="ID", help="A statement, to show its exchange; by default all statements.")
    ] = None,
    *,
    all_: Annotated[bool, typer.Option("--all", help="Also show the statements that nothing speaks against.")] = False,
    topic: Topic = None,
    from_: From = None,
    to: To = None,
    maybe: Maybe = False,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
    form: TableFormat = "table",
) -> None:
    """Show the state of the recorded exchange: what is word against word, answered or taken back, and what would change it.

    Standing describes the record, not the truth. A denial and what it answers are word against word. A rebuttal without a reply
    on record outweighs what it rebuts. What its speaker took back stays taken back. A statement that nothing speaks against is
    "not answered here", which does not mean that it won. Statements known only on the word of others are left out.
    """
    from kg.analysis.standing import exchange
    from kg.analysis.standing import standing as find
    from kg.render.counts import noted
    from kg.render.standing import table

    if what is not None and (topic, from_, to) != (None, None, None):
        fail("--topic, --from and --to choose among all statements and cannot be used with an ID")
    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    wanted = period(claims, topic, from_, to, maybe=maybe)
    found = find(claims, wanted)
    if what is None:
        shown = table(claims, found, everything=all_)
        put_table(noted(shown, claims, wanted, lambda r: all_ or r.id in claims.answered_by), form)
        return
    id_ = identified(claims, what, "statement")
    if id_ not in claims.resolved:
        fail(f"the statement '{id_}' is withdrawn")
    around = exchange(claims, id_)
    put_table(table(claims, [each for each in found if each.id in around], everything=True), form)
