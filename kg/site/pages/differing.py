"""Where the sources of a statement differ, side by side: what the record has, and what each source prints instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg import edtf
from kg.analysis.disagreements import Disagreement, Version
from kg.corpus.labels import names
from kg.edtf import Date
from kg.site.addresses import Link, Links
from kg.site.dates import in_words
from kg.site.frame import Site


@dataclass(frozen=True, slots=True)
class Said:
    """What a source prints; `is_apart` where it cannot be right if the record is."""

    source: Link
    value: str
    is_apart: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which reports differ: what the record has, and each source that has something else."""

    field: str
    record: str
    versions: tuple[Said, ...]


def differences(site: Site, links: Links, id_: str) -> Iterator[Difference]:
    """The fields in which the reports of a statement differ."""
    for found in site.analyses.differing.get(id_, ()):
        versions = tuple(Said(links.of(v.source), _printed(site, found, v), v.apart) for v in found.versions)
        yield Difference(found.field, _recorded(site, found), versions)


def _recorded(site: Site, found: Disagreement) -> str:
    if found.field == "name":
        return names(site.corpus, site.corpus.resolved[found.id].speakers)
    return _worded(site, found.field, found.record)


def _printed(site: Site, found: Disagreement, version: Version) -> str:
    return _worded(site, found.field, version.value)


def _worded(site: Site, field: str, value: str) -> str:
    if field == "certainty" and value:
        return site.words.term("certainty", value)
    if field == "date":
        date = edtf.parse(value)
        return in_words(date, site.words.dates) if isinstance(date, Date) else value
    return value
