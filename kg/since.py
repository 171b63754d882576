"""The faults of claims that have to do with changes since a commit: what the change touches, and ids that it breaks."""

from __future__ import annotations

from pathlib import Path

from kg.changes import State, broken_ids, merged, touched
from kg.check import Checked, check_tree
from kg.diagnostic import Diagnostic
from kg.git import GitError, files_before
from kg.yamlmark import MAX_BYTES


def since(checked: Checked, root: Path, ref: str) -> tuple[Diagnostic, ...]:
    """Those diagnostics of the claims under `root` that concern changes since the commit `ref`, with K209 and K210.

    Raises:
        GitError: git does not answer, or `ref` is no commit.
    """
    if ref and not ref.strip("0"):
        raise GitError(f"'{ref}' is no commit: zeros mean a new branch; give where it begins, such as origin/main")
    old = check_tree(str(root), files_before(root, ref, (".yaml", ".yml"), MAX_BYTES + 1))
    before = State(str(root), old.corpus, old.diagnostics, old.texts, old.unread)
    now = State(str(root), checked.corpus, checked.diagnostics, checked.texts, checked.unread)
    return merged(touched(before, now), broken_ids(before, now))
