"""The tables of statements, their links, their reports and quotes, with all that follows worked out.

A label says that somebody accuses somebody, or is said to, and never what is alleged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kg.corpus.aftermath import Fate
from kg.corpus.answering import delay
from kg.corpus.corpus import Corpus
from kg.corpus.labels import label, statement_label
from kg.corpus.resolution import Resolved, is_firsthand, is_translated
from kg.exchange.declared import cells, columns, given
from kg.exchange.records import ID, IRI, LABEL, NOTE, WAS, iri_of
from kg.exchange.table import Column, Row, Table, days
from kg.model.parts import Report, Withdrawal
from kg.model.records import Statement
from kg.rdf.statements import report_iris
from kg.rdf.terms import Names

_STATEMENT: Final = Column("statement", "the statement", table="statements")
_FATES: Final[Mapping[str, Fate]] = {
    "retracted_by": "retracted",
    "retracted_in_part_by": "retracted in part",
    "corrected_by": "corrected",
    "given_up_by": "given up",
}

_FOLLOWING: Final = "speaker jointly for to date utterance allegation against topic certainty answers".split()
"""Fields of statements of which tables have what follows from them instead."""
_FIELDS: Final = given(Statement, *_FOLLOWING)
_GIVEN: Final = tuple(field for field in _FIELDS if field.columns[0].type != "ids")
_GIVEN_LINKS: Final = tuple(field for field in _FIELDS if field.columns[0].type == "ids")
_WITHDRAWAL: Final = given(Withdrawal)
_REPORT: Final = given(Report, "quote", "lang", "translated", "via", "firsthand")

LINKS: Final = (
    ("speaker", "who said it", "actors"),
    ("spoken_for", "for whom the speaker speaks", "actors"),
    ("side", "the sides spoken for", "actors"),
    ("said_to", "to whom it was said", "actors"),
    ("allegation", "what it is about", "allegations"),
    ("affirms", "which allegations its speaker holds to be so; none where others alone say that it was said", "allegations"),
    ("disputes", "which allegations its speaker says are not so; none where others alone say that it was said", "allegations"),
    ("topic", "its topics", "topics"),
    ("against", "whom an accusation is against", "actors"),
    ("accused_side", "the sides of these", "actors"),
    ("answers", "which statements it answers", "statements"),
    ("follows", "which earlier statements of the same speaker it continues", "statements"),
    ("supports", "which statements it backs", "statements"),
    ("revises", "which of the speaker's own statements it takes back or corrects", "statements"),
    ("reviews", "which findings it reviews on appeal", "statements"),
    ("tellers", "those on whose word alone it is known", "actors"),
    ("contested_by", "which of its alleged speakers deny having made it", "actors"),
    ("retracted_by", "by which statements its speaker took it back", "statements"),
    ("retracted_in_part_by", "by which statements its speaker took back some of its allegations", "statements"),
    ("corrected_by", "by which statements its speaker corrected it", "statements"),
    ("given_up_by", "by which concessions its speaker gave it up", "statements"),
    *((column.name, column.meaning, column.table) for field in _GIVEN_LINKS for column in field.columns),
)
"""Every way in which a statement points at other records: name, meaning, table."""


def statements(corpus: Corpus) -> Table:
    """A row for each statement that is not withdrawn."""
    shown = (
        *(ID, IRI, LABEL),
        Column("date", "when it was said, in EDTF"),
        Column("earliest", "the first day on which it can have been said", "date"),
        Column("latest", "the last day on which it can have been said", "date"),
        Column("certainty", "how firmly the speaker puts it"),
        Column("jointly", "whether several speakers made it together", "boolean"),
        Column("attributed", "whether it is known only on the word of others", "boolean"),
        Column("utterance", "disputed, where its alleged speaker denies having made it, or all of several do"),
        *columns(_GIVEN),
        *(Column(name, meaning, "ids", table) for name, meaning, table in LINKS),
        Column("days_min", "the fewest days after what it answers", "integer"),
        Column("days_max", "the most days after what it answers", "integer"),
        *(WAS, NOTE),
    )
    rows: list[Row] = []
    for id_, r in sorted(corpus.resolved.items()):
        utterance = "disputed" if r.is_contested else None
        said = (days(r.date)[0], r.earliest, r.latest, r.certainty, r.is_joint, r.is_attributed, utterance)
        after = delay(r, (corpus.resolved[a] for a in r.answers if a in corpus.stated)) or (None, None)
        rows.append(
            (
                *(id_, iri_of(corpus, "statement", id_), statement_label(corpus, r), *said),
                *cells(_GIVEN, corpus, r.statement),
                *targets(corpus, r).values(),
                *(*after, r.statement.was, r.statement.note),
            )
        )
    return Table("statements", "Statements that are not withdrawn, with all that follows from them", shown, tuple(rows), "id")


def targets(corpus: Corpus, r: Resolved) -> dict[str, tuple[str, ...]]:
    """The ids that a statement points at, by the names of `LINKS`; withdrawn statements are not pointed at."""
    found = {
        "speaker": r.speakers,
        "spoken_for": r.spoken_for,
        "side": r.sides,
        "said_to": r.to,
        "allegation": r.allegations,
        "affirms": r.affirms,
        "disputes": r.disputes,
        "topic": r.topics,
        "against": r.against,
        "accused_side": r.accused_sides,
        "answers": r.answers,
        "follows": r.follows,
        "supports": r.supports,
        "revises": r.revises,
        "reviews": r.reviews,
        "tellers": r.tellers,
        "contested_by": r.contested,
        **{name: _later(corpus, r, fate) for name, fate in _FATES.items()},
    }
    found |= {field.name: getattr(r.statement, field.name) for field in _GIVEN_LINKS}
    kinds = {name: table for name, _, table in LINKS}
    return {name: tuple(i for i in ids if kinds[name] != "statements" or i in corpus.stated) for name, ids in found.items()}


def _later(corpus: Corpus, r: Resolved, fate: Fate) -> tuple[str, ...]:
    """The statements by which the speaker did that with this one."""
    return tuple(later.by for later in corpus.aftermath.get(r.id, ()) if later.fate == fate)


def links(corpus: Corpus) -> Table:
    """A row for each link of a statement."""
    shown = (_STATEMENT, Column("relation", "a column of statements"), Column("target", "the id of what it points at"))
    rows = tuple(
        (id_, name, target)
        for id_, r in sorted(corpus.resolved.items())
        for name, ids in targets(corpus, r).items()
        for target in dict.fromkeys(ids)
    )
    return Table("links", "Every link of a statement, one a row", shown, rows)


def reports(corpus: Corpus) -> Table:
    """A row for each report."""
    shown = (
        Column("id", "the report's address in the graph from the statement's id on"),
        *(IRI, _STATEMENT),
        *columns(_REPORT),
        Column("lang", "the language of its words"),
        Column("translated", "whether its words are a translation of the speaker's", "boolean"),
        Column("via", "on whose word, from the source towards the speaker", "ids"),
        Column("firsthand", "whether the source recorded the words itself", "boolean"),
    )
    rows = tuple(
        (
            *(id_, iri_of(corpus, "statement", id_), r.id),
            *cells(_REPORT, corpus, report),
            _language(corpus, report),
            is_translated(report, corpus.sources.get(report.source)),
            tuple(i for i in report.via if corpus.kinds.get(i) != "statement" or i in corpus.stated),
            is_firsthand(report, corpus.sources.get(report.source), r),
        )
        for id_, r, report in _identified(corpus)
    )
    return Table("reports", "Accounts of statements, with the evidence", shown, rows, "id")


def quotes(corpus: Corpus) -> Table:
    """A row for each quote."""
    shown = (
        Column("report", "the report", table="reports"),
        _STATEMENT,
        Column("quote", "words that the speaker is printed as saying"),
        Column("lang", "their language"),
    )
    rows = tuple((id_, r.id, quote, _language(corpus, p)) for id_, r, p in _identified(corpus) for quote in p.quote)
    return Table("quotes", "Words as printed", shown, rows)


def _identified(corpus: Corpus) -> Iterator[tuple[str, Resolved, Report]]:
    """Every report with its id: its address in the graph from the statement's id on, which no report that is added moves."""
    names = Names(corpus.base)
    before = len(names.of("statement", "")) - 1
    for _, resolved in sorted(corpus.resolved.items()):
        for iri, report in report_iris(names, resolved.statement):
            yield iri[before:-1], resolved, report


def _language(corpus: Corpus, report: Report) -> str | None:
    source = corpus.sources.get(report.source)
    return report.lang or (source.lang if source else None)


def withdrawn(corpus: Corpus) -> Table:
    """A row for each statement that its curators withdrew: that it was wrong and why, and nothing of what it said."""
    shown = (ID, IRI, LABEL, *columns(_WITHDRAWAL), WAS)
    rows = tuple(
        (id_, iri_of(corpus, "statement", id_), label(corpus, s), *cells(_WITHDRAWAL, corpus, s.withdrawn), s.was)
        for id_, s in sorted(corpus.statements.items())
        if s.withdrawn is not None
    )
    return Table("withdrawn", "Statements that turned out to be recorded wrongly; nothing refers to them", shown, rows, "id")
