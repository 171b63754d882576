"""`kg origins`: on how many first-hand origins a statement or an allegation rests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from kg.cli.input.choice import From, Maybe, To, Topic, identified, period
from kg.cli.input.claims import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus
from kg.cli.output.table import TableFormat, put_table
from kg.cli.output.terminal import fail

if TYPE_CHECKING:
    from kg.corpus.corpus import Corpus


def origins(
    what: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="A statement or an allegation; by default all allegations.")
    ] = None,
    *,
    independent: Annotated[
        bool, typer.Option("--independent", help="Ask whether several statements, allegations or sources are independent.")
    ] = False,
    topic: Topic = None,
    from_: From = None,
    to: To = None,
    maybe: Maybe = False,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
    form: TableFormat = "table",
) -> None:
    """Count the independent first-hand origins behind a statement or an allegation, and the reports that only repeat it.

    Chains of copies are followed to their ends; an end that nobody calls first-hand is unknown and never counts as independent.
    Without ID: every allegation that somebody puts forward, on a topic and in a period if wanted. With --independent and two IDs
    or more the exit status is 0 for yes, 3 for no, where what they share is named, and 4 where it is not known.
    """
    from kg.analysis.origins import origins as find
    from kg.analysis.origins import survey
    from kg.render import origins as render
    from kg.render.counts import noted

    if what and ((topic, from_, to) != (None, None, None) or maybe):
        fail("--topic, --from and --to choose among all allegations and cannot be used with an ID")
    if independent and len(set(what or ())) < 2:
        fail("--independent compares two or more: name statements, allegations or sources")
    if what and len(what) > 1 and not independent:
        fail("name one statement or allegation, or compare several with --independent")
    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    if not what:
        wanted = period(claims, topic, from_, to, maybe=maybe)
        put_table(noted(render.survey(claims, survey(claims, wanted)), claims, wanted, lambda r: bool(r.affirms)), form)
        return
    if independent:
        _independent(claims, what, form)
    id_ = identified(claims, what[0], "statement", "allegation")
    found = find(claims, id_)
    if found is None:
        fail(f"the statement '{id_}' is withdrawn")
    put_table(render.table(claims, found), form)


def _independent(claims: Corpus, what: list[str], form: str) -> NoReturn:
    """Compare the records and end with the status of the answer."""
    from kg.analysis.independence import independent, overall
    from kg.render import origins as render

    ids = tuple(dict.fromkeys(identified(claims, each, "statement", "allegation", "source") for each in what))
    withdrawn = [id_ for id_ in ids if id_ in claims.statements and id_ not in claims.resolved]
    if withdrawn:
        fail(f"the statement '{withdrawn[0]}' is withdrawn")
    if len(ids) < 2:
        fail(f"all of these name '{ids[0]}': name two different ones")
    pairs = independent(claims, ids)
    put_table(render.independence(claims, pairs), form)
    raise typer.Exit(render.STATUSES[overall(pairs)])
