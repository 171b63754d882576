"""What the command `kg` is before it has any commands: its name, its own options, how it behaves."""

from __future__ import annotations

from typing import Annotated

import typer
from typer.core import TyperGroup

from kg import __version__


def new(group: type[TyperGroup]) -> typer.Typer:
    """The command without commands."""
    app = typer.Typer(
        name="kg",
        cls=group,
        help="Track contested claims: who accused whom, of what, on whose word, and what was answered.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(options)
    return app


def _version(wanted: bool) -> None:  # noqa: FBT001 - an option
    if wanted:
        print(f"kg {__version__}")
        raise typer.Exit


def options(
    version: Annotated[  # noqa: FBT002 - an option
        bool, typer.Option("--version", help="Show the version and exit.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    """Track contested claims: who accused whom, of what, on whose word, and what was answered."""
