"""`kg init`: a tracker of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
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

    made = list(files(example=example))
    there = [str(path) for path, _ in made if (directory / path).exists()]
    claims = directory / "claims"
    if there or (claims.exists() and any(claims.iterdir())):
        fail(f"'{claims}' is already there ({there[0] if there else 'and not empty'}): name another folder")
    told: list[Path] = []
    with writing(f"to '{directory}'"), _taken_back(told, directory):
        for path, data in made:
            _put(directory, path, data, told)
        for path, data in tooling(load(claims).corpus.kinds, example=example):
            if (directory / path).exists():
                say(f"kg: {directory / path} is already there and stays as it is")
                continue
            _put(directory, path, data, told)
    put("".join(f"{path}\n" for path in told))  # at the end: a reader that leaves does not stop the work
    enter = "" if directory == Path() else f"cd {directory} && "
    say(f"made {plural(len(told), 'file')}; now: {enter}kg check")


def _put(directory: Path, path: PurePosixPath, data: bytes, told: list[Path]) -> None:
    """Write one file, which is not there yet, through no link."""
    from kg import outputs
    from kg.write import edit

    outputs.straight(directory / path, directory)
    edit(directory / path, None, data)
    told.append(directory / path)


@contextmanager
def _taken_back(told: list[Path], directory: Path) -> Iterator[None]:
    """A block after which the files are there, or are removed again with the folders that were made for them."""
    before = {place for place in (directory, *directory.rglob("*")) if place.is_dir()} if directory.exists() else set()
    try:
        yield
    except BaseException:
        for path in reversed(told):
            path.unlink(missing_ok=True)
            for place in path.parents:
                if place in before or not place.is_relative_to(directory):
                    break
                with suppress(OSError):
                    place.rmdir()
        raise
