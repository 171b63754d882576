"""Rules of time (K301, K302): nothing is answered or printed before it is said.

Only written dates are compared, a statement's own or its occasion's, and only if the result is certain: the latest day of one is
before the earliest of the other, and neither is qualified. Derived bounds are not used.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Final

from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved
from kg.diagnostic import Diagnostic, Mark, Path, Severity
from kg.edtf import Date, surely_before
from kg.model.acts import FINDINGS, OWN_WORDS, SUPPORTS
from kg.model.records import Source

_BUDDHIST: Final = range(541, 544)
"""Years by which the Buddhist calendar is ahead, less those that a source may be late."""
_OF_A_SOURCE: Final = "check both dates, and whether the report names the right source"


def answer_too_early(corpus: Corpus) -> Iterator[Diagnostic]:
    """A statement dated before one that it answers, may answer, corroborates, retracts or corrects.

    Nobody answers what has not been said yet: one of the dates is wrong, or the link. The rule is silent if a date is qualified
    (`~`, `?`) or not known.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          charge:
            act: accuses
            speaker: alba
            against: borea
            date: 2021-03-05
            says: Blamed Borea for the raid.
            reports: [{source: daily}]
          denial:
            act: denies
            speaker: borea
            date: 2021-03-02
            answers: charge
            reports: [{source: daily}]

    PASS:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          charge:
            act: accuses
            speaker: alba
            against: borea
            date: 2021-03-05
            says: Blamed Borea for the raid.
            reports: [{source: daily}]
          denial:
            act: denies
            speaker: borea
            date: 2021-03
            answers: charge
            reports: [{source: daily}]
    """
    resolved = corpus.resolved
    for id_, answer in resolved.items():
        links = answer.statement.answers + answer.statement.may_answer
        later = [other for to in links if (other := resolved.get(to)) is not None and surely_before(answer.date, other.date)]
        if not later or _is_reported_for_occasion(answer, later[0].id, resolved):
            continue
        verb = answer.act if answer.act in OWN_WORDS | SUPPORTS else "reviews" if answer.act in FINDINGS else "answers"
        if later[0].id in answer.statement.may_answer:
            verb = "may answer"
        message = f"'{answer.date.text}' is before '{later[0].date.text}', the date of '{later[0].id}', which it {verb}"
        related = tuple(_date_mark(corpus, other, other.id) for other in later)
        mark = _date_mark(corpus, answer, id_)
        yield Diagnostic(mark, "K301", Severity.ERROR, message, "check both dates", related, ("statement", id_))


def _is_reported_for_occasion(answer: Resolved, other: str, resolved: Mapping[str, Resolved]) -> bool:
    """Whether the date is that of the occasion, and the occasion answers the same statement: one wrong date is reported once."""
    occasion = answer.statement.occasion
    if occasion is None or answer.statement.date is not None or occasion not in resolved:
        return False
    return other in resolved[occasion].statement.answers


def said_after_source(corpus: Corpus) -> Iterator[Diagnostic]:
    """A statement dated after a source that reports it, or after a statement through which it is known.

    No source prints words before they are spoken, and nobody reads them before: one of the dates is wrong, or the report names
    another document. It holds for `source`, `taken_from` and each of `via`, for the day on which a source was last read or
    copied, and for the date that a report itself prints.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
        sources:
          daily: {title: The Daily, date: 2021-03-04, url: "https://example.org/daily"}
        statements:
          pledge:
            act: promises
            speaker: alba
            date: 2021-04
            says: Promised to leave by spring.
            reports: [{source: daily}]

    PASS:
        actors:
          alba: {name: Alba, type: state}
        sources:
          daily: {title: The Daily, date: 2021-03-04, url: "https://example.org/daily"}
        statements:
          pledge:
            act: promises
            speaker: alba
            date: 2021-03
            says: Promised to leave by spring.
            reports: [{source: daily}]
    """
    dates = {id_: source.date for id_, source in corpus.sources.items() if source.date is not None}
    dates |= {id_: statement.date for id_, statement in corpus.resolved.items()}
    read = {id_: moment for id_, source in corpus.sources.items() if (moment := _last_read(source))}
    for id_, resolved in corpus.resolved.items():
        early: list[str] = []
        for i, report in enumerate(resolved.statement.reports):
            date = dates.get(report.source)
            if report.date is not None and date is not None and surely_before(date, report.date):
                message = f"'{report.date.text}' is after '{date.text}', the date of '{report.source}', which prints it"
                mark, related = corpus.mark(id_, ("reports", i, "date")), (corpus.mark(report.source, ("date",)),)
                yield Diagnostic(mark, "K302", Severity.ERROR, message, "check both dates", related, ("statement", id_))
            for channel in filter(None, (report.source, *report.via, report.taken_from)):
                date = dates.get(channel)
                if date is not None and surely_before(date, resolved.date) and channel not in early:
                    early.append(channel)
        if early:
            yield _said_after(corpus, resolved, early, dates[early[0]])
            continue
        for report in resolved.statement.reports:
            path, date = read.get(report.source, ((), None))
            if date is not None and surely_before(date, resolved.date):
                message = (
                    f"'{resolved.date.text}' is after '{date.text}', when '{report.source}', which reports it, was last read"
                )
                mark, related = _date_mark(corpus, resolved, id_), (corpus.mark(report.source, path),)
                yield Diagnostic(mark, "K302", Severity.ERROR, message, _OF_A_SOURCE, related, ("statement", id_))
                break


def _last_read(source: Source) -> tuple[Path, Date] | None:
    """The last day on which a source was read or a copy of it was got, and the field that says so.

    None where it was published later: that is one wrong date, which K321 reports.
    """
    days: list[tuple[Path, Date]] = [(("evidence", i, "retrieved"), kept.retrieved) for i, kept in enumerate(source.evidence)]
    days += [(("retrieved",), source.retrieved)] if source.retrieved else []
    last = max(days, key=lambda day: day[1].latest or datetime.date.max, default=None)
    return None if last and source.date and surely_before(last[1], source.date) else last


def _said_after(corpus: Corpus, resolved: Resolved, early: list[str], date: Date) -> Diagnostic:
    first = corpus.resolved.get(early[0])
    what = "through which it is known" if first is not None else "which reports it"
    message = f"'{resolved.date.text}' is after '{date.text}', the date of '{early[0]}', {what}"
    related = tuple(_date_mark(corpus, corpus.resolved.get(id_), id_) for id_ in early)
    mark = _date_mark(corpus, resolved, resolved.id)
    hint = _OF_A_SOURCE
    if resolved.date.earliest and date.latest and resolved.date.earliest.year - date.latest.year in _BUDDHIST:
        hint = f"{resolved.date.earliest.year} of the Buddhist calendar is {resolved.date.earliest.year - 543}: write that"
    return Diagnostic(mark, "K302", Severity.ERROR, message, hint, related, ("statement", resolved.id))


def _date_mark(corpus: Corpus, resolved: Resolved | None, id_: str) -> Mark:
    """The place of the date of a source or statement; for a statement without one, of the occasion that provides it."""
    if resolved is None or resolved.statement.date is not None:
        return corpus.mark(id_, ("date",))
    return corpus.mark(id_, ("occasion",))
