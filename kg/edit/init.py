"""A new tracker: folders and a worked example to write one's own claims by, or a copy of the claims that come along."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from kg import resources

_TEMPLATE: Final = Path(__file__).with_name("template")


def files(*, example: bool) -> Iterator[tuple[PurePosixPath, bytes]]:
    """The files of a new tracker: their paths from its folder, and their content, in the order of their names.

    With `example` these are the claims that come with the package, else a small invented dispute.
    """
    if example:
        yield from ((PurePosixPath("claims") / path, data) for path, data in _below(resources.folder("claims")))
    else:
        yield from _below(_TEMPLATE)


def _below(folder: Path) -> Iterator[tuple[PurePosixPath, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(part.startswith((".", "__")) for part in path.relative_to(folder).parts):
            yield PurePosixPath(path.relative_to(folder).as_posix()), path.read_bytes()
