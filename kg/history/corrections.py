"""What the record said and no longer says: what was withdrawn, corrected, removed or renamed, when, why, and what it was before.

A correction takes away something that was published: a value that is another one now, or is gone. What only adds something is no
correction. The history has what was published before. Where there is none, the fields `withdrawn` and `was` still say what was
withdrawn and which ids are former ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeAlias

from kg.commits import Change
from kg.corpus.corpus import Corpus
from kg.edtf import Date
from kg.history.entries import Entry
from kg.history.written import Edit, Written
from kg.model.parts import Withdrawal
from kg.model.records import Record, Statement

What: TypeAlias = Literal["withdrawn", "corrected", "removed", "renamed"]
_UNPUBLISHED: Final = frozenset({"draft", "dataset"})
"""Kinds of records of which nothing is published that could be wrong of the world."""
_INTERNAL: Final = frozenset({"note", "allow", "evidence", "set_aside"})
"""Fields about the work on the record."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that was published and is no longer said.

    `record` is the record as it was before. `edit` says which field, with what it lost and gained; None where it is the whole
    record. `why` is what the withdrawal, or else the subject of the change, gives as a reason; `date` what a withdrawal says of
    when it was made. `by` is the change, None where the history does not have it. `former` is the id that the record had before.
    """

    what: What
    id: str
    record: Record
    why: str
    date: Date | None = None
    edit: Edit | None = None
    by: Change | None = None
    former: str = ""

    @property
    def day(self) -> str:
        """When: the day of the change, or else the date of the withdrawal; empty where neither is known."""
        return self.by.day if self.by is not None else self.date.text if self.date is not None else ""


def corrections(corpus: Corpus, entries: Sequence[Entry]) -> tuple[Correction, ...]:
    """All corrections, the newest first; `entries` are the changes of the main line, the oldest first, none without a history."""
    made = [one for entry in entries for one in _of_entry(entry)]
    known = {(one.what, one.former or one.id) for one in made}
    own = [one for one in stated(corpus) if (one.what, one.former or one.id) not in known]
    return (*sorted(own, key=lambda one: one.day, reverse=True), *reversed(made))


def _of_entry(entry: Entry) -> Iterator[Correction]:
    """What a change of the claims corrected."""
    for one in entry.written:
        if one.kind not in _UNPUBLISHED and one.before is not None:
            yield from _of_record(one, one.before, entry.change)


def _of_record(one: Written, before: Record, change: Change) -> Iterator[Correction]:
    if one.how == "gone":
        yield Correction("removed", one.id, before, change.subject, by=change)
        return
    if one.formerly:
        yield Correction("renamed", one.id, before, change.subject, by=change, former=one.formerly)
    withdrawal = _withdrawal(one.after)
    for edit in one.edits:
        if edit.field == "withdrawn" and one.how == "withdrawn" and withdrawal is not None:
            yield Correction("withdrawn", one.id, before, withdrawal.reason, withdrawal.date, by=change)
        elif edit.lost and edit.field not in _INTERNAL and edit.inner not in _INTERNAL:
            yield Correction("corrected", one.id, before, change.subject, edit=edit, by=change)


def stated(corpus: Corpus) -> Iterator[Correction]:
    """What the records themselves say: that they were withdrawn, and which ids they had before."""
    for record in corpus.whole():
        if record.kind in _UNPUBLISHED:
            continue
        withdrawal = _withdrawal(record)
        if withdrawal is not None:
            yield Correction("withdrawn", record.id, record, withdrawal.reason, withdrawal.date)
        for old in record.was:
            yield Correction("renamed", record.id, record, "", former=old)


def _withdrawal(record: Record | None) -> Withdrawal | None:
    return record.withdrawn if isinstance(record, Statement) else None


def as_published(corpus: Corpus, found: Iterable[Correction]) -> Corpus:
    """The claims with the statements that were withdrawn or removed as they were before: to name them, and for nothing else."""
    before: dict[str, Any] = {}
    for one in found:
        if one.edit is None and isinstance(one.record, Statement):
            before.setdefault(one.record.id, replace(one.record, withdrawn=None))
    kept = {id_: one for id_, one in before.items() if one.id not in corpus.resolved}
    kinds = {**corpus.kinds, **dict.fromkeys(kept, "statement")}
    return replace(corpus, statements={**corpus.statements, **kept}, kinds=kinds)
