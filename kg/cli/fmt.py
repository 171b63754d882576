"""`kg fmt`: claim files in the one format."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.input.claims import DEFAULT_ROOT, Root, check_paths, folder, refuse_newer, refuse_unread, within
from kg.cli.output.files import writing
from kg.cli.output.terminal import fail, plural, put, put_words, say


def fmt(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH…", help="Only these files or folders.")] = None,
    *,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit status 1 if a file would change.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Like --check, and show what would change.")] = False,
    root: Root = DEFAULT_ROOT,
) -> None:
    """Format claim files: two spaces per level, reports as blocks, quotes only where needed, no stray spaces.

    Comments, wording and meaning are kept: each result is read back before it is written. A file that is not
    valid YAML (K0xx) is left as it is.
    """
    from kg.claimfile.formatting import Unformatted
    from kg.fmt import formatted_files, replace
    from kg.load import load
    from kg.render.escape import printable

    place = folder(root, demo=False)
    check_paths(paths, place)
    loaded = load(place)
    if check and not loaded.texts:
        refuse_unread(loaded.diagnostics, root)
    refuse_newer(loaded.diagnostics)
    changed = unchanged = refused = returns = 0
    shown = []
    for file in formatted_files(loaded, lambda name: not paths or within(name, paths)):
        result = file.result
        if result == file.data:
            unchanged += 1
            continue
        if not check and not diff and not isinstance(result, Unformatted):
            with writing(f"'{file.file}'"):
                result = replace(file.file, file.data, result)
        if isinstance(result, Unformatted):
            say(f"kg: {printable(file.file)} was not formatted: {result.reason}")
            refused += 1
            continue
        changed += 1
        returns += file.data.replace(b"\r\n", b"\n") == result
        if diff:
            old, new = (text.decode().splitlines(keepends=True) for text in (file.data, result))
            shown += [_line(line) for line in difflib.unified_diff(old, new, file.file, file.file)]
        else:
            shown.append(f"{printable(file.file)}\n")
    if check and not changed + unchanged + refused:
        fail("nothing was formatted: the given paths contain no claim file")
    (put_words if diff else put)("".join(shown))  # at the end: a reader that leaves does not stop the work
    would = "would be changed" if check or diff else "changed"
    say(f"{plural(changed, 'file')} {would}, {unchanged:,} as they should be" + (f", {refused:,} refused" if refused else ""))
    if returns and (check or diff):
        say(
            f"{_of_these(returns, changed)} only in line ends: CRLF, as git writes them here if core.autocrlf is set. The line"
            " '*.yaml text eol=lf' in .gitattributes prevents it ('kg init --repo' writes it); 'kg fmt' writes LF"
        )
    if refused or (changed and (check or diff)):
        raise typer.Exit(1)


def _of_these(some: int, changed: int) -> str:
    if some == changed:
        return "it differs" if some == 1 else "all differ"
    return f"{some:,} of these {'differs' if some == 1 else 'differ'}"


def _line(line: str) -> str:
    """A line of a difference, its text made safe for a terminal."""
    from kg.render.escape import printable

    return f"{printable(line.rstrip(chr(10)))}\n"
