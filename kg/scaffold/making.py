"""Writes a new tracker, and the files around claims: all of them or none, through no link, and nothing that is already there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from kg import outputs
from kg.installed import requirement
from kg.load import load, load_tree
from kg.lock import PREFIX, locked
from kg.scaffold import init
from kg.scaffold.present import serving
from kg.scaffold.repository import SETTINGS, File, Forge, Place, files, place
from kg.settings import is_set
from kg.write import edit


@dataclass(slots=True)
class Made:
    """What was written, and what was not.

    `files` and `folders` were made; `kept` were there already; `elsewhere` are files that work at the root of the repository
    alone, and were not written into a folder of it; `has_settings` says that settings of the tracker were there already.
    """

    files: list[Path] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    elsewhere: list[File] = field(default_factory=list)
    has_settings: bool = False

    def put(self, path: Path, base: Path, data: bytes) -> None:
        """Write one file below `base`, which is not there yet."""
        outputs.straight(path, base)
        folders = [place for place in path.parents if not place.exists()]
        edit(path, None, data)
        self.files.append(path)
        self.folders += reversed(folders)

    def take_back(self) -> None:
        """Remove what was made."""
        for path in reversed(self.files):
            path.unlink(missing_ok=True)
        for folder in reversed(self.folders):
            with suppress(OSError):
                folder.rmdir()


def around(where: Place, forge: Forge, licence: str | None) -> Made:
    """Write what is missing around claims that are there.

    Raises:
        OSError: a file cannot be written; none is left.
        Refusal: a file would be written through a link.
        SettingsError: a file of settings cannot be read.
    """
    with _whole() as made:
        _around(where, forge, licence, load(where.claims).corpus.kinds, made, everywhere=True)
    return made


def tracker(directory: Path, forge: Forge, licence: str, *, example: bool) -> Made:
    """Write a new tracker and the files around it, with the same errors as `around`; `taken` says whether it can be.

    The claims come last: while one of them is missing, `taken` knows that a run was killed, and the next run writes the rest.
    """
    wanted = dict(init.files(example=example, licence=licence))
    kinds = load_tree("claims", {path.relative_to("claims").as_posix(): data for path, data in wanted.items()}).corpus.kinds
    there = [directory / path for path in wanted if (directory / path).exists()]
    with _whole() as made:
        _around(place(directory / "claims"), forge, None if example else licence, kinds, made, everywhere=False)
        others = made.files[:]
        for path, data in wanted.items():
            if directory / path not in there:
                made.put(directory / path, directory, data)
    made.files = [*made.files[len(others) :], *others]
    for folder in {path.parent for path in (*there, *made.kept)}:
        with suppress(OSError), locked(folder):  # which removes what a killed run left there
            pass
    return made


def taken(directory: Path, licence: str, *, example: bool) -> str:
    """Why there can be no new tracker in the folder: what is already there; empty where there can.

    Some of the claims, and nothing else, are what a killed run left, which `tracker` completes.
    """
    wanted = {directory / path: data for path, data in init.files(example=example, licence=licence)}
    claims = directory / "claims"
    found = [path for path in claims.rglob("*") if not path.name.startswith(PREFIX) and (path.is_symlink() or not path.is_dir())]
    if len(found) < len(wanted) and all(_holds(path, wanted.get(path)) for path in found):
        return ""
    there = [str(path.relative_to(directory)) for path in wanted if path.exists()]
    return there[0] if there else "and not empty"


def _holds(path: Path, data: bytes | None) -> bool:
    """Whether a file, and no link to one, holds just these bytes."""
    return data is not None and not path.is_symlink() and path.is_file() and path.read_bytes() == data


def _around(where: Place, forge: Forge, licence: str | None, kinds: Mapping[str, str], made: Made, *, everywhere: bool) -> None:
    """Write what is missing around the claims; what works at the root alone is left out unless `everywhere`."""
    top = where.root or where.tracker
    for file in files(where, requirement(), kinds, forge, licence):
        base = top if file.at_root else where.tracker
        path = base / file.path
        if file.at_root and where.inside and not everywhere:
            made.elsewhere.append(file)
        elif there := [path] if path.exists() or path.is_symlink() else serving(where, file, forge):
            made.kept.append(there[0])
        elif file.path == SETTINGS and is_set(where.tracker):
            made.has_settings = True
        else:
            made.put(path, base, file.data)


@contextmanager
def _whole() -> Iterator[Made]:
    """A block after which all files are there, or none of those that were made."""
    made = Made()
    try:
        yield made
    except BaseException:
        made.take_back()
        raise
