"""The pairs of dates that have an order, whatever a record says: what comes first, what cannot come before it.

The dates of answers and of reports have rules of their own, see `kg.rules.chronology`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final, NamedTuple

from kg.corpus.corpus import Corpus
from kg.corpus.status import APPEALS, PROCEEDINGS, SETTLED
from kg.diagnostic import Path
from kg.edtf import Date
from kg.model.records import Actor, Allegation, Record, Source, Statement

_OF_THE_PAST: Final = frozenset({"accuses", "finds"})
"""Acts that speak of what has happened; others may be about what is to come."""


class Moment(NamedTuple):
    """A date, of which record and field it is, and in words what happened then."""

    record: str
    path: Path
    date: Date
    what: str


class Pair(NamedTuple):
    """Two moments of which the `later` cannot be before the `earlier`."""

    later: Moment
    earlier: Moment


def pairs(corpus: Corpus, record: Record) -> Iterator[Pair]:
    """The dates of a record, and of those it names, of which one cannot be before the other."""
    match record:
        case Actor():
            yield from _of_actor(record)
        case Source():
            yield from _of_source(corpus, record)
        case Statement():
            yield from _of_statement(corpus, record)
        case Allegation():
            yield from _of_allegation(corpus, record)


def _of_actor(actor: Actor) -> Iterator[Pair]:
    """Nobody holds a role, and nothing is a part of anything, before it existed or after."""
    began = Moment(actor.id, ("from",), actor.start, f"since when '{actor.id}' has existed") if actor.start else None
    ended = Moment(actor.id, ("to",), actor.end, f"until when '{actor.id}' existed") if actor.end else None
    for field, parts, what in (("roles", actor.roles, "the role"), ("part_of", actor.part_of, "the part")):
        for i, part in enumerate(parts):
            first = Moment(actor.id, (field, i, "from"), part.start, f"when {what} began") if part.start else None
            last = Moment(actor.id, (field, i, "to"), part.end, f"when {what} ended") if part.end else None
            yield from (Pair(moment, began) for moment in (first, last) if moment and began)
            yield from (Pair(ended, moment) for moment in (first, last) if moment and ended)


def _of_source(corpus: Corpus, source: Source) -> Iterator[Pair]:
    published = _published(corpus, source.id, "when it was published")
    read = [Moment(source.id, ("retrieved",), source.retrieved, "when the source was read")] if source.retrieved else []
    got = [
        Moment(source.id, ("evidence", i, "retrieved"), kept.retrieved, "when the copy was got")
        for i, kept in enumerate(source.evidence)
    ]
    if published:
        yield from (Pair(moment, published) for moment in (*read, *got))
        for field, others, what in (("relies_on", source.relies_on, "reprints"), ("rests_on", source.rests_on, "rests on")):
            for other in others:
                if reprinted := _published(corpus, other, f"the date of '{other}', which it {what}"):
                    yield Pair(published._replace(path=(field, others.index(other))), reprinted)
    if source.dead and (before := read[0] if read else published):
        gone = Moment(source.id, ("dead",), source.dead, "when the address was found dead")
        yield Pair(gone, before._replace(what="when it was read") if read else before)


def _published(corpus: Corpus, id_: str | None, what: str) -> Moment | None:
    source = corpus.sources.get(id_ or "")
    return Moment(source.id, ("date",), source.date, what) if source is not None and source.date is not None else None


def _said(corpus: Corpus, id_: str, what: str) -> Moment | None:
    """When a statement was made, where its own date or that of its occasion says so."""
    resolved = corpus.resolved.get(id_)
    statement = resolved.statement if resolved else corpus.statements.get(id_)
    date = resolved.date if resolved else statement.date if statement else None
    if statement is None or date is None:
        return None
    return Moment(id_, ("date",) if statement.date is not None else ("occasion",), date, what)


def _of_statement(corpus: Corpus, statement: Statement) -> Iterator[Pair]:
    said = _said(corpus, statement.id, "when it was said")
    if said is None:
        return
    if statement.no_answer_as_of:
        looked = "when an answer was looked for"
        yield Pair(Moment(statement.id, ("no_answer_as_of",), statement.no_answer_as_of, looked), said)
    occasion = statement.occasion if statement.date is not None and statement.occasion in corpus.stated else None
    if occasion and (shared := _said(corpus, occasion, f"the date of '{occasion}', of the same occasion")):
        yield from _same_time(said, shared)
    for i, report in enumerate(statement.reports):
        printed = _published(corpus, report.source, f"the date of '{report.source}'")
        if printed and report.taken_from:
            copied = _published(corpus, report.taken_from, f"the date of '{report.taken_from}', from which it is copied")
            yield from [Pair(printed._replace(record=statement.id, path=("reports", i, "taken_from")), copied)] if copied else []
        for n, teller in enumerate(report.via if printed else ()):
            if printed and (heard := _said(corpus, teller, f"the date of '{teller}', through which it has the words")):
                yield Pair(printed._replace(record=statement.id, path=("reports", i, "via", n)), heard)
    for i, id_ in enumerate(statement.allegation if statement.act in _OF_THE_PAST else ()):
        alleged = corpus.allegations.get(id_)
        if alleged is not None and alleged.period:
            happened = Moment(id_, ("period",), alleged.period, f"when '{id_}' is said to have happened")
            yield Pair(said._replace(path=("allegation", i)), happened)
    if statement.withdrawn:
        gone = Moment(statement.id, ("withdrawn", "date"), statement.withdrawn.date, "when the record was withdrawn")
        yield Pair(gone, said)
        sources = [_published(corpus, report.source, f"the date of '{report.source}'") for report in statement.reports]
        if (known := [moment for moment in sources if moment]) and len(known) == len(sources):
            yield Pair(gone, min(known, key=lambda moment: moment.date.earliest or datetime.date.min))
        if shown := _published(
            corpus, statement.withdrawn.source, f"the date of '{statement.withdrawn.source}', which showed it"
        ):
            yield Pair(gone, shown)


def _same_time(own: Moment, other: Moment) -> Iterator[Pair]:
    """Two moments that are one, so that neither can be before the other; either way the fault is in the record of `own`."""
    yield Pair(own, other)
    yield Pair(own._replace(date=other.date, what=other.what), other._replace(date=own.date, what=own.what))


def _of_allegation(corpus: Corpus, allegation: Allegation) -> Iterator[Pair]:
    happened = (
        Moment(allegation.id, ("period",), allegation.period, "when it is said to have happened") if allegation.period else None
    )
    decided = [step for step in allegation.status if step.step not in {*APPEALS, *PROCEEDINGS, SETTLED}]
    first = min(decided, key=lambda step: (step.date.latest is None, step.date.latest), default=None)
    for i, step in enumerate(allegation.status):
        stage = Moment(allegation.id, ("status", i, "date"), step.date, f"when it was {step.step}")
        reported = stage._replace(what=f"{stage.what}, which '{step.source}' reports")
        if printed := _published(corpus, step.source, f"the date of '{step.source}'"):
            yield Pair(printed._replace(record=allegation.id, path=("status", i, "source")), reported)
        if happened:
            yield Pair(stage, happened)
        if first is not None and step.step in APPEALS:
            yield Pair(
                stage,
                Moment(
                    allegation.id, ("status", allegation.status.index(first), "date"), first.date, f"when it was {first.step}"
                ),
            )
        if step.statement and (finding := _said(corpus, step.statement, f"the date of '{step.statement}', which records it")):
            yield from _same_time(stage, finding)
