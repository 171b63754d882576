"""The option `--timeout`: how long a query or a server may take."""

from __future__ import annotations

import math
from typing import Annotated, TypeAlias

import typer

LONGEST = 86_400.0
"""The most seconds that a query or a server may be given: a day."""


def _number(seconds: float) -> float:
    """The seconds as a number between the least and the most allowed."""
    if math.isnan(seconds):
        raise typer.BadParameter("'nan' is not a number of seconds")
    return seconds


Timeout: TypeAlias = Annotated[
    float,
    typer.Option("--timeout", metavar="SECONDS", min=0.1, max=LONGEST, callback=_number, help="Stop after this time."),
]
