"""The parts of records that have fields of their own: role, alias, step of a status, withdrawal, copy, report.

Each field is declared here once, as those of whole records are in `kg.model.records`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, ClassVar, TypeAlias

from kg.edtf import Date as EdtfDate
from kg.model.fields import (
    Code,
    Count,
    Digest,
    Id,
    Ids,
    KnownDate,
    Language,
    MediaType,
    Quotes,
    Text,
    Truth,
    ids_of,
    several,
)
from kg.model.part import Part, declared, in_short, listed
from kg.model.words import ACTOR, CHAIN, SELF, SOURCE, STATEMENT, Certainty, Step
from kg.model.wrong import Fault, Wrong, wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span(Part):
    """Something that holds from a day to a day; a missing bound is open."""

    start: KnownDate | None = declared("since when", written="from", rdf="kg:start")
    end: KnownDate | None = declared("until when", written="to", rdf="kg:end")

    def contradiction(self) -> Fault | None:
        """Whether it ends before it starts."""
        return reversed_span(self.start, self.end)


def reversed_span(start: EdtfDate | None, end: EdtfDate | None) -> Fault | None:
    """The fault of a span that ends before it starts."""
    first = start.earliest if start else None
    last = end.latest if end else None
    if first and last and last < first:
        return Fault(("to",), "K112", "it ends before it starts", "check 'from' and 'to'")
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(_Span):
    """A dated position of a person in organisations, or with a person such as a spokesman's."""

    called: ClassVar[str] = "the role"
    position: Text = declared("the position, as in print", required=True, rdf="kg:position")
    of: Ids = declared("the organisation, organisations or person to which it belongs", required=True, refers=ACTOR, rdf="kg:of")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOf(_Span):
    """The whole that an actor is an organ or a unit of, for a time."""

    called: ClassVar[str] = "the part"
    short: ClassVar[str] = "of"
    of: Id = declared("the whole", required=True, refers=ACTOR, rdf="kg:of")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias(_Span):
    """Another name of an actor, in a language, for a time."""

    called: ClassVar[str] = "the alias"
    short: ClassVar[str] = "name"
    name: Text = declared("the name", required=True)
    lang: Language | None = declared("its language")

    def __str__(self) -> str:
        """The name, as messages quote it."""
        return self.name


def _parties(value: Any, name: str) -> tuple[str, ...]:
    """Those for whom somebody speaks or is accused; in a personal capacity it is nobody else."""
    try:
        found = ids_of(value, name)
    except Wrong as error:
        raise Wrong(error.faults, [kept for kept in error.remains if not _is_misplaced_self(kept)]) from None
    if _is_misplaced_self(found):
        raise wrong("K104", f"'{SELF}' is listed with others", "keep either 'self' or the others")
    return found


def _is_misplaced_self(ids: tuple[str, ...]) -> bool:
    return SELF in ids and len(ids) > 1


