"""`kg check`: what is wrong with the claims."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from kg.cli.input.claims import DEFAULT_ROOT, Demo, Root, check_paths, folder, within
from kg.cli.output.files import Output, check_output
from kg.cli.output.report import ReportFormat, report
from kg.cli.output.terminal import fail, say

if TYPE_CHECKING:
    from kg.check import Checked
    from kg.diagnostic import Diagnostic
    from kg.settings import Settings


Codes: TypeAlias = list[str] | None


def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH…", help="Report only what is in these files or folders.")
    ] = None,
    *,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    form: ReportFormat = "text",
    output: Output = None,
    select: Annotated[
        Codes,
        typer.Option("--select", metavar="CODES", help="Report only these rules: codes or prefixes of codes, such as K3,K401."),
    ] = None,
    ignore: Annotated[Codes, typer.Option("--ignore", metavar="CODES", help="Do not report these rules.")] = None,
    changed_since: Annotated[
        str | None,
        typer.Option("--changed-since", metavar="REF", help="Report only what concerns changes since this git commit."),
    ] = None,
    strict: Annotated[bool | None, typer.Option("--strict/--no-strict", help="Fail on warnings too.")] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with status 0 even if the claims have errors.")] = False,
) -> None:
    """Check the claim files like a linter: every fault with its line, column, rule and hint.

    The whole data set is always loaded. PATHs and options only choose what is reported, and the last line counts what is left
    out. Exit status 1 means errors in the claims. Settings are read from rejoinder.toml or pyproject.toml.
    """
    from kg.check import check as run
    from kg.selection import select as select_diagnostics

    settings = _settings(select, ignore, strict=strict)
    place = folder(root, demo=demo)
    check_paths(paths, place)
    if output is not None:
        check_output(place, output)
    checked = run(place)
    touched = checked.diagnostics if changed_since is None else _touched(checked, place, changed_since)
    if not checked.texts and not checked.diagnostics:
        fail(f"nothing was checked: no claim file under '{place}' (a submodule or a part of the checkout may be missing)")
    selected = select_diagnostics(checked, settings, touched, lambda file: not paths or within(file, paths))
    report(selected.diagnostics, selected.texts, selected.tally, form, output, strict=settings.strict)
    say(selected.tally.words())
    if selected.is_unreadable:
        raise typer.Exit(2)
    if not exit_zero and (selected.tally.errors or (settings.strict and selected.diagnostics)):
        raise typer.Exit(1)


def _settings(select: Codes, ignore: Codes, *, strict: bool | None) -> Settings:
    """The tracker's settings; what an option says takes the place of what they say."""
    from kg.settings import SettingsError, codes, find

    try:
        settings = find(Path.cwd())
        if select is not None:
            settings = replace(settings, select=codes(",".join(select).split(","), "--select"))
        if ignore is not None:
            settings = replace(settings, ignore=codes(",".join(ignore).split(","), "--ignore"))
    except SettingsError as error:
        fail(str(error))
    return settings if strict is None else replace(settings, strict=strict)


def _touched(checked: Checked, root: Path, ref: str) -> tuple[Diagnostic, ...]:
    """What has to do with changes since the commit `ref`, with what is wrong with the ids."""
    from kg.git import GitError
    from kg.history.since import since

    try:
        return since(checked, root, ref)
    except GitError as error:
        fail(f"--changed-since: {error}")
