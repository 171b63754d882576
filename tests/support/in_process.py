"""`kg` run inside the process of a test, or several times in one process of its own."""

from __future__ import annotations

from typing import Final

from typer.testing import CliRunner, Result

from kg.cli.program.everything import app

ONCE: Final = (
    "import functools, sys, kg.check\nkg.check.check = functools.cache(kg.check.check)\n"
    "from kg.cli.program.everything import app\n"
)
"""What such a process runs first: the claims are read once for all that it prints."""


def ran(*args: str) -> Result:
    """What the command printed and its status; a fault of its own is raised."""
    return CliRunner().invoke(app, list(args), catch_exceptions=False)
