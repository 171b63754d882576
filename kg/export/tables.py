"""The claims as flat tables: one for each kind of record, one for what a record holds many of, one for all links of statements.

Tables hold what was said and by whom, with all that follows worked out (sides, bounds of dates, what is disputed). A label says
that somebody accuses somebody, never what is alleged; withdrawn statements are left out. Rows stand in the order of their ids.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from kg.corpus.answering import delay
from kg.corpus.corpus import Corpus
from kg.corpus.labels import label, statement_label
from kg.corpus.resolution import Resolved, is_firsthand
from kg.edtf import Date
from kg.model.records import PartOf, Report, Role

Type: TypeAlias = Literal["string", "date", "integer", "boolean", "ids"]
Cell: TypeAlias = str | int | bool | datetime.date | tuple[str, ...] | None
Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what its cells hold, what it means, and the table whose ids it holds.

    A cell of type "ids" is a tuple of ids, codes or IRIs. Dates as written, in EDTF, are "string"; "date" is a day.
    """

    name: str
    meaning: str
    type: Type = "string"
    table: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `key` is the column that tells its rows apart, where there is one."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    key: str = ""


_ID: Final = Column("id", "the record's address for good")
_LABEL: Final = Column("label", "what the record is called")
_WAS: Final = Column("was", "the ids that the record had before", "ids")
_NOTE: Final = Column("note", "a remark of the curators")
_FROM: Final = Column("start", "the first day, in EDTF; empty is open")
_TO: Final = Column("end", "the last day, in EDTF; empty is open")
_STATEMENT: Final = Column("statement", "the statement", table="statements")

LINKS: Final = (
    ("speaker", "who said it", "actors"),
    ("spoken_for", "for whom the speaker speaks", "actors"),
    ("side", "the states, armed groups and alliances spoken for", "actors"),
    ("to", "to whom it was said", "actors"),
    ("allegation", "what it is about", "allegations"),
    ("disputes", "which allegations it says are not so", "allegations"),
    ("topic", "its topics", "topics"),
    ("against", "whom an accusation is against", "actors"),
    ("accused_side", "the sides of these", "actors"),
    ("toward", "whom a praise, promise, warning, demand or announcement is about", "actors"),
    ("answers", "which statements it answers", "statements"),
    ("supports", "which statements it backs", "statements"),
    ("revises", "which of the speaker's own statements it takes back or corrects", "statements"),
    ("may_answer", "which statements it perhaps answers", "statements"),
    ("may_be", "which statements are perhaps the same utterance", "statements"),
    ("conflicts_with", "which statements cannot be right beside it", "statements"),
)
"""Every way in which a statement points at other records: name, meaning, table."""


def tables(corpus: Corpus) -> tuple[Table, ...]:
    """All tables of the data set, in the order in which they are documented."""
    return (
        _actors(corpus),
        _aliases(corpus),
        _roles(corpus),
        _parts(corpus),
        _sources(corpus),
        _topics(corpus),
        _allegations(corpus),
        _statuses(corpus),
        _statements(corpus),
        _links(corpus),
        _reports(corpus),
        _quotes(corpus),
    )


def _edtf(date: Date | None) -> str | None:
    return date.edtf if date is not None and date.known else None


def _actors(corpus: Corpus) -> Table:
    columns = (
        _ID,
        Column("name", "its name"),
        Column("type", "person, state, armed-group, …"),
        Column("same_as", "what names it elsewhere, as IRIs", "ids"),
        _WAS,
        _NOTE,
    )
    rows = tuple((a.id, a.name, a.type, a.same_as, a.was, a.note) for _, a in sorted(corpus.actors.items()))
    return Table("actors", "Persons, organisations, states, alliances, armed groups, media, unnamed groups", columns, rows, "id")


def _aliases(corpus: Corpus) -> Table:
    columns = (Column("actor", "the actor", table="actors"), Column("alias", "another name of it"))
    rows = tuple((id_, alias.name) for id_, a in sorted(corpus.actors.items()) for alias in a.aliases)
    return Table("aliases", "Other names of actors", columns, rows)


def _roles(corpus: Corpus) -> Table:
    columns = (
        Column("actor", "the person", table="actors"),
        Column("position", "the position held"),
        Column("of", "the organisation", table="actors"),
        _FROM,
        _TO,
    )
    rows = tuple((id_, r.position, of, *_span(r)) for id_, a in sorted(corpus.actors.items()) for r in a.roles for of in r.of)
    return Table("roles", "Positions of persons in organisations", columns, rows)


