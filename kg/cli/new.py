"""`kg new`: a record, from options or from answers on a terminal, put into a claim file only if the claims stay good."""

from __future__ import annotations

import inspect
import os
import shlex
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from kg.cli.input.claims import DEFAULT_ROOT, Root, folder, refuse_newer
from kg.cli.output.files import writing
from kg.cli.output.terminal import fail, plural, put, put_words, say

if TYPE_CHECKING:
    from kg.check import Checked
    from kg.corpus.corpus import Corpus
    from kg.entry.fields import Given

KINDS: Final = ("actor", "source", "topic", "allegation", "statement", "draft")
_OWN_WORDS: Final = frozenset({"says", "note", "why"})


def command(kind: str) -> Callable[..., None]:
    """The command that makes a record of this kind, with an option for each of its fields."""
    from kg.entry.fields import help_of

    def run(id_: str | None, file: Path | None, root: Path, **given: list[str] | None) -> None:
        add(kind, id_, {name.rstrip("_"): values for name, values in given.items() if values}, file=file, root=root)

    options: list[tuple[str, Any, Any]] = [
        ("id_", Annotated[str | None, typer.Argument(metavar="ID", help="Its id; by default made from its words.")], None),
        ("file", Annotated[Path | None, typer.Option("--file", metavar="FILE", help="The claim file to add it to.")], None),
        ("root", Root, DEFAULT_ROOT),
    ]
    for name, words in help_of(kind).items():
        option = typer.Option(f"--{name.replace('_', '-')}", metavar="VALUE", help=words)
        options.append((name + "_", Annotated[list[str] | None, option], None))
    keyword = inspect.Parameter.KEYWORD_ONLY
    run.__signature__ = inspect.Signature(  # type: ignore[attr-defined] # what typer reads
        [inspect.Parameter(name, keyword, default=default, annotation=hint) for name, hint, default in options]
    )
    run.__annotations__ = {name: hint for name, hint, _ in options}
    article = "an" if kind[0] == "a" else "a"
    run.__doc__ = f"Add {article} {kind} to a claim file. Options may be repeated. In a terminal, kg asks for what is missing."
    return run


def new() -> typer.Typer:
    """Add a record to a claim file; every other byte of the file stays as it is."""
    made = typer.Typer(
        name="new",
        help=new.__doc__,
        no_args_is_help=True,
        add_completion=False,
    )
    for kind in KINDS:
        made.command(kind)(command(kind))
    return made


def add(kind: str, id_: str | None, given: Given, *, file: Path | None, root: Path) -> None:
    """Make the record, check the claims with it, and write the file if no error is new.

    All of that is done to the claims as they are at that moment, and no other run of ours changes them meanwhile. On a terminal
    the questions come before it, for answers take their time.
    """
    from kg.check import check
    from kg.cli.input.questions import ask
    from kg.entry.fields import lacking
    from kg.lock import locked
    from kg.write import TRIES, ChangedError

    folder(root, demo=False)
    _unquote(given)
    terminal = sys.stdin.isatty() and os.isatty(2)
    asked = not set(given) - {"note"} or (terminal and bool(lacking(kind, given)))
    if asked:
        before = check(root)
        refuse_newer(before.diagnostics)
        file = Path(_file(before, kind, root, file))
        _identify(before.corpus, kind, given)
        if not terminal:
            fail(f"no fields given: pass them as options (kg new {kind} --help), or run this in a terminal")
        ask(before.corpus, kind, given)
        _unquote(given)
    done = None
    with writing(f"to '{root}'"), locked(root):
        for _ in range(TRIES):
            with suppress(ChangedError):
                done = _add(kind, id_, given, file=file, root=root, asked=asked)
                break
    if done is None:
        fail(f"another program keeps changing the claims in '{root}': nothing was written")
    put(done[0])
    sys.stderr.write(done[1])


def _unquote(given: Given) -> None:
    """Take off the typographic quotation marks around what was pasted, and say so; text in our own words keeps them."""
    from kg.letters import unquoted
    from kg.render.escape import printable

    for name, values in given.items():
        for i, value in enumerate(values):
            if name not in _OWN_WORDS and (bare := unquoted(value)) != value:
                values[i] = bare
                say(f"kg: --{name.replace('_', '-')}: removed the quotation marks around {printable(value)}")


def _add(kind: str, id_: str | None, given: Given, *, file: Path | None, root: Path, asked: bool) -> tuple[str, str]:
    """Put the record into the claims as they are now; where it is, and what there is to say of it.

    Raises:
        ChangedError: an editor was faster.
    """
    from kg.check import check
    from kg.claimfile.insert import Refused
    from kg.entry import adding
    from kg.render import diagnostics as render

    before = check(root)
    refuse_newer(before.diagnostics)
    shown = _file(before, kind, root, file)
    _identify(before.corpus, kind, given)
    made = adding.add(before, kind, id_, given, file=shown, root=root)
    if isinstance(made, Refused):
        fail(made.reason)
    if isinstance(made, adding.Faulty):
        put_words(render.text(made.errors, made.texts))
        say(f"kg: nothing was written: {plural(len(made.errors), 'error')}")
        if asked:
            say(f"to try again with other values: {_again(kind, id_, given, shown, root)}")
        raise typer.Exit(1)
    return f"{made.file}:{made.line}: {made.id}\n", render.text(made.warnings, made.texts)


def _file(claims: Checked, kind: str, root: Path, file: Path | None) -> str:
    """The shown path of the file that the record goes into."""
    from kg.claimfile.insert import Refused
    from kg.entry.adding import file_for

    found = file_for(claims, kind, root, file)
    return fail(found.reason) if isinstance(found, Refused) else found


def _identify(corpus: Corpus, kind: str, given: Given) -> None:
    """Put ids in the place of names and aliases, and show whom they mean."""
    from kg import ids
    from kg.cli.input.questions import meant
    from kg.corpus.identify import Unidentified
    from kg.entry import roles
    from kg.entry.fields import referring

    def identified(name: str, value: str, kinds: tuple[str, ...]) -> str:
        if not kinds or ids.is_id(value) or (name, value) == ("against", "[]"):
            return value
        found = meant(corpus, value, kinds)
        return fail(f"--{name.replace('_', '-')}: {found.reason}") if isinstance(found, Unidentified) else found

    for name, values in given.items():
        if name == "roles":
            values[:] = [roles.with_ids(value, lambda one: identified("roles", one, ("actor",))) for value in values]
        elif name in roles.ACCUSED:
            values[:] = [roles.accused_with_ids(value, partial(identified, name, kinds=("actor",))) for value in values]
        else:
            values[:] = [identified(name, value, referring(kind, name)) for value in values]


def _again(kind: str, id_: str | None, given: Given, shown: str, root: Path) -> str:
    """The command that gives the same answers, so that nothing has to be typed again."""
    from kg.render.escape import printable

    words = [
        "kg",
        "new",
        kind,
        *([id_] if id_ else []),
        "--file",
        shown,
        *(["--root", str(root)] if root != DEFAULT_ROOT else []),
    ]
    for name, values in given.items():
        for value in values:
            words += [f"--{name.replace('_', '-')}", value]
    return printable(shlex.join(words))
