"""`kg schema`: what editors need to check claim files, and to complete them, while they are typed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.input.claims import DEFAULT_ROOT, folder
from kg.cli.output.files import Output, check_output, save
from kg.cli.output.terminal import put


def schema(
    *,
    root: Annotated[
        Path | None, typer.Option("--root", metavar="DIR", help="Offer the ids in use in this folder of claims.")
    ] = None,
    output: Output = None,
) -> None:
    """Print the JSON Schema (draft-07) of claim files, for editors.

    With --root, editors offer the ids in use wherever a record is named. Other ids are still valid.
    """
    from kg.load import load
    from kg.scaffold.schema import text

    made = text(None if root is None else load(folder(root, demo=False)).corpus.kinds)
    if output is None:
        put(made)
        return
    check_output(root or DEFAULT_ROOT, output)
    save(output, made.encode())
    print(output)
