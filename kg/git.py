"""Reads files as they stood at an earlier commit. The one place that runs git; nothing is changed, fetched or checked out."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Final

_REGULAR: Final = frozenset({b"100644", b"100755"})
_QUIET: Final = {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
_SAFE: Final = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")


class GitError(Exception):
    """Why git could not tell, in words for the user."""


def files_before(folder: Path, ref: str, endings: tuple[str, ...]) -> dict[str, bytes]:
    """The regular files below `folder` at the commit where `ref` and HEAD part, by their path from `folder` on.

    Only names with one of `endings`, in whatever case, are read.

    Raises:
        GitError: git is missing, `folder` is in no repository, or `ref` is no commit of its history.
    """
    cut = _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"
    more = "; this clone is shallow: fetch more of its history (git fetch --unshallow, or fetch-depth: 0)" if cut else ""
    wanted = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    commit = _git(folder, *wanted, said=f"no commit '{ref}'{more}").decode().strip()
    base = _git(folder, "merge-base", commit, "HEAD", said=f"'{ref}' and HEAD have no commit in common{more}")
    names: dict[str, bytes] = {}
    for line in _git(folder, "ls-tree", "-r", "-z", base.decode().strip()).split(b"\0"):
        about, _, name = line.partition(b"\t")
        if name.lower().endswith(tuple(map(os.fsencode, endings))) and about.split()[0] in _REGULAR:
            names[os.fsdecode(name)] = about.split()[2]
    return dict(zip(names, _blobs(folder, list(names.values())), strict=True))


def _blobs(folder: Path, ids: list[bytes]) -> list[bytes]:
    """The contents of the objects with these ids."""
    output = _git(folder, "cat-file", "--batch", words=b"".join(id_ + b"\n" for id_ in ids))
    found, at = [], 0
    for _ in ids:
        end = output.index(b"\n", at)
        size = int(output[at:end].split()[2])
        found.append(output[end + 1 : end + 1 + size])
        at = end + 2 + size
    return found


def _git(folder: Path, *arguments: str, words: bytes = b"", said: str = "") -> bytes:
    command = ["git", *_SAFE, *arguments]
    try:
        run = subprocess.run(  # noqa: S603 - arguments of our own and one that can be no option
            command, input=words, capture_output=True, cwd=folder, check=False, env={**os.environ, **_QUIET}
        )
    except OSError as error:
        raise GitError(f"git could not be run: {error.strerror or error}") from error
    if run.returncode:
        reason = run.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(reason[0].removeprefix("fatal: ") if reason else said or f"git {arguments[0]} failed")
    return run.stdout
