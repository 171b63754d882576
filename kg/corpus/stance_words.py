"""What a statement holds of an allegation as people read it: it puts it forward, concedes it, disputes it or speaks of it.

To concede is to affirm, and the graph says so; but whoever grants a charge did not make it, and is never listed among those who
put it forward. Every list, table and count that names what somebody holds asks here.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from kg.corpus.resolution import Resolved
from kg.model.acts import STANCES

Holding: TypeAlias = Literal["put forward", "conceded", "disputed", "spoken of"]

WORDS: Final[dict[Holding, tuple[str, str]]] = {
    "put forward": STANCES["affirms"],
    "conceded": ("concedes", "concede"),
    "disputed": STANCES["disputes"],
    "spoken of": STANCES["neither"],
}
"""What a speaker does, and what one is said to do, in the order in which lists have them."""

PARTICIPLES: Final[dict[Holding, str]] = {
    "put forward": "put it forward",
    "conceded": "conceded it",
    "disputed": "disputed it",
    "spoken of": "spoken of it",
}
"""What completes "said by others to have …"."""


def holding(resolved: Resolved, allegation: str) -> Holding:
    """What the statement holds of the allegation, whoever says that it was said."""
    stance = resolved.stance(allegation)
    if stance == "affirms":
        return "conceded" if resolved.is_concession else "put forward"
    return "disputed" if stance == "disputes" else "spoken of"


def does(resolved: Resolved, allegation: str) -> str:
    """What the statement does with the allegation: "puts forward"."""
    return WORDS[holding(resolved, allegation)][0]
