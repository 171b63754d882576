"""`kg coverage`: the sentences of a source that report speech and that no report of it cites."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.input.claims import DEFAULT_ROOT, Root, corpus
from kg.cli.input.texts import Texts, text_of
from kg.cli.output.table import TableFormat, put_table
from kg.cli.output.terminal import fail, say


def coverage(
    source: Annotated[str | None, typer.Argument(metavar="SOURCE", help="The id of the source.")] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="All sources that have a text, one row each.")] = False,
    sources: Texts = None,
    root: Root = DEFAULT_ROOT,
    form: TableFormat = "table",
) -> None:
    """List the sentences of a source that report speech and that no report cites, most likely first.

    It shows replies that were left out. A sentence that needs no record is listed in the source under set_aside, with the reason.
    """
    from kg.evidence.coverage import coverage as find
    from kg.evidence.kept import Refused
    from kg.evidence.reading import newest
    from kg.render.suggest import coverage_table, left_table

    claims = corpus(root, demo=False, allow_errors=True)
    if every == (source is not None):
        fail("name a source, or use --all")
    if source is not None:
        if source not in claims.sources:
            fail(f"unknown source '{source}'")
        put_table(left_table(find(claims, claims.sources[source], text_of(claims, source, root, sources)[0].body)), form)
        return
    found = []
    without = 0
    for record in claims.sources.values():
        there = sources is not None and (sources / f"{record.id}.txt").is_file()
        if isinstance(newest(root, record), Refused) and not there:
            without += 1
            continue
        found.append(find(claims, record, text_of(claims, record.id, root, sources)[0].body))
    put_table(coverage_table(found), form)
    say(f"{len(found):,} sources with a text, {without:,} without one")
