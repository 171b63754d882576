"""How terms are written in N-Triples, and the IRIs of this data set's records."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

from kg.edtf import Date
from kg.rdf import vocab

T = TypeVar("T")

RECORD_KINDS: Final = ("actor", "source", "topic", "allegation", "statement")
"""The kinds of record that have an address, `{base}{kind}/{id}`, and a prefix of that name in queries."""

_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def text(value: str, language: str | None = None) -> str:
    """A plain or language-tagged literal; tags are written in lower case, so that every engine compares them alike."""
    if '"' in value or "\\" in value or not value.isprintable():  # few are, and looking is ten times as fast as replacing
        value = value.translate(_ESCAPES)
    literal = f'"{value}"'
    return f"{literal}@{language.lower()}" if language else literal


def typed(value: object, datatype: str) -> str:
    """A literal of `datatype`; `value` is printed unchanged."""
    return f'"{value}"^^<{datatype}>'


def truth(value: bool) -> str:  # noqa: FBT001 - the value is the point
    """A boolean literal."""
    return typed("true" if value else "false", vocab.XSD_BOOLEAN)


TRUE: Final = truth(True)  # noqa: FBT003 - the value is the point


def edtf(date: Date) -> str:
    """A date as an EDTF literal; for dates that are known."""
    return typed(date.edtf, vocab.EDTF)


class Names:
    """The IRIs of the records of one data set, in angle brackets."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.cited: dict[str, str] = {}
        """How the reports in a source are called, by its id: there are many in one."""

    def dataset(self) -> str:
        """The IRI of the data set itself."""
        return f"<{self.base}dataset>"

    def topics(self) -> str:
        """The IRI of the scheme of all topics."""
        return f"<{self.base}topics>"

    def of(self, kind: str, id_: str) -> str:
        """The IRI of the record `id_` of `kind`."""
        return f"<{self.base}{kind}/{id_}>"


def inside(iri: str, *steps: object) -> str:
    """The IRI of something inside a record: the record's with `steps` after it."""
    return f"<{iri[1:-1]}/{'/'.join(str(step) for step in steps)}>"


def addressed(
    iri: str, kind: str, parts: Iterable[T], step: Callable[[T], str], identity: Callable[[T], str]
) -> Iterator[tuple[str, T]]:
    """The parts of a record that have no id, each with an IRI that says nothing of its place in a list.

    It is the record's with `kind`, a readable `step` and a digest of the part's `identity` after it. Parts that are alike in
    that are identified by all that they hold; equal parts are one.
    """
    found = [(part, f"{step(part)}-{_digest(identity(part))}") for part in parts]
    counts: dict[str, int] = {}
    for _, name in found:
        counts[name] = counts.get(name, 0) + 1
    for part, name in found:
        yield inside(iri, kind, name if counts[name] == 1 else f"{name}-{_digest(repr(part))}"), part


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
