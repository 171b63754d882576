"""The claims of a new tracker: a worked example to write one's own by, or a copy of the claims that come along."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from kg import resources

LICENCE: Final = "CC-BY-4.0"
"""The licence of the claims where no other is chosen, and of those that come along."""

_TEMPLATE: Final = Path(__file__).with_name("template")
_SCHEMA_LINE: Final = re.compile(rb"\A# yaml-language-server: \$schema=[^\n]*\n")
"""It leads to the schema in the repository of the package; in a tracker the settings of the editor name its own."""
_LICENCE_LINE: Final = re.compile(rb"^(  license: ).*$", re.MULTILINE)


def files(*, example: bool, licence: str = LICENCE) -> Iterator[tuple[PurePosixPath, bytes]]:
    """The claims of a new tracker: their paths from its folder, and their content, in the order of their names.

    With `example` these are the claims that come with the package, else a small invented dispute under the `licence`.
    """
    if example:
        for path, data in _below(resources.folder("claims")):
            yield PurePosixPath("claims") / path, _SCHEMA_LINE.sub(b"", data)
        return
    for path, data in _below(_TEMPLATE):
        yield path, _LICENCE_LINE.sub(rb"\g<1>" + licence.encode(), data) if path.name == "dataset.yaml" else data


def _below(folder: Path) -> Iterator[tuple[PurePosixPath, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(part.startswith((".", "__")) for part in path.relative_to(folder).parts):
            yield PurePosixPath(path.relative_to(folder).as_posix()), path.read_bytes()
