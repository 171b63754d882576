"""The closed lists of words in records, and the kinds of record that a field may refer to."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias

ActorType: TypeAlias = Literal["person", "organization", "company", "court", "state", "alliance", "armed-group", "media", "group"]
Certainty: TypeAlias = Literal["asserted", "probable", "possible", "implied"]
SourceKind: TypeAlias = Literal[
    "article", "report", "transcript", "press-release", "broadcast", "post", "court-record", "dataset"
]
Step: TypeAlias = Literal[
    "under-inquiry",
    "charged",
    "found",
    "convicted",
    "acquitted",
    "dismissed",
    "settled",
    "upheld",
    "reversed",
    "quashed",
]
Utterance: TypeAlias = Literal["disputed"]

SELF: Final = "self"
"""What `for` says of a statement made in a personal capacity."""


class ActorTypeRule(NamedTuple):
    """One type of actor: the name of its class in the graph, and whether such an actor is a side unless it says otherwise."""

    noun: str
    is_side: bool = False


ACTOR_TYPES: Final[dict[ActorType, ActorTypeRule]] = {
    "person": ActorTypeRule("Person"),
    "organization": ActorTypeRule("Organization"),
    "company": ActorTypeRule("Company", is_side=True),
    "court": ActorTypeRule("Court", is_side=True),
    "state": ActorTypeRule("State", is_side=True),
    "alliance": ActorTypeRule("Alliance", is_side=True),
    "armed-group": ActorTypeRule("ArmedGroup", is_side=True),
    "media": ActorTypeRule("MediaOutlet"),
    "group": ActorTypeRule("Group"),
}

MAX_LEVELS: Final = 100
"""How many levels of `part_of`, or of `broader` among allegations, there may be; more are an error, and are not followed."""

ACTOR: Final = ("actor",)
SOURCE: Final = ("source",)
TOPIC: Final = ("topic",)
ALLEGATION: Final = ("allegation",)
STATEMENT: Final = ("statement",)
CHAIN: Final = ("actor", "source", "statement")