Parties: TypeAlias = Annotated[tuple[str, ...], _parties]
"""Actors, or `self` alone, which is a personal capacity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accused(Part):
    """Somebody who is blamed, and in which capacity, where that does not follow from their roles."""

    called: ClassVar[str] = "the accused"
    short: ClassVar[str] = "who"
    who: Id = declared("who is blamed", required=True, refers=ACTOR, rdf="kg:of")
    as_: Parties = listed(
        "the body in whose office or on whose behalf, if that does not follow from the roles; self is a personal capacity",
        written="as",
        refers=ACTOR,
        rdf="kg:as",
    )


@lru_cache(maxsize=1 << 12)
def _bare(id_: str) -> Accused:
    """An accused without more; most are, and those that are named often are one."""
    return Accused(who=id_)


_detailed = several(in_short(Accused), distinct=False)


def accused(value: Any, name: str) -> tuple[Accused, ...]:
    """Those who are blamed, each as an id or with a capacity."""
    if not isinstance(value, dict) and not (isinstance(value, list) and any(isinstance(one, dict) for one in value)):
        try:
            return tuple([_bare(id_) for id_ in ids_of(value, name)])
        except Wrong as error:
            raise Wrong(error.faults, [tuple([_bare(id_) for id_ in kept]) for kept in error.remains]) from None
    found = _detailed(value, name)
    seen: set[str] = set()
    for one in found:
        if one.who in seen:
            raise wrong("K111", f"'{one.who}' is listed twice", "keep one of them; 'as' may list several")
        seen.add(one.who)
    return tuple(found)


def _accused_or_nobody(value: Any, name: str) -> tuple[Accused, ...]:
    """Like `accused`, but `[]` is allowed and means nobody."""
    return () if value == [] else accused(value, name)


AccusedOrNobody: TypeAlias = Annotated[tuple[Accused, ...], _accused_or_nobody]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver(Part):
    """A warning that the curators have reviewed and accepted, and why."""

    called: ClassVar[str] = "the waiver"
    code: Code = declared("the rule whose warning is accepted", required=True)
    why: Text = declared("the reason", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusStep(Part):
    """One step of what inquiries and courts made of an allegation; later steps are added, earlier ones stay."""

    called: ClassVar[str] = "the step"
    step: Step = declared("what was decided or done", required=True, rdf="kg:step")
    date: KnownDate = declared("when", required=True, rdf="kg:date")
    source: Id = declared("the source that reports it", required=True, refers=SOURCE, rdf="kg:source")
    by: Id | None = declared("the body that decided", refers=ACTOR, rdf="kg:by")
    of: Ids = listed("whom it concerns, where that differs from the accused", refers=ACTOR, rdf="kg:of")
    statement: Id | None = declared("the finding, where it is recorded as a statement", refers=STATEMENT, rdf="kg:finding")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal(Part):
    """Why a record turned out to be wrong; the record itself stays in the file."""

    called: ClassVar[str] = "the withdrawal"
    date: KnownDate = declared("when the record was withdrawn", required=True, rdf="kg:withdrawn")
    reason: Text = declared("what was wrong with it", required=True, rdf="kg:withdrawnBecause")
    source: Id | None = declared("the source that showed it", refers=SOURCE, rdf="kg:source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Part):
    """A kept copy of a source: what it is and how it was got. The bytes are kept beside the claims, see `kg.evidence`."""

    called: ClassVar[str] = "the evidence"
    sha256: Digest = declared("the digest of its bytes", required=True, rdf="kg:sha256")
    media: MediaType = declared("its media type", required=True, rdf="kg:media")
    size: Count = declared("how many bytes it has", required=True, rdf="kg:size")
    retrieved: KnownDate = declared("when it was retrieved", required=True, rdf="kg:retrieved")
    extractor: Text | None = declared("what extracted its text, with the version", rdf="kg:extractor")


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside(Part):
    """A sentence of a source that reports speech and that the curators have decided not to record."""

    called: ClassVar[str] = "the sentence"
    words: Text = declared("how the sentence begins, letter for letter", required=True)
    why: Text = declared("the reason", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Part):
    """One source's account of a statement."""

    called: ClassVar[str] = "the report"
    source: Id = declared("the document", required=True, refers=SOURCE, rdf="kg:source")
    at: Text | None = declared("where in it: page, paragraph, minute, footnote", rdf="kg:locator")
    quote: Quotes = listed("words that the speaker is printed as saying, brackets as printed, at most 25 words each")
    lang: Language | None = declared("the language of the quote, if not that of the source", rdf="dcterms:language")
    translated: Truth | None = declared("whether the quote is a translation of the speaker's words")
    translator: Text | None = declared("who translated the quote", refers=ACTOR, rdf=("kg:translator", "kg:translatorName"))
    via: Ids = listed("through whom the words came, in order from the source towards the speaker", refers=CHAIN)
    taken_from: Id | None = declared("the source that it was copied from without credit", refers=SOURCE, rdf="kg:takenFrom")
    firsthand: Truth | None = declared("whether the source recorded the words itself")
    named: Text | None = declared("the name that this source prints for the speaker, where it differs", rdf="kg:named")
    date: KnownDate | None = declared("the date that this source prints, where it differs", rdf="kg:date")
    says: Text | None = declared("how this source puts it, where that differs", rdf="kg:says")
    certainty: Certainty | None = declared(
        "how firmly this source says that the speaker put it, where that differs", rdf="kg:certainty"
    )
