"""The files that a command writes: `--output`, where they may go, and what the user reads when one cannot be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from kg.cli.output.terminal import fail, say

Output: TypeAlias = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file.", show_default=False)
]
Folder: TypeAlias = Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Write into this folder.")]


def check_output(root: Path, output: Path, names: Iterable[str] | None = None) -> None:
    """Refuse an output among the claims, behind a link, or in the place of what kg did not make; `names` go into a folder."""
    from kg import outputs

    try:
        outputs.allow(output, root)
        if names is None:
            outputs.check_ours(output)
        else:
            wanted = set(names)
            outputs.examine(output, wanted)
            if left := wanted.intersection(outputs.mixed(output)):
                say(f"kg: {explain_mixed(output, left)}; they are made again")
    except outputs.Refusal as refusal:
        fail(str(refusal))
    except OSError:
        return  # whoever writes there will say so


def explain_mixed(output: Path, names: Iterable[str]) -> str:
    """What is wrong with a folder in which a run was ended between its files."""
    from kg.render.escape import printable

    return printable(
        f"'{output}' mixes files of two runs, because one was killed while it wrote them: {', '.join(sorted(names))}"
    )


@contextmanager
def writing(what: str) -> Iterator[None]:
    """A block that writes files: where the system does not let it, the command says so, names `what`, and stops with status 2."""
    from kg.outputs import Refusal

    try:
        yield
    except Refusal as refusal:
        fail(str(refusal))
    except BrokenPipeError:  # no file: the reader of our output has gone
        raise
    except FileExistsError:  # what the system says of a file where a folder is needed
        fail(f"could not write {what}: Not a directory")
    except OSError as error:
        fail(f"could not write {what}: {error.strerror or error}")


def save(path: Path, data: bytes) -> None:
    """Write one file, whole or not at all; where it cannot be written the command says so and stops with status 2."""
    from kg import outputs

    with writing(f"'{path}'"):
        outputs.put(path, data)
