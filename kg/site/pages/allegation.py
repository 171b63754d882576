"""The page of an allegation: what is alleged of whom, by whom, who disputes it, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.corpus.belonging import ALLEGATION
from kg.corpus.status_words import status_words
from kg.model.records import Allegation
from kg.site.addresses import Link, Links, record
from kg.site.dates import in_words
from kg.site.frame import File, Site
from kg.site.pages import listed
from kg.site.pages.listed import Listed, Wanted
from kg.site.relations import Relations


def pages(site: Site, relations: Relations) -> Iterator[File]:
    """The page of every allegation; its title says that it is alleged."""
    for allegation in site.corpus.allegations.values():
        links = site.links(record("allegation", allegation.id))
        lists = tuple(_lists(site, allegation.id))
        shelved = tuple(_shelves(allegation, relations))
        view = Listed(
            allegation.id,
            allegation.text,
            listed.facts(_facts(site, allegation, links)),
            listed.shelves(site, record("allegation", allegation.id), shelved),
            site.rows.parts(lists),
            allegation.note,
        )
        title = site.words("allegation.alleged", text=allegation.text)
        status = status_words(site.corpus, allegation.id)
        yield from listed.pages(
            site, "allegation", title, view, lists, shelved, accused=links.actors(allegation.accused), status=status
        )


def _facts(site: Site, allegation: Allegation, links: Links) -> Iterator[tuple[str, tuple[Link, ...]]]:
    yield "concerns", links.actors(allegation.concerns)
    if allegation.period:
        yield "period", (Link(in_words(allegation.period, site.words.dates)),)
    yield "topics", tuple(links.of(topic) for topic in allegation.topic)
    yield "rests_on", tuple(links.of(source) for source in allegation.rests_on)


def _shelves(allegation: Allegation, relations: Relations) -> Iterator[Wanted]:
    yield "allegation", "broader", "allegation", allegation.broader
    yield "allegation", "narrower", "allegation", relations.narrower.get(allegation.id, ())


def _lists(site: Site, id_: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    found = site.index.allegations.get(id_, {})
    yield "findings", site.words("allegation.findings"), site.index.findings.get(id_, ())
    for key in ALLEGATION:
        yield key.replace(": ", "-").replace(" ", "-"), site.words.term("allegation-list", key), found.get(key, ())
