"""A conflict between two versions of a claim file, or between two records, in a line: where it is, and both values."""

from __future__ import annotations

from typing import Any, Final

from kg.merging.fitting import flow
from kg.merging.spans import Conflict
from kg.model.records import SECTIONS
from kg.render.escape import printable

_SHOWN: Final = 60
_KINDS: Final = {section: cls.kind for section, cls in SECTIONS.items()}


def conflict_words(conflict: Conflict, ours: str = "ours", theirs: str = "theirs") -> str:
    """Where a conflict is, and what each side has."""
    one, other = conflict.values
    return printable(f"{_place(conflict.path)}: {_shown(one)} ({ours}), {_shown(other)} ({theirs})")


def _place(path: tuple[str, ...]) -> str:
    """A field of a record; of an item of a list, the field that holds the list."""
    if path[0] not in _KINDS:
        record, fields = "the data set", path[1:]
    else:
        record, fields = f"{_KINDS[path[0]]} '{path[1]}'", path[2:]
    named = [field for field in fields if not field.startswith("+") and not field.isdecimal()]
    return f"{record}: {'.'.join(named)}" if named else record


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    text = value if isinstance(value, str) else flow(value)
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
