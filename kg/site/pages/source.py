"""The page of a source: what it is, where it can be read, what it rests on, who relies on it, and what it reports."""

from __future__ import annotations

from collections.abc import Iterator

from kg.corpus.labels import label
from kg.corpus.translated import language
from kg.model.records import Source
from kg.site.addresses import Link, Links, external, record
from kg.site.dates import in_words
from kg.site.frame import File, Site
from kg.site.pages import listed
from kg.site.pages.listed import Listed, Wanted
from kg.site.relations import Relations


def pages(site: Site, relations: Relations) -> Iterator[File]:
    """The page of every source."""
    for source in site.corpus.sources.values():
        links = site.links(record("source", source.id))
        title = label(site.corpus, source)
        lists = (("reports", site.words("source.reports"), site.index.sources.get(source.id, ())),)
        shelved = tuple(_shelves(source, relations))
        view = Listed(
            source.id,
            source.title or title,
            listed.facts(_facts(site, source, links)),
            listed.shelves(site, record("source", source.id), shelved),
            site.rows.parts(lists),
            source.note,
        )
        yield from listed.pages(site, "source", title, view, lists, shelved, lang=source.lang)


def _facts(site: Site, source: Source, links: Links) -> Iterator[tuple[str, tuple[Link, ...]]]:
    if source.publisher:
        yield "publisher", (links.actor(source.publisher),)
    yield "author", links.actors(source.author)
    if source.date:
        yield "date", (Link(in_words(source.date, site.words.dates)),)
    if source.url:
        yield "url", (external(source.url),)
    if source.dead:
        yield "dead", (Link(in_words(source.dead, site.words.dates)),)
    if source.archived:
        yield "archived", (external(source.archived),)
    if source.source_kind:
        yield "kind", (Link(source.source_kind),)
    if source.lang:
        yield "language", (Link(language(source.lang)),)
    if source.translated_from:
        yield "translated_from", (Link(language(source.translated_from)),)
    yield "relies_on", tuple(links.of(one) for one in source.relies_on)
    yield "rests_on", tuple(links.of(one) for one in source.rests_on)
    yield (
        "evidence",
        tuple(
            Link(
                f"{kept.sha256[:12]}…",
                "",
                f"{kept.media}, {site.words.number(kept.size or 0)} B, {in_words(kept.retrieved, site.words.dates)}",
            )
            for kept in source.evidence
        ),
    )


def _shelves(source: Source, relations: Relations) -> Iterator[Wanted]:
    yield "source", "relied_on", "source", relations.relied_on.get(source.id, ())
    yield "source", "resting", "allegation", relations.resting.get(source.id, ())
