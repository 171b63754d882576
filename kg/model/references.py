"""Which fields of a record name other records, and of which kinds: what checks, indexes and renames go by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kg.diagnostic import Path
from kg.ids import is_id
from kg.model.records import SELF, Actor, Allegation, Dataset, Record, Source, Statement, Topic

ACTOR: Final = frozenset({"actor"})
SOURCE: Final = frozenset({"source"})
TOPIC: Final = frozenset({"topic"})
ALLEGATION: Final = frozenset({"allegation"})
STATEMENT: Final = frozenset({"statement"})
CHAIN: Final = frozenset({"actor", "source", "statement"})


@dataclass(frozen=True, slots=True)
class Reference:
    """One mention of a record in another: where it stands, the id, the kinds of record it may be."""

    path: Path
    id: str
    kinds: frozenset[str]


def references(record: Record) -> Iterator[Reference]:
    """Every mention of another record in `record`, in the order of the fields' documentation."""
    match record:
        case Statement():
            yield from _statement(record)
        case Allegation():
            yield from _several("accused", record.accused, ACTOR)
            yield from _several("concerns", record.concerns, ACTOR)
            yield from _several("topic", record.topic, TOPIC)
            yield from _several("broader", record.broader, ALLEGATION)
            for i, step in enumerate(record.status):
                yield Reference(("status", i, "source"), step.source, SOURCE)
        case Actor():
            for i, part in enumerate(record.part_of):
                yield Reference(("part_of", i, "of"), part.of, ACTOR)
            for i, role in enumerate(record.roles):
                for j, of in enumerate(role.of):
                    yield Reference(("roles", i, "of", j), of, ACTOR)
        case Source():
            # What has the form of an id is one; a name in print has a capital or a space.
            if record.publisher is not None and is_id(record.publisher):
                yield Reference(("publisher",), record.publisher, ACTOR)
            yield from (one for one in _several("author", record.author, ACTOR) if is_id(one.id))
            yield from _several("relies_on", record.relies_on, SOURCE)
        case Topic():
            if record.broader is not None:
                yield Reference(("broader",), record.broader, TOPIC)
        case Dataset():
            yield from _counted("by_source", record.expect.by_source, SOURCE)
            yield from _counted("by_side", record.expect.by_side, ACTOR)
            yield from _counted("by_topic", record.expect.by_topic, TOPIC)


def _several(field: str, ids: tuple[str, ...], kinds: frozenset[str]) -> Iterator[Reference]:
    for i, id_ in enumerate(ids):
        yield Reference((field, i), id_, kinds)


def _counted(field: str, ids: Iterable[str], kinds: frozenset[str]) -> Iterator[Reference]:
    for id_ in ids:
        yield Reference(("expect", field, id_), id_, kinds)


def _statement(record: Statement) -> Iterator[Reference]:
    yield from _several("speaker", record.speaker, ACTOR)
    yield from (one for one in _several("for", record.for_, ACTOR) if one.id != SELF)
    yield from _several("to", record.to, ACTOR)
    if record.occasion is not None:
        yield Reference(("occasion",), record.occasion, STATEMENT)
    yield from _several("allegation", record.allegation, ALLEGATION)
    yield from _several("against", record.against or (), ACTOR)
    yield from _several("toward", record.toward, ACTOR)
    yield from _several("topic", record.topic, TOPIC)
    yield from _several("answers", record.answers, STATEMENT)
    yield from _several("may_answer", record.may_answer, STATEMENT)
    yield from _several("may_be", record.may_be, STATEMENT)
    yield from _several("conflicts_with", record.conflicts_with, STATEMENT)
    if record.withdrawn and record.withdrawn.source:
        yield Reference(("withdrawn", "source"), record.withdrawn.source, SOURCE)
    for i, report in enumerate(record.reports):
        yield Reference(("reports", i, "source"), report.source, SOURCE)
        for j, link in enumerate(report.via):
            yield Reference(("reports", i, "via", j), link, CHAIN)
        if report.taken_from is not None:
            yield Reference(("reports", i, "taken_from"), report.taken_from, SOURCE)
