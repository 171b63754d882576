"""The tables of actors, sources, topics and allegations, and of what one of these holds many of."""

from __future__ import annotations

from typing import Final

from kg.corpus.affiliation import is_side
from kg.corpus.corpus import Corpus
from kg.corpus.labels import label
from kg.exchange.declared import Given, cells, columns, given
from kg.exchange.table import Cell, Column, Table, dated, days
from kg.model.parts import Alias, Evidence, PartOf, Role
from kg.model.records import Actor, Allegation, Dataset, Source, Topic
from kg.model.words import SELF
from kg.rdf.records import licence, role_iris
from kg.rdf.terms import Names

ID: Final = Column("id", "the record's permanent address")
LABEL: Final = Column("label", "what the record is called")
WAS: Final = Column("was", "the ids that the record had before", "ids")
NOTE: Final = Column("note", "a remark of the curators")
IRI: Final = Column("iri", "the record's address in the graph")
_SPAN: Final = (*dated("begins", "when it began; empty is open"), *dated("ends", "when it ended; empty is open"))


def iri_of(corpus: Corpus, kind: str, id_: str) -> str:
    """The address of a record in the graph."""
    return f"{corpus.base}{kind}/{id_}"


_DATASET: Final = given(Dataset)


def dataset(corpus: Corpus) -> Table:
    """One row: what the data set says of itself."""
    record = corpus.dataset or Dataset(title="Claims")
    known = licence(record.license) if record.license else None
    row = (Names(corpus.base).dataset()[1:-1], *cells(_DATASET, corpus, record), known, record.note)
    shown = (IRI, *columns(_DATASET), Column("license_url", "the address of the licence"), NOTE)
    return Table("dataset", "What these tables are of", shown, (row,), "iri")


def _table(corpus: Corpus, kind: str, meaning: str, *leading: Column, fields: tuple[Given, ...]) -> Table:
    """The table of all records of a kind: id, address, what it is called where `leading` has that, and its fields."""
    own = getattr(corpus, f"{kind}s")
    rows = tuple(
        (
            *(id_, iri_of(corpus, kind, id_), *([label(corpus, record)] if leading else ())),
            *cells(fields, corpus, record),
            *(record.was, record.note),
        )
        for id_, record in sorted(own.items())
    )
    return Table(f"{kind}s", meaning, (ID, IRI, *leading, *columns(fields), WAS, NOTE), rows, "id")


_SIDE: Final = Column("side", "whether it is a side, by its type or because its record says so", "boolean")
_ACTOR: Final = tuple(
    Given("side", (_SIDE,), lambda _, actor: (is_side(actor),)) if field.name == "side" else field for field in given(Actor)
)
_SOURCE, _TOPIC, _ALLEGATION, _EVIDENCE = given(Source), given(Topic, "label"), given(Allegation), given(Evidence)


def actors(corpus: Corpus) -> Table:
    """A row for each actor."""
    meaning = "Persons, organisations, companies, courts, states, alliances, armed groups, media"
    return _table(corpus, "actor", meaning, fields=_ACTOR)


def aliases(corpus: Corpus) -> Table:
    """A row for each other name of an actor."""
    shown = (
        Column("actor", "the actor", table="actors"),
        Column("alias", "another name of it"),
        Column("lang", "its language"),
        *_SPAN,
    )
    rows = tuple((id_, alias.name, alias.lang, *_span(alias)) for id_, a in sorted(corpus.actors.items()) for alias in a.aliases)
    return Table("aliases", "Other names of actors", shown, rows)


def roles(corpus: Corpus) -> Table:
    """A row for each position and organisation."""
    shown = (
        IRI,
        Column("actor", "the person", table="actors"),
        Column("position", "the position held"),
        Column("organization", "the organisation, or the person served", table="actors"),
        *_SPAN,
    )
    names = Names(corpus.base)
    rows = tuple(
        (iri[1:-1], id_, role.position, of, *_span(role))
        for id_, actor in sorted(corpus.actors.items())
        for iri, role in role_iris(names, actor)
        for of in role.of
    )
    return Table("roles", "Positions of persons in organisations", shown, rows)


def parts(corpus: Corpus) -> Table:
    """A row for each whole that an actor is part of."""
    shown = (Column("actor", "the part", table="actors"), Column("whole", "the whole", table="actors"), *_SPAN)
    rows = tuple((id_, p.of, *_span(p)) for id_, a in sorted(corpus.actors.items()) for p in a.part_of)
    return Table("parts", "Which actor is an organ or a unit of which", shown, rows)


def _span(span: Alias | Role | PartOf) -> tuple[Cell, ...]:
    return (*days(span.start), *days(span.end))


def sources(corpus: Corpus) -> Table:
    """A row for each source."""
    return _table(corpus, "source", "Documents that report statements", LABEL, fields=_SOURCE)


def evidence(corpus: Corpus) -> Table:
    """A row for each kept copy of a source."""
    shown = (Column("source", "the source", table="sources"), *columns(_EVIDENCE))
    rows = tuple((id_, *cells(_EVIDENCE, corpus, kept)) for id_, s in sorted(corpus.sources.items()) for kept in s.evidence)
    return Table("evidence", "Kept copies of sources", shown, rows)


def topics(corpus: Corpus) -> Table:
    """A row for each topic."""
    return _table(corpus, "topic", "What allegations and statements are about", LABEL, fields=_TOPIC)


def allegations(corpus: Corpus) -> Table:
    """A row for each allegation."""
    return _table(corpus, "allegation", "What is alleged: described, never asserted", LABEL, fields=_ALLEGATION)


def capacities(corpus: Corpus) -> Table:
    """A row for each accused of whom an allegation or an accusation says in which capacity they are meant."""
    shown = (
        IRI,
        Column("record", "the allegation, or the statement that says itself whom it is against"),
        Column("accused", "who is blamed", table="actors"),
        Column("capacity", "the bodies in whose office, or on whose behalf; none is a personal capacity", "ids", "actors"),
    )
    kept = (
        *((a.kind, id_, a.blamed) for id_, a in sorted(corpus.allegations.items())),
        *((s.kind, id_, s.blames or ()) for id_, s in sorted(corpus.stated.items())),
    )
    rows = tuple(
        (iri_of(corpus, kind, f"{id_}/capacity/{one.who}"), id_, one.who, tuple(of for of in one.as_ if of != SELF))
        for kind, id_, blamed in kept
        for one in blamed
        if one.as_
    )
    return Table("capacities", "In which capacity persons are accused, where the claims say so", shown, rows)
