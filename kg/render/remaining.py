"""The fields of a record that a view has no words of its own for, so that a field that is declared is also shown."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from kg import edtf
from kg.corpus.corpus import Corpus
from kg.corpus.labels import name
from kg.edtf import Date
from kg.model.part import Part, fields_of
from kg.model.records import RecordBase


def remaining(corpus: Corpus, record: RecordBase, worded: Collection[str]) -> Iterator[tuple[str, str]]:
    """The name and the value of each field that has one, but for those `worded` and those that every record may have."""
    for written, field in fields_of(type(record)).items():
        value = getattr(record, field.attribute)
        if value and written not in worded and written not in fields_of(RecordBase):
            shown = ", ".join(filter(None, (_text(corpus, one) for one in (value if isinstance(value, tuple) else (value,)))))
            if shown:
                yield written.replace("_", " "), shown


def _text(corpus: Corpus, value: Any) -> str:
    """A value in words, records by their names; nothing for a part, which has fields of its own."""
    if isinstance(value, Date):
        return edtf.words(value)
    if isinstance(value, Part):
        return ""
    if value in corpus.topics:
        return corpus.topics[value].label
    return f"{name(corpus, value)} ({value})" if value in corpus.actors else "yes" if value is True else str(value)
