"""Which state of the claims a site shows: the last commit that changed them and its day, or what the files hold.

Never the clock: the same claims at the same commit give the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg import git
from kg.claimfile import MAX_BYTES


@dataclass(frozen=True, slots=True)
class Edition:
    """A state of the claims: its commit and the day of it, where git knows them; else the digest of the files."""

    digest: str
    commit: str = ""
    day: str = ""

    @property
    def short(self) -> str:
        """The commit, or else the digest, as people cite it."""
        return (self.commit or self.digest)[:10]


def edition(root: Path, texts: Mapping[str, bytes], ref: str = "HEAD") -> Edition:
    """The edition of the claim files `texts`, by their shown paths below `root`; of a commit where `ref` has just these."""
    held = {str(Path(path).relative_to(root).as_posix()): text for path, text in texts.items()}
    digest = hashlib.sha256()
    for path, text in sorted(held.items()):
        digest.update(f"{path}\0{len(text)}\0".encode() + text)
    try:
        committed = git.files_at(root, git.commit(root, ref), (".yaml", ".yml"), MAX_BYTES + 1)
        last = git.last_change(root, ref)
    except git.GitError:
        return Edition(digest.hexdigest())
    if last is None or any(committed.get(path) != text for path, text in held.items()):
        return Edition(digest.hexdigest())
    return Edition(digest.hexdigest(), *last)
