"""`kg merge`: two records that are one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.input.claims import DEFAULT_ROOT, Root, folder, refuse_newer
from kg.cli.output.edits import differences, put_edits
from kg.cli.output.terminal import fail, plural, put_words, say

if TYPE_CHECKING:
    from kg.check import Checked
    from kg.entry.uniting import United


def merge(
    first: Annotated[str, typer.Argument(metavar="A", help="The record that stays, with its id.")],
    second: Annotated[str, typer.Argument(metavar="B", help="The record that becomes part of it.")],
    *,
    keep: Annotated[
        str | None, typer.Option("--keep", metavar="A|B", help="Whose values are kept where both give different ones.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing, and show what would change.")] = False,
    root: Root = DEFAULT_ROOT,
) -> None:
    """Make one record of two: actors, sources, allegations or statements that turn out to be the same.

    A gets what B has and it has not, and B's id under 'was'; what refers to B refers to A. Where both give different values
    nothing is written until --keep says whose. Texts and addresses stay as they are, and so does every other byte of the files.
    A run that was ended half way is finished by the same command.
    """
    if keep not in {None, first, second}:
        fail(f"--keep takes one of the two ids: {first} or {second}")
    place = folder(root, demo=False)
    if dry_run:
        checked, united = _united(place, first, second, keep)
        put_words(differences(checked, united.files))
        return
    united = put_edits(place, lambda: _united(place, first, second, keep))
    say(f"'{second}' is now part of '{first}': {plural(united.references, 'reference')} in {plural(len(united.files), 'file')}")
    if united.comments:
        say(f"kg: {plural(united.comments, 'comment')} of '{second}' went with it: 'git diff' has them")


def _united(root: Path, first: str, second: str, keep: str | None) -> tuple[Checked, United]:
    from kg.check import check
    from kg.claimfile.insert import Refused
    from kg.entry.uniting import Differing, unite
    from kg.render.merged import conflict_words

    checked = check(root)
    refuse_newer(checked.diagnostics)
    found = unite(checked, first, second, keep)
    if isinstance(found, Differing):
        several = len(found.conflicts) != 1
        say(f"kg: '{first}' and '{second}' differ in {plural(len(found.conflicts), 'field')}; --keep {first} or --keep {second}:")
        for one in found.conflicts:
            say(f"  {conflict_words(one, first, second)}")
        fail(f"nothing was written: decide which {'values are' if several else 'value is'} right first")
    if isinstance(found, Refused):
        fail(found.reason)
    return checked, found
