"""The history of the claims, for the commands that show it: opened, and what in it could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.input.choice import identified
from kg.cli.output.terminal import fail, plural, say

if TYPE_CHECKING:
    from kg.corpus.corpus import Corpus
    from kg.history.versions import Versions
    from kg.model.records import Record


def named(claims: Corpus, words: str) -> Record:
    """The one record that `words` names, of whatever kind; the command ends if there is none or several."""
    record = claims.get(identified(claims, words, "actor", "source", "topic", "allegation", "statement", "draft"))
    return fail(f"unknown record '{words}'") if record is None else record


@contextmanager
def reading(root: Path, *, main_line: bool = False) -> Iterator[Versions]:
    """The versions of the claims in git; where it cannot answer, the command stops with status 2."""
    from kg.claimfile import MAX_BYTES
    from kg.commits import history
    from kg.git_process import GitError
    from kg.history.states import ENDINGS
    from kg.history.versions import Versions

    try:
        with history(root, ENDINGS, MAX_BYTES + 1, main_line=main_line) as found:
            yield Versions(found)
    except GitError as error:
        fail(str(error))


def report_faults(versions: Versions) -> None:
    """Say how much of the history could not be read."""
    found = tuple(versions.faults())
    if found:
        blob, fault = found[0]
        say(f"kg: {plural(len(found), 'fault')} in earlier versions of files, which are left out; the first, in {blob}: {fault}")
