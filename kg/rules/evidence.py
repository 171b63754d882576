"""Rules of evidence (K4xx): nothing is recorded that no source reports, that nobody can look up, or that stands there twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved
from kg.diagnostic import Diagnostic, Severity
from kg.model.records import Statement
from kg.rules.rule import Rule
from kg.rules.sameness import TELLING, entered, folded


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
          daily: {title: The Daily, url: "https://example.org/daily"}
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


def nowhere_to_look(corpus: Corpus) -> Iterator[Diagnostic]:
    """A source with neither `url`, `archived` nor `evidence`.

    Nobody can open it to see whether it says so. An address that is dead by now is still one, and a copy in an archive is
    better; `evidence` names a kept copy, which whoever has it can recognize. What was only printed keeps a waiver that says
    where it can be found.

    FAIL:
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
            reports: [{source: daily}]

    PASS:
        actors:
          alba: {name: Alba, type: state}
        sources:
          daily: {title: The Daily, archived: "https://web.example.org/2021/daily"}
        statements:
          pledge:
            act: promises
            speaker: alba
            date: 2021-03
            says: Promised to leave by spring.
            reports: [{source: daily}]
    """
    hint = "add its 'url' or 'archived', or keep a copy with 'kg source add'; or waive it: 'allow' with 'code: K402' and why"
    for source in corpus.sources.values():
        if source.url is None and source.archived is None and not source.evidence:
            message = "the source has neither 'url', 'archived' nor 'evidence'"
            yield Diagnostic(corpus.mark(source.id), "K402", Severity.WARNING, message, hint, record=("source", source.id))


def quoted_twice(corpus: Corpus) -> Iterator[Diagnostic]:
    """The same quote under two statements: from one source, or four words and more from any.

    Words that were said once prove one statement; under two they are counted twice. Most likely one utterance was recorded
    twice. Statements that are linked by `may_be` are let pass, and case, punctuation and accents make no
    difference.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
          weekly: {title: The Weekly, url: "https://example.org/weekly"}
        statements:
          pledge:
            act: promises
            speaker: alba
            date: 2021-03-05
            says: Promised to leave.
            reports: [{source: daily, quote: we shall leave by spring}]
          pledge-in-march:
            act: promises
            speaker: alba
            date: 2021-03
            says: Promised to leave.
            reports: [{source: weekly, quote: We shall leave by spring}]

    PASS:
        actors:
          alba: {name: Alba, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
          weekly: {title: The Weekly, url: "https://example.org/weekly"}
        statements:
          pledge:
            act: promises
            speaker: alba
            date: 2021-03-05
            says: Promised to leave.
            reports:
              - {source: daily, quote: we shall leave by spring}
              - {source: weekly, quote: We shall leave by spring, date: 2021-03}
    """
    quotes = [
        (statement, i, j, report.source, quote)
        for statement in sorted(corpus.stated.values(), key=lambda statement: statement.id)
        for i, report in enumerate(statement.reports)
        for j, quote in enumerate(report.quote)
    ]
    first: dict[str, int] = {}
    for n, (statement, i, j, source, quote) in enumerate(quotes):
        said = folded(quote)
        at = first.setdefault(said if said.count(" ") >= TELLING - 1 else f"{source}/{said}", n)
        if at == n or not said:
            continue
        other, other_i, other_j, *_ = quotes[at]
        if other is statement or statement.id in other.may_be or other.id in statement.may_be:
            continue
        message = f"'{quote}' is quoted under '{other.id}' too"
        hint = "are they one saying? then keep one statement with both reports, or link them by 'may_be'"
        mark = corpus.mark(statement.id, ("reports", i, "quote", j))
        related = (corpus.mark(other.id, ("reports", other_i, "quote", other_j)),)
        yield Diagnostic(mark, "K404", Severity.WARNING, message, hint, related, ("statement", statement.id))


def entered_twice(corpus: Corpus) -> Iterator[Diagnostic]:
    """Two statements with the same act by the same speakers on the same day about the same allegation, or in the same words.

    Most likely one utterance was entered twice, and would be counted twice. If they are one, keep one statement with both
    reports; if they may be one, link them with `may_be`; if they are two, say so in `allow`.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
          weekly: {title: The Weekly, url: "https://example.org/weekly"}
        statements:
          charge: {act: accuses, speaker: alba, against: borea, date: 2021-03-05, says: Named raids., reports: [{source: daily}]}
          again: {act: accuses, speaker: alba, against: borea, date: 2021-03-05, says: Named raids., reports: [{source: weekly}]}

    PASS:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
          weekly: {title: The Weekly, url: "https://example.org/weekly"}
        statements:
          charge:
            act: accuses
            speaker: alba
            against: borea
            date: 2021-03-05
            says: Named raids.
            reports: [{source: daily}, {source: weekly}]
    """
    first: dict[tuple[object, ...], Resolved] = {}
    for _, resolved in sorted(corpus.resolved.items()):
        statement, key = resolved.statement, entered(resolved)
        if key is None:
            continue
        other = first.setdefault(key, resolved)
        if other is resolved or statement.id in other.statement.may_be or other.id in statement.may_be:
            continue
        message = f"'{other.id}' has the same act, speaker, date and {'allegation' if resolved.allegations else 'words'}"
        hint = (
            f"if they are one, keep one with both reports; else add 'may_be', or 'allow' with 'code: K405', to '{statement.id}'"
        )
        related = (corpus.mark(other.id),)
        yield Diagnostic(corpus.mark(statement.id), "K405", Severity.WARNING, message, hint, related, ("statement", statement.id))


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
