"""The records of a claim file, frozen: actor, source, topic, allegation, statement with its reports, and the data set.

Fields stand in the order in which the documentation lists them. Which fields a record needs is in `REQUIRED`, and not in the
types, so that a record with a fault can still be read for what else it says.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Final, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from kg.model.acts import Act
from kg.model.fields import (
    Base,
    Count,
    Date,
    Digest,
    Id,
    Ids,
    IdsOrNobody,
    KnownDate,
    Language,
    Quotes,
    Text,
    Texts,
    Truth,
    Url,
    Urls,
    fault,
    filled,
)

ActorType: TypeAlias = Literal["person", "organization", "state", "alliance", "armed-group", "media", "group"]
Certainty: TypeAlias = Literal["asserted", "probable", "possible", "implied"]
SourceKind: TypeAlias = Literal[
    "article", "report", "transcript", "press-release", "broadcast", "post", "court-record", "dataset"
]
Step: TypeAlias = Literal["under-inquiry", "charged", "found", "dismissed"]

CODE: Final = r"^K[0-9]{3}$"
Code: TypeAlias = Annotated[str, Field(pattern=CODE)]
"""The code of a rule."""

SELF: Final = "self"
"""What `for` says of a statement made in a personal capacity."""

SIDE_TYPES: Final = frozenset({"state", "armed-group", "alliance"})
"""The types of actor that can be a side."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False, revalidate_instances="never")


class _Span(_Part):
    """Something that holds from a day to a day; a missing bound is open."""

    start: KnownDate | None = Field(default=None, alias="from")
    end: KnownDate | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _forwards(self) -> _Span:
        first = self.start.earliest if self.start else None
        last = self.end.latest if self.end else None
        if first and last and last < first:
            raise fault("K112", "it ends before it starts", "check 'from' and 'to'")
        return self


class Role(_Span):
    """A dated position of a person in organisations."""

    position: Text
    of: Ids


class PartOf(_Span):
    """The whole that an actor is an organ or a unit of, for a time."""

    of: Id


class Waiver(_Part):
    """A warning that the curators have looked at and let stand, and why."""

    code: Code
    why: Text


class StatusStep(_Part):
    """One step of what became of an allegation; later steps are added, earlier ones stay."""

    step: Step
    date: KnownDate
    source: Id


class Withdrawal(_Part):
    """Why a record turned out to be wrong; the record itself stays in the file."""

    date: KnownDate
    reason: Text
    source: Id | None = None


class Report(_Part):
    """One source's account of a statement."""

    source: Id
    at: Text | None = None
    quote: Quotes = ()
    lang: Language | None = None
    via: Ids = ()
    taken_from: Id | None = None
    firsthand: Truth | None = None
    named: Text | None = None
    date: KnownDate | None = None
    says: Text | None = None
    certainty: Certainty | None = None


class RecordBase(_Part):
    """What every record may have."""

    kind: ClassVar[str]
    id: str = Field(default="", alias="", exclude=True)  # the reader lets no empty key through, so no file can set it
    was: Ids = ()
    note: Text | None = None
    allow: Annotated[tuple[Waiver, ...], BeforeValidator(filled)] = ()


def _parts(value: Any) -> Any:
    """`part_of` as a list of mappings: an id may stand for `{of: id}`."""
    items = filled(value) if isinstance(value, list) else [value]
    return [{"of": item} if isinstance(item, str) else item for item in items]


class Actor(RecordBase):
    """A person, organisation, state, alliance, armed group, media outlet, or a group of unnamed people."""

    kind: ClassVar[str] = "actor"
    name: Text = ""
    type: ActorType = "group"
    aliases: Texts = ()
    part_of: Annotated[tuple[PartOf, ...], BeforeValidator(_parts)] = ()
    roles: Annotated[tuple[Role, ...], BeforeValidator(filled)] = ()
    same_as: Urls = ()


