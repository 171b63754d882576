"""The acts, a closed list: what each does, which fields it needs and forbids, and what stance it takes on an allegation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Family: TypeAlias = Literal["accusation", "answer", "support", "own words", "finding", "closing", "other"]
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
    "finds",
    "settles",
    "apologizes",
    "asserts",
    "praises",
    "promises",
    "warns",
    "demands",
    "announces",
]
Stance: TypeAlias = Literal["affirms", "disputes", "neither"]
Outcome: TypeAlias = Literal["upheld", "partly-upheld", "not-upheld", "rejected"]
Basis: TypeAlias = Literal["affirms", "neither", "opposite", "same", "outcome"]
"""Where the stance of a statement comes from: its act alone, the stance of what it answers, or its outcome."""


ABOUT: Final = ("says", "allegation", "answers")
"""The fields of which a statement has at least one, unless its act asks for others."""


@dataclass(frozen=True, slots=True)
class ActRule:
    """One act: its row in the matrix of acts against fields, and its stance.

    `noun` names its class in the graph and `participle` completes "is said to have …". `needs` lists fields of which at least
    one is required, `requires` fields that are all required, `forbids` those that must be absent. `inherits` says whether a
    statement without an allegation takes over that of what it answers, `in_part` whether it may then be about only some of
    several. `stance` says where its stance comes from; with `opposite` and `same`, a statement that answers nothing disputes
    and affirms.
    """

    family: Family
    meaning: str
    noun: str
    participle: str
    needs: tuple[str, ...] = ()
    forbids: frozenset[str] = frozenset()
    requires: tuple[str, ...] = ()
    inherits: bool = False
    in_part: bool = False
    stance: Basis = "neither"

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Groups of fields: a statement with this act has at least one field of each."""
        return tuple((name,) for name in self.requires) or (self.needs or ABOUT,)


_DECIDES = frozenset({"outcome", "verdict"})
_NOT_AT = frozenset({"against", "toward"}) | _DECIDES
_TOWARD = frozenset({"against"}) | _DECIDES
_MEETS = ("answers", "allegation")

ACTS: Final[dict[str, ActRule]] = {
    "accuses": ActRule(
        "accusation",
        "blames somebody, criticism and insult included",
        "Accusation",
        "accused",
        forbids=_DECIDES | {"toward", "stance"},
        stance="affirms",
    ),
    "denies": ActRule("answer", "says that it is not so", "Denial", "denied", _MEETS, _NOT_AT, inherits=True, stance="opposite"),
    "rebuts": ActRule(
        "answer",
        "gives a reason or evidence why it is not so",
        "Rebuttal",
        "rebutted",
        _MEETS,
        _NOT_AT,
        inherits=True,
        in_part=True,
        stance="opposite",
    ),
    "concedes": ActRule(
        "answer",
        "grants all or part of something alleged",
        "Concession",
        "conceded",
        _MEETS,
        _NOT_AT,
        inherits=True,
        in_part=True,
        stance="same",
    ),
    "qualifies": ActRule(
        "answer", "narrows what is alleged, and neither grants nor disputes it", "Qualification", "qualified", _MEETS, _NOT_AT
    ),
    "declines": ActRule(
        "answer",
        "declines to comment",
        "NoComment",
        "declined to comment on",
        ("answers", "may_answer", "allegation"),
        _NOT_AT | {"certainty", "no_answer_as_of", "stance"},
    ),
    "corroborates": ActRule(
        "support",
        "backs an earlier statement that it refers to",
        "Corroboration",
        "corroborated",
        ("answers",),
        _NOT_AT,
        inherits=True,
        stance="same",
    ),
    "retracts": ActRule(
        "own words",
        "takes back the speaker's own earlier statement",
        "Retraction",
        "retracted",
        ("answers",),
        _NOT_AT | {"certainty", "may_answer", "no_answer_as_of", "stance"},
        inherits=True,
    ),
    "corrects": ActRule(
        "own words",
        "corrects the speaker's own earlier statement",
        "Correction",
        "corrected",
        ("answers",),
        _NOT_AT | {"may_answer", "no_answer_as_of"},
        inherits=True,
    ),
    "finds": ActRule(
        "finding",
        "decides on an allegation, with the authority to do so",
        "Finding",
        "decided on",
        forbids=frozenset({"against", "toward", "certainty", "stance", "may_answer"}),
        requires=("allegation", "outcome"),
        stance="outcome",
    ),
    "settles": ActRule(
        "closing",
        "ends a dispute with the other party, without a finding",
        "Settlement",
        "settled",
        forbids=_NOT_AT | {"certainty", "no_answer_as_of"},
        inherits=True,
    ),
    "apologizes": ActRule(
        "closing", "says sorry", "Apology", "apologized for", forbids=_NOT_AT | {"certainty", "no_answer_as_of"}, inherits=True
    ),
    "asserts": ActRule(
        "other", "says that something is so and blames nobody for it", "Assertion", "asserted", forbids=_NOT_AT, stance="affirms"
    ),
    "praises": ActRule(
        "other", "speaks well of somebody, or of what they did", "Praise", "praised", forbids=_TOWARD, stance="affirms"
    ),
    "promises": ActRule("other", "binds the speaker to something to come", "Promise", "promised", forbids=_TOWARD),
    "warns": ActRule("other", "foresees or threatens harm", "Warning", "warned", forbids=_TOWARD, stance="affirms"),
    "demands": ActRule(
        "other", "calls for something, protests, or gives advice", "Demand", "demanded", forbids=_TOWARD, stance="affirms"
    ),
    "announces": ActRule(
        "other",
        "makes known a decision or a step of the speaker's own side",
        "Announcement",
        "announced",
        forbids=_TOWARD,
        stance="affirms",
    ),
}

OUTCOMES: Final[dict[Outcome, tuple[Stance, str]]] = {
    "upheld": ("affirms", "found to be so"),
    "partly-upheld": ("affirms", "found to be so in part"),
    "not-upheld": ("neither", "not proven, or dismissed"),
    "rejected": ("disputes", "found to be untrue"),
}
"""What a finding can come to: the stance of the body that finds it, and the meaning."""

STANCES: Final[dict[str, tuple[str, str]]] = {
    "affirms": ("puts forward", "put forward"),
    "disputes": ("disputes", "dispute"),
    "neither": ("speaks of", "speak of"),
}
"""Each stance in words: what a speaker does, and what one is said to do."""

OPPOSITE: Final[dict[Stance, Stance]] = {"affirms": "disputes", "disputes": "affirms", "neither": "neither"}
"""What a denial of a statement with each stance holds."""


def _of_family(*families: Family) -> frozenset[str]:
    return frozenset(act for act, rule in ACTS.items() if rule.family in families)


DISPUTES: Final = frozenset(act for act, rule in ACTS.items() if rule.stance == "opposite")
"""Acts that contradict what they answer."""

OWN_WORDS: Final = _of_family("own words")
"""Acts about the speaker's own earlier statement."""

ANSWERS: Final = _of_family("answer")
"""Acts that answer what they are about, whether or not they name a statement."""

SUPPORTS: Final = _of_family("support")
"""Acts that back what they name in `answers`, and so do not answer it."""

FINDINGS: Final = _of_family("finding")
"""Acts that decide on an allegation; what they name in `answers` they review."""

CLOSINGS: Final = _of_family("closing")
"""Acts that end a dispute without deciding it."""


def family(act: str) -> Family:
    """The family of `act`."""
    return ACTS[act].family
