"""The records as they were at each commit: every blob is parsed once, whatever file it is in, and records are found by id.

What an old commit holds that does not parse today is kept as a fault of that blob, and counted; no record in it is called gone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kg.commits import Change, History
from kg.diagnostic import Severity
from kg.load import load_tree
from kg.model.records import Record


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one blob holds: its records by id, its faults, and the ids of records that are there and could not be read."""

    records: Mapping[str, Record]
    faults: tuple[str, ...]
    unread: frozenset[str]


class Found(NamedTuple):
    """A record at a commit, and the file that it was in."""

    record: Record
    file: str


class Versions:
    """Finds records in a history."""

    def __init__(self, history: History) -> None:
        """Read in `history`, which has to stay open."""
        self.history = history
        self._parsed: dict[str, Parsed] = {}

    @cached_property
    def changes(self) -> Mapping[str, Change]:
        """The commits by their hashes."""
        return self.history.by_hash()

    def parsed(self, blob: str) -> Parsed:
        """What a blob holds."""
        if blob not in self._parsed:
            loaded = load_tree("", {"file.yaml": self.history.blob(blob)})
            errors = [d for d in loaded.diagnostics if d.severity is Severity.ERROR]
            unread = frozenset(record.id for record in loaded.corpus.flawed) | loaded.corpus.unread
            records = {record.id: record for record in loaded.corpus.whole()}
            faults = tuple(f"{d.mark.line}: {d.code} {d.message}" for d in errors)
            self._parsed[blob] = Parsed(records, faults, unread)
        return self._parsed[blob]

    def find(self, change: Change, ids: frozenset[str]) -> Found | None:
        """The record at a commit that has one of the ids, in the first file that has one."""
        for path, blob in self.history.files(change).items():
            records = self.parsed(blob).records
            for id_ in ids:
                if id_ in records:
                    return Found(records[id_], os.fsdecode(path))
        return None

    def is_unread(self, change: Change, ids: frozenset[str]) -> bool:
        """Whether the record may be at the commit in what cannot be read."""
        parsed = (self.parsed(blob) for blob in self.history.files(change).values())
        return any(one.faults and (not one.unread or ids & one.unread) for one in parsed)

    def records(self, change: Change | None) -> dict[str, Found]:
        """Every record at a commit by its id; nothing before the first."""
        found: dict[str, Found] = {}
        for path, blob in self.history.files(change).items() if change else ():
            for id_, record in self.parsed(blob).records.items():
                found.setdefault(id_, Found(record, os.fsdecode(path)))
        return found

    def faults(self) -> Iterator[tuple[str, str]]:
        """The faults of every blob that was read, with the beginning of its id."""
        for blob, parsed in sorted(self._parsed.items()):
            for fault in parsed.faults:
                yield blob[:12], fault
