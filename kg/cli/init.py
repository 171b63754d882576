"""`kg init`: a tracker of one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kg.cli.input.claims import DEFAULT_ROOT, Root, folder
from kg.cli.output.files import writing
from kg.cli.output.terminal import fail, plural, put, say

if TYPE_CHECKING:
    from kg.scaffold.making import Made
    from kg.scaffold.repository import Forge, Place

_FOLDER: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
"""Names of folders of claims that mean nothing else in a shell, in YAML, or in a pattern of files."""


def init(
    directory: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="The folder of the tracker; created if missing.", show_default=".")
    ] = None,
    *,
    example: Annotated[bool, typer.Option("--example", help="Start from the claims that come with the package.")] = False,
    licence: Annotated[
        str | None,
        typer.Option("--license", metavar="ID", help="The licence of the claims, as an SPDX id; by default CC-BY-4.0."),
    ] = None,
    gitlab: Annotated[bool, typer.Option("--gitlab", help="Write the files for GitLab instead of GitHub.")] = False,
    repo: Annotated[
        bool, typer.Option("--repo", help="Only add the missing repository files to existing claims; --root names the claims.")
    ] = False,
    root: Root = DEFAULT_ROOT,
) -> None:
    """Make a new tracker: a folder of claims with a worked example that passes kg check.

    It also gets a readme, a licence, settings, a pre-commit hook, a workflow that checks every change with this version of kg,
    and a template for pull requests. Nothing that is already there is changed.
    """
    from kg.scaffold import making
    from kg.scaffold.repository import place

    forge: Forge = "gitlab" if gitlab else "github"
    if repo:
        if directory is not None or example:
            fail("--repo adds files to existing claims, which --root names: leave out DIR and --example")
        where = place(folder(root, demo=False))
        if not _FOLDER.fullmatch(where.claims.name) or where.claims == where.root:
            fail(f"the claims '{root}' are not a folder of a tracker with a plain name, such as 'claims'")
        _known(licence)
        licence = _licence(where, licence)
        with writing(f"around '{root}'"), _readable_settings():
            made = making.around(where, forge, licence)
        _end(made, "kg doctor --repo" + ("" if root == DEFAULT_ROOT else f" --root {root}"))
        return
    if root != DEFAULT_ROOT:
        fail("--root needs --repo; the claims of a new tracker are in DIR/claims")
    _new(directory or Path(), forge, licence, example=example)


def _new(directory: Path, forge: Forge, licence: str | None, *, example: bool) -> None:
    from kg.scaffold import making
    from kg.scaffold.init import LICENCE
    from kg.scaffold.repository import place

    if example and licence not in {None, LICENCE}:
        fail(f"the claims that come with the package are under {LICENCE}: leave out --license")
    _known(licence)
    claims = directory / "claims"
    if why := making.taken(directory, licence or LICENCE, example=example):
        again = "kg init --repo" + ("" if directory == Path() else f" --root {claims}")
        fail(f"'{claims}' is already there ({why}): name another folder; {again} writes only what is missing around it")
    with writing(f"to '{directory}'"), _readable_settings():
        made = making.tracker(directory, forge, licence or LICENCE, example=example)
    where = place(claims)
    enter = "" if directory == Path() else f"cd {directory} && "
    if licence is None and not example:
        say(f"the claims are under {LICENCE} (anyone may use them and credits you), unless --license names another")
    _end(made, f"{enter}{'' if where.root else 'git init && '}kg check")
    if made.elsewhere:
        say(
            f"kg: '{where.tracker}' is a folder of the repository '{where.root}', at whose root alone these files work: "
            f"{', '.join(str(file.path) for file in made.elsewhere)}; to write them there: {enter}kg init --repo"
            f"{' --gitlab' if forge == 'gitlab' else ''}; for a separate repository: {enter}git init && kg init --repo"
        )


def _known(licence: str | None) -> None:
    """Refuse a licence that is not one of those that data come under."""
    from kg import ids
    from kg.rdf.records import LICENCES

    if licence is not None and licence not in LICENCES:
        near = ids.suggest(licence, LICENCES)
        fail(f"'{licence}' is not the SPDX id of a licence for data{f'; {near}' if near else ': such as CC-BY-4.0 or CC0-1.0'}")


def _licence(where: Place, wanted: str | None) -> str | None:
    """The licence of claims that are there: what their data set says, or else the one that is wanted."""
    from kg.load import load
    from kg.rdf.records import LICENCES

    dataset = load(where.claims).corpus.dataset
    said = None if dataset is None else dataset.license
    if said and wanted and said != wanted:
        fail(f"the data set says 'license: {said}': change it there, or leave out --license")
    return (said if said in LICENCES else None) or wanted


@contextmanager
def _readable_settings() -> Iterator[None]:
    """A block that looks at the tracker's settings: the command ends where they cannot be read."""
    from kg.settings import SettingsError

    try:
        yield
    except SettingsError as error:
        fail(str(error))


def _end(made: Made, then: str) -> None:
    """Say what was made, and what to type next: at the end, for a reader that leaves does not stop the work."""
    from kg.scaffold.repository import FILL_IN, SETTINGS
    from kg.settings import NAMES

    for path in made.kept:
        say(f"kg: {_shown(path)} is already there and stays as it is")
    if made.has_settings:
        say(f"kg: {SETTINGS} was not written: there are settings already ({' or '.join(NAMES)})")
    put("".join(f"{_shown(path)}\n" for path in made.files))
    unfilled = [str(_shown(path)) for path in made.files if FILL_IN.encode() in path.read_bytes()]
    say(f"made {plural(len(made.files), 'file')}; now: {then}")
    if unfilled:
        say(
            "kg: this kg cannot be installed on another machine as it is: "
            f"say how to install it where it says {FILL_IN} in {' and '.join(unfilled)}"
        )


def _shown(path: Path) -> Path:
    """A path from the working folder, where it is below it."""
    here = Path.cwd()
    whole = path.absolute()
    return whole.relative_to(here) if whole.is_relative_to(here) else path
