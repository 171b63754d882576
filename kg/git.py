"""Reads files as they were at an earlier commit; nothing is changed, fetched or checked out.

The names in a tree are data: they are never the path of anything on this disk.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.git_process import GitError, UnreadableError, output, running

_REGULAR: Final = frozenset({b"100644", b"100755"})
_SUBMODULE: Final = b"160000"
_NEVER_IN_A_TREE: Final = frozenset({b"", b".", b"..", b".git"})
"""What git itself never puts into a tree, so that whoever did meant to write outside of it."""
_MOST_CONFLICTS: Final = 127
"""The exit status of `git merge-file` is the number of conflicts, up to this."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its whole hash, and the day on which it was committed, as its committer's clock had it."""

    hash: str
    day: str


def commit(folder: Path, ref: str) -> Commit:
    """The commit that `ref` names in the repository of `folder`.

    Raises:
        GitError: git is missing, `folder` is not in a repository, or `ref` is not a commit of its history.
    """
    wanted = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    found = output(folder, *wanted, fallback=f"no commit '{ref}'{_shallow_hint(folder)}").decode("ascii", "replace").strip()
    try:
        return Commit(found, output(folder, "log", "-1", "--format=%cs", found).decode("ascii", "replace").strip())
    except UnreadableError as error:
        raise GitError(f"{error}; {advice(folder)}") from error


def merge_base(folder: Path, ref: str) -> Commit:
    """The last commit that `ref` and HEAD have in common.

    Raises:
        GitError: as of `commit`, or the two have no commit in common.
    """
    asked = commit(folder, ref)
    try:
        base = output(
            folder, "merge-base", asked.hash, "HEAD", fallback=f"'{ref}' and HEAD have no commit in common{_shallow_hint(folder)}"
        )
    except UnreadableError as error:
        raise GitError(f"{error}; {advice(folder)}") from error
    return commit(folder, base.decode("ascii", "replace").strip())


def commit_on(folder: Path, day: str) -> Commit:
    """The newest commit of the main line that its committer's clock puts on `day`, as 2026-11-29, or before.

    The main line is that of the first parents from HEAD on. Clocks may be wrong: the line and not the day says which is newer.

    Raises:
        GitError: git is missing, `folder` is in no repository, or no commit is as old.
    """
    try:
        lines = output(folder, "log", "--first-parent", "--format=%H %cs", "HEAD").decode("ascii", "replace").splitlines()
    except UnreadableError as error:
        raise GitError(f"{error}; {advice(folder)}") from error
    for line in lines:
        hash_, _, dated = line.partition(" ")
        if dated <= day:
            return Commit(hash_, dated)
    first = f" (the first is of {lines[-1].partition(' ')[2]})" if lines else ""
    raise GitError(f"no commit is as old as {day}{first}{_shallow_hint(folder)}")


def files_at(folder: Path, at: Commit, endings: tuple[str, ...], most: int = 2**20) -> dict[str, bytes]:
    """The regular files below `folder` at a commit, by their path from `folder` on.

    Only names with one of `endings`, in whatever case, are read, and of each file no more than `most` bytes.

    Raises:
        GitError: an object is missing or damaged, or a name in the tree leads out of it.
    """
    prefix = output(folder, "rev-parse", "--show-prefix").removesuffix(b"\n")
    try:
        listing = output(folder, "ls-tree", "-r", "-z", "--full-name", at.hash)
        ids = _listed(listing, prefix, tuple(map(os.fsencode, endings)))
        found = _blobs(folder, dict.fromkeys(ids.values()), most)
    except UnreadableError as error:
        raise GitError(f"{error}; {advice(folder)}") from error
    return {os.fsdecode(name): found[id_] for name, id_ in ids.items()}


