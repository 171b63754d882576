"""Says in which record of a file each fault of its YAML is, so that the record is known to be at fault."""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final, TypeAlias

from kg.diagnostic import Diagnostic, Mark, Marks, Severity

_MOST_ALIKE: Final = 100
"""How many faults of one kind in the YAML of one record are reported one by one."""

Place: TypeAlias = tuple[Marks | Mark, tuple[str, str] | None]
"""Where a record or a section begins, and the record's name; None for a section."""


def with_records(found: list[Diagnostic], places: list[Place]) -> Iterator[Diagnostic]:
    """The faults of the reader, each with the record that it is in.

    A duplicate key belongs to the record of its first place: the second is not read. Of more faults of one kind than
    anybody reads, those of one record, or of none, are only counted.
    """
    marks = [(place.mark() if isinstance(place, Marks) else place, name) for place, name in places]
    begins = sorted((((mark.line, mark.column), name) for mark, name in marks), key=lambda begin: begin[0])
    alike: dict[tuple[str, tuple[str, str] | None], list[Mark]] = {}
    for fault in found:
        at = fault.related[0] if fault.related else fault.mark
        i = bisect_right(begins, (at.line, at.column), key=lambda begin: begin[0]) - 1
        record = begins[i][1] if i >= 0 else None
        met = alike.setdefault((fault.code, record), [])
        met.append(fault.mark)
        if len(met) <= _MOST_ALIKE:
            yield dataclasses.replace(fault, record=record)
    for (code, record), met in alike.items():
        if left := met[_MOST_ALIKE:]:
            message = f"{len(left):,} more {'fault' if len(left) == 1 else 'faults'} of this kind"
            hint = "fix those before, then run kg check again"
            yield Diagnostic(left[0], code, Severity.ERROR, message, hint, record=record)