def _parts(corpus: Corpus) -> Table:
    columns = (Column("actor", "the part", table="actors"), Column("of", "the whole", table="actors"), _FROM, _TO)
    rows = tuple((id_, p.of, *_span(p)) for id_, a in sorted(corpus.actors.items()) for p in a.part_of)
    return Table("parts", "Which actor is an organ or a unit of which", columns, rows)


def _span(span: Role | PartOf) -> tuple[str | None, str | None]:
    return _edtf(span.start), _edtf(span.end)


def _sources(corpus: Corpus) -> Table:
    columns = (
        _ID,
        _LABEL,
        Column("title", "its title"),
        Column("publisher", "who published it: an actor's id or a name"),
        Column("author", "who wrote it: actors' ids or names, with semicolons between"),
        Column("date", "when it was published, in EDTF"),
        Column("url", "where it can be read"),
        Column("archived", "where a copy is kept"),
        Column("lang", "its language"),
        Column("kind", "article, report, transcript, …"),
        Column("relies_on", "the sources it reprints", "ids", "sources"),
        Column("sha256", "the hash of the copy that was read"),
        Column("retrieved", "when it was read, in EDTF"),
        _WAS,
        _NOTE,
    )
    rows: list[Row] = []
    for id_, s in sorted(corpus.sources.items()):
        made = ("; ".join(s.author) or None, _edtf(s.date), s.url, s.archived, s.lang, s.source_kind, s.relies_on, s.sha256)
        rows.append((id_, label(corpus, s), s.title, s.publisher, *made, _edtf(s.retrieved), s.was, s.note))
    return Table("sources", "Documents that report statements", columns, tuple(rows), "id")


def _topics(corpus: Corpus) -> Table:
    columns = (
        _ID,
        _LABEL,
        Column("broader", "the topic it is part of", table="topics"),
        Column("notation", "its codes in other schemes", "ids"),
        Column("close_match", "much the same elsewhere, as IRIs", "ids"),
        _WAS,
        _NOTE,
    )
    rows = tuple((id_, t.label, t.broader, t.notation, t.close_match, t.was, t.note) for id_, t in sorted(corpus.topics.items()))
    return Table("topics", "What allegations and statements are about", columns, rows, "id")


def _allegations(corpus: Corpus) -> Table:
    columns = (
        _ID,
        _LABEL,
        Column("text", "what is alleged, as the accuser would word it; nothing here says that it is so"),
        Column("accused", "whom it is about", "ids", "actors"),
        Column("concerns", "other actors in it", "ids", "actors"),
        Column("topic", "its topics", "ids", "topics"),
        Column("broader", "the allegations it is part of", "ids", "allegations"),
        Column("period", "when it is said to have happened, in EDTF"),
        _WAS,
        _NOTE,
    )
    rows = tuple(
        (id_, label(corpus, a), a.text, a.accused, a.concerns, a.topic, a.broader, _edtf(a.period), a.was, a.note)
        for id_, a in sorted(corpus.allegations.items())
    )
    return Table("allegations", "What is alleged: described, never asserted", columns, rows, "id")


def _statuses(corpus: Corpus) -> Table:
    columns = (
        Column("allegation", "the allegation", table="allegations"),
        Column("step", "under-inquiry, charged, found or dismissed"),
        Column("date", "when, in EDTF"),
        Column("source", "who reports it", table="sources"),
    )
    rows = tuple((id_, s.step, _edtf(s.date), s.source) for id_, a in sorted(corpus.allegations.items()) for s in a.status)
    return Table("statuses", "What became of allegations", columns, rows)


