"""`kg fmt`: the layout of claim files, the same everywhere."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import DEFAULT_ROOT, TRIES, Root, among, folder, plural, put, put_words, refuse_newer, say, within, writing

if TYPE_CHECKING:
    from kg.claimfile.formatting import Unformatted


def fmt(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH…", help="Only these files or folders.")] = None,
    *,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit status 1 if a file would change.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Like --check, and show what would change.")] = False,
    root: Root = DEFAULT_ROOT,
) -> None:
    """Lay out claim files: two spaces a level, reports as blocks, quotes only where needed, no stray space.

    Comments and wording stay, and so does the meaning: each result is read again before it is written. A file with errors of
    its YAML (K0xx) is left as it is.
    """
    from kg.claimfile.formatting import Unformatted, formatted
    from kg.load import load
    from kg.render.escape import printable

    place = folder(root, demo=False)
    among(paths, place)
    loaded = load(place)
    refuse_newer(loaded.diagnostics)
    broken = {d.mark.file for d in loaded.diagnostics if d.code.startswith("K0") and (not paths or within(d.mark.file, paths))}
    refused = len(broken - loaded.texts.keys())
    changed = unchanged = 0
    told = []
    for shown in sorted(broken - loaded.texts.keys()):
        say(f"kg: {printable(shown)}: left as it is: it is no claim file that can be read (kg check)")
    for shown, data in loaded.texts.items():
        if paths and not within(shown, paths):
            continue
        result = Unformatted("it has errors of its YAML (kg check)") if shown in broken else formatted(data)
        if isinstance(result, Unformatted):
            say(f"kg: {printable(shown)}: left as it is: {result.reason}")
            refused += 1
            continue
        if result == data:
            unchanged += 1
            continue
        if not check and not diff:
            result = _replaced(shown, data, result)
            if isinstance(result, Unformatted):
                say(f"kg: {printable(shown)}: left as it is: {result.reason}")
                refused += 1
                continue
        changed += 1
        if diff:
            old, new = (text.decode().splitlines(keepends=True) for text in (data, result))
            told += [_line(line) for line in difflib.unified_diff(old, new, shown, shown)]
            continue
        told.append(f"{printable(shown)}\n")
    (put_words if diff else put)("".join(told))  # at the end: a reader that leaves does not stop the work
    would = "would be changed" if check or diff else "changed"
    say(f"{plural(changed, 'file')} {would}, {unchanged:,} as they should be" + (f", {refused:,} refused" if refused else ""))
    if refused or (changed and (check or diff)):
        raise typer.Exit(1)


def _replaced(shown: str, data: bytes, result: bytes) -> bytes | Unformatted:
    """Write the layout of a file as the file is at this moment, which an editor may have saved since it was read."""
    from kg.claimfile.formatting import Unformatted, formatted
    from kg.reading.folder import reread
    from kg.write import ChangedError, edit

    with writing(f"'{shown}'"):
        for _ in range(TRIES):
            try:
                edit(shown, data, result)
            except ChangedError:
                data = reread(shown)
                again = formatted(data)
                if isinstance(again, Unformatted):
                    return again
                result = again
            else:
                return result
    return Unformatted("another program keeps changing it")


def _line(line: str) -> str:
    """A line of a difference, its text made safe for a terminal."""
    from kg.render.escape import printable

    return f"{printable(line.rstrip(chr(10)))}\n"
