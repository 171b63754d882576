"""Edits of claim files that belong together: shown as a diff, or written under the lock of the claims."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from kg.cli.output.files import writing
from kg.cli.output.terminal import fail, put

if TYPE_CHECKING:
    from kg.check import Checked


class Edits(Protocol):
    """The files that change, with their new bytes, None for one that goes, in the order in which they are written."""

    @property
    def files(self) -> Mapping[str, bytes | None]:
        """The files by their shown paths."""


E = TypeVar("E", bound=Edits)


def put_edits(root: Path, find: Callable[[], tuple[Checked, E]]) -> E:
    """Write what `find` finds, and list the files; where an editor saved one meanwhile, it is looked for again."""
    from kg.lock import locked
    from kg.write import TRIES, ChangedError, delete, edit_all

    with writing(f"to '{root}'"), locked(root):
        for _ in range(TRIES):
            checked, found = find()
            for each in sorted({Path(file).parent for file in checked.texts}):
                with locked(each):  # what a killed run left there is removed
                    pass
            try:
                edit_all((file, checked.texts[file], data) for file, data in found.files.items() if data is not None)
                for file in (file for file, data in found.files.items() if data is None):
                    delete(file, checked.texts[file])
            except ChangedError:
                continue
            break
        else:
            fail(f"another program keeps changing the claims in '{root}': run the same command again")
    put("".join(f"{file}\n" for file in found.files))
    return found


def differences(checked: Checked, files: Mapping[str, bytes | None]) -> str:
    """The edits as a unified diff."""
    from kg.render.escape import printable

    lines = []
    for file, data in files.items():
        before, after = (text.decode().splitlines(keepends=True) for text in (checked.texts[file], data or b""))
        lines += [printable(line.rstrip("\r\n")) for line in difflib.unified_diff(before, after, file, file)]
    return "".join(f"{line}\n" for line in lines)
