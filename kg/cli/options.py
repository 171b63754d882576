"""Options that several commands share, and what they lead to: the folder of claims, the checked corpus, the output."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal, NoReturn, TypeAlias

import typer

if TYPE_CHECKING:
    from kg.corpus.corpus import Corpus
    from kg.diagnostic import Diagnostic
    from kg.render.table import Table

DEFAULT_ROOT = Path("claims")
LONGEST = 86_400.0
"""The most seconds that a query or a server may be given: a day."""
TRIES: Final = 5
"""How often an edit begins anew because an editor saved the same file meanwhile."""

Root: TypeAlias = Annotated[Path, typer.Option("--root", metavar="DIR", help="The folder of claim files.")]
Demo: TypeAlias = Annotated[bool, typer.Option("--demo", help="Use the claims that come with the package.")]
AllowErrors: TypeAlias = Annotated[bool, typer.Option("--allow-errors", help="Work on the records without errors, and say so.")]
Safe: TypeAlias = Annotated[bool, typer.Option("--safe", help="csv: an apostrophe before what a spreadsheet could run.")]
Form: TypeAlias = Annotated[Literal["table", "json", "markdown", "csv"], typer.Option("--format", help="The form of the output.")]


def say(text: str) -> None:
    """Tell the user something that is not data."""
    print(text, file=sys.stderr)


def put(text: str) -> None:
    """Write data to standard output, whatever the locale says about encodings."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def put_words(text: str) -> None:
    """Write words for people to standard output; in the log of a GitHub workflow nothing in them is a command."""
    if os.environ.get("GITHUB_ACTIONS"):
        from kg.render.github import defused

        text = defused(text)
    put(text)


def fail(message: str) -> NoReturn:
    """Stop because of misuse or failure: one line, exit status 2."""
    from kg.render.escape import printable

    say(f"kg: {printable(message)}")
    raise typer.Exit(2)


def folder(root: Path, *, demo: bool) -> Path:
    """The folder of claims to work on."""
    if demo:
        from kg import resources

        return resources.folder("claims")
    try:
        is_there = root.is_dir()
    except OSError as error:
        fail(f"could not look for '{root}': {error.strerror or error}")
    if not is_there:
        missing = f"there is no folder '{root}'"
        fail(f"{missing}; name one with --root, make one with 'kg init', or try --demo" if root == DEFAULT_ROOT else missing)
    return root


def spare(root: Path, output: Path, names: Iterable[str] | None = None) -> None:
    """Refuse an output among the claims, behind a link, or in the place of what kg did not make; `names` go into a folder."""
    from kg import outputs

    try:
        outputs.allow(output, root)
        if names is None:
            outputs.spare(output)
        else:
            wanted = set(names)
            outputs.examine(output, wanted)
            if left := wanted.intersection(outputs.mixed(output)):
                say(f"kg: {of_two_runs(output, left)}; they are made anew")
    except outputs.Refusal as refusal:
        fail(str(refusal))
    except OSError:
        return  # whoever writes there will say so


def of_two_runs(output: Path, names: Iterable[str]) -> str:
    """What is wrong with a folder in which a run was ended between its files."""
    from kg.render.escape import printable

    return printable(
        f"'{output}' has files of two runs, since one was ended while it put them into place: {', '.join(sorted(names))}"
    )


@contextmanager
def writing(what: str) -> Iterator[None]:
    """A block that writes files: where the system does not let it, the command says so, names `what`, and stops with status 2."""
    from kg.outputs import Refusal

    try:
        yield
    except Refusal as refusal:
        fail(str(refusal))
    except BrokenPipeError:  # no file: the reader of our output has gone
        raise
    except FileExistsError:  # what the system says of a file that stands where a folder is needed
        fail(f"could not write {what}: Not a directory")
    except OSError as error:
        fail(f"could not write {what}: {error.strerror or error}")


def save(path: Path, data: bytes) -> None:
    """Write one file, whole or not at all; where it cannot be written the command says so and stops with status 2."""
    from kg import outputs

    with writing(f"'{path}'"):
        outputs.put(path, data)


def within(file: str, paths: list[Path]) -> bool:
    """Whether `file` is one of `paths` or lies below one."""
    place = Path(file).resolve()
    return any(place.is_relative_to(path.resolve()) for path in paths)


def among(paths: list[Path] | None, root: Path) -> None:
    """Refuse a PATH of which nothing would be looked at: it is missing, elsewhere than the claims, or no claim file."""
    claims = root.resolve()
    for path in paths or ():
        place = path.resolve()
        if not path.exists():
            fail(f"there is no file or folder '{path}'")
        if not place.is_relative_to(claims) and not claims.is_relative_to(place):
            fail(f"'{path}' is not in the folder of claims '{root}': nothing in it is a claim (--root names another folder)")
        if path.is_file() and path.suffix.lower() not in {".yaml", ".yml"}:
            fail(f"'{path}' is no claim file: their names end in .yaml")


def corpus(root: Path, *, demo: bool, allow_errors: bool) -> Corpus:
    """The checked corpus; with errors in the claims this stops with status 1, unless they are allowed."""
    return corpus_and_texts(root, demo=demo, allow_errors=allow_errors)[0]


def corpus_and_texts(root: Path, *, demo: bool, allow_errors: bool) -> tuple[Corpus, Mapping[str, bytes]]:
    """The same, and the bytes of each claim file by its shown path."""
    from kg.check import check, sound

    checked = check(folder(root, demo=demo))
    if not checked.errors:
        return checked.corpus, checked.texts
    where = "" if root == DEFAULT_ROOT else f" --root {root}"
    if allow_errors:
        refuse_newer(checked.diagnostics)
    else:
        say(f"kg: the claims have {plural(checked.errors, 'error')}: run kg check{where}")
        raise typer.Exit(1)
    kept = sound(checked)
    left_out = len(checked.corpus.kinds) - sum(1 for _ in kept.whole()) + (kept.dataset is not None)
    errors, records = plural(checked.errors, "error"), plural(left_out, "record")
    say(f"kg: {errors} in the claims; {records} left out of this answer (kg check{where})")
    return kept, checked.texts


def refuse_newer(found: Iterable[Diagnostic]) -> None:
    """Stop where the claims are of a format that this version does not know: nothing can be said of them, or written."""
    from kg.reading.gatherer import NEWER

    for diagnostic in found:
        if diagnostic.code == NEWER:
            fail(f"{diagnostic.message}; {diagnostic.hint}")


def put_table(table: Table, form: str, *, safe: bool = False) -> None:
    """Write a table to standard output in the form asked for."""
    from kg.render.table import render

    if safe:
        only_csv(form)
    (put_words if form in {"table", "markdown"} else put)(render(table, form, terminal_width(), safe=safe))


def only_csv(form: str) -> None:
    """Refuse --safe beside a form that no spreadsheet runs."""
    if form != "csv":
        fail("--safe goes with --format csv")


def terminal_width() -> int | None:
    """The width of the terminal, or the one that COLUMNS asks for; None where output is a file or a pipe."""
    wanted = sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdecimal()
    return shutil.get_terminal_size().columns if wanted else None


def plural(count: int, noun: str) -> str:
    """A count with its noun."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
