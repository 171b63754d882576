"""The tables of actors, sources, topics and allegations, and of what one of these holds many of."""

from __future__ import annotations

from typing import Final

from kg.corpus.affiliation import is_side
from kg.corpus.corpus import Corpus
from kg.corpus.labels import label
from kg.exchange.table import Cell, Column, Row, Table, dated, days
from kg.model.parts import Alias, PartOf, Role
from kg.model.records import Actor, Allegation, Dataset
from kg.rdf.records import licence, role_iris
from kg.rdf.terms import Names

ID: Final = Column("id", "the record's address for good")
LABEL: Final = Column("label", "what the record is called")
WAS: Final = Column("was", "the ids that the record had before", "ids")
NOTE: Final = Column("note", "a remark of the curators")
IRI: Final = Column("iri", "the record's address in the graph")
_SPAN: Final = (*dated("begins", "when it began; empty is open"), *dated("ends", "when it ended; empty is open"))


def iri_of(corpus: Corpus, kind: str, id_: str) -> str:
    """The address of a record in the graph."""
    return f"{corpus.base}{kind}/{id_}"


def dataset(corpus: Corpus) -> Table:
    """One row: what the data set says of itself."""
    columns = (
        IRI,
        Column("title", "its title"),
        Column("description", "what it is about"),
        Column("version", "its version"),
        Column("base", "what the addresses of its records begin with"),
        Column("license", "the licence of the data"),
        Column("license_url", "the address of the licence"),
        Column("curators", "who made it", "ids"),
        NOTE,
    )
    d = corpus.dataset or Dataset(title="Claims")
    known = licence(d.license) if d.license else None
    row = (Names(corpus.base).dataset()[1:-1], d.title, d.description, d.version, d.base, d.license, known, d.curators, d.note)
    return Table("dataset", "What these tables are of", columns, (row,), "iri")


def actors(corpus: Corpus) -> Table:
    """A row for each actor."""
    columns = (
        ID,
        IRI,
        Column("name", "its name"),
        Column("lang", "the language of the name"),
        Column("type", "person, state, company, court, armed-group, …"),
        Column("side", "whether it is a side, by its type or because its record says so", "boolean"),
        *_SPAN,
        Column("succeeds", "what it continues under another name or form", table="actors"),
        Column("same_as", "what names it elsewhere, as IRIs", "ids"),
        WAS,
        NOTE,
    )
    rows = tuple(
        (id_, iri_of(corpus, "actor", id_), a.name, a.lang, a.type, is_side(a), *_span(a), a.succeeds, a.same_as, a.was, a.note)
        for id_, a in sorted(corpus.actors.items())
    )
    return Table(
        "actors", "Persons, organisations, companies, courts, states, alliances, armed groups, media", columns, rows, "id"
    )


def aliases(corpus: Corpus) -> Table:
    """A row for each other name of an actor."""
    columns = (
        Column("actor", "the actor", table="actors"),
        Column("alias", "another name of it"),
        Column("lang", "its language"),
        *_SPAN,
    )
    rows = tuple((id_, alias.name, alias.lang, *_span(alias)) for id_, a in sorted(corpus.actors.items()) for alias in a.aliases)
    return Table("aliases", "Other names of actors", columns, rows)


def roles(corpus: Corpus) -> Table:
    """A row for each position and organisation."""
    columns = (
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
    return Table("roles", "Positions of persons in organisations", columns, rows)


def parts(corpus: Corpus) -> Table:
    """A row for each whole that an actor is part of."""
    columns = (Column("actor", "the part", table="actors"), Column("whole", "the whole", table="actors"), *_SPAN)
    rows = tuple((id_, p.of, *_span(p)) for id_, a in sorted(corpus.actors.items()) for p in a.part_of)
    return Table("parts", "Which actor is an organ or a unit of which", columns, rows)


def _span(span: Actor | Alias | Role | PartOf) -> tuple[Cell, ...]:
    return (*days(span.start), *days(span.end))


def sources(corpus: Corpus) -> Table:
    """A row for each source."""
    columns = (
        ID,
        IRI,
        LABEL,
        Column("title", "its title"),
        Column("publisher", "who published it: an actor's id or a name"),
        Column("author", "who wrote it: actors' ids or names", "ids"),
        *dated("date", "when it was published"),
        Column("url", "where it can be read"),
        Column("archived", "where a copy is kept"),
        *dated("dead", "when the address was found to lead nowhere"),
        Column("lang", "its language"),
        Column("translated_from", "the language it was translated from"),
        Column("kind", "article, report, transcript, …"),
        Column("relies_on", "the sources it reprints", "ids", "sources"),
        Column("rests_on", "the sources that its account depends on", "ids", "sources"),
        Column("sha256", "the hash of the copy that was read"),
        *dated("retrieved", "when it was read"),
        WAS,
        NOTE,
    )
    rows: list[Row] = []
    for id_, s in sorted(corpus.sources.items()):
        made = (s.author, *days(s.date), s.url, s.archived, *days(s.dead), s.lang, s.translated_from)
        held = (s.source_kind, s.relies_on, s.rests_on, s.sha256, *days(s.retrieved))
        rows.append((id_, iri_of(corpus, "source", id_), label(corpus, s), s.title, s.publisher, *made, *held, s.was, s.note))
    return Table("sources", "Documents that report statements", columns, tuple(rows), "id")


def topics(corpus: Corpus) -> Table:
    """A row for each topic."""
    columns = (
        ID,
        IRI,
        LABEL,
        Column("broader", "the topic it is part of", table="topics"),
        Column("notation", "its codes in other schemes", "ids"),
        Column("close_match", "much the same elsewhere, as IRIs", "ids"),
        WAS,
        NOTE,
    )
    rows = tuple(
        (id_, iri_of(corpus, "topic", id_), t.label, t.broader, t.notation, t.close_match, t.was, t.note)
        for id_, t in sorted(corpus.topics.items())
    )
    return Table("topics", "What allegations and statements are about", columns, rows, "id")


def allegations(corpus: Corpus) -> Table:
    """A row for each allegation."""
    columns = (
        ID,
        IRI,
        LABEL,
        Column("text", "what is alleged, as the accuser would word it; nothing here says that it is so"),
        Column("accused", "whom it is about", "ids", "actors"),
        Column("concerns", "other actors in it", "ids", "actors"),
        Column("topic", "its topics", "ids", "topics"),
        Column("broader", "the allegations it is part of", "ids", "allegations"),
        Column("rests_on", "the sources that everybody who makes it depends on", "ids", "sources"),
        *dated("period", "when it is said to have happened"),
        WAS,
        NOTE,
    )
    rows = tuple(
        (id_, iri_of(corpus, "allegation", id_), label(corpus, a), a.text, a.accused, a.concerns, *_about(a), a.was, a.note)
        for id_, a in sorted(corpus.allegations.items())
    )
    return Table("allegations", "What is alleged: described, never asserted", columns, rows, "id")


def _about(allegation: Allegation) -> tuple[Cell, ...]:
    return allegation.topic, allegation.broader, allegation.rests_on, *days(allegation.period)
