"""Rules of dates that contradict each other (K321, K322), except those of answers and of sources.

Only what is certain is reported: see `kg.edtf.surely_before`. Which dates have an order is in `kg.rules.moments`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.corpus.corpus import Corpus
from kg.diagnostic import Diagnostic, Mark, Path, Severity
from kg.edtf import surely_before
from kg.rules.moments import Moment, pairs

_CENTURIES: Final = 250
"""Years between a statement and the source that reports it from which another calendar is likelier than a long memory."""
_PRINTING: Final = 1450
"""Before this year nothing was printed: a source that is older was dated by another calendar."""

_TO_COME: Final = 2400
"""From this year on a date is of a calendar that counts more years, such as the Buddhist one, and not of a source of today."""

_AHEAD: Final = (
    (-543, "{} of the Buddhist calendar is {}"),
    (-3760, "the Hebrew year {} ended in {}"),
    (1911, "{} of the Republic of China's calendar is {}"),
)
"""How far other calendars are from the Gregorian one, in years, beside those of Persia and of Islam."""


def contradicting_dates(corpus: Corpus) -> Iterator[Diagnostic]:
    """Two dates, of one record or of linked ones, that are in an impossible order.

    Nobody looked for an answer before the charge was made, read a source before it was published, reprinted what was not yet in
    print, was convicted of what had not happened yet, or withdrew a record before what it records was said; and all that is said
    on one occasion is of one day. One of the two dates is wrong, or the link.

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
    reported: set[tuple[str, Path]] = set()  # one wrong date contradicts many, and is one fault
    for record in corpus.whole():
        for pair in pairs(corpus, record):
            ends = {(moment.record, moment.path) for moment in pair}
            if surely_before(pair.later.date, pair.earlier.date) and reported.isdisjoint(ends) and not _is_to_come(pair.earlier):
                reported |= ends
                message = (
                    f"'{pair.later.date.text}', {pair.later.what}, is before '{pair.earlier.date.text}', {pair.earlier.what}"
                )
                mark, related = _mark(corpus, pair.later), (_mark(corpus, pair.earlier),)
                yield Diagnostic(mark, "K321", Severity.WARNING, message, "check both dates", related, (record.kind, record.id))


def _is_to_come(moment: Moment) -> bool:
    """Whether the date of a source is of another calendar, which K322 reports."""
    return moment.path == ("date",) and moment.date.latest is not None and moment.date.latest.year >= _TO_COME


def _mark(corpus: Corpus, moment: Moment) -> Mark:
    return corpus.mark(moment.record, moment.path)


def another_calendar(corpus: Corpus) -> Iterator[Diagnostic]:
    """A statement centuries older than every source that reports it, or a source from before print or a year to come.

    Sources in Persian and Dari use the solar Hijri calendar, others the Islamic one, and a date copied as printed is six
    centuries off; the Buddhist calendar is five ahead. Dates are Gregorian; put the printed one in `at` or `note`.

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
        hint = f"write the Gregorian date{_meant(said.latest.year, max(printed).year)}"
        related = tuple(corpus.mark(source.id, ("date",)) for source in sources)
        yield Diagnostic(corpus.mark(id_, ("date",)), "K322", Severity.WARNING, message, hint, related, ("statement", id_))
    for id_, source in corpus.sources.items():
        if source.date is None or source.date.latest is None or _PRINTING <= source.date.latest.year < _TO_COME:
            continue
        read = [
            day.latest.year for day in (source.retrieved, *(kept.retrieved for kept in source.evidence)) if day and day.latest
        ]
        when = "before anything was printed" if source.date.latest.year < _PRINTING else "in a year that has not come"
        message = f"'{source.date.text}' is {when}: is it a date of another calendar?"
        hint = f"write the Gregorian date{_meant(source.date.latest.year, max(read, default=None))}"
        yield Diagnostic(corpus.mark(id_, ("date",)), "K322", Severity.WARNING, message, hint, (), ("source", id_))


def _meant(year: int, by: int | None) -> str:
    """What a year is in the calendars it may be of: the nearest to the year `by` which it was printed, or both."""
    solar = f"the solar Hijri year {year} runs from March {year + 621} to March {year + 622}"
    begins = int(621.57 + 0.970224 * year)  # a lunar year is that part of a solar one; counted from July 622
    islamic = f"the Islamic year {year} began in {begins}"
    known = [
        (year + 621, solar),
        (begins, islamic),
        *((year + ahead, words.format(year, year + ahead)) for ahead, words in _AHEAD),
    ]
    known = [(then, words) for then, words in known if _PRINTING <= then < _TO_COME and (by is None or then <= by)]
    if by is not None:
        known = sorted(known)[-1:]
    return "".join(f"; {words}" for _, words in known)
