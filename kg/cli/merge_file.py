"""`kg merge-file`: three versions of a claim file made one, as git asks its merge drivers to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.output.files import writing
from kg.cli.output.terminal import fail, plural, say

if TYPE_CHECKING:
    from kg.merging.file import Merged, Unmerged


def merge_file(
    base: Annotated[Path, typer.Argument(metavar="BASE", help="The version that both sides started from; %O in git.")],
    ours: Annotated[Path, typer.Argument(metavar="OURS", help="Our version, which becomes the merged one; %A in git.")],
    theirs: Annotated[Path, typer.Argument(metavar="THEIRS", help="Their version; %B in git.")],
    path: Annotated[str | None, typer.Argument(metavar="PATH", help="The file as messages name it; %P in git.")] = None,
) -> None:
    """Merge three versions of a claim file by record and by field: git calls it where .gitattributes says merge=kg.

    What only one side changed is taken from it, and lists of references are merged as sets. Two values of one field are left in
    the file between git's marks, with exit status 1. Where a version cannot be read, lines are merged, as git does it.
    """
    from kg.claimfile import MAX_BYTES
    from kg.merging.file import Merged, merge_files
    from kg.render.escape import printable
    from kg.render.merged import conflict_words
    from kg.write import write

    name = printable(path or str(ours))
    versions = []
    for file in (base, ours, theirs):
        try:
            with file.open("rb") as opened:
                versions.append(opened.read(MAX_BYTES + 1))
        except OSError as error:
            fail(f"could not read '{file}': {error.strerror or error}")
    found: Merged | Unmerged = merge_files(*versions)
    if isinstance(found, Merged):
        data, is_conflict = found.data, bool(found.conflicts)
        if is_conflict:
            say(f"kg: {name}: {plural(len(found.conflicts), 'conflict')}")
        for one in found.conflicts:
            say(f"  {conflict_words(one)}")
    else:
        data, is_conflict = _by_lines(base, ours, theirs)
        how = "with conflicts" if is_conflict else "without conflicts"
        say(f"kg: {name} was merged by lines, {how}: {printable(found.reason)}")
    if data != versions[1]:
        with writing(f"'{ours}'"):
            write(ours, data)
    if is_conflict:
        raise typer.Exit(1)


def _by_lines(base: Path, ours: Path, theirs: Path) -> tuple[bytes, bool]:
    from kg.git import GitError, merged_lines

    try:
        return merged_lines(base, ours, theirs)
    except GitError as error:
        fail(str(error))
