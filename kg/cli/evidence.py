"""`kg origins`: on what a statement or an allegation rests."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.choose import identified
from kg.cli.options import DEFAULT_ROOT, AllowErrors, Demo, Form, Root, corpus, fail, put_table


def origins(
    what: Annotated[str, typer.Argument(metavar="ID", help="A statement or an allegation.")],
    *,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
    form: Form = "table",
) -> None:
    """Count the independent first-hand origins behind a statement or an allegation, against the reports that repeat it.

    Chains of copies are followed to their ends; an end that nobody calls first-hand is unknown and never counts as independent.
    """
    from kg.network.origins import origins as find
    from kg.render.origins import table

    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    id_ = identified(claims, what, "statement", "allegation")
    found = find(claims, id_)
    if found is None:
        fail(f"the statement '{id_}' is withdrawn")
    put_table(table(claims, found), form)
