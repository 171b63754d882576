"""Rules of dates that contradict each other (K321, K322), except those of answers and of sources.

Only what is certain is reported: see `kg.edtf.surely_before`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from kg.corpus.corpus import Corpus
from kg.diagnostic import Diagnostic, Path, Severity
from kg.edtf import Date, surely_before
from kg.model.records import Allegation, Record, Source, Statement

_CENTURIES: Final = 250
"""Years between a statement and the source that reports it from which another calendar is likelier than a long memory."""
_SOLAR_HIJRI: Final = 621
"""Years by which a year of the Gregorian calendar is ahead of the solar Hijri year that begins in it."""


class _Pair(NamedTuple):
    """A date that cannot be before another, with the paths of both and what the two are."""

    path: Path
    date: Date
    what: str
    earlier_path: Path
    earlier: Date
    than: str


def contradicting_dates(corpus: Corpus) -> Iterator[Diagnostic]:
    """Two dates of one record that are in an impossible order.

    Nobody looked for an answer before the charge was made, read a source before it was published, found its address dead before
    reading it, or withdrew a record before the statement was made. One of the two dates is wrong.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
        sources:
          daily: {title: The Daily, date: 2021-03-06, retrieved: 2021-02-20, url: "https://example.org/daily"}
        statements:
          charge:
            act: accuses
            speaker: alba
            against: borea
            date: 2021-03-05
            says: Blamed Borea for the raid.
            no_answer_as_of: 2021-03-01
            reports: [{source: daily}]

    PASS:
        actors:
          alba: {name: Alba, type: state}
          borea: {name: Borea, type: state}
        sources:
          daily: {title: The Daily, date: 2021-03-06, retrieved: 2021-03-20, url: "https://example.org/daily"}
        statements:
          charge:
            act: accuses
            speaker: alba
            against: borea
            date: 2021-03-05
            says: Blamed Borea for the raid.
            no_answer_as_of: 2021-04-01
            reports: [{source: daily}]
    """
    for record in corpus.whole():
        for pair in _pairs(corpus, record):
            if surely_before(pair.date, pair.earlier):
                message = f"'{pair.date.text}', {pair.what}, is before '{pair.earlier.text}', {pair.than}"
                mark, related = corpus.mark(record.id, pair.path), (corpus.mark(record.id, pair.earlier_path),)
                yield Diagnostic(mark, "K321", Severity.WARNING, message, "check both dates", related, (record.kind, record.id))


def _pairs(corpus: Corpus, record: Record) -> Iterator[_Pair]:
    match record:
        case Source():
            published = (("date",), record.date, "when it was published")
            if record.retrieved:
                yield from _before(("retrieved",), record.retrieved, "when the source was read", published)
            for i, kept in enumerate(record.evidence):
                yield from _before(("evidence", i, "retrieved"), kept.retrieved, "when the copy was got", published)
            if record.dead:
                retrieved = (("retrieved",), record.retrieved, "when it was read")
                yield from _before(
                    ("dead",), record.dead, "when the address was found dead", retrieved if record.retrieved else published
                )
        case Statement():
            resolved = corpus.resolved.get(record.id)
            own: Path = ("date",) if record.date is not None else ("occasion",)
            said = (own, resolved.date if resolved else record.date, "when it was said")
            if record.no_answer_as_of:
                yield from _before(("no_answer_as_of",), record.no_answer_as_of, "when an answer was looked for", said)
            if record.withdrawn:
                yield from _before(("withdrawn", "date"), record.withdrawn.date, "when the record was withdrawn", said)
        case Allegation():
            for i, step in enumerate(record.status):
                source = corpus.sources.get(step.source)
                if source is not None and source.date is not None:
                    steps = (("status", i, "date"), step.date, f"when it was {step.step}, which '{step.source}' reports")
                    yield from _before(("status", i, "source"), source.date, f"the date of '{step.source}'", steps)


def _before(path: Path, date: Date, what: str, other: tuple[Path, Date | None, str]) -> Iterator[_Pair]:
    if other[1] is not None:
        yield _Pair(path, date, what, other[0], other[1], other[2])


def another_calendar(corpus: Corpus) -> Iterator[Diagnostic]:
    """A statement centuries older than every source that reports it.

    Sources in Persian and Dari use the solar Hijri calendar, others the Islamic one, and a date copied as printed is six
    centuries off. Dates are Gregorian; put the printed one in `at` or `note`.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
        sources:
          daily: {title: The Daily, date: 2020-05-12, url: "https://example.org/daily"}
        statements:
          pledge:
            act: promises
            speaker: alba
            date: 1399-02-21
            says: Promised to leave by spring.
            reports: [{source: daily}]

    PASS:
        actors:
          alba: {name: Alba, type: state}
        sources:
          daily: {title: The Daily, date: 2020-05-12, url: "https://example.org/daily"}
        statements:
          pledge:
            act: promises
            speaker: alba
            date: 2020-05-10
            says: Promised to leave by spring.
            reports: [{source: daily, at: "dated 1399-02-21 in the solar Hijri calendar"}]
    """
    for id_, resolved in corpus.resolved.items():
        said = resolved.statement.date
        if said is None or said.latest is None:
            continue
        sources = [corpus.sources[r.source] for r in resolved.statement.reports if r.source in corpus.sources]
        printed = [source.date.earliest for source in sources if source.date is not None and source.date.earliest is not None]
        if not printed or len(printed) < len(sources) or min(printed).year - said.latest.year < _CENTURIES:
            continue
        years = min(printed).year - said.latest.year
        message = f"'{said.text}' is {years} years before the source that reports it: is it a date of another calendar?"
        year = said.latest.year + _SOLAR_HIJRI
        hint = f"write the Gregorian date; the solar Hijri year {said.latest.year} runs from March {year} to March {year + 1}"
        related = tuple(corpus.mark(source.id, ("date",)) for source in sources)
        yield Diagnostic(corpus.mark(id_, ("date",)), "K322", Severity.WARNING, message, hint, related, ("statement", id_))
