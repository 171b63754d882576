"""`kg stats`: how many statements, accusations and answers there are."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from kg.cli.input.claims import DEFAULT_ROOT, AllowErrors, Demo, Root, corpus
from kg.cli.output.table import TableFormat, put_table


def stats(
    *,
    by: Annotated[Literal["act", "side", "topic", "source"] | None, typer.Option("--by", help="Only these counts.")] = None,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    allow_errors: AllowErrors = False,
    form: TableFormat = "table",
) -> None:
    """Count statements, accusations and answers by act, side, topic and document."""
    from kg.analysis.stats import records
    from kg.analysis.stats import stats as tally
    from kg.render.stats import table

    claims = corpus(root, demo=demo, allow_errors=allow_errors)
    put_table(table(claims, (t for t in tally(claims) if by in {None, t.by}), records(claims)), form)
