"""`kg rule`: what each rule asks, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.output.terminal import fail, put


def rule(
    code: Annotated[str | None, typer.Argument(help="A code such as K201. Without it, all rules are listed.")] = None,
) -> None:
    """Explain a rule: what it requires and why, with an example that fails and one that passes."""
    from kg.rules import catalogue

    if code is None:
        put("".join(f"{r.code}  {r.severity:<7}  {r.summary}\n" for r in catalogue.RULES))
        return
    found = {r.code: r for r in catalogue.RULES}.get(code.upper())
    if found is None:
        fail(f"unknown rule '{code}' (kg rule lists them)")
    head = f"{found.code} ({found.severity}): {found.summary}\n\n{found.why}"
    put(f"{head}\n\nFails:\n\n{found.fail}\nPasses:\n\n{found.passes}")
