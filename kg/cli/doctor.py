"""`kg doctor`: which of the guards around queries hold on this machine, and what the repository of a tracker lacks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import DEFAULT_ROOT, Form, Root, fail, folder, plural, put_table, say


def doctor(
    *,
    repo: Annotated[
        bool, typer.Option("--repo", help="Say instead which files around the claims are missing or out of date.")
    ] = False,
    root: Root = DEFAULT_ROOT,
    form: Form = "table",
) -> None:
    """Try every guard around queries on this machine and say which hold; exit status 2 if one does not.

    With --repo: whether the repository has what kg init writes around claims (checks of every change that install this version of
    kg, hooks, settings, readme, licence, templates), in its present form, and what to type where not; exit status 1 where not.
    """
    if repo:
        _repository(root, form)
        return
    if root != DEFAULT_ROOT:
        fail("--root goes with --repo: the guards are those of this machine")
    from kg.doctor import examine
    from kg.render.table import Table

    findings = examine()
    rows = tuple((f.guard, f.holds, f.detail) for f in findings)
    records = tuple({"id": f.id, "guard": f.guard, "holds": f.holds, "detail": f.detail} for f in findings)
    put_table(Table(("guard", "holds", "detail"), rows, records), form)
    if not all(f.holds for f in findings):
        say("kg: not every guard holds here; do not run queries that you have not read")
        raise typer.Exit(2)


def _repository(root: Path, form: Form) -> None:
    """Say what the repository of the claims lacks."""
    from kg.edit.repository import command, place
    from kg.edit.upkeep import examine
    from kg.installed import Unpinned, requirement
    from kg.load import load
    from kg.render.table import Table
    from kg.settings import SettingsError, is_set

    where = place(folder(root, demo=False))
    if where.claims in {where.root, where.tracker}:
        fail(f"the claims '{root}' are the repository itself: what is around them cannot be told")
    loaded = load(root)
    try:
        has_settings = is_set(where.tracker)
    except SettingsError as error:
        fail(str(error))
    needed = requirement()
    findings = tuple(examine(where, needed, loaded.texts, loaded.corpus.kinds, has_settings=has_settings))
    wrong = [f for f in findings if f.state != "ok"]
    rows = tuple((f.file, f.state, f.detail, f.remedy) for f in findings)
    records = tuple({"file": f.file, "state": f.state, "detail": f.detail, "remedy": f.remedy} for f in findings)
    put_table(Table(("file", "state", "what is wrong", "what to type"), rows, records), form)
    from_ = f"{needed.source}: no line installs it elsewhere" if isinstance(needed, Unpinned) else command(needed)
    say(f"this kg comes from {from_}" if isinstance(needed, Unpinned) else f"this kg is installed by {from_}")
    if wrong:
        say(f"kg: {plural(len(wrong), 'file')} of {len(findings)} missing or out of date")
        raise typer.Exit(1)
