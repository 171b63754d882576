"""`kg new`: a record, from options or from answers on a terminal, put into a claim file only if the claims stay good."""

from __future__ import annotations

import inspect
import os
import shlex
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from kg.cli import roles
from kg.cli.asking import REPORT, Given, ask, help_of, lacking, meant, referring
from kg.cli.options import DEFAULT_ROOT, TRIES, Root, fail, folder, plural, put, put_words, refuse_newer, say, writing
from kg.model.part import fields_of
from kg.model.records import SECTIONS

if TYPE_CHECKING:
    from kg.check import Checked
    from kg.claimfile.insert import Value
    from kg.corpus.corpus import Corpus
    from kg.diagnostic import Diagnostic

KINDS: Final = ("actor", "source", "topic", "allegation", "statement", "draft")
_NAMED_BY: Final = {
    "actor": ("name",),
    "source": ("title",),
    "topic": ("label",),
    "allegation": ("text",),
    "draft": ("quote", "text"),
}
_FIRST: Final = ("source", "at", "quote", "text")
"""What a draft begins with: where its passage is, and the passage."""
_OWN_WORDS: Final = frozenset({"says", "note", "why"})
_USUAL: Final = {"actor": "actors/actors.yaml", "source": "sources/sources.yaml", "topic": "topics.yaml", "draft": "drafts.yaml"}


