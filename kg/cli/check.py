"""`kg check` and `kg rule`: what is wrong with the claims, and what each rule means."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from kg.cli.options import DEFAULT_ROOT, Demo, Root, among, fail, folder, put, say, spare, within
from kg.cli.report import OutputFile, ReportForm, report
from kg.diagnostic import Diagnostic, Severity

if TYPE_CHECKING:
    from kg.check import Checked
    from kg.settings import Settings


Codes: TypeAlias = list[str] | None


def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH…", help="Report only what is in these files or folders.")
    ] = None,
    *,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    output_format: ReportForm = "text",
    output_file: OutputFile = None,
    select: Annotated[
        Codes, typer.Option("--select", metavar="CODES", help="Report only these rules: codes or their beginnings, as K3,K401.")
    ] = None,
    ignore: Annotated[Codes, typer.Option("--ignore", metavar="CODES", help="Do not report these rules.")] = None,
    changed_since: Annotated[
        str | None,
        typer.Option("--changed-since", metavar="REF", help="Report only what has to do with changes since this git commit."),
    ] = None,
    strict: Annotated[bool | None, typer.Option("--strict/--no-strict", help="Fail on warnings too.")] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Succeed whatever is wrong with the claims.")] = False,
) -> None:
    """Check the claim files like a linter: every fault with its line, column, rule and hint.

    The whole data set is always loaded; PATHs and options only choose what is reported, and the last line counts what was left
    out. Exit status 1 means errors in the claims. Settings are read from rejoinder.toml or pyproject.toml.
    """
    from kg.check import check as run
    from kg.reading.folder import UNREADABLE
    from kg.render.tally import LeftOut, Tally

    settings = _settings(select, ignore, strict=strict)
    place = folder(root, demo=demo)
    among(paths, place)
    if output_file is not None:
        spare(place, output_file)
    checked = run(place)
    touched = checked.diagnostics if changed_since is None else _touched(checked, place, changed_since)
    if not checked.texts and not checked.diagnostics:
        fail(
            f"nothing was checked: there is no claim file under '{place}' (a submodule or a part of the checkout may be missing)"
        )
    here = [d for d in touched if not paths or within(d.mark.file, paths)]
    found = [d for d in here if settings.reports(d.code)]
    errors = sum(d.severity is Severity.ERROR for d in found)
    left_out = LeftOut(
        waived=checked.waived,
        elsewhere=len(touched) - len(here),
        unselected=len(here) - len(found),
        untouched=len({*checked.diagnostics} - {*touched}),
        unjudged=len(checked.corpus.flawed),
        unread=len(checked.unread),
    )
    drafts = sum(kind == "draft" for kind in checked.corpus.kinds.values())
    tally = Tally(len(checked.corpus.kinds), len(checked.texts), errors, len(found) - errors, left_out, drafts)
    texts = {file: text for file, text in checked.texts.items() if not paths or within(file, paths)}
    report(found, texts, tally, output_format, output_file, strict=settings.strict)
    say(tally.words())
    if any(d.code == UNREADABLE for d in checked.diagnostics if not paths or within(d.mark.file, paths)):
        raise typer.Exit(2)
    if not exit_zero and (errors or (settings.strict and found)):
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


def rule(code: Annotated[str | None, typer.Argument(help="A code such as K201; without one, all are listed.")] = None) -> None:
    """Explain a rule: what it asks, why, and an example of each kind."""
    from kg.rules import catalogue

    if code is None:
        put("".join(f"{r.code}  {r.severity:<7}  {r.summary}\n" for r in catalogue.RULES))
        return
    found = {r.code: r for r in catalogue.RULES}.get(code.upper())
    if found is None:
        fail(f"there is no rule '{code}' (kg rule lists them)")
    head = f"{found.code} ({found.severity}): {found.summary}\n\n{found.why}"
    put(f"{head}\n\nFails:\n\n{found.fail}\nPasses:\n\n{found.passes}")