class Source(RecordBase):
    """A document that reports statements."""

    kind: ClassVar[str] = "source"
    title: Text | None = None
    publisher: Text | None = None
    url: Url | None = None
    author: Texts = ()
    date: KnownDate | None = None
    archived: Url | None = None
    lang: Language | None = None
    source_kind: SourceKind | None = Field(default=None, alias="kind")
    relies_on: Ids = ()
    sha256: Digest | None = None
    retrieved: KnownDate | None = None


class Topic(RecordBase):
    """What allegations and statements are about, in a tree."""

    kind: ClassVar[str] = "topic"
    label: Text = ""
    broader: Id | None = None
    notation: Texts = ()
    close_match: Urls = ()


class Allegation(RecordBase):
    """Who is said to have done what: described, never asserted."""

    kind: ClassVar[str] = "allegation"
    text: Text = ""
    accused: Ids = ()
    concerns: Ids = ()
    topic: Ids = ()
    broader: Ids = ()
    period: KnownDate | None = None
    status: Annotated[tuple[StatusStep, ...], BeforeValidator(filled)] = ()


def _alone(value: tuple[str, ...]) -> tuple[str, ...]:
    """Who speaks in a personal capacity speaks for nobody else."""
    if SELF in value and len(value) > 1:
        raise fault("K104", f"'{SELF}' stands beside others", "speak for oneself, or for them")
    return value


class Statement(RecordBase):
    """One act of saying: a speaker, a date, an act."""

    kind: ClassVar[str] = "statement"
    act: Act = "asserts"
    speaker: Ids = ()
    for_: Annotated[Ids, AfterValidator(_alone)] = Field(default=(), alias="for")
    to: Ids = ()
    date: Date | None = None
    occasion: Id | None = None
    says: Text | None = None
    allegation: Ids = ()
    against: IdsOrNobody | None = None
    toward: Ids = ()
    topic: Ids = ()
    certainty: Certainty | None = None
    answers: Ids = ()
    may_answer: Ids = ()
    may_be: Ids = ()
    conflicts_with: Ids = ()
    no_answer_as_of: KnownDate | None = None
    withdrawn: Withdrawal | None = None
    reports: Annotated[tuple[Report, ...], BeforeValidator(filled)] = ()


class Expect(_Part):
    """Lower bounds on counts, so that a merge that loses records fails."""

    actors: Count = 0
    sources: Count = 0
    topics: Count = 0
    allegations: Count = 0
    statements: Count = 0
    reports: Count = 0
    by_act: dict[Act, Count] = Field(default_factory=dict)
    by_source: dict[Id, Count] = Field(default_factory=dict)
    by_side: dict[Id, Count] = Field(default_factory=dict)
    by_topic: dict[Id, Count] = Field(default_factory=dict)


class Dataset(RecordBase):
    """The whole: its title, the base of its IRIs, who keeps it."""

    kind: ClassVar[str] = "dataset"
    title: Text = ""
    base: Base = "https://example.org/"
    license: Text | None = None
    curators: Texts = ()
    expect: Expect = Expect()


Record: TypeAlias = Actor | Source | Topic | Allegation | Statement | Dataset

SECTIONS: Final[dict[str, type[Actor | Source | Topic | Allegation | Statement]]] = {
    "actors": Actor,
    "sources": Source,
    "topics": Topic,
    "allegations": Allegation,
    "statements": Statement,
}
"""The sections of a claim file and the class of the records in each, in the order in which they are documented."""

REQUIRED: Final[dict[type[RecordBase], tuple[tuple[str, ...], ...]]] = {
    Actor: (("name",), ("type",)),
    Source: (("title", "publisher", "url"),),
    Topic: (("label",),),
    Allegation: (("text",),),
    Statement: (("act",), ("speaker", "occasion"), ("date", "occasion")),
    Dataset: (("title",), ("base",)),
}
"""What each record needs: one field at least of every group. A statement also needs what its act does, see `acts`."""