def last_change(folder: Path, ref: str = "HEAD") -> tuple[str, str] | None:
    """The last commit up to `ref` that changed something below `folder`, and the day of it; None where there is none yet.

    Raises:
        GitError: git is missing, or `folder` is in no repository.
    """
    found = output(folder, "log", "-1", "--format=%H %cs", "--end-of-options", ref, "--", ".").decode("ascii", "replace").split()
    return (found[0], found[1]) if len(found) == 2 else None


def merged_lines(base: Path, ours: Path, theirs: Path) -> tuple[bytes, bool]:
    """Three versions of a file merged line by line, and whether there are conflicts in the result.

    Raises:
        GitError: git is missing, or cannot read a file.
    """
    labels = [word for label in ("ours", "base", "theirs") for word in ("-L", label)]
    files = [str(path.absolute()) for path in (ours, base, theirs)]
    with running(Path(), "merge-file", "-p", *labels, "--", *files, most=_MOST_CONFLICTS) as git:
        found = git.stdout.read()
    return found, git.process.returncode != 0


def setting(folder: Path, name: str) -> str:
    """A setting of git in the repository of `folder`; empty where it has none.

    Raises:
        GitError: git is missing, or `folder` is in no repository.
    """
    output(folder, "rev-parse", "--git-dir")
    return output(folder, "config", "--default", "", "--get", name).decode("utf-8", "replace").strip()


def _shallow_hint(folder: Path) -> str:
    """A hint that something may be missing because the clone is shallow; empty if it is not."""
    is_shallow = output(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"
    return "; this clone is shallow: fetch more of its history (git fetch --unshallow, or fetch-depth: 0)" if is_shallow else ""


def tracked(folder: Path) -> list[tuple[bool, str, str]]:
    """What the index has below `folder`: whether a sparse checkout may leave it out, its mode, and its path from there on.

    Raises:
        GitError: git is missing, or `folder` is in no repository.
    """
    listing = output(folder, "ls-files", "-t", "--stage", "-z")
    found = []
    for line in listing.split(b"\0"):
        about, _, name = line.partition(b"\t")
        if name:
            tag, mode, *_ = about.decode("ascii", "replace").split()
            found.append((tag == "S", mode, os.fsdecode(name)))
    return found


def advice(folder: Path) -> str:
    """What to do about objects that are missing or damaged."""
    try:
        setting = output(folder, "config", "--get-regexp", r"^remote\..*\.promisor$").decode("utf-8", "replace").split(" ")[0]
    except GitError:
        return "the repository is damaged or incomplete: 'git fsck' says where; clone it again"
    remote = setting.removeprefix("remote.").removesuffix(".promisor")
    return f"this clone was made without some of its objects: git fetch --refetch --no-filter {remote}"


def _listed(listing: bytes, prefix: bytes, endings: tuple[bytes, ...]) -> dict[bytes, bytes]:
    """The id of each regular file of a tree whose name has one of `endings`, by its path behind `prefix`."""
    ids = {}
    for line in listing.split(b"\0"):
        about, _, name = line.partition(b"\t")
        if about.startswith(_SUBMODULE) and name.startswith(prefix):
            raise GitError(f"the earlier state is not whole: '{os.fsdecode(name)}' was a submodule, kept in another repository")
        if not name.lower().endswith(endings) or about.split()[0] not in _REGULAR:
            continue
        path = name.removeprefix(prefix)
        if any(part.lower() in _NEVER_IN_A_TREE for part in path.split(b"/")):
            raise GitError(f"the earlier state holds a path that leads out of its tree: '{os.fsdecode(name)}'")
        ids[path] = about.split()[2]
    return ids


def _blobs(folder: Path, ids: dict[bytes, None], most: int) -> dict[bytes, bytes]:
    """The first `most` bytes of each object, by its id; one is asked for when the one before it was read."""
    found = {}
    with running(folder, "cat-file", "--batch") as git:
        for id_ in ids:
            object_ = git.object(id_, most)
            if object_ is None:
                git.fail(f"the object {id_.decode('ascii', 'replace')} is missing")
            found[id_] = object_.data
    return found
