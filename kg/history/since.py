"""The faults of claims that have to do with changes since a commit: what it touches, ids that it breaks, what to look at."""

from __future__ import annotations

from pathlib import Path

from kg.check import Checked, check_tree
from kg.claimfile import MAX_BYTES
from kg.diagnostic import Diagnostic
from kg.git import files_at, merge_base
from kg.git_process import GitError
from kg.history.changes import State, broken_ids, merged, touched
from kg.history.states import ENDINGS
from kg.history.warned import warned


def since(checked: Checked, root: Path, ref: str) -> tuple[Diagnostic, ...]:
    """Those diagnostics of the claims under `root` that concern changes since the commit `ref`, with K209, K210 and K601 to K604.

    Raises:
        GitError: git fails, or `ref` is not a commit.
    """
    if ref and not ref.strip("0"):
        raise GitError(f"'{ref}' is not a commit: zeros mean a new branch; give the commit where it starts, such as origin/main")
    old = check_tree(str(root), files_at(root, merge_base(root, ref), ENDINGS, MAX_BYTES + 1))
    before = State(str(root), old.corpus, old.diagnostics, old.texts, old.unread)
    now = State(str(root), checked.corpus, checked.diagnostics, checked.texts, checked.unread)
    return merged(touched(before, now), broken_ids(before, now), warned(before, now))
