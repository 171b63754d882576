"""How far a record goes, by its own dates: what a picture or a printed page says in the place of the day on which it was made.

The clock has no say, since the same claims give the same bytes on every day.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from kg.corpus.corpus import Corpus
from kg.edtf import Date
from kg.site.dates import in_words


def last(corpus: Corpus) -> Date | None:
    """The last date that the record holds: when something was read, printed, said, looked for or decided; no span of days.

    Of a year or a month only its beginning counts, so that a record is never called newer than it is.
    """
    dated = [(first, date.text, date) for date in _dates(corpus) if date is not None and (first := _first(date)) is not None]
    return max(dated, key=lambda one: one[:2])[2] if dated else None


def words(corpus: Corpus) -> str:
    """How far the record goes, as a sentence; empty where nothing in it is dated."""
    date = last(corpus)
    return f"Record up to {in_words(date)}." if date else ""


def _first(date: Date) -> datetime.date | None:
    if not date.known or "/" in date.text or date.latest is None:
        return None
    return date.earliest


def _dates(corpus: Corpus) -> Iterator[Date | None]:
    for source in corpus.sources.values():
        yield from (source.date, source.retrieved, source.dead)
    for resolved in corpus.resolved.values():
        yield from (resolved.date, resolved.statement.no_answer_as_of)
    for allegation in corpus.allegations.values():
        yield from (step.date for step in allegation.status)
