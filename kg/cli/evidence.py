"""`kg origins`, `kg answers`, `kg standing`: on what a statement rests, what was answered, and how the exchange stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from kg.cli.choose import From, Maybe, To, Topic, identified, period
from kg.cli.options import DEFAULT_ROOT, AllowErrors, Demo, Form, Root, Safe, corpus, fail, put_table

if TYPE_CHECKING:
    from kg.corpus.corpus import Corpus


def origins(
    what: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="A statement or an allegation; all allegations without.")
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
    form: Form = "table",
) -> None:
    """Count the independent first-hand origins behind a statement or an allegation, against the reports that repeat it.

    Chains of copies are followed to their ends; an end that nobody calls first-hand is unknown and never counts as independent.
    Without ID: every allegation that somebody puts forward, on a topic and in a period if wanted. With --independent and two IDs
    or more the exit status is 0 for yes, 3 for no, where what they share is named, and 4 where it is not known.
    """
    from kg.network.origins import origins as find
    from kg.network.origins import survey
    from kg.render import origins as render
    from kg.render.counts import noted

    if what and ((topic, from_, to) != (None, None, None) or maybe):
        fail("--topic, --from and --to choose among all allegations, and take no ID")
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
    from kg.network.independence import independent, overall
    from kg.render import origins as render

    ids = tuple(dict.fromkeys(identified(claims, each, "statement", "allegation", "source") for each in what))
    withdrawn = [id_ for id_ in ids if id_ in claims.statements and id_ not in claims.resolved]
    if withdrawn:
        fail(f"the statement '{withdrawn[0]}' is withdrawn")
    if len(ids) < 2:
        fail(f"these all name '{ids[0]}': name two or more")
    pairs = independent(claims, ids)
    put_table(render.independence(claims, pairs), form)
    raise typer.Exit(render.STATUSES[overall(pairs)])


def answers(
    actor: Annotated[
        str | None, typer.Argument(metavar="ACTOR", help="Only answers to this actor or side, or to accusations against it.")
    ] = None,
    *,
    unanswered: Annotated[bool, typer.Option("--unanswered", help="Only accusations without a sure answer.")] = False,
    topic: Topic = None,
    from_: From = None,
    to: To = None,
    maybe: Maybe = False,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
    form: Form = "table",
    safe: Safe = False,
) -> None:
    """List each accusation with its answers: whose, how, after how many days, and how far they meet the charge.

    "None found" says that somebody looked for an answer, "not looked for" that nobody did; "denied elsewhere" that somebody
    denied the allegation and answered nobody. Totals count statements, and give a range where the record is not sure.
    """
    from kg.network.answers import ledger
    from kg.render.answers import table

    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    whose = None if actor is None else identified(claims, actor, "actor")
    wanted = replace(period(claims, topic, from_, to, maybe=maybe), actor=whose)
    put_table(table(claims, ledger(claims, wanted), unanswered=unanswered), form, safe=safe)


def standing(
    what: Annotated[str | None, typer.Argument(metavar="ID", help="A statement, for its exchange; all without.")] = None,
    *,
    all_: Annotated[bool, typer.Option("--all", help="Also the statements that nothing speaks against.")] = False,
    topic: Topic = None,
    from_: From = None,
    to: To = None,
    maybe: Maybe = False,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
    form: Form = "table",
) -> None:
    """Show how the recorded exchange stands: what is word against word, what was answered or taken back, what would change it.

    It is standing in this record and never truth. A denial and what it answers are word against word; a rebuttal to which there
    is no reply on record outweighs what it rebuts; what its speaker took back stays so. What nothing speaks against is not
    answered here, which is not to have won. What is known only on the word of others takes no part.
    """
    from kg.network.standing import exchange
    from kg.network.standing import standing as find
    from kg.render.counts import noted
    from kg.render.standing import table

    if what is not None and (topic, from_, to) != (None, None, None):
        fail("--topic, --from and --to choose among all statements, and take no ID")
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
