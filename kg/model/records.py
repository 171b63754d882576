"""The records of a claim file, frozen: actor, source, topic, allegation, statement with its reports, and the data set.

Fields stand in the order in which the documentation lists them. Which fields a record needs is in `REQUIRED`, and not in the
types, so that a record with a fault can still be read for what else it says.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Final, Literal, TypeAlias

from kg.model.acts import ACTS, Act
from kg.model.fields import (
    Base,
    Code,
    Count,
    Date,
    Digest,
    Fault,
    Id,
    Ids,
    IdsOrNobody,
    KnownDate,
    Language,
    Quotes,
    Reader,
    Text,
    Texts,
    Truth,
    Url,
    Urls,
    Wrong,
    counts,
    ids_of,
    several,
    wrong,
)
from kg.model.part import Part, part

ActorType: TypeAlias = Literal["person", "organization", "state", "alliance", "armed-group", "media", "group"]
Certainty: TypeAlias = Literal["asserted", "probable", "possible", "implied"]
SourceKind: TypeAlias = Literal[
    "article", "report", "transcript", "press-release", "broadcast", "post", "court-record", "dataset"
]
Step: TypeAlias = Literal["under-inquiry", "charged", "found", "dismissed"]

SELF: Final = "self"
"""What `for` says of a statement made in a personal capacity."""

SIDE_TYPES: Final = frozenset({"state", "armed-group", "alliance"})
"""The types of actor that can be a side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span(Part):
    """Something that holds from a day to a day; a missing bound is open."""

    start: KnownDate | None = field(default=None, metadata={"written": "from"})
    end: KnownDate | None = field(default=None, metadata={"written": "to"})

    def contradiction(self) -> Fault | None:
        """Whether it ends before it starts."""
        first = self.start.earliest if self.start else None
        last = self.end.latest if self.end else None
        if first and last and last < first:
            return Fault((), "K112", "it ends before it starts", "check 'from' and 'to'")
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(_Span):
    """A dated position of a person in organisations."""

    called: ClassVar[str] = "the role"
    position: Text
    of: Ids


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOf(_Span):
    """The whole that an actor is an organ or a unit of, for a time."""

    called: ClassVar[str] = "the part"
    of: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver(Part):
    """A warning that the curators have looked at and let stand, and why."""

    called: ClassVar[str] = "the waiver"
    code: Code
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusStep(Part):
    """One step of what became of an allegation; later steps are added, earlier ones stay."""

    called: ClassVar[str] = "the step"
    step: Step
    date: KnownDate
    source: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal(Part):
    """Why a record turned out to be wrong; the record itself stays in the file."""

    called: ClassVar[str] = "the withdrawal"
    date: KnownDate
    reason: Text
    source: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Part):
    """One source's account of a statement."""

    called: ClassVar[str] = "the report"
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


def _parts(cls: type[Part]) -> Reader:
    """The reader of a list of parts."""
    return several(part(cls), single=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordBase(Part):
    """What every record may have."""

    kind: ClassVar[str]
    id: str = field(default="", metadata={"written": None})
    was: Ids = ()
    note: Text | None = None
    allow: Annotated[tuple[Waiver, ...], _parts(Waiver)] = ()


_part_of = part(PartOf)


def _whole(value: Any, name: str) -> PartOf:
    """One of `part_of`: an id may stand for `{of: id}`."""
    found: PartOf = _part_of({"of": value} if isinstance(value, str) else value, name)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(RecordBase):
    """A person, organisation, state, alliance, armed group, media outlet, or a group of unnamed people."""

    kind: ClassVar[str] = "actor"
    name: Text = ""
    type: ActorType = "group"
    aliases: Texts = ()
    part_of: Annotated[tuple[PartOf, ...], several(_whole, distinct=False)] = ()
    roles: Annotated[tuple[Role, ...], _parts(Role)] = ()
    same_as: Urls = ()


@dataclass(frozen=True, slots=True, kw_only=True)
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
    source_kind: SourceKind | None = field(default=None, metadata={"written": "kind"})
    relies_on: Ids = ()
    sha256: Digest | None = None
    retrieved: KnownDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(RecordBase):
    """What allegations and statements are about, in a tree."""

    kind: ClassVar[str] = "topic"
    label: Text = ""
    broader: Id | None = None
    notation: Texts = ()
    close_match: Urls = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Allegation(RecordBase):
    """Who is said to have done what: described, never asserted."""

    kind: ClassVar[str] = "allegation"
    text: Text = ""
    accused: Ids = ()
    concerns: Ids = ()
    topic: Ids = ()
    broader: Ids = ()
    period: KnownDate | None = None
    status: Annotated[tuple[StatusStep, ...], _parts(StatusStep)] = ()


def _parties(value: Any, name: str) -> tuple[str, ...]:
    """Those spoken for; who speaks in a personal capacity speaks for nobody else."""
    try:
        found = ids_of(value, name)
    except Wrong as error:
        raise Wrong(error.faults, [kept for kept in error.remains if not _is_beside(kept)]) from None
    if _is_beside(found):
        raise wrong("K104", f"'{SELF}' stands beside others", "speak for oneself, or for them")
    return found


def _is_beside(ids: tuple[str, ...]) -> bool:
    return SELF in ids and len(ids) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(RecordBase):
    """One act of saying: a speaker, a date, an act."""

    kind: ClassVar[str] = "statement"
    act: Act = "asserts"
    speaker: Ids = ()
    for_: Annotated[tuple[str, ...], _parties] = field(default=(), metadata={"written": "for"})
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
    reports: Annotated[tuple[Report, ...], _parts(Report)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Expect(Part):
    """Lower bounds on counts, so that a merge that loses records fails."""

    actors: Count = 0
    sources: Count = 0
    topics: Count = 0
    allegations: Count = 0
    statements: Count = 0
    reports: Count = 0
    by_act: Annotated[dict[Act, Count], counts(ACTS)] = field(default_factory=dict)
    by_source: Annotated[dict[Id, Count], counts()] = field(default_factory=dict)
    by_side: Annotated[dict[Id, Count], counts()] = field(default_factory=dict)
    by_topic: Annotated[dict[Id, Count], counts()] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
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
