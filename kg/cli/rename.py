"""`kg rename`: another id for a record, wherever it is referred to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.input.claims import DEFAULT_ROOT, Root, folder, refuse_newer
from kg.cli.output.edits import differences, put_edits
from kg.cli.output.terminal import fail, plural, put_words, say

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
    place = folder(root, demo=False)
    if dry_run:
        checked, found = _found(place, old, new)
        put_words(differences(checked, found.files))
        return
    found = put_edits(place, lambda: _found(place, old, new))  # the record's own file first: the old id leads to the new then
    say(f"'{old}' is now '{new}': {plural(found.references, 'reference')} in {plural(len(found.files), 'file')}")


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
