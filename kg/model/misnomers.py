"""Common wrong words for acts, types and fields, each with the right one.

Spelling alone misleads here: "rejects" looks like `retracts` and means `denies`. Only words of one plain meaning are listed, or
of two that are both named. The list is the same for everybody.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from kg import ids

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "act": {
        "accuses": "alleges blames charges condemns criticises criticizes insults sues",
        "denies": "contradicts disputes dismisses rejects",
        "denies rebuts": "counters refutes",
        "denies rebuts qualifies": "answers replies responds",
        "concedes": "acknowledges admits confesses grants",
        "declines": "no-comment refuses",
        "corroborates": "backs confirms endorses supports",
        "retracts": "withdraws",
        "finds": "adjudicates concludes convicts decides dismisses-the-case judges judgment judgement rules ruling verdict",
        "settles": "compromises settlement",
        "apologizes": "apologises apology regrets sorry",
        "corrects": "amends",
        "qualifies corrects": "clarifies",
        "asserts": "believes declares says states",
        "asserts accuses": "claims",
        "praises": "thanks welcomes",
        "promises": "commits pledges vows",
        "warns": "cautions threatens",
        "demands": "advises asks calls protests requests urges",
        "announces": "discloses publishes reveals",
    },
    "type": {
        "person": "human individual journalist man official politician woman",
        "organization": "agency institution ministry ngo org organisation party regulator union",
        "company": "business corporation enterprise firm",
        "court": "judge judiciary tribunal",
        "state": "country nation",
        "state organization": "government",
        "company organization": "bank",
        "alliance": "bloc coalition",
        "armed-group": "insurgents militia rebels",
        "media": "broadcaster newspaper outlet",
        "group": "officials people sources",
    },
    "certainty": {
        "asserted": "certain definite sure",
        "probable": "likely",
        "possible": "maybe perhaps uncertain",
        "implied": "hinted insinuated suggested",
    },
    "stance": {
        "affirms": "agrees confirms supports yes",
        "disputes": "denies disagrees opposes rejects no",
        "neither": "neutral none open unclear",
    },
    "outcome": {
        "upheld": "guilty proven substantiated true",
        "partly-upheld": "mixed partially-upheld partly-true",
        "not-upheld": "acquitted dismissed not-proven unproven unsubstantiated",
        "rejected": "debunked disproved false untrue",
    },
    "step": {
        "under-inquiry": "investigated investigation open",
        "charged": "accused indicted",
        "found": "concluded decided",
        "convicted": "guilty sentenced",
        "acquitted": "cleared not-guilty",
        "dismissed": "dropped rejected",
        "upheld": "confirmed",
        "reversed": "overturned",
        "quashed": "annulled vacated",
    },
    "utterance": {"disputed": "contested denied"},
    "kind": {
        "article": "news story",
        "press-release": "communique",
        "broadcast": "radio television tv video",
        "post": "blog tweet",
        "court-record": "indictment judgment",
    },
}
"""For each closed list of words: ours, and what is written for them."""

_FIELDS: Final[Mapping[str, str]] = {
    "name label title": "name label title headline",
    "act type kind": "act type kind",
    "url": "address href link uri website",
    "speaker": "actor by person who",
    "against accused": "target",
    "says text": "content description says statement summary text",
    "quote": "words",
    "reports": "evidence",
    "roles": "function job office",
    "date": "day published time when",
    "period": "date",
    "at": "page paragraph where",
    "answers": "in_reply_to reply_to replies_to responds_to",
    "aliases": "aka also_known_as",
    "part_of": "belongs_to parent",
    "lang": "language",
    "note": "comment comments",
    "topic": "subject tags",
    "certainty": "confidence",
    "stance": "holds position",
    "outcome": "finding result",
    "verdict": "judgment judgement rating ruling",
    "jointly": "joint together",
    "translated_from": "original_language",
    "succeeds": "continues predecessor renamed_from successor_of",
    "step": "status",
    "was": "formerly old_id",
}
"""Fields of ours, and what is written for them: of several the one that the record has."""


def _turned(words: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Ours by what is written for them."""
    found: dict[str, tuple[str, ...]] = {}
    for ours, written in words.items():
        for word in written.split():
            found[word] = (*found.get(word, ()), *(own for own in ours.split() if own != word))
    return found


_MEANT: Final = {name: _turned(words) for name, words in _WORDS.items()}
_FIELD: Final = _turned(_FIELDS)


def word(field: str, written: str) -> str:
    """A hint that names the word of a closed list that `written` means; empty if there is none."""
    ours = _MEANT.get(field, {}).get(written.lower().replace(" ", "-").replace("_", "-"), ())
    return f"did you mean {' or '.join(repr(own) for own in ours)}?" if ours else ""


def field(written: str, known: Collection[str]) -> str | None:
    """The field of a record with the fields `known` that `written` means or misspells, None where none is near."""
    ours = _FIELD.get(written.lower().replace("-", "_").replace(" ", "_"), ())
    return next((own for own in ours if own in known), None) or ids.closest(written, known)
