"""`kg` run inside the process of a test, or several times in one process of its own."""

from __future__ import annotations

from typing import Final

from typer.testing import CliRunner, Result

from kg.cli.program import commands

ONCE: Final = (
    "import functools, sys, kg.check\nkg.check.check = functools.cache(kg.check.check)\n"
    "import typer.main\nfrom kg.cli.program import everything\napp = typer.main.get_command(everything.app)\n"
)
"""What such a process runs first: the claims are read once for all that it prints, and the commands are made once."""


def ran(*args: str) -> Result:
    """What the command printed and its status; a fault of its own is raised."""
    return CliRunner().invoke(commands.app(list(args)), list(args), catch_exceptions=False)
