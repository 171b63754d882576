"""The claims that a command works on: the options that choose them, the folder, the checked records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from kg.cli.input import clocks
from kg.cli.output.terminal import fail, plural, say

if TYPE_CHECKING:
    from kg.corpus.corpus import Corpus
    from kg.diagnostic import Diagnostic

DEFAULT_ROOT = Path("claims")
_SHOWN = 5
"""So many faults of an earlier state are shown."""

Root: TypeAlias = Annotated[Path, typer.Option("--root", metavar="DIR", help="The folder of claim files.")]
Demo: TypeAlias = Annotated[bool, typer.Option("--demo", help="Use the claims that come with the package.")]
AllowErrors: TypeAlias = Annotated[
    bool, typer.Option("--allow-errors", help="Use the records without errors, and say how many are left out.")
]


def folder(root: Path, *, demo: bool) -> Path:
    """The folder of claims to work on."""
    if demo:
        from kg import resources

        return resources.folder("claims")
    try:
        is_there = root.is_dir()
    except OSError as error:
        fail(f"could not open '{root}': {error.strerror or error}")
    if not is_there:
        from kg.reading.checkout import absent

        if (incomplete := absent(str(root))) is not None:
            fail(f"{incomplete.message}; {incomplete.hint}")
        missing = f"no such folder: '{root}'"
        fail(f"{missing}; name one with --root, make one with 'kg init', or try --demo" if root == DEFAULT_ROOT else missing)
    return root


def within(file: str, paths: list[Path]) -> bool:
    """Whether `file` is one of `paths` or lies below one."""
    place = Path(file).resolve()
    return any(place.is_relative_to(path.resolve()) for path in paths)


def check_paths(paths: list[Path] | None, root: Path) -> None:
    """Refuse a PATH of which nothing would be looked at: it is missing, elsewhere than the claims, or no claim file."""
    claims = root.resolve()
    for path in paths or ():
        place = path.resolve()
        if not path.exists():
            fail(f"no such file or folder: '{path}'")
        if not place.is_relative_to(claims) and not claims.is_relative_to(place):
            fail(f"'{path}' is not in the folder of claims '{root}', so it holds no claims (--root names another folder)")
        if path.is_file() and path.suffix.lower() not in {".yaml", ".yml"}:
            fail(f"'{path}' is not a claim file: their names end in .yaml")


def corpus(root: Path, *, demo: bool, allow_errors: bool) -> Corpus:
    """The checked corpus; with errors in the claims this stops with status 1, unless they are allowed."""
    return corpus_and_texts(root, demo=demo, allow_errors=allow_errors)[0]


def corpus_and_texts(root: Path, *, demo: bool, allow_errors: bool) -> tuple[Corpus, Mapping[str, bytes]]:
    """The same, and the bytes of each claim file by its shown path."""
    from kg.check import check, sound
    from kg.render.escape import printable

    place = folder(root, demo=demo)
    then = clocks.known(root, demo=demo)
    checked = check(place) if then is None else clocks.checked_then(root, then)
    if not checked.texts:
        refuse_unread(checked.diagnostics, root)
    if not checked.errors:
        return clocks.as_of(checked.corpus, then), checked.texts
    where = "" if root == DEFAULT_ROOT else f" --root {root}"
    if then is not None or allow_errors:  # the rules of today may be younger than the claims of then
        refuse_newer(checked.diagnostics)
    else:
        say(f"kg: the claims have {plural(checked.errors, 'error')}: run kg check{where}")
        raise typer.Exit(1)
    kept = sound(checked)
    left_out = len(checked.corpus.kinds) - sum(1 for _ in kept.whole()) + (kept.dataset is not None)
    errors, records = plural(checked.errors, "error"), plural(left_out, "record")
    if then is None:
        say(f"kg: {errors} in the claims; {records} left out of this result (kg check{where})")
    else:
        say(f"kg: {errors} by the rules of today in the claims of then; {records} left out of this result")
        for diagnostic in [d for d in checked.diagnostics if d.severity == "error"][:_SHOWN]:
            say(f"kg:   {printable(f'{diagnostic.mark.file}:{diagnostic.mark.line}: {diagnostic.code} {diagnostic.message}')}")
    return clocks.as_of(kept, then), checked.texts


def refuse_unread(found: Iterable[Diagnostic], root: Path) -> None:
    """Stop where not one claim file was read: an answer, or an output, would be of nothing."""
    refuse_newer(found)
    reasons = [f"{one.message}; {one.hint}" for one in found]
    fail(reasons[0] if reasons else f"no claim file under '{root}' (a submodule or a part of the checkout may be missing)")


def refuse_newer(found: Iterable[Diagnostic]) -> None:
    """Stop where the claims are of a format that this version does not know: nothing can be said of them, or written."""
    from kg.reading.gatherer import NEWER

    for diagnostic in found:
        if diagnostic.code == NEWER:
            fail(f"{diagnostic.message}; {diagnostic.hint}")
