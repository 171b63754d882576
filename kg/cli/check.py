"""`kg check` and `kg rule`: what is wrong with the claims, and what each rule means."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli.options import DEFAULT_ROOT, Demo, Root, fail, folder, plural, put, say, within


def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH…", help="Report only what is in these files or folders.")
    ] = None,
    *,
    root: Root = DEFAULT_ROOT,
    demo: Demo = False,
    output_format: Annotated[
        Literal["text", "concise", "json"], typer.Option("--output-format", help="How the diagnostics are written.")
    ] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings too.")] = False,
) -> None:
    """Check the claim files like a linter: every fault with its line, column, rule and hint.

    The whole data set is always loaded; PATHs only choose what is reported. Exit status 1 means errors in the claims.
    """
    from kg.check import check as run
    from kg.diagnostic import Severity
    from kg.load import UNREADABLE
    from kg.render import diagnostics as render

    checked = run(folder(root, demo=demo))
    found = [d for d in checked.diagnostics if not paths or within(d.mark.file, paths)]
    for path in paths or ():
        if not path.exists():
            fail(f"there is no file or folder '{path}'")
    if output_format == "json":
        put(render.as_json(found))
    else:
        put(render.concise(found) if output_format == "concise" else render.text(found, checked.texts))
    errors = sum(d.severity is Severity.ERROR for d in found)
    warnings = len(found) - errors
    counts = f"{plural(len(checked.corpus.kinds), 'record')} in {plural(len(checked.texts), 'file')}"
    verdict = f"{plural(errors, 'error')}, {plural(warnings, 'warning')}" if found else "no faults"
    elsewhere = len(checked.diagnostics) - len(found)
    say(f"checked {counts}: {verdict}" + (f" ({elsewhere} more elsewhere)" if elsewhere else ""))
    if any(d.code == UNREADABLE for d in found):
        raise typer.Exit(2)
    if errors or (strict and warnings):
        raise typer.Exit(1)


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
