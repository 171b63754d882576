"""`kg init`: a tracker of one's own."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kg.cli.options import DEFAULT_ROOT, Root, fail, folder, plural, put, say, writing
from kg.lock import PREFIX, locked

if TYPE_CHECKING:
    from kg.scaffold.repository import File, Forge, Place

_FOLDER: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
"""Names of folders of claims that mean nothing else in a shell, in YAML, or in a pattern of files."""


def init(
    directory: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="Where the tracker goes; it is made if missing.", show_default=".")
    ] = None,
    *,
    example: Annotated[bool, typer.Option("--example", help="Start from the claims that come with the package.")] = False,
    licence: Annotated[
        str | None, typer.Option("--license", metavar="ID", help="The licence of the claims, an SPDX id; CC-BY-4.0 if left out.")
    ] = None,
    gitlab: Annotated[bool, typer.Option("--gitlab", help="Write the files that GitLab reads, and not GitHub's.")] = False,
    repo: Annotated[
        bool, typer.Option("--repo", help="Write only the files around claims that are there; --root names the claims.")
    ] = False,
    root: Root = DEFAULT_ROOT,
) -> None:
    """Make a new tracker: claims/ with a data set, actors, sources, topics and a worked exchange that passes kg check.

    Around it go a readme, the licence, settings, a pre-commit hook, a workflow that checks every change with this version of kg,
    and a template for pull requests. Nothing that is already there is changed.
    """
    from kg.load import load
    from kg.scaffold.repository import place

    forge: Forge = "gitlab" if gitlab else "github"
    if repo:
        if directory is not None or example:
            fail("--repo writes the files around claims that are there, which --root names: leave DIR and --example out")
        where = place(folder(root, demo=False))
        if not _FOLDER.fullmatch(where.claims.name) or where.claims == where.root:
            fail(f"the claims '{root}' are no folder of a tracker with a plain name, such as 'claims'")
        _known(licence)
        licence = _licence(where, licence)
        made = _Made()
        with writing(f"around '{root}'"), _taken_back(made):
            _around(where, forge, licence, load(where.claims).corpus.kinds, made, everywhere=True)
        _end(made.files, "kg doctor --repo" + ("" if root == DEFAULT_ROOT else f" --root {root}"))
        return
    if root != DEFAULT_ROOT:
        fail("--root goes with --repo; the claims of a new tracker are in DIR/claims")
    _new(directory or Path(), forge, licence, example=example)


def _new(directory: Path, forge: Forge, licence: str | None, *, example: bool) -> None:
    from kg.load import load_tree
    from kg.scaffold.init import LICENCE, files
    from kg.scaffold.repository import place

    if example and licence not in {None, LICENCE}:
        fail(f"the claims that come with the package are under {LICENCE}: leave --license out")
    _known(licence)
    wanted = {directory / path: data for path, data in files(example=example, licence=licence or LICENCE)}
    claims = directory / "claims"
    there = {path: data for path, data in wanted.items() if os.path.lexists(path)}
    if (there or (claims.exists() and any(claims.iterdir()))) and not _is_begun(claims, wanted):
        why = next(iter(there)).relative_to(directory) if there else "and not empty"
        again = "kg init --repo" + ("" if directory == Path() else f" --root {claims}")
        fail(f"'{claims}' is already there ({why}): name another folder; {again} writes only what is missing around it")
    made = _Made()
    with writing(f"to '{directory}'"), _taken_back(made):
        where = place(claims)
        kinds = load_tree("claims", {path.relative_to(claims).as_posix(): data for path, data in wanted.items()}).corpus.kinds
        # The claims come last: as long as one of them is missing, the next run knows that this one was killed.
        left = _around(where, forge, None if example else licence or LICENCE, kinds, made, everywhere=False)
        for path, data in wanted.items():
            if path not in there:
                _put(path, directory, data, made)
        _sweep({path.parent for path in (*there, *made.kept)})
    enter = "" if directory == Path() else f"cd {directory} && "
    if licence is None and not example:
        say(f"the claims are under {LICENCE} (anyone may use them and credits you), unless --license names another")
    _end(sorted(made.files, key=lambda path: path not in wanted), f"{enter}{'' if where.root else 'git init && '}kg check")
    if left:
        say(
            f"kg: '{where.tracker}' is a folder of the repository '{where.root}', at whose root alone these files work: "
            f"{', '.join(str(file.path) for file in left)}; to write them there: {enter}kg init --repo"
            f"{' --gitlab' if forge == 'gitlab' else ''}; for a repository of its own: {enter}git init && kg init --repo"
        )


def _is_begun(claims: Path, wanted: Mapping[Path, bytes]) -> bool:
    """Whether the folder of claims holds what a killed run of the same command left: not all of its files, as it writes them."""
    found = [path for path in claims.rglob("*") if not path.name.startswith(PREFIX) and (path.is_symlink() or not path.is_dir())]
    return len(found) < len(wanted) and all(
        path in wanted and not path.is_symlink() and path.is_file() and path.read_bytes() == wanted[path] for path in found
    )


def _sweep(folders: Iterable[Path]) -> None:
    """Remove what a killed run left beside its files."""
    for place in folders:
        with suppress(OSError), locked(place):
            pass


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
        fail(f"the data set says 'license: {said}': change it there, or leave --license out")
    return (said if said in LICENCES else None) or wanted


def _around(
    where: Place, forge: Forge, licence: str | None, kinds: Mapping[str, str], made: _Made, *, everywhere: bool
) -> list[File]:
    """Write what is missing around the claims; what is left out since it works at the root alone, unless `everywhere`."""
    from kg.scaffold.installed import requirement
    from kg.scaffold.present import serving
    from kg.scaffold.repository import SETTINGS, files
    from kg.settings import NAMES, is_set

    top = where.root or where.tracker
    left = []
    for file in files(where, requirement(), kinds, forge, licence):
        base = top if file.at_root else where.tracker
        path = base / file.path
        if file.at_root and where.inside and not everywhere:
            left.append(file)
        elif there := [path] if path.exists() or path.is_symlink() else serving(where, file, forge):
            say(f"kg: {_shown(there[0])} is already there and stays as it is")
            made.kept.append(there[0])
        elif file.path == SETTINGS and is_set(where.tracker):
            say(f"kg: {SETTINGS} was not written: there are settings already ({' or '.join(NAMES)})")
        else:
            _put(path, base, file.data, made)
    return left


def _end(told: Sequence[Path], then: str) -> None:
    """Say what was made, and what to type next: at the end, for a reader that leaves does not stop the work."""
    from kg.scaffold.repository import FILL_IN

    put("".join(f"{_shown(path)}\n" for path in told))
    unfilled = [str(_shown(path)) for path in told if FILL_IN.encode() in path.read_bytes()]
    say(f"made {plural(len(told), 'file')}; now: {then}")
    if unfilled:
        say(f"kg: no line installs this kg on another machine: write one where it says {FILL_IN} in {' and '.join(unfilled)}")


def _shown(path: Path) -> Path:
    """A path from the working folder, where it is below it."""
    here = Path.cwd()
    whole = path.absolute()
    return whole.relative_to(here) if whole.is_relative_to(here) else path


@dataclass(slots=True)
class _Made:
    """The files that were made, the folders that were made for them, and the files that were there."""

    files: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)


def _put(path: Path, base: Path, data: bytes, made: _Made) -> None:
    """Write one file, which is not there yet, through no link."""
    from kg import outputs
    from kg.write import edit

    outputs.straight(path, base)
    folders = [place for place in path.parents if not place.exists()]
    edit(path, None, data)
    made.files.append(path)
    made.folders += reversed(folders)


@contextmanager
def _taken_back(made: _Made) -> Iterator[None]:
    """A block after which the files are there, or are removed again with the folders that were made for them."""
    try:
        yield
    except BaseException:
        for path in reversed(made.files):
            path.unlink(missing_ok=True)
        for place in reversed(made.folders):
            with suppress(OSError):
                place.rmdir()
        raise
