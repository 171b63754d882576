"""The triples of statements and their reports, and the few edges that follow from them.

`kg:accuses` and `kg:sideAccuses` say that somebody accused somebody: they are about speech, and never follow from what is known
on the word of others alone, from what its alleged speaker denies having said, or from what its speaker took back. Nothing here
states what was alleged. A withdrawn statement leaves only its address and the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from kg.corpus.aftermath import Fate
from kg.corpus.answering import delay
from kg.corpus.corpus import Corpus
from kg.corpus.labels import label, statement_label
from kg.corpus.resolution import Resolved, is_firsthand, is_translated
from kg.model.acts import ANSWERS
from kg.model.parts import Report
from kg.model.records import Statement
from kg.rdf import vocab
from kg.rdf.declared import Triple, declared
from kg.rdf.records import capacities, common, day, former, links
from kg.rdf.terms import TRUE, Names, addressed, edtf, inside, text, truth, typed


def statement(corpus: Corpus, names: Names, resolved: Resolved) -> Iterator[Triple]:
    """A statement that is not withdrawn, its reports, and the edges derived from it."""
    record = resolved.statement
    iri = names.of("statement", record.id)
    yield from ((iri, vocab.RDF_TYPE, f"<{cls}>") for cls in _classes(resolved))
    yield iri, vocab.RDFS_LABEL, text(statement_label(corpus, resolved))
    yield from common(corpus, names, iri, record)
    yield from links(iri, vocab.SPEAKER, names, "actor", resolved.speakers)
    yield from links(iri, vocab.ON_BEHALF_OF, names, "actor", resolved.spoken_for)
    yield from links(iri, vocab.SIDE, names, "actor", resolved.sides)
    yield from links(iri, vocab.TO, names, "actor", resolved.to)
    yield from _when(iri, resolved)
    if resolved.certainty:
        yield iri, vocab.CERTAINTY, text(resolved.certainty)
    yield from links(iri, vocab.ALLEGATION, names, "allegation", resolved.allegations)
    yield from links(iri, vocab.AFFIRMS, names, "allegation", resolved.affirms)
    yield from links(iri, vocab.DISPUTES, names, "allegation", resolved.disputes)
    yield from _standing(corpus, names, iri, resolved)
    yield from links(iri, vocab.TOPIC, names, "topic", resolved.topics)
    yield from links(iri, vocab.AGAINST, names, "actor", resolved.against)
    yield from capacities(corpus, names, iri, resolved.statement.blames or ())
    yield from links(iri, vocab.ACCUSED_SIDE, names, "actor", resolved.accused_sides)
    yield from _between(corpus, names, iri, resolved)
    for report_iri, report in report_iris(names, record):
        yield iri, vocab.REPORT, report_iri
        yield from _report(corpus, names, resolved, report_iri, report)
    yield from _derived(corpus, names, resolved)


def _standing(corpus: Corpus, names: Names, iri: str, resolved: Resolved) -> Iterator[Triple]:
    """On whose word the statement is known, and what its speaker made of it later."""
    if resolved.is_joint:
        yield iri, vocab.JOINTLY, TRUE
    if resolved.is_attributed:
        yield iri, vocab.ATTRIBUTED, TRUE
        yield from links(iri, vocab.ATTRIBUTED_BY, names, "actor", resolved.tellers)
    if resolved.is_contested:
        yield iri, vocab.CONTESTED, TRUE
    yield from links(iri, vocab.CONTESTED_BY, names, "actor", resolved.contested)
    for later in corpus.aftermath.get(resolved.id, ()):
        yield iri, _FATES[later.fate], names.of("statement", later.by)


_FATES: Final[Mapping[Fate, str]] = {
    "retracted": vocab.RETRACTED_BY,
    "retracted in part": vocab.RETRACTED_IN_PART_BY,
    "corrected": vocab.CORRECTED_BY,
    "given up": vocab.GIVEN_UP_BY,
}


def _classes(resolved: Resolved) -> list[str]:
    """Every class of the statement, written out because engines do not reason."""
    classes = [vocab.CLASS_STATEMENT, vocab.ACT_CLASSES[resolved.act]]
    if resolved.act in ANSWERS:
        classes.append(vocab.CLASS_ANSWER)
    if resolved.counters:
        classes += [vocab.CLASS_COUNTER_ACCUSATION, vocab.CLASS_ANSWER]
    return classes


def _when(iri: str, resolved: Resolved) -> Iterator[Triple]:
    if resolved.date.known:
        yield iri, vocab.DATE, edtf(resolved.date)
    if resolved.earliest:
        yield day(iri, vocab.EARLIEST, resolved.earliest)
    if resolved.latest:
        yield day(iri, vocab.LATEST, resolved.latest)


def _between(corpus: Corpus, names: Names, iri: str, resolved: Resolved) -> Iterator[Triple]:
    """How the statement meets others; edges to withdrawn statements are not written."""
    record = resolved.statement
    for predicate, ids in (
        (vocab.ANSWERS, resolved.answers),
        (vocab.FOLLOWS_UP, resolved.follows),
        (vocab.SUPPORTS, resolved.supports),
        (vocab.REVISES, resolved.revises),
        (vocab.REVIEWS, resolved.reviews),
    ):
        yield from links(iri, predicate, names, "statement", (id_ for id_ in ids if id_ in corpus.stated))
    for id_ in resolved.answers:
        if id_ in corpus.stated:
            yield names.of("statement", id_), vocab.ANSWERED_BY, iri
    for predicate, ids in ((vocab.MAY_BE, record.may_be), (vocab.CONFLICTS_WITH, record.conflicts_with)):
        for id_ in ids:  # both ways round, because engines do not reason
            if id_ in corpus.stated:
                yield names.of("statement", id_), predicate, iri
    days = delay(resolved, (corpus.resolved[id_] for id_ in resolved.answers if id_ in corpus.stated))
    if days is not None:
        yield iri, vocab.DAYS_MIN, typed(days[0], vocab.XSD_INTEGER)
        yield iri, vocab.DAYS_MAX, typed(days[1], vocab.XSD_INTEGER)


def _derived(corpus: Corpus, names: Names, resolved: Resolved) -> Iterator[Triple]:
    """Who accused whom, as direct edges between actors and between sides."""
    if resolved.act != "accuses" or resolved.is_attributed or resolved.is_contested or corpus.is_retracted(resolved.id):
        return
    against = corpus.still_blamed(resolved)
    accused_sides = dict.fromkeys(side for counting in against.values() for side in counting.sides)
    for speaker in resolved.speakers:
        yield from links(names.of("actor", speaker), vocab.ACCUSES, names, "actor", against)
    for side in resolved.sides:
        yield from links(names.of("actor", side), vocab.SIDE_ACCUSES, names, "actor", accused_sides)


def report_iris(names: Names, record: Statement) -> Iterator[tuple[str, Report]]:
    """The reports of a statement with their IRIs: by source, and several of one source by what they hold."""
    iri = names.of("statement", record.id)
    cited = Counter(report.source for report in record.reports)
    if len(cited) == len(record.reports):
        yield from ((inside(iri, "report", report.source), report) for report in record.reports)
        return
    alone = [report for report in record.reports if cited[report.source] == 1]
    yield from ((inside(iri, "report", report.source), report) for report in alone)
    several = (report for report in record.reports if cited[report.source] > 1)
    yield from addressed(iri, "report", several, lambda report: f"{report.source}/at", _place)


def _place(report: Report) -> str:
    """The key that distinguishes the reports of one source: where in it they are and which words they quote."""
    return "\n".join((report.at or "", *report.quote))


def _report(corpus: Corpus, names: Names, resolved: Resolved, iri: str, report: Report) -> Iterator[Triple]:
    source = corpus.sources.get(report.source)
    yield iri, vocab.RDF_TYPE, f"<{vocab.CLASS_REPORT}>"
    cited = names.cited.get(report.source)
    if cited is None:
        cited = text(f"Report in {label(corpus, source) if source else report.source}")
        names.cited[report.source] = cited
    yield iri, vocab.RDFS_LABEL, cited
    yield from declared(corpus, names, iri, report)
    language = report.lang or (source.lang if source else None)
    if is_translated(report, source):
        yield iri, vocab.TRANSLATED, TRUE
    for quote in report.quote:
        yield iri, vocab.QUOTE, text(quote, language)
    for id_ in report.via:
        kind = corpus.kinds.get(id_, "")
        if kind != "statement" or id_ in corpus.stated:
            yield iri, vocab.VIA, names.of(kind, id_)
    firsthand = is_firsthand(report, source, resolved)
    if firsthand is not None:
        yield iri, vocab.FIRSTHAND, truth(firsthand)


def withdrawn(corpus: Corpus, names: Names, record: Statement) -> Iterator[Triple]:
    """All that the graph says of a statement that its curators took back."""
    iri = names.of("statement", record.id)
    if record.withdrawn is None:
        raise ValueError(record.id)
    yield iri, vocab.RDF_TYPE, f"<{vocab.CLASS_WITHDRAWN_STATEMENT}>"
    yield iri, vocab.RDFS_LABEL, text(label(corpus, record))
    yield from former(names, iri, record)
    yield from declared(corpus, names, iri, record.withdrawn)
