"""What follows from a change, one thing each, and of which kinds these are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from kg.history.causes import Along

Kind: TypeAlias = Literal[
    "accuses",
    "accuses no longer",
    "named",
    "named no longer",
    "pair",
    "no pair",
    "holds",
    "counts",
    "side",
    "role",
    "quote",
    "answer",
    "status",
    "origins",
    "standing",
]
KINDS: Final[Mapping[Kind, Along]] = {
    "accuses": "accused",
    "accuses no longer": "accused",
    "named": "accused",
    "named no longer": "accused",
    "pair": "sides",
    "no pair": "sides",
    "holds": "meaning",
    "counts": "sources",
    "side": "sides",
    "role": "sides",
    "quote": "sources",
    "answer": "meaning",
    "status": "status",
    "origins": "sources",
    "standing": "meaning",
}
"""The kinds, the gravest first, each with the links along which its reason is looked for."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that follows, and for which records: `ids`.

    `subject` are ids: who is accused now, the two sides of a pair, the allegation that is held or decided. `was` and `now` say in
    words what was said of the records before, and what is said now. `causes` are ids of changed records, the nearest; none where
    nothing leads to one.
    """

    kind: Kind
    subject: tuple[str, ...]
    ids: tuple[str, ...]
    causes: tuple[str, ...]
    was: str = ""
    now: str = ""
