"""Rules of evidence (K4xx): nothing is recorded that no source reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.corpus.corpus import Corpus
from kg.diagnostic import Diagnostic, Severity
from kg.model.records import Statement
from kg.rules.rule import Rule


def no_report(corpus: Corpus) -> Iterator[Diagnostic]:
    """A statement without a report.

    A statement is recorded because some source says that it was made. Without the source nobody can look it up. A withdrawn
    statement may have lost its reports.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
        statements:
          pledge:
            act: promises
            speaker: alba
            date: 2021-03
            says: Promised to leave by spring.

    PASS:
        actors:
          alba: {name: Alba, type: state}
        sources:
          daily: {title: The Daily}
        statements:
          pledge:
            act: promises
            speaker: alba
            date: 2021-03
            says: Promised to leave by spring.
            reports:
              - source: daily
                at: paragraph 2
    """
    for record in corpus.present():
        if not isinstance(record, Statement) or record.reports or record.withdrawn is not None or _wrote_reports(corpus, record):
            continue
        mark = corpus.mark(record.id)
        hint = "add 'reports:' with '- source: ' and the id of a source below it"
        yield Diagnostic(mark, "K401", Severity.ERROR, "the statement has no report", hint, record=("statement", record.id))


def _wrote_reports(corpus: Corpus, record: Statement) -> bool:
    """Whether the file has reports that a fault in them took from `record`: a key that is there stands before its value."""
    path = ("reports",)
    return record.id not in corpus.statements and corpus.mark(record.id, path, key=True) != corpus.mark(record.id, path)


QUOTE_NOT_FOUND: Final = Rule(
    "K403",
    "quote-not-found",
    Severity.ERROR,
    """A quote that does not stand in the text of its source, found by `kg quotes` where the text is at hand.

    A quote is the words as printed. What differs only in space, quotation marks or dashes is the same; anything else is not,
    and no near match is looked for. `kg check` has no texts to look in and never finds this fault.

    FAIL:
        The source prints "we shall never leave". The quote is: we will never leave

    PASS:
        The quote is: we shall never leave
    """,
    example="words",
)
"""The page of K403."""
