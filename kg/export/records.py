"""The tables of actors, sources, topics and allegations, and of what one of these holds many of."""

from __future__ import annotations

from typing import Final

from kg.corpus.affiliation import is_side
from kg.corpus.corpus import Corpus
from kg.corpus.labels import label
from kg.edtf import Date
from kg.export.table import Column, Row, Table
from kg.model.records import Actor, Alias, PartOf, Role

ID: Final = Column("id", "the record's address for good")
LABEL: Final = Column("label", "what the record is called")
WAS: Final = Column("was", "the ids that the record had before", "ids")
NOTE: Final = Column("note", "a remark of the curators")
_FROM: Final = Column("start", "the first day, in EDTF; empty is open")
_TO: Final = Column("end", "the last day, in EDTF; empty is open")


def edtf(date: Date | None) -> str | None:
    """A date as the tables hold it; None where nothing is known of it."""
    return date.edtf if date is not None and date.known else None


def actors(corpus: Corpus) -> Table:
    """A row for each actor."""
    columns = (
        ID,
        Column("name", "its name"),
        Column("lang", "the language of the name"),
        Column("type", "person, state, company, court, armed-group, …"),
        Column("side", "whether it is a side, by its type or because its record says so", "boolean"),
        _FROM,
        _TO,
        Column("succeeds", "what it continues under another name or form", table="actors"),
        Column("same_as", "what names it elsewhere, as IRIs", "ids"),
        WAS,
        NOTE,
    )
    rows = tuple(
        (id_, a.name, a.lang, a.type, is_side(a), *_span(a), a.succeeds, a.same_as, a.was, a.note)
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
        _FROM,
        _TO,
    )
    rows = tuple((id_, alias.name, alias.lang, *_span(alias)) for id_, a in sorted(corpus.actors.items()) for alias in a.aliases)
    return Table("aliases", "Other names of actors", columns, rows)


def roles(corpus: Corpus) -> Table:
    """A row for each position and organisation."""
    columns = (
        Column("actor", "the person", table="actors"),
        Column("position", "the position held"),
        Column("of", "the organisation", table="actors"),
        _FROM,
        _TO,
    )
    rows = tuple((id_, r.position, of, *_span(r)) for id_, a in sorted(corpus.actors.items()) for r in a.roles for of in r.of)
    return Table("roles", "Positions of persons in organisations", columns, rows)


def parts(corpus: Corpus) -> Table:
    """A row for each whole that an actor is part of."""
    columns = (Column("actor", "the part", table="actors"), Column("of", "the whole", table="actors"), _FROM, _TO)
    rows = tuple((id_, p.of, *_span(p)) for id_, a in sorted(corpus.actors.items()) for p in a.part_of)
    return Table("parts", "Which actor is an organ or a unit of which", columns, rows)


def _span(span: Actor | Alias | Role | PartOf) -> tuple[str | None, str | None]:
    return edtf(span.start), edtf(span.end)


def sources(corpus: Corpus) -> Table:
    """A row for each source."""
    columns = (
        ID,
        LABEL,
        Column("title", "its title"),
        Column("publisher", "who published it: an actor's id or a name"),
        Column("author", "who wrote it: actors' ids or names, with semicolons between"),
        Column("date", "when it was published, in EDTF"),
        Column("url", "where it can be read"),
        Column("archived", "where a copy is kept"),
        Column("dead", "when the address was found to lead nowhere, in EDTF"),
        Column("lang", "its language"),
        Column("translated_from", "the language it was translated from"),
        Column("kind", "article, report, transcript, …"),
        Column("relies_on", "the sources it reprints", "ids", "sources"),
        Column("rests_on", "the sources that its account depends on", "ids", "sources"),
        Column("sha256", "the hash of the copy that was read"),
        Column("retrieved", "when it was read, in EDTF"),
        WAS,
        NOTE,
    )
    rows: list[Row] = []
    for id_, s in sorted(corpus.sources.items()):
        made = ("; ".join(s.author) or None, edtf(s.date), s.url, s.archived, edtf(s.dead), s.lang, s.translated_from)
        held = (s.source_kind, s.relies_on, s.rests_on, s.sha256, edtf(s.retrieved))
        rows.append((id_, label(corpus, s), s.title, s.publisher, *made, *held, s.was, s.note))
    return Table("sources", "Documents that report statements", columns, tuple(rows), "id")


def topics(corpus: Corpus) -> Table:
    """A row for each topic."""
    columns = (
        ID,
        LABEL,
        Column("broader", "the topic it is part of", table="topics"),
        Column("notation", "its codes in other schemes", "ids"),
        Column("close_match", "much the same elsewhere, as IRIs", "ids"),
        WAS,
        NOTE,
    )
    rows = tuple((id_, t.label, t.broader, t.notation, t.close_match, t.was, t.note) for id_, t in sorted(corpus.topics.items()))
    return Table("topics", "What allegations and statements are about", columns, rows, "id")


def allegations(corpus: Corpus) -> Table:
    """A row for each allegation."""
    columns = (
        ID,
        LABEL,
        Column("text", "what is alleged, as the accuser would word it; nothing here says that it is so"),
        Column("accused", "whom it is about", "ids", "actors"),
        Column("concerns", "other actors in it", "ids", "actors"),
        Column("topic", "its topics", "ids", "topics"),
        Column("broader", "the allegations it is part of", "ids", "allegations"),
        Column("rests_on", "the sources that everybody who makes it depends on", "ids", "sources"),
        Column("period", "when it is said to have happened, in EDTF"),
        WAS,
        NOTE,
    )
    rows = tuple(
        (id_, label(corpus, a), a.text, a.accused, a.concerns, a.topic, a.broader, a.rests_on, edtf(a.period), a.was, a.note)
        for id_, a in sorted(corpus.allegations.items())
    )
    return Table("allegations", "What is alleged: described, never asserted", columns, rows, "id")
