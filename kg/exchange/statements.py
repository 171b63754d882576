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
from kg.exchange.records import ID, IRI, LABEL, NOTE, WAS, iri_of
from kg.exchange.table import Column, Row, Table, dated, days
from kg.model.parts import Report
from kg.rdf.statements import report_iris
from kg.rdf.terms import Names

_STATEMENT: Final = Column("statement", "the statement", table="statements")
_FATES: Final[Mapping[str, Fate]] = {
    "retracted_by": "retracted",
    "retracted_in_part_by": "retracted in part",
    "corrected_by": "corrected",
    "given_up_by": "given up",
}

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
    ("toward", "whom a praise, promise, warning, demand or announcement is about", "actors"),
    ("answers", "which statements it answers", "statements"),
    ("follows", "which statements of its own speaker it goes on about, and so answers nobody", "statements"),
    ("supports", "which statements it backs", "statements"),
    ("revises", "which of the speaker's own statements it takes back or corrects", "statements"),
    ("reviews", "which findings it reviews on appeal", "statements"),
    ("may_answer", "which statements it perhaps answers", "statements"),
    ("may_be", "which statements are perhaps the same utterance", "statements"),
    ("conflicts_with", "which statements cannot be right beside it", "statements"),
    ("tellers", "those on whose word alone it is known", "actors"),
    ("contested_by", "which of its alleged speakers deny having made it", "actors"),
    ("retracted_by", "by which statements its speaker took it back", "statements"),
    ("retracted_in_part_by", "by which statements its speaker took back some of its allegations", "statements"),
    ("corrected_by", "by which statements its speaker corrected it", "statements"),
    ("given_up_by", "by which concessions its speaker gave it up", "statements"),
)
"""Every way in which a statement points at other records: name, meaning, table."""


def statements(corpus: Corpus) -> Table:
    """A row for each statement that stands."""
    columns = (
        ID,
        IRI,
        LABEL,
        Column("act", "what the statement does"),
        Column("date", "when it was said, in EDTF"),
        Column("earliest", "the first day on which it can have been said", "date"),
        Column("latest", "the last day on which it can have been said", "date"),
        Column("certainty", "how firmly the speaker puts it"),
        Column("jointly", "whether several speakers made it together", "boolean"),
        Column("attributed", "whether it is known only on the word of others", "boolean"),
        Column("utterance", "disputed, where its alleged speaker denies having made it, or all of several do"),
        Column("stance", "what it holds of its allegations, where curators wrote it"),
        Column("outcome", "what a finding comes to"),
        Column("verdict", "the finding's own word, as printed"),
        Column("says", "what was said, in neutral words"),
        *(Column(name, meaning, "ids", table) for name, meaning, table in LINKS),
        Column("occasion", "the statement made on the same occasion", table="statements"),
        Column("days_min", "the fewest days after what it answers", "integer"),
        Column("days_max", "the most days after what it answers", "integer"),
        *dated("no_answer_as_of", "until when an answer was looked for and none found"),
        WAS,
        NOTE,
    )
    rows: list[Row] = []
    for id_, r in sorted(corpus.resolved.items()):
        s = r.statement
        utterance = "disputed" if r.is_contested else None
        marks = (r.is_joint, r.is_attributed, utterance, s.stance, s.outcome, s.verdict)
        said = (days(r.date)[0], r.earliest, r.latest, r.certainty, *marks, s.says)
        linked = targets(corpus, r)
        after = delay(r, (corpus.resolved[a] for a in r.answers if a in corpus.stated)) or (None, None)
        occasion = s.occasion if s.occasion in corpus.stated else None
        rest = (occasion, *after, *days(s.no_answer_as_of), s.was, s.note)
        rows.append((id_, iri_of(corpus, "statement", id_), statement_label(corpus, r), r.act, *said, *linked.values(), *rest))
    return Table("statements", "Acts of saying that stand, with all that follows from them", columns, tuple(rows), "id")


