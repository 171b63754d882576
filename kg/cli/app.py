"""The commands of `kg`, in the order in which a newcomer needs them."""

from __future__ import annotations

from typing import Annotated

import typer

from kg import __version__
from kg.cli import (
    ask,
    audit,
    build,
    check,
    doctor,
    draw,
    evidence,
    export,
    fmt,
    init,
    new,
    push,
    quotes,
    schema,
    see,
    structure,
    validate,
    who,
)

app = typer.Typer(
    name="kg",
    help="Track contested claims: who accused whom, of what, on whose word, and what was answered.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def options(
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.", is_eager=True)] = False,  # noqa: FBT002
) -> None:
    """Track contested claims: who accused whom, of what, on whose word, and what was answered."""
    if version:
        print(f"kg {__version__}")
        raise typer.Exit


app.command("init")(init.init)
app.command("check")(check.check)
app.command("rule")(check.rule)
app.command("quotes")(quotes.quotes)
app.add_typer(new.app())
app.command("fmt")(fmt.fmt)
app.command("schema")(schema.schema)
app.command("build")(build.build)
app.command("who")(who.who)
app.command("show")(see.show)
app.command("list")(see.list_records)
app.command("stats")(see.stats)
app.command("query")(ask.query)
app.command("answers")(evidence.answers)
app.command("origins")(evidence.origins)
app.command("standing")(evidence.standing)
app.command("sides")(structure.sides)
app.command("positions")(structure.positions)
app.command("network")(structure.network)
app.command("audit")(audit.audit)
app.command("brief")(audit.brief)
app.command("map")(draw.draw_map)
app.command("timeline")(draw.timeline)
app.command("export")(export.export)
app.command("push")(push.push)
app.command("doctor")(doctor.doctor)
app.command("validate")(validate.validate)
