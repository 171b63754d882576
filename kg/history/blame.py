"""Who recorded each field of a record, when, and in which change: the commit that first had the value as it is.

From the newest commit backwards, a value is followed to a parent that has the same one, whichever side of a merge that is. Where
no parent has it, the commit made it: as does a merge that settled a conflict in its own way, or a revert that brought it back.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any

from kg.commits import Change
from kg.history.versions import Versions
from kg.model.part import Part, fields_of
from kg.model.records import Record


@dataclass(frozen=True, slots=True)
class Recorded:
    """A value of a record and the change that recorded it, None where no commit has it yet. Parts of a list are a value each."""

    field: str
    value: Any
    by: Change | None


def blame(versions: Versions, record: Record) -> tuple[Recorded, ...]:
    """For each value of the record as it is now, the change that recorded it."""
    ids = frozenset({record.id, *record.was})
    newest = versions.history.changes[:1]
    return tuple(Recorded(field, value, _since(versions, newest, ids, key)) for field, value, key in _values(record))


def _values(record: Record) -> Iterator[tuple[str, Any, Hashable]]:
    """Each value: the name of its field, and what it has to equal to be the same."""
    for name, field in fields_of(type(record)).items():
        value = getattr(record, field.attribute)
        if value in (None, (), "") or name == "was":
            continue
        if isinstance(value, tuple) and isinstance(value[0], Part):
            for part in value:
                yield name, part, (name, part)
        else:
            yield name, value, (name, repr(value) if isinstance(value, dict) else value)


def _since(versions: Versions, newest: tuple[Change, ...], ids: frozenset[str], key: Hashable) -> Change | None:
    """The change that first had the value, on the way back from the newest."""
    at: Change | None = next((change for change in newest if _has(versions, change, ids, key)), None)
    while at is not None:
        parents = (versions.changes[hash_] for hash_ in at.parents if hash_ in versions.changes)
        before = next((parent for parent in parents if _has(versions, parent, ids, key)), None)
        if before is None:
            return at
        at = before
    return None


def _has(versions: Versions, change: Change, ids: frozenset[str], key: Hashable) -> bool:
    found = versions.find(change, ids)
    return found is not None and any(known == key for _, _, known in _values(found.record))
