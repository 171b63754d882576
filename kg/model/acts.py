"""The acts, a closed list: what each does, and which fields a statement of it needs, may have and must not have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Family: TypeAlias = Literal["accusation", "answer", "support", "own words", "other"]
Act: TypeAlias = Literal[
    "accuses",
    "denies",
    "rebuts",
    "concedes",
    "qualifies",
    "declines",
    "corroborates",
    "retracts",
    "corrects",
    "asserts",
    "praises",
    "promises",
    "warns",
    "demands",
    "announces",
]


@dataclass(frozen=True, slots=True)
class ActRule:
    """One row of the matrix of acts against fields.

    `needs` lists fields of which at least one must stand in the statement; `forbids` those that must not. `inherits` says
    whether a statement without an allegation takes over that of what it answers.
    """

    family: Family
    meaning: str
    needs: tuple[str, ...] = ()
    forbids: frozenset[str] = frozenset()
    inherits: bool = False


ABOUT: Final = ("says", "allegation", "answers")
"""The fields of which a statement has at least one, unless its act asks for others."""

_NOT_AT = frozenset({"against", "toward"})

ACTS: Final[dict[str, ActRule]] = {
    "accuses": ActRule("accusation", "blames a named party", forbids=frozenset({"toward"})),
    "denies": ActRule("answer", "says it is not so", ("answers", "allegation"), _NOT_AT, inherits=True),
    "rebuts": ActRule("answer", "gives a reason why it is not so", ("answers", "allegation"), _NOT_AT, inherits=True),
    "concedes": ActRule("answer", "grants all or part of something alleged", ("answers", "allegation"), _NOT_AT, inherits=True),
    "qualifies": ActRule("answer", "narrows it, or says what was not alleged", ("answers", "allegation"), _NOT_AT),
    "declines": ActRule(
        "answer",
        "declines to comment",
        ("answers", "may_answer", "allegation"),
        _NOT_AT | {"certainty", "no_answer_as_of"},
    ),
    "corroborates": ActRule("support", "backs an earlier statement", ("answers",), _NOT_AT, inherits=True),
    "retracts": ActRule(
        "own words",
        "takes back the speaker's own statement",
        ("answers",),
        _NOT_AT | {"certainty", "may_answer", "no_answer_as_of"},
    ),
    "corrects": ActRule(
        "own words", "mends the speaker's own statement", ("answers",), _NOT_AT | {"may_answer", "no_answer_as_of"}
    ),
    "asserts": ActRule("other", "says that something is so, blaming nobody", forbids=_NOT_AT),
    "praises": ActRule("other", "speaks well of someone", forbids=frozenset({"against"})),
    "promises": ActRule("other", "binds the speaker to something", forbids=frozenset({"against"})),
    "warns": ActRule("other", "warns or threatens", forbids=frozenset({"against"})),
    "demands": ActRule("other", "calls for, protests or advises", forbids=frozenset({"against"})),
    "announces": ActRule("other", "makes a decision with effect known", forbids=frozenset({"against"})),
}

DISPUTES: Final = frozenset({"denies", "rebuts"})
"""Acts that dispute the allegation of what they answer."""

OWN_WORDS: Final = frozenset({"retracts", "corrects"})
"""Acts about the speaker's own earlier statement."""

SUPPORTS: Final = frozenset({"corroborates"})
"""Acts that back what they name in `answers`, and so do not answer it."""

PUTS_FORWARD: Final = frozenset(ACTS) - DISPUTES - OWN_WORDS - {"qualifies", "declines"}
"""Acts whose statement, about an allegation, holds it up as so, and which a denial can therefore dispute."""


def family(act: str) -> Family:
    """The family of `act`."""
    return ACTS[act].family
