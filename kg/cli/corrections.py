"""`kg corrections`: what the record said and no longer says."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.input.claims import DEFAULT_ROOT, Root, corpus
from kg.cli.input.history import named, report_faults
from kg.cli.output.table import Safe, TableFormat, put_table
from kg.cli.output.terminal import say


def corrections(
    id_: Annotated[str | None, typer.Argument(metavar="ID", help="Only corrections of this record.", show_default=False)] = None,
    *,
    root: Root = DEFAULT_ROOT,
    form: TableFormat = "table",
    safe: Safe = False,
) -> None:
    """List what was withdrawn, corrected, removed or renamed: when, why, and what had been published before, newest first.

    What was published before is in the history. Without one, only what the records say themselves is listed: which were withdrawn
    and why, and which ids they had. What only adds to the record is not a correction.
    """
    from kg.claimfile import MAX_BYTES
    from kg.commits import history
    from kg.git import GitError
    from kg.history.corrections import corrections as find
    from kg.history.entries import of_all
    from kg.history.states import ENDINGS
    from kg.history.versions import Versions
    from kg.render.corrections import table

    claims = corpus(root, demo=False, allow_errors=True)
    try:
        with history(root, ENDINGS, MAX_BYTES + 1, main_line=True) as read:
            versions = Versions(read)
            entries = tuple(of_all(versions))
            report_faults(versions)
    except GitError as error:
        entries = ()
        say(f"kg: only what the records say themselves is listed, without the history: {error}")
    found = find(claims, entries)
    if id_ is not None and id_ not in {name for one in found for name in (one.id, one.former)}:
        id_ = named(claims, id_).id
    put_table(table(claims, [one for one in found if id_ is None or id_ in {one.id, one.former}]), form, safe=safe)