def command(kind: str) -> Callable[..., None]:
    """The command that makes a record of this kind, with an option for each of its fields."""

    def run(id_: str | None, file: Path | None, root: Path, **given: list[str] | None) -> None:
        new(kind, id_, {name.rstrip("_"): values for name, values in given.items() if values}, file=file, root=root)

    options: list[tuple[str, Any, Any]] = [
        ("id_", Annotated[str | None, typer.Argument(metavar="ID", help="Its id; made from its words if left out.")], None),
        ("file", Annotated[Path | None, typer.Option("--file", metavar="FILE", help="The claim file it goes into.")], None),
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
    run.__doc__ = (
        f"Add {article} {kind} to a claim file. An option may be given several times; on a terminal what is missing is asked."
    )
    return run


def app() -> typer.Typer:
    """The command `kg new` with one command a kind of record."""
    made = typer.Typer(
        name="new",
        help="Add a record to a claim file; every other byte of the file stays as it is.",
        no_args_is_help=True,
        add_completion=False,
    )
    for kind in KINDS:
        made.command(kind)(command(kind))
    return made


def new(kind: str, id_: str | None, given: Given, *, file: Path | None, root: Path) -> None:
    """Make the record, check the claims with it, and write the file if no error is new.

    All of that is done to the claims as they are at that moment, and no other run of ours changes them meanwhile. On a terminal
    the questions come before it, for answers take their time.
    """
    from kg.check import check
    from kg.lock import locked
    from kg.write import ChangedError

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
            fail(f"what should the {kind} say? Give its fields as options (kg new {kind} --help), or run this on a terminal")
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
                say(f"kg: --{name.replace('_', '-')}: the quotation marks around {printable(value)} were taken off")


def _add(kind: str, id_: str | None, given: Given, *, file: Path | None, root: Path, asked: bool) -> tuple[str, str]:
    """Put the record into the claims as they are now; where it is, and what there is to say of it.

    Raises:
        ChangedError: an editor was faster.
    """
    from kg.check import check
    from kg.claimfile.insert import Refused, added, new_id
    from kg.render import diagnostics as render
    from kg.write import edit

    before = check(root)
    refuse_newer(before.diagnostics)
    shown = _file(before, kind, root, file)
    _identify(before.corpus, kind, given)
    name = id_ or new_id(_words(kind, given), before.corpus.kinds)
    if not name:
        fail("no id can be made from its words: give one, as in kg new actor alba …")
    result = added(before.texts.get(shown, b""), f"{kind}s", name, _record(kind, given))
    if isinstance(result, Refused):
        fail(f"'{shown}': {result.reason}")
    after = check(root, {shown: result.data})
    found = _fresh(before, after)
    errors = [d for d in found if d.severity == "error"]
    if errors:
        put_words(render.text(errors, after.texts))
        say(f"kg: nothing was written: {plural(len(errors), 'error')}")
        if asked:
            say(f"to try again with other words: {_again(kind, id_, given, shown, root)}")
        raise typer.Exit(1)
    edit(shown, before.texts.get(shown), result.data)
    return f"{shown}:{result.line}: {name}\n", render.text(found, after.texts)


def _fresh(before: Checked, after: Checked) -> list[Diagnostic]:
    """What is wrong now and was not: by record and words, for the lines have moved."""
    known = Counter((d.code, d.mark.file, d.record, d.message) for d in before.diagnostics)
    fresh = []
    for d in after.diagnostics:
        key = (d.code, d.mark.file, d.record, d.message)
        known[key] -= 1
        if known[key] < 0:
            fresh.append(d)
    return fresh


def _file(claims: Checked, kind: str, root: Path, file: Path | None) -> str:
    """The shown path of the file that the record goes into."""
    from kg.reading.names import names_a_claim_file

    if file is None:
        section = f"\n{kind}s:".encode()
        having = [shown for shown, data in claims.texts.items() if section in b"\n" + data]
        usual = f"{root}/{_USUAL[kind]}" if kind in _USUAL else ""
        if len(having) == 1:
            return having[0]
        if usual and (usual in having or not having):
            return usual
        fail(f"name the claim file with --file, such as {having[0] if having else f'{root}/dossier/{kind}s.yaml'}")
    try:
        inside = PurePosixPath(file.resolve().relative_to(root.resolve()).as_posix())
    except ValueError:
        fail(f"'{file}' is not in the folder of claims '{root}'")
    if not names_a_claim_file(inside):
        fail(f"'{inside}' is no name of a claim file: letters, digits, '.', '_' and '-', ending in .yaml")
    shown = f"{root}/{inside}"
    if (root / inside).exists() and shown not in claims.texts:
        fail(f"'{file}' cannot be read as a claim file (kg check)")
    return shown


def _identify(corpus: Corpus, kind: str, given: Given) -> None:
    """Put ids in the place of names and aliases, and show whom they mean."""
    from kg import ids
    from kg.corpus.identify import Unidentified

    def identified(name: str, value: str, kinds: tuple[str, ...]) -> str:
        if not kinds or ids.is_id(value) or (name, value) == ("against", "[]"):
            return value
        found = meant(corpus, value, kinds)
        return fail(f"--{name.replace('_', '-')}: {found.reason}") if isinstance(found, Unidentified) else found

    for name, values in given.items():
        if name == "roles":
            values[:] = [roles.with_ids(value, lambda one: identified("roles", one, ("actor",))) for value in values]
        else:
            values[:] = [identified(name, value, referring(kind, name)) for value in values]


def _again(kind: str, id_: str | None, given: Given, shown: str, root: Path) -> str:
    """The command that gives the same answers, so that none has to be thought of anew."""
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


def _words(kind: str, given: Given) -> str:
    """What the id is made from."""
    if kind != "statement":
        return next((given[name][0] for name in (*_NAMED_BY[kind], "publisher", "url", "source") if name in given), "")
    speaker, act, date = (given.get(name, [""])[0] for name in ("speaker", "act", "date"))
    return f"{speaker} {act} {date[:10]}"


def _record(kind: str, given: Given) -> dict[str, Value]:
    """The fields of the record in the order of the format; what was given once is one value."""
    values: dict[str, Value] = {name: value[0] if len(value) == 1 else value for name, value in given.items()}
    if "roles" in given:
        values["roles"] = [roles.role(text) for text in given["roles"]]
    if values.get("against") == "[]":
        values["against"] = []
    known = fields_of(SECTIONS[f"{kind}s"])
    order = (*_FIRST, *known) if kind == "draft" else known
    record: dict[str, Value] = {name: values[name] for name in order if name in values and name != "note"}
    report: dict[str, Value] = {name: values[name] for name in REPORT if kind == "statement" and name in values}
    if report:
        record["reports"] = [report]
    return record | ({"note": values["note"]} if "note" in values else {})
