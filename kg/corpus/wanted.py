"""Which statements somebody wants: on a topic that is named, and between the days of two dates."""

from __future__ import annotations

import datetime

from kg import edtf
from kg.corpus.affiliation import Span
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.corpus.identify import Unidentified, identify


def wanted(
    corpus: Corpus, topic: str | None = None, first: str | None = None, last: str | None = None, *, maybe: bool = False
) -> Filter | Unidentified:
    """The filter for what is on the topic that `topic` names and between the days of two dates in EDTF; or why not."""
    days: list[datetime.date | None] = []
    for text, bound in ((first, "earliest"), (last, "latest")):
        date = None if text is None else edtf.parse(text)
        if isinstance(date, edtf.BadDate):
            return Unidentified(f"'{text}' is not a date: {date.reason}")
        days.append(None if date is None else date.earliest if bound == "earliest" else date.latest)
    found = None if topic is None else identify(corpus, topic, ("topic",))
    return found if isinstance(found, Unidentified) else Filter(topic=found, within=Span(*days), maybe=maybe)
