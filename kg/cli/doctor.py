"""`kg doctor`: which of the guards around queries hold on this machine."""

from __future__ import annotations

import typer

from kg.cli.options import Form, put_table, say


def doctor(*, form: Form = "table") -> None:
    """Try every guard around queries on this machine and say which hold; exit status 2 if one does not."""
    from kg.doctor import examine
    from kg.render.table import Table

    findings = examine()
    rows = tuple((f.guard, f.holds, f.detail) for f in findings)
    records = tuple({"id": f.id, "guard": f.guard, "holds": f.holds, "detail": f.detail} for f in findings)
    put_table(Table(("guard", "holds", "detail"), rows, records), form)
    if not all(f.holds for f in findings):
        say("kg: not every guard holds here; do not run queries that you have not read")
        raise typer.Exit(2)
