"""The claims as they were at a commit, or are in a folder: loaded and not checked, under the ids that records have today."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.claimfile import MAX_BYTES
from kg.corpus.corpus import Corpus
from kg.diagnostic import Severity
from kg.git import Commit, commit, files_at, parting
from kg.load import load, load_tree
from kg.model.part import Part, fields_of
from kg.reading.gatherer import Loaded, Memo

ENDINGS: Final = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class State:
    """The claims at one time. `at` is the commit, None for the files as they are now.

    `faults` are the records and files that could not be read, or not whole: what is said of the state leaves them out.
    """

    corpus: Corpus
    at: Commit | None
    root: str
    faults: tuple[str, ...]
    has_files: bool

    def file(self, id_: str) -> str:
        """The file of a record, by its path from the root on."""
        return self.corpus.mark(id_).file.removeprefix(f"{self.root}/")


def present(root: Path, memo: Memo | None = None) -> State:
    """The files as they are now.

    Raises:
        NotADirectoryError: `root` is not a folder.
    """
    return _state(load(root, memo=memo), None, str(root))


def of_commit(root: Path, ref: str, memo: Memo | None = None) -> State:
    """The claims below `root` at a commit.

    Raises:
        GitError: git fails, or `ref` is not a commit.
    """
    return _earlier(root, commit(root, ref), memo)


def where_parted(root: Path, ref: str, memo: Memo | None = None) -> State:
    """The claims below `root` at the commit where `ref` and HEAD part.

    Raises:
        GitError: git fails, or `ref` is not a commit.
    """
    return _earlier(root, parting(root, ref), memo)


def of_files(files: Mapping[str, bytes], at: Commit | None = None, root: str = "claims", memo: Memo | None = None) -> State:
    """Claims that are in memory, by the paths of their files from the root on."""
    return _state(load_tree(root, files, memo), at, root)


def _earlier(root: Path, at: Commit, memo: Memo | None) -> State:
    return of_files(files_at(root, at, ENDINGS, MAX_BYTES + 1), at, str(root), memo)


def _state(loaded: Loaded, at: Commit | None, root: str) -> State:
    errors = (d for d in loaded.diagnostics if d.severity is Severity.ERROR)
    faults = tuple(f"{d.mark.file.removeprefix(f'{root}/')}:{d.mark.line}: {d.code} {d.message}" for d in errors)
    return State(loaded.corpus, at, root, faults, bool(loaded.texts))


def successors(before: Corpus, after: Corpus) -> dict[str, str]:
    """For each id of before that another record has taken over by `was`, that record's id."""
    found = {}
    for id_ in before.kinds:
        present_id = after.former.get(id_)
        if present_id is not None and id_ not in after.kinds and before.kinds[id_] == after.kinds.get(present_id):
            found[id_] = present_id
    return found


def renamed(corpus: Corpus, names: Mapping[str, str]) -> Corpus:
    """The claims with other ids for some records, wherever one is referred to.

    Where a record has the new id already, the two have become one: the other is left out.
    """
    if not names:
        return corpus

    def under(records: Mapping[str, Any]) -> dict[str, Any]:
        return {
            names.get(id_, id_): with_ids(record, names)
            for id_, record in records.items()
            if names.get(id_, id_) == id_ or names[id_] not in records
        }

    return dataclasses.replace(
        corpus,
        actors=under(corpus.actors),
        sources=under(corpus.sources),
        topics=under(corpus.topics),
        allegations=under(corpus.allegations),
        statements=under(corpus.statements),
        drafts=under(corpus.drafts),
        dataset=with_ids(corpus.dataset, names) if corpus.dataset else None,
        kinds={names.get(id_, id_): kind for id_, kind in corpus.kinds.items()},
        marks={names[id_]: marks for id_, marks in corpus.marks.items() if id_ in names}
        | {id_: marks for id_, marks in corpus.marks.items() if id_ not in names},
    )


def with_ids(part: Any, names: Mapping[str, str]) -> Any:
    """A record or a part with the new ids in each field that refers to records, and as its own."""
    changed: dict[str, Any] = {}
    for field in fields_of(type(part)).values():
        value = getattr(part, field.attribute)
        if not value:
            continue
        if field.refers and not (isinstance(value, tuple) and isinstance(value[0], Part)):
            new = names.get(value, value) if isinstance(value, str) else _each(value, names)
        elif isinstance(value, Part):
            new = with_ids(value, names)
        elif isinstance(value, tuple) and isinstance(value[0], Part):
            new = tuple(with_ids(one, names) for one in value)
        else:
            continue
        if new != value:
            changed[field.attribute] = new
    if getattr(part, "id", None) in names:
        changed["id"] = names[part.id]
    return dataclasses.replace(part, **changed) if changed else part


def _each(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {names.get(id_, id_): number for id_, number in value.items()}
    return tuple(dict.fromkeys(names.get(id_, id_) for id_ in value))
