"""`kg init`: a tracker of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import fail, plural, put, say, writing


def init(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Where the tracker goes; it is made if missing.")] = Path(),
    *,
    example: Annotated[bool, typer.Option("--example", help="Start from the claims that come with the package.")] = False,
) -> None:
    """Make a new tracker: claims/ with a data set, actors, sources, topics and a worked exchange that passes kg check.

    Beside it go settings for editors, a pre-commit hook and a GitHub workflow. Nothing that is already there is changed.
    """
    from kg.edit.init import files, tooling
    from kg.load import load
    from kg.write import write

    made = list(files(example=example))
    there = [str(path) for path, _ in made if (directory / path).exists()]
    claims = directory / "claims"
    if there or (claims.exists() and any(claims.iterdir())):
        fail(f"'{claims}' is already there ({there[0] if there else 'and not empty'}): name another folder")
    told = []
    with writing(f"to '{directory}'"):
        for path, data in made:
            write(directory / path, data)
            told.append(f"{directory / path}\n")
        for path, data in tooling(load(claims).corpus.kinds, example=example):
            if (directory / path).exists():
                say(f"kg: {directory / path} is already there and stays as it is")
                continue
            write(directory / path, data)
            told.append(f"{directory / path}\n")
    put("".join(told))  # at the end: a reader that leaves does not stop the work
    enter = "" if directory == Path() else f"cd {directory} && "
    say(f"made {plural(len(told), 'file')}; now: {enter}kg check")
