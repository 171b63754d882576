"""Since when each record is part of the claims, and when it was last changed, along the main line of the history.

Every version of every file has to be read for that; a history that would take long is left alone, whichever machine it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg import commits, git
from kg.claimfile import MAX_BYTES
from kg.commits import Change, History
from kg.history.states import ENDINGS
from kg.history.versions import Versions
from kg.model.records import Record

MOST: Final = 32 << 20
"""The most bytes of claim files, over all versions, that are read."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """The change that first had a record, and the last one that changed it."""

    first: Change
    last: Change


def recorded(root: Path, ref: str = "HEAD") -> Mapping[str, Recorded]:
    """By the id of each record its changes up to `ref`; empty where there is no history, or no whole one, or too much of it."""
    try:
        with commits.history(root, ENDINGS, MAX_BYTES + 1, main_line=True, ref=ref) as history:
            return _recorded(history) if _is_short(history) else {}
    except git.GitError:
        return {}


def _is_short(history: History) -> bool:
    seen: set[str] = set()
    left = MOST
    for change in history.changes:
        for blob in history.files(change).values():
            if blob not in seen:
                seen.add(blob)
                left -= len(history.blob(blob))
                if left < 0:
                    return False
    return True


def _recorded(history: History) -> Mapping[str, Recorded]:
    versions = Versions(history)
    found: dict[str, Recorded] = {}
    held: dict[str, Record] = {}
    before: Mapping[bytes, str] = {}
    for change in reversed(history.changes):
        files = history.files(change)
        for path, blob in files.items():
            if before.get(path) == blob:
                continue
            for id_, record in versions.parsed(blob).records.items():
                if id_ not in found:
                    found[id_] = Recorded(change, change)
                elif held[id_] != record:
                    found[id_] = Recorded(found[id_].first, change)
                held[id_] = record
        before = files
    return found
