"""How terms are written in N-Triples, and the IRIs of this data set's records."""

from __future__ import annotations

from typing import Final

from kg import vocab
from kg.edtf import Date

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
    """A literal of `datatype`; `value` is printed as it stands."""
    return f'"{value}"^^<{datatype}>'


def truth(value: bool) -> str:  # noqa: FBT001 - the value is the point
    """A boolean literal."""
    return typed("true" if value else "false", vocab.XSD_BOOLEAN)


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
