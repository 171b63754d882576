"""Writes a new tracker, and the files around claims: all of them or none, through no link, and nothing that is already there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from kg import outputs
from kg.load import load
from kg.scaffold import init
from kg.scaffold.installed import requirement
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
        _around(where, forge, licence, made, everywhere=True)
    return made


def tracker(directory: Path, forge: Forge, licence: str, *, example: bool) -> Made:
    """Write a new tracker and the files around it, with the same errors as `around`; `taken` says whether it can be."""
    with _whole() as made:
        for path, data in init.files(example=example, licence=licence):
            made.put(directory / path, directory, data)
        _around(place(directory / "claims"), forge, None if example else licence, made, everywhere=False)
    return made


def taken(directory: Path, *, example: bool) -> str:
    """Why there can be no new tracker in the folder: what is already there; empty where there can."""
    there = [str(path) for path, _ in init.files(example=example) if (directory / path).exists()]
    claims = directory / "claims"
    return there[0] if there else "and not empty" if claims.exists() and any(claims.iterdir()) else ""


def _around(where: Place, forge: Forge, licence: str | None, made: Made, *, everywhere: bool) -> None:
    """Write what is missing around the claims; what works at the root alone is left out unless `everywhere`."""
    top = where.root or where.tracker
    for file in files(where, requirement(), load(where.claims).corpus.kinds, forge, licence):
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
