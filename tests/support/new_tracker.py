"""The small tracker that `kg init` makes, put into a folder by a test, and what is in a folder afterwards."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Final

from kg.installed import Unpinned
from kg.lock import PREFIX
from kg.scaffold import repository
from kg.scaffold.init import LICENCE, files

NEEDED: Final = "rejoinder @ git+ADDRESS@COMMIT"
"""What the documentation says where the address and the commit are the reader's own."""


def around(needed: str | Unpinned = NEEDED, forge: repository.Forge = "github", inside: str = "") -> dict[PurePosixPath, bytes]:
    """The files that `kg init` puts around the claims, by their path from the root of the repository."""
    where = repository.Place(Path("/r", inside, "claims"), Path("/r"))
    return {file.path: file.data for file in repository.files(where, needed, {}, forge, LICENCE)}


def put(folder: Path, *, tools: bool = False) -> Path:
    """The tracker, in `folder`; with the files for editors and hooks if asked for."""
    for path, data in [*files(example=False), *(around().items() if tools else ())]:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` but a store's, which has no fixed bytes."""
    found = (path for path in folder.rglob("*") if path.is_file() and not any("store" in part for part in path.parts))
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def leftovers(folder: Path) -> list[str]:
    """What an unfinished run left below `folder`."""
    return [str(path) for path in folder.rglob(f"{PREFIX}*")]
