"""Where sources disagree: reports of one statement that differ in date, wording, certainty or name, and statements in conflict.

Nothing is decided here: the record keeps what each source prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.corpus.resolution import Resolved
from kg.model.parts import Report

Field: TypeAlias = Literal["date", "wording", "certainty", "name"]


@dataclass(frozen=True, slots=True)
class Version:
    """What one source prints; `apart` says that it cannot be right if the record is: no day is common to both."""

    source: str
    value: str
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field of a statement as the record has it, and the versions that differ from it or, for dates, are less exact."""

    id: str
    field: Field
    record: str
    versions: tuple[Version, ...]


def disagreements(corpus: Corpus, wanted: Filter, actor: str | None = None) -> tuple[Disagreement, ...]:
    """The fields in which some report differs from its statement, of all statements or those by or for `actor`."""
    admitted = (r for r in corpus.resolved.values() if wanted.admits(corpus, r) and _by(r, actor))
    return tuple(found for resolved in admitted for found in _fields(resolved))


def conflicts(corpus: Corpus, wanted: Filter, actor: str | None = None) -> tuple[tuple[str, str], ...]:
    """The pairs of statements that cannot both be right, one at least admitted; each pair once."""
    found = {
        (min(id_, other), max(id_, other)): None
        for id_, resolved in corpus.resolved.items()
        for other in resolved.statement.conflicts_with
        if other in corpus.resolved
        and any(wanted.admits(corpus, r) and _by(r, actor) for r in (resolved, corpus.resolved[other]))
    }
    return tuple(found)


def _by(resolved: Resolved, actor: str | None) -> bool:
    return actor is None or actor in {*resolved.speakers, *resolved.spoken_for, *resolved.sides}


def _fields(resolved: Resolved) -> Iterator[Disagreement]:
    statement = resolved.statement
    claimed: tuple[tuple[Field, str, list[Version]], ...] = (
        ("date", resolved.date.text, [Version(r.source, r.date.text, _apart(resolved, r)) for r in statement.reports if r.date]),
        ("wording", statement.says or "", [Version(r.source, r.says) for r in statement.reports if r.says]),
        ("certainty", resolved.certainty or "", [Version(r.source, r.certainty) for r in statement.reports if r.certainty]),
        ("name", ", ".join(resolved.speakers), [Version(r.source, r.named) for r in statement.reports if r.named]),
    )
    for field, record, versions in claimed:
        differing = tuple(version for version in versions if version.value != record)
        if differing:
            yield Disagreement(resolved.id, field, record, differing)


def _apart(resolved: Resolved, report: Report) -> bool:
    """Whether the report's date and the statement's have no day in common."""
    mine, theirs = resolved.date, report.date
    if theirs is None:
        return False
    after = mine.earliest is not None and theirs.latest is not None and theirs.latest < mine.earliest
    before = mine.latest is not None and theirs.earliest is not None and theirs.earliest > mine.latest
    return after or before
