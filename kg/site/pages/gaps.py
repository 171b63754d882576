"""What the record does not know of an allegation, in numbers: what nobody looked for, and what is missing in its sources."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kg.analysis.origins import Origins
from kg.corpus.resolution import Resolved
from kg.model.records import Allegation
from kg.site.frame import Site


def gaps(site: Site, allegation: Allegation, ids: Collection[str], found: Origins | None) -> tuple[str, ...]:
    """A sentence for each thing that is missing, of the statements `ids` on the allegation and of what they rest on."""
    said = [site.corpus.resolved[id_] for id_ in ids]
    return tuple(_gaps(site, allegation, said, found))


def _gaps(site: Site, allegation: Allegation, said: Collection[Resolved], found: Origins | None) -> Iterator[str]:
    words, corpus = site.words, site.corpus
    if not said:
        yield words("gaps.statements")
    if found is not None:
        unknown = len(found.ends) - len(found.of_kind("first-hand"))
        if unknown and found.is_cut:
            yield words("gaps.cut", number=words.number(unknown))
        elif unknown:
            yield words("gaps.origins", n=unknown)
    yield from unsourced(site, said)
    if allegation.id not in corpus.status:
        yield words("gaps.status")


def unsourced(site: Site, said: Collection[Resolved]) -> Iterator[str]:
    """A sentence for each thing that statements and their sources lack: dates, the speakers' own words, copies."""
    words, corpus = site.words, site.corpus
    undated = sum(not one.date.known for one in said)
    if undated:
        yield words("gaps.undated", n=undated)
    unquoted = sum(not any(report.quote for report in one.statement.reports) for one in said)
    if unquoted:
        yield words("gaps.unquoted", n=unquoted)
    sources = {report.source for one in said for report in one.statement.reports}
    kept = {id_ for id_ in sources if id_ in corpus.sources and (corpus.sources[id_].archived or corpus.sources[id_].evidence)}
    if len(kept) < len(sources):
        yield words("gaps.kept", n=len(sources) - len(kept))
