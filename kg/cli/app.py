"""The commands of `kg`, in the order in which a newcomer needs them."""

from __future__ import annotations

from typing import Annotated

import typer

from kg import __version__
from kg.cli import ask, build, check, init, quotes, see, validate

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
app.command("build")(build.build)
app.command("who")(ask.who)
app.command("show")(see.show)
app.command("list")(see.list_records)
app.command("query")(ask.query)
app.command("map")(build.draw_map)
app.command("validate")(validate.validate)
