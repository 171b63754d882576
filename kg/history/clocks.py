"""The record as it stood: at a commit, or at the end of a day, and as far as it had been said by a day.

The first clock is that of the record: what its files held then, read from git into memory. The second is that of the world: what
had been said by then, as the record knows it. Both may be asked at once. Nothing is written for either.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from kg import edtf
from kg.check import Checked, check_tree
from kg.claimfile import MAX_BYTES
from kg.corpus.corpus import Corpus
from kg.corpus.said import Said, said_by
from kg.git import Commit, GitError, commit, commit_on, files_at
from kg.history.states import ENDINGS
from kg.model.records import Dataset

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_SHORT: Final = 12


@dataclass(frozen=True, slots=True)
class Known:
    """A commit, and the day for which it was asked: its own where it was asked for by name."""

    at: Commit
    day: str

    @property
    def words(self) -> str:
        """The commit in words; its hash says which it is, the day is what its committer's clock said."""
        return f"as known on {self.day} (commit {self.at.hash[:_SHORT]})"


def known_on(root: Path, asked: str) -> Known:
    """The commit that `asked` names; for a day such as 2026-11-29 the last one of the main line on that day or before it.

    Raises:
        GitError: git fails, there is no such commit, or none as old.
    """
    if not _DAY.fullmatch(asked):
        at = commit(root, asked)
        return Known(at, at.day)
    try:
        datetime.date.fromisoformat(asked)
    except ValueError as error:
        raise GitError(f"'{asked}' is not a day: {error}") from error
    return Known(commit_on(root, asked), asked)


def checked_at(root: Path, at: Commit) -> Checked:
    """The claims below `root` as a commit has them, checked by the rules of today.

    Raises:
        GitError: git fails.
    """
    return check_tree(str(root), files_at(root, at, ENDINGS, MAX_BYTES + 1))


def day_of(asked: str) -> datetime.date | str:
    """The last day of a date in EDTF; or why it has none."""
    date = edtf.parse(asked)
    if isinstance(date, edtf.BadDate):
        return f"'{asked}' is not a date: {date.reason}"
    return date.latest or f"'{asked}' has no last day"


def said(corpus: Corpus, day: datetime.date) -> tuple[Said, str]:
    """What had been said by a day, and how that is said in words; what perhaps had is counted, and in no number of the rest."""
    found = said_by(corpus, day)
    perhaps = [f"{len(ids):,} more {noun}{'' if len(ids) == 1 else 's'}" for ids, noun in _apart(found) if ids]
    return found, f"as surely said by {day}" + (f"; perhaps {' and '.join(perhaps)}" if perhaps else "")


def _apart(found: Said) -> tuple[tuple[tuple[str, ...], str], ...]:
    return (found.perhaps, "statement"), (found.decisions, "decision")


def titled(corpus: Corpus, words: str) -> Corpus:
    """The claims with words about their state behind their title: every page, graph and export has it."""
    dataset = corpus.dataset or Dataset(title=corpus.title)
    return replace(corpus, dataset=replace(dataset, title=f"{dataset.title}: {words}"))
