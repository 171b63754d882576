"""`kg schema`: what editors need to check claim files, and to complete them, while they are typed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import DEFAULT_ROOT, folder, put, save, spare


def schema(
    *,
    root: Annotated[
        Path | None, typer.Option("--root", metavar="DIR", help="Offer the ids that the claims in this folder have in use.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the schema to this file.")] = None,
) -> None:
    """Print the JSON Schema (draft-07) of claim files, for editors.

    With --root the ids in use are offered wherever a record is named. An id that is not among them is no fault.
    """
    from kg.load import load
    from kg.scaffold.schema import text

    made = text(None if root is None else load(folder(root, demo=False)).corpus.kinds)
    if output is None:
        put(made)
        return
    spare(root or DEFAULT_ROOT, output)
    save(output, made.encode())
    print(output)
