"""`kg doctor`: which guards hold on this machine, whether outputs are of one run, and what a tracker's repository lacks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from kg.cli.input.claims import DEFAULT_ROOT, Root, folder
from kg.cli.output.files import explain_mixed
from kg.cli.output.table import TableFormat, put_table
from kg.cli.output.terminal import fail, plural, say

_USUAL: Final = (Path("build"), Path("export"))
"""Where outputs of several files go by default."""


def doctor(
    folders: Annotated[
        list[Path] | None, typer.Argument(metavar="DIR…", help="Folders of outputs; by default build/ and export/.")
    ] = None,
    *,
    repo: Annotated[
        bool, typer.Option("--repo", help="Report instead which repository files are missing or out of date.")
    ] = False,
    root: Root = DEFAULT_ROOT,
    form: TableFormat = "table",
) -> None:
    """Test on this machine every guard of the query sandbox; exit status 2 if one does not hold.

    The status is also 2 if a folder of outputs mixes files of two runs, because kg build or kg export was killed half-way.

    With --repo: whether the repository has an up-to-date version of every file that kg init writes around claims (checks of every
    change that install this version of kg, hooks, settings, readme, licence, templates), and if not, what to type; exit status 1
    if any is missing or out of date.
    """
    if repo:
        if folders:
            fail("--repo tests the repository of the claims and takes no folders of outputs")
        _repository(root, form)
        return
    if root != DEFAULT_ROOT:
        fail("--root needs --repo: without it only this machine is tested")
    from kg import outputs
    from kg.doctor import examine
    from kg.render.table import Table

    mixed = {}
    for place in folders or _USUAL:
        if folders and not place.is_dir():
            fail(f"no such folder: '{place}'")
        try:
            mixed[place] = outputs.mixed(place)
        except OSError as error:
            fail(f"could not read '{place}': {error.strerror or error}")
    findings = examine()
    rows = tuple((f.guard, f.holds, f.detail) for f in findings)
    records = tuple({"id": f.id, "guard": f.guard, "holds": f.holds, "detail": f.detail} for f in findings)
    put_table(Table(("guard", "holds", "detail"), rows, records), form)
    if not all(f.holds for f in findings):
        say("kg: not every guard holds on this machine; do not run queries that you have not read")
    for place, names in mixed.items():
        if names:
            say(f"kg: {explain_mixed(place, names)}; run the same command again")
    if any(mixed.values()) or not all(f.holds for f in findings):
        raise typer.Exit(2)


def _repository(root: Path, form: TableFormat) -> None:
    """Say what the repository of the claims lacks."""
    from kg.installed import Unpinned, requirement
    from kg.render.table import Table
    from kg.scaffold.repository import command, place
    from kg.scaffold.upkeep import examine_claims, without_driver
    from kg.settings import SettingsError

    where = place(folder(root, demo=False))
    if where.claims in {where.root, where.tracker}:
        fail(f"the folder of claims '{root}' is the root of the repository: it has no room for files around the claims")
    try:
        findings = examine_claims(where, root)
    except SettingsError as error:
        fail(str(error))
    needed = requirement()
    wrong = [f for f in findings if f.state != "ok"]
    rows = tuple((f.file, f.state, f.detail, f.remedy) for f in findings)
    records = tuple({"file": f.file, "state": f.state, "detail": f.detail, "remedy": f.remedy} for f in findings)
    put_table(Table(("file", "state", "what is wrong", "what to type"), rows, records), form)
    from_ = f"{needed.source}: no line installs it elsewhere" if isinstance(needed, Unpinned) else command(needed)
    say(f"this kg comes from {from_}" if isinstance(needed, Unpinned) else f"this kg is installed by {from_}")
    if (words := without_driver(where)) is not None:
        say(f"kg: {words}")
    if wrong:
        say(f"kg: {plural(len(wrong), 'file')} of {len(findings)} missing or out of date")
        raise typer.Exit(1)
