"""The records of a claim file, frozen: actor, source, topic, allegation, statement, draft, and the data set.

Each field is declared here once, with its type, its meaning and the kinds of record it refers to; everything else that knows
fields derives from that. Which fields a record needs is in `REQUIRED`, and not in the types, so that a record with a fault can
still be read for what else it says.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Final, TypeAlias

from kg.model.acts import ACTS, Act, Outcome, Stance
from kg.model.fields import (
    FORMAT,
    Base,
    Count,
    Date,
    Digest,
    Format,
    Id,
    Ids,
    KnownDate,
    Language,
    Quotes,
    Reader,
    Text,
    Texts,
    Truth,
    Url,
    Urls,
    counts,
    several,
)
from kg.model.part import Part, declared, in_short, listed, part
from kg.model.parts import (
    Accused,
    AccusedOrNobody,
    Alias,
    Evidence,
    Parties,
    PartOf,
    Report,
    Role,
    SetAside,
    StatusStep,
    Waiver,
    Withdrawal,
    accused,
    reversed_span,
)
from kg.model.words import ACTOR, ALLEGATION, SOURCE, STATEMENT, TOPIC, ActorType, Certainty, SourceKind, Utterance
from kg.model.wrong import Fault


def _parts(cls: type[Part]) -> Reader:
    """The reader of a list of parts."""
    return several(part(cls), single=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordBase(Part):
    """What every record may have.

    `checked` names the fields whose references must lead somewhere; None is all of them.
    """

    kind: ClassVar[str]
    checked: ClassVar[frozenset[str] | None] = None
    id: str = field(default="", metadata={"written": None})
    was: Ids = listed("ids that this record had before", rdf="kg:formerId")
    note: Text | None = declared("anything for the next curator; shown, never counted", rdf="kg:note")
    allow: Annotated[tuple[Waiver, ...], _parts(Waiver)] = listed("warnings that you have reviewed and accept")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(RecordBase):
    """A person, organisation, company, court, state, alliance, armed group, media outlet, or a group of unnamed people."""

    kind: ClassVar[str] = "actor"
    name: Text = declared("the name to show", "")
    type: ActorType = declared("the kind of actor", "group")
    lang: Language | None = declared("the language of the name")
    aliases: Annotated[tuple[Alias, ...], several(in_short(Alias))] = listed("other names, spellings, the name in its own script")
    side: Truth | None = declared("whether it is a side, if its type does not imply it")
    start: KnownDate | None = declared("since when it has existed", written="from", rdf="kg:start")
    end: KnownDate | None = declared("until when it existed", written="to", rdf="kg:end")
    succeeds: Id | None = declared("the actor that it continues under another name or form", refers=ACTOR, rdf="kg:succeeds")
    part_of: Annotated[tuple[PartOf, ...], several(in_short(PartOf), distinct=False)] = listed(
        "the whole of which it is an organ or a unit"
    )
    roles: Annotated[tuple[Role, ...], _parts(Role)] = listed("a person's positions")
    same_as: Urls = listed("the same actor elsewhere, such as in Wikidata", rdf="owl:sameAs")

    def contradiction(self) -> Fault | None:
        """Whether it ended before it began."""
        return reversed_span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(RecordBase):
    """A document that reports statements."""

    kind: ClassVar[str] = "source"
    title: Text | None = declared("its title")
    publisher: Text | None = declared("who published it", refers=ACTOR, rdf=("dcterms:publisher", "dc:publisher"))
    url: Url | None = declared("where it can be read", rdf="schema:url")
    author: Texts = listed("who wrote it", refers=ACTOR, rdf=("dcterms:creator", "dc:creator"))
    date: KnownDate | None = declared("when it was published", rdf="kg:date")
    archived: Url | None = declared("an archived copy", rdf="schema:archivedAt")
    dead: KnownDate | None = declared("when the address was found dead", rdf="kg:dead")
    lang: Language | None = declared("its language", rdf="dcterms:language")
    translated_from: Language | None = declared(
        "the language it was translated from; its quotes are then translations", rdf="kg:translatedFrom"
    )
    source_kind: SourceKind | None = declared("the kind of document", written="kind", rdf="kg:kind")
    relies_on: Ids = listed("the source that it reprints in full", refers=SOURCE, rdf="kg:reliesOn")
    rests_on: Ids = listed("what its account depends on: a document, a data set, a report", refers=SOURCE, rdf="kg:restsOn")
    sha256: Digest | None = declared("the digest of the file you read", rdf="kg:sha256")
    retrieved: KnownDate | None = declared("when you read it", rdf="kg:retrieved")
    evidence: Annotated[tuple[Evidence, ...], _parts(Evidence)] = listed("the kept copies, newest last")
    set_aside: Annotated[tuple[SetAside, ...], _parts(SetAside)] = listed(
        "sentences that need no record, which kg coverage leaves out"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(RecordBase):
    """What allegations and statements are about, in a tree."""

    kind: ClassVar[str] = "topic"
    label: Text = declared("its name", "")
    broader: Id | None = declared("the topic that it is part of", refers=TOPIC, rdf="skos:broader")
    notation: Texts = listed("its codes in other schemes, such as cameo:112", rdf="skos:notation")
    close_match: Urls = listed("nearly the same topic elsewhere", rdf="skos:closeMatch")


@dataclass(frozen=True, slots=True, kw_only=True)
class Allegation(RecordBase):
    """Who is said to have done what: described, never asserted."""

    kind: ClassVar[str] = "allegation"
    text: Text = declared("the allegation, as the accuser would word it, in the present tense", "", rdf="kg:text")
    blamed: Annotated[tuple[Accused, ...], accused] = listed(
        "who is blamed, and in which capacity if that is not clear", written="accused", refers=ACTOR, rdf="kg:accused"
    )
    concerns: Ids = listed("other actors in it", refers=ACTOR, rdf="kg:concerns")
    topic: Ids = listed("what it is about", refers=TOPIC, rdf="kg:topic")
    broader: Ids = listed("a wider allegation that this one is a case of", refers=ALLEGATION, rdf="kg:broader")
    rests_on: Ids = listed(
        "what everybody who makes it depends on: a document, a data set, a report", refers=SOURCE, rdf="kg:restsOn"
    )
    period: KnownDate | None = declared("when it is said to have happened", rdf="kg:period")
    status: Annotated[tuple[StatusStep, ...], _parts(StatusStep)] = listed("the steps of inquiries and courts")

    @property
    def accused(self) -> tuple[str, ...]:
        """The ids of those who are blamed."""
        return tuple([one.who for one in self.blamed])


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying(RecordBase):
    """The fields of a statement, which a draft may have too."""

    act: Act | None = declared("what it does: one of the acts", rdf="kg:act")
    speaker: Ids = listed("who said it; several speakers share the words, not necessarily jointly", refers=ACTOR)
    jointly: Truth | None = declared("whether several speakers said it together, in one utterance")
    for_: Parties = listed(
        "on whose behalf, if that does not follow from the roles; self is a personal capacity", written="for", refers=ACTOR
    )
    to: Ids = listed("whom it addresses", refers=ACTOR)
    date: Date | None = declared("when it was said")
    occasion: Id | None = declared(
        "another statement made on the same occasion; speaker, for, to and date are taken from it if they are not given here",
        refers=STATEMENT,
        rdf="kg:occasion",
    )
    utterance: Utterance | None = declared("disputed, if the alleged speaker denies having said it")
    says: Text | None = declared("what was said, in your own neutral words", rdf="kg:says")
    allegation: Ids = listed("what it is about", refers=ALLEGATION)
    stance: Stance | None = declared("its position on its allegations, if that does not follow from its act and answers")
    outcome: Outcome | None = declared("the outcome of a finding", rdf="kg:outcome")
    verdict: Text | None = declared("the finding's own words, as printed", rdf="kg:verdict")
    blames: AccusedOrNobody | None = declared(
        "whom it accuses, if that differs from the accused of the allegation; [] means that it names nobody",
        written="against",
        refers=ACTOR,
    )
    toward: Ids = listed("whom the praise, promise, warning, demand or announcement is about", refers=ACTOR, rdf="kg:toward")
    topic: Ids = listed("what it is about, if that differs from the topics of its allegations", refers=TOPIC)
    certainty: Certainty | None = declared("how firmly the speaker puts it: asserted (understood), probable, possible or implied")
    answers: Ids = listed("the statement that it reacts to", refers=STATEMENT)
    may_answer: Ids = listed("a statement that it perhaps reacts to", refers=STATEMENT, rdf="kg:mayAnswer")
    may_be: Ids = listed("a statement that is perhaps the same utterance", refers=STATEMENT, rdf="kg:mayBe")
    conflicts_with: Ids = listed(
        "a statement that cannot be right if this one is, and neither answers the other", refers=STATEMENT, rdf="kg:conflictsWith"
    )
    no_answer_as_of: KnownDate | None = declared("when an answer was looked for and none was found", rdf="kg:noAnswerAsOf")
    withdrawn: Withdrawal | None = declared("why this record was wrong")
    reports: Annotated[tuple[Report, ...], _parts(Report)] = listed("the evidence")

    @property
    def against(self) -> tuple[str, ...] | None:
        """The ids of those whom it says that it accuses; None where it does not say."""
        return None if self.blames is None else tuple([one.who for one in self.blames])


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Saying):
    """One act of saying: a speaker, a date, an act."""

    kind: ClassVar[str] = "statement"
    act: Act = declared("what it does: one of the acts", "asserts", rdf="kg:act")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Saying):
    """A passage worth recording that nobody has coded yet: read for its form, and counted nowhere."""

    kind: ClassVar[str] = "draft"
    checked: ClassVar[frozenset[str] | None] = frozenset({"source"})
    source: Id = declared("the document", "", refers=SOURCE)
    at: Text | None = declared("where in it: page, paragraph, minute, footnote")
    quote: Quotes = listed("words that somebody is printed as saying, at most 25 words each")
    text: Text | None = declared("the passage, or what it says in your own words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expect(Part):
    """Lower bounds on counts, so that a merge that loses records fails."""

    actors: Count = declared("actors", 0)
    sources: Count = declared("sources", 0)
    topics: Count = declared("topics", 0)
    allegations: Count = declared("allegations", 0)
    statements: Count = declared("statements", 0)
    reports: Count = declared("reports", 0)
    by_act: Annotated[dict[Act, Count], counts(ACTS)] = declared("statements with each act", dict)
    by_source: Annotated[dict[Id, Count], counts()] = declared("statements that each source reports", dict, refers=SOURCE)
    by_side: Annotated[dict[Id, Count], counts()] = declared("statements of each side", dict, refers=ACTOR)
    by_topic: Annotated[dict[Id, Count], counts()] = declared("statements on each topic", dict, refers=TOPIC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset(RecordBase):
    """The whole: its title, the base of its IRIs, who keeps it."""

    kind: ClassVar[str] = "dataset"
    format: Format = declared("the format of the claim files, a whole number", FORMAT, rdf="kg:format")
    title: Text = declared("its title", "", rdf="dcterms:title")
    description: Text | None = declared("what it contains, in a few sentences", rdf="dcterms:description")
    version: Text | None = declared("the version of the claims, such as 2.1", rdf="owl:versionInfo")
    base: Base = declared(
        "the beginning of the identifiers of all records; ends in / or #, and never changes", "https://example.org/"
    )
    license: Text | None = declared("the licence of the claims", rdf="dc:rights")
    curators: Texts = listed("who maintains them", rdf="dc:creator")
    expect: Expect = declared("lower bounds on counts", Expect())


Record: TypeAlias = Actor | Source | Topic | Allegation | Statement | Draft | Dataset

SECTIONS: Final[dict[str, type[Actor | Source | Topic | Allegation | Statement | Draft]]] = {
    "actors": Actor,
    "sources": Source,
    "topics": Topic,
    "allegations": Allegation,
    "statements": Statement,
    "drafts": Draft,
}
"""The sections of a claim file and the class of the records in each, in the order in which they are documented."""

REQUIRED: Final[dict[type[RecordBase], tuple[tuple[str, ...], ...]]] = {
    Actor: (("name",), ("type",)),
    Source: (("title", "publisher", "url"),),
    Topic: (("label",),),
    Allegation: (("text",),),
    Statement: (("act",), ("speaker", "occasion"), ("date", "occasion")),
    Draft: (("source",), ("quote", "text")),
    Dataset: (("title",), ("base",)),
}
"""What each record needs: one field at least of every group. A statement also needs what its act does, see `acts`."""
