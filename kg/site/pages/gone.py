"""What is at an address that no longer has a record: the way to the one that replaces it, or why a statement was withdrawn."""

from __future__ import annotations

from collections.abc import Iterator

from kg.corpus.labels import label
from kg.site.addresses import Link, record
from kg.site.dates import in_words
from kg.site.frame import File, Site


def redirects(site: Site) -> Iterator[File]:
    """A page at each former address, leading to the record as it is called now."""
    for found in site.corpus.whole():
        if found.kind not in {"dataset", "draft"}:
            for old in found.was:
                if old not in site.corpus.kinds:
                    path = record(found.kind, old)
                    title = site.words("gone.moved", id=old)
                    new = site.links(path).of(found.id)
                    yield site.page(path, "moved.html.j2", title=title, new=new)


def withdrawn(site: Site) -> Iterator[File]:
    """A page for each statement that was withdrawn: that it was, when and why, and nothing of what it said."""
    for statement in site.corpus.statements.values():
        taken_back = statement.withdrawn
        if taken_back is not None:
            path = record("statement", statement.id)
            links = site.links(path)
            source = links.of(taken_back.source) if taken_back.source else Link("")
            yield site.page(
                path,
                "withdrawn.html.j2",
                title=label(site.corpus, statement),
                record=("statement", statement.id),
                date=in_words(taken_back.date, site.words.dates),
                reason=taken_back.reason,
                source=source,
            )
