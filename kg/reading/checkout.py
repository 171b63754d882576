"""Claim files that git has and that are not in the working folder, because the checkout leaves them out.

What is checked without them is another data set: records that are named would seem unknown, and what is asked would be answered
from a part. A sparse checkout and a submodule that was not fetched are seen for what they are.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from kg.diagnostic import Diagnostic, Mark, Severity
from kg.git import tracked
from kg.git_process import GitError
from kg.reading.folder import UNREADABLE
from kg.reading.names import is_claim

_SUBMODULE: Final = "160000"
_ITSELF: Final = "./"  # how git names the folder that it is asked about


def absent(root: str) -> Diagnostic | None:
    """The one fault of claims under `root` of which a part is not checked out; None where all is there, or git is not used."""
    folder = Path(root)
    while not folder.is_dir() and folder != folder.parent:  # a sparse checkout may leave out all of it
        folder = folder.parent
    if not _may_leave_out(folder):
        return None
    try:
        entries = tracked(folder)
    except GitError:
        return None  # no repository that git would read: there is nothing to compare with
    below = "" if folder == Path(root) else f"{Path(root).relative_to(folder)}/"
    names = [(is_skipped, mode, name) for is_skipped, mode, name in entries if name.startswith(below)]
    modules = [name for _, mode, name in entries if mode == _SUBMODULE and (name.startswith(below) or name == _ITSELF)]
    empty = [name for name in modules if not _holds_anything(folder / name)]
    left_out = [name for is_skipped, _, name in names if is_skipped and is_claim(name) and not (folder / name).exists()]
    if empty:
        is_root = empty[0] == _ITSELF  # the claims are, or are in, a submodule of which nothing is there
        message = f"the submodule '{folder if is_root else empty[0]}' is not checked out, so that the claims are not whole"
        return _fault(str(folder if is_root else folder / empty[0]), message, "git submodule update --init --recursive")
    if left_out:
        what = f"'{left_out[0]}'" + (f" and {len(left_out) - 1:,} more" if len(left_out) > 1 else "")
        message = f"a sparse checkout leaves out {what}, so that the claims are not whole"
        return _fault(f"{folder}/{left_out[0]}", message, f"git sparse-checkout add '{os.path.relpath(root)}'")
    return None


def _fault(file: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Mark(file), UNREADABLE, Severity.ERROR, message, f"check it out: {hint}")


def _may_leave_out(folder: Path) -> bool:
    """Whether the repository has submodules or a sparse checkout at all; a look at two names, so that git is seldom asked."""
    for place in (resolved := folder.resolve(), *resolved.parents):
        git = place / ".git"
        if git.exists():
            return (place / ".gitmodules").exists() or git.is_file() or (git / "info" / "sparse-checkout").exists()
    return False


def _holds_anything(folder: Path) -> bool:
    try:
        return any(folder.iterdir())
    except OSError:
        return False