def targets(corpus: Corpus, r: Resolved) -> dict[str, tuple[str, ...]]:
    """The ids that a statement points at, by the names of `LINKS`; withdrawn statements are not pointed at."""
    s = r.statement
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
        "toward": s.toward,
        "answers": r.answers,
        "follows": r.follows,
        "supports": r.supports,
        "revises": r.revises,
        "reviews": r.reviews,
        "may_answer": s.may_answer,
        "may_be": s.may_be,
        "conflicts_with": s.conflicts_with,
        "tellers": r.tellers,
        "contested_by": r.contested,
        **{name: _later(corpus, r, fate) for name, fate in _FATES.items()},
    }
    kinds = {name: table for name, _, table in LINKS}
    return {name: tuple(i for i in ids if kinds[name] != "statements" or i in corpus.stated) for name, ids in found.items()}


def _later(corpus: Corpus, r: Resolved, fate: Fate) -> tuple[str, ...]:
    """The statements by which the speaker did that with this one."""
    return tuple(later.by for later in corpus.aftermath.get(r.id, ()) if later.fate == fate)


def links(corpus: Corpus) -> Table:
    """A row for each link of a statement."""
    columns = (_STATEMENT, Column("relation", "a column of statements"), Column("target", "the id of what it points at"))
    rows = tuple(
        (id_, name, target)
        for id_, r in sorted(corpus.resolved.items())
        for name, ids in targets(corpus, r).items()
        for target in dict.fromkeys(ids)
    )
    return Table("links", "Every link of a statement, one a row", columns, rows)


def reports(corpus: Corpus) -> Table:
    """A row for each report."""
    columns = (
        Column("id", "the report's address in the graph from the statement's id on"),
        IRI,
        _STATEMENT,
        Column("source", "the document", table="sources"),
        Column("locator", "where in it"),
        Column("lang", "the language of its words"),
        Column("translated", "whether its words are a translation of the speaker's", "boolean"),
        Column("translator", "who translated them: an actor's id or a name"),
        Column("via", "on whose word, from the source towards the speaker", "ids"),
        Column("taken_from", "the source it was copied from without credit", table="sources"),
        Column("firsthand", "whether the source recorded the words itself", "boolean"),
        Column("named", "the name it prints for the speaker"),
        *dated("date", "the date it prints where it differs"),
        Column("says", "its account where it differs"),
        Column("certainty", "how firmly it puts it where it differs"),
    )
    rows = tuple(
        (
            id_,
            iri_of(corpus, "statement", id_),
            r.id,
            p.source,
            p.at,
            _language(corpus, p),
            is_translated(p, corpus.sources.get(p.source)),
            p.translator,
            tuple(i for i in p.via if corpus.kinds.get(i) != "statement" or i in corpus.stated),
            p.taken_from,
            is_firsthand(p, corpus.sources.get(p.source), r),
            p.named,
            *days(p.date),
            p.says,
            p.certainty,
        )
        for id_, r, p in _identified(corpus)
    )
    return Table("reports", "Accounts of statements, with the evidence", columns, rows, "id")


def quotes(corpus: Corpus) -> Table:
    """A row for each quote."""
    columns = (
        Column("report", "the report", table="reports"),
        _STATEMENT,
        Column("quote", "words that the speaker is printed as saying"),
        Column("lang", "their language"),
    )
    rows = tuple((id_, r.id, quote, _language(corpus, p)) for id_, r, p in _identified(corpus) for quote in p.quote)
    return Table("quotes", "Words as printed", columns, rows)


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
    columns = (
        ID,
        IRI,
        LABEL,
        *dated("date", "when it was withdrawn"),
        Column("reason", "why"),
        Column("source", "the source that shows it", table="sources"),
        WAS,
    )
    rows = tuple(
        (id_, iri_of(corpus, "statement", id_), label(corpus, s), *days(w.date), w.reason, w.source, s.was)
        for id_, s in sorted(corpus.statements.items())
        if (w := s.withdrawn) is not None
    )
    return Table("withdrawn", "Statements that turned out to be recorded wrongly; nothing refers to them", columns, rows, "id")