def _statements(corpus: Corpus) -> Table:
    columns = (
        _ID,
        _LABEL,
        Column("act", "what the statement does"),
        Column("date", "when it was said, in EDTF"),
        Column("earliest", "the first day on which it can have been said", "date"),
        Column("latest", "the last day on which it can have been said", "date"),
        Column("certainty", "how firmly the speaker puts it"),
        Column("says", "what was said, in neutral words"),
        *(Column(name, meaning, "ids", table) for name, meaning, table in LINKS),
        Column("occasion", "the statement made on the same occasion", table="statements"),
        Column("days_min", "the fewest days after what it answers", "integer"),
        Column("days_max", "the most days after what it answers", "integer"),
        Column("no_answer_as_of", "until when an answer was looked for and none found, in EDTF"),
        _WAS,
        _NOTE,
    )
    rows: list[Row] = []
    for id_, r in sorted(corpus.resolved.items()):
        s = r.statement
        said = (_edtf(r.date), r.earliest, r.latest, r.certainty, s.says)
        linked = targets(corpus, r)
        days = delay(r, (corpus.resolved[a] for a in r.answers if a in corpus.stated)) or (None, None)
        occasion = s.occasion if s.occasion in corpus.stated else None
        rest = (occasion, *days, _edtf(s.no_answer_as_of), s.was, s.note)
        rows.append((id_, statement_label(corpus, r), r.act, *said, *linked.values(), *rest))
    return Table("statements", "Acts of saying that stand, with all that follows from them", columns, tuple(rows), "id")


def targets(corpus: Corpus, r: Resolved) -> dict[str, tuple[str, ...]]:
    """The ids that a statement points at, by the names of `LINKS`; withdrawn statements are not pointed at."""
    s = r.statement
    found = {
        "speaker": r.speakers,
        "spoken_for": r.spoken_for,
        "side": r.sides,
        "to": r.to,
        "allegation": r.allegations,
        "disputes": r.disputes,
        "topic": r.topics,
        "against": r.against,
        "accused_side": r.accused_sides,
        "toward": s.toward,
        "answers": r.answers,
        "supports": r.supports,
        "revises": r.revises,
        "may_answer": s.may_answer,
        "may_be": s.may_be,
        "conflicts_with": s.conflicts_with,
    }
    kinds = {name: table for name, _, table in LINKS}
    return {name: tuple(i for i in ids if kinds[name] != "statements" or i in corpus.stated) for name, ids in found.items()}


def _links(corpus: Corpus) -> Table:
    columns = (_STATEMENT, Column("relation", "a column of statements"), Column("target", "the id of what it points at"))
    rows = tuple(
        (id_, name, target)
        for id_, r in sorted(corpus.resolved.items())
        for name, ids in targets(corpus, r).items()
        for target in dict.fromkeys(ids)
    )
    return Table("links", "Every link of a statement, one a row", columns, rows)


def _reports(corpus: Corpus) -> Table:
    columns = (
        Column("id", "the statement's id and the number of the report"),
        _STATEMENT,
        Column("source", "the document", table="sources"),
        Column("at", "where in it"),
        Column("lang", "the language of its words"),
        Column("via", "on whose word, from the source towards the speaker", "ids"),
        Column("taken_from", "the source it was copied from without credit", table="sources"),
        Column("firsthand", "whether the source recorded the words itself", "boolean"),
        Column("named", "the name it prints for the speaker"),
        Column("date", "the date it prints where it differs, in EDTF"),
        Column("says", "its account where it differs"),
        Column("certainty", "how firmly it puts it where it differs"),
    )
    rows = tuple(
        (
            f"{r.id}/{n}",
            r.id,
            p.source,
            p.at,
            _language(corpus, p),
            tuple(i for i in p.via if corpus.kinds.get(i) != "statement" or i in corpus.stated),
            p.taken_from,
            is_firsthand(p, corpus.sources.get(p.source), r),
            p.named,
            _edtf(p.date),
            p.says,
            p.certainty,
        )
        for n, r, p in _numbered(corpus)
    )
    return Table("reports", "Accounts of statements, with the evidence", columns, rows, "id")


def _quotes(corpus: Corpus) -> Table:
    columns = (
        Column("report", "the report", table="reports"),
        _STATEMENT,
        Column("quote", "words that the speaker is printed as saying"),
        Column("lang", "their language"),
    )
    rows = tuple((f"{r.id}/{n}", r.id, quote, _language(corpus, p)) for n, r, p in _numbered(corpus) for quote in p.quote)
    return Table("quotes", "Words as printed", columns, rows)


def _numbered(corpus: Corpus) -> Iterator[tuple[int, Resolved, Report]]:
    """Every report with its number in its statement, from 1."""
    for _, resolved in sorted(corpus.resolved.items()):
        for n, report in enumerate(resolved.statement.reports, 1):
            yield n, resolved, report


def _language(corpus: Corpus, report: Report) -> str | None:
    source = corpus.sources.get(report.source)
    return report.lang or (source.lang if source else None)
