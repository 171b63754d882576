"""The option `--timeout`: how long a query or a server may take."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

LONGEST = 86_400.0
"""The most seconds that a query or a server may be given: a day."""

Timeout: TypeAlias = Annotated[
    float, typer.Option("--timeout", metavar="SECONDS", min=0.1, max=LONGEST, help="Stop after this time.")
]
