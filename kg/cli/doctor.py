"""`kg doctor`: which of the guards around queries hold on this machine, and whether outputs are of one run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from kg.cli.options import Form, fail, of_two_runs, put_table, say

_USUAL: Final = (Path("build"), Path("export"))
"""Where outputs of several files go unless told otherwise."""


def doctor(
    folders: Annotated[
        list[Path] | None, typer.Argument(metavar="DIR…", help="Folders of outputs; without them build/ and export/.")
    ] = None,
    *,
    form: Form = "table",
) -> None:
    """Try every guard around queries on this machine and say which hold; exit status 2 if one does not.

    The same status if a folder of outputs has files of two runs, since a run of kg build or kg export was killed between them.
    """
    from kg import outputs
    from kg.doctor import examine
    from kg.render.table import Table

    mixed = {}
    for folder in folders or _USUAL:
        if folders and not folder.is_dir():
            fail(f"there is no folder '{folder}'")
        try:
            mixed[folder] = outputs.mixed(folder)
        except OSError as error:
            fail(f"could not read '{folder}': {error.strerror or error}")
    findings = examine()
    rows = tuple((f.guard, f.holds, f.detail) for f in findings)
    records = tuple({"id": f.id, "guard": f.guard, "holds": f.holds, "detail": f.detail} for f in findings)
    put_table(Table(("guard", "holds", "detail"), rows, records), form)
    if not all(f.holds for f in findings):
        say("kg: not every guard holds here; do not run queries that you have not read")
    for folder, names in mixed.items():
        if names:
            say(f"kg: {of_two_runs(folder, names)}; run the same command again")
    if any(mixed.values()) or not all(f.holds for f in findings):
        raise typer.Exit(2)
