"""`kg rename`: another id for a record, wherever it is referred to."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.input.claims import DEFAULT_ROOT, Root, folder, refuse_newer
from kg.cli.output.files import writing
from kg.cli.output.terminal import fail, plural, put, put_words, say

if TYPE_CHECKING:
    from kg.check import Checked
    from kg.entry.renaming import Renamed


def rename(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The present id of the record.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Its new id.")],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")] = False,
    root: Root = DEFAULT_ROOT,
) -> None:
    """Give a record a new id: its key and every reference change, and the old id is kept under 'was'.

    Texts, addresses and every other byte of the files stay as they are. A run that was interrupted is finished by
    the same command.
    """
    from kg.lock import locked
    from kg.write import TRIES, ChangedError, edit_all

    place = folder(root, demo=False)
    if dry_run:
        checked, found = _found(place, old, new)
        put_words(_differences(checked, found))
        return
    with writing(f"to '{root}'"), locked(place):
        for _ in range(TRIES):
            checked, found = _found(place, old, new)
            if checked.corpus.former.get(old) == new:  # a run was killed here: what it left is removed
                for each in sorted({Path(file).parent for file in checked.texts}):
                    with locked(each):
                        pass
            try:
                # the record's own file comes first: from then on the old id leads to the new, whenever this is killed
                edit_all((file, checked.texts[file], data) for file, data in found.files.items())
            except ChangedError:
                continue
            put("".join(f"{file}\n" for file in found.files))
            say(f"'{old}' is now '{new}': {plural(found.references, 'reference')} in {plural(len(found.files), 'file')}")
            return
    fail(f"another program keeps changing the claims in '{root}': run the same command again")


def _found(root: Path, old: str, new: str) -> tuple[Checked, Renamed]:
    from kg.check import check
    from kg.claimfile.insert import Refused
    from kg.entry.renaming import rename as find

    checked = check(root)
    refuse_newer(checked.diagnostics)
    found = find(checked, old, new)
    if isinstance(found, Refused):
        fail(found.reason)
    return checked, found


def _differences(checked: Checked, found: Renamed) -> str:
    from kg.render.escape import printable

    lines = []
    for file, data in found.files.items():
        before, after = (text.decode().splitlines(keepends=True) for text in (checked.texts[file], data))
        lines += [printable(line.rstrip("\r\n")) for line in difflib.unified_diff(before, after, file, file)]
    return "".join(f"{line}\n" for line in lines)
