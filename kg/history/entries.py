"""The changes of a history, one by one: what each wrote of one record, or of all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.commits import Change
from kg.history.states import with_ids
from kg.history.versions import Found, Versions
from kg.history.written import Written, compared
from kg.model.records import Record


@dataclass(frozen=True, slots=True)
class Entry:
    """What a change wrote."""

    change: Change
    written: tuple[Written, ...]


def of_record(versions: Versions, record: Record) -> Iterator[Entry]:
    """Every change of the main line that wrote something of the record, the oldest first; under whichever id it had then."""
    ids = frozenset({record.id, *record.was})
    before: Found | None = None
    for change in reversed(versions.history.changes):
        found = versions.find(change, ids)
        if found is None and (before is None or versions.is_unread(change, ids)):
            continue
        written = compared(before, found)
        if written is not None:
            yield Entry(change, (written,))
        before = found


def of_all(versions: Versions) -> Iterator[Entry]:
    """Every change of the main line with all that it wrote, the oldest first."""
    before: dict[str, Found] = {}
    for change in reversed(versions.history.changes):
        files = versions.history.files(change)
        found = versions.records(change)
        unread = {id_ for blob in files.values() for id_ in versions.parsed(blob).unread}
        renamed = {old: record.id for record, _ in found.values() for old in record.was if old in before and old not in found}
        formerly = {new: old for old, new in renamed.items()}
        if renamed:  # so that a new id is one change of its record, and none of those that refer to it
            before = {renamed.get(id_, id_): Found(with_ids(one.record, renamed), one.file) for id_, one in before.items()}
        written = [compared(before.get(id_), one, formerly.get(id_, "")) for id_, one in found.items()]
        gone = [compared(one, None) for id_, one in before.items() if id_ not in found and id_ not in unread]
        changed = tuple(one for one in (*written, *gone) if one is not None)
        if changed:
            yield Entry(change, changed)
        kept = {id_: one for id_, one in before.items() if id_ in unread}
        before = kept | found
