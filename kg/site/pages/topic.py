"""The page of a topic: what it is part of, the allegations on it, and the statements on it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model.records import Topic
from kg.site.addresses import Link, Links, external, record
from kg.site.frame import File, Site
from kg.site.pages import listed
from kg.site.pages.listed import Listed, Wanted
from kg.site.relations import Relations


def pages(site: Site, relations: Relations) -> Iterator[File]:
    """The page of every topic."""
    for topic in site.corpus.topics.values():
        links = site.links(record("topic", topic.id))
        lists = (("statements", site.words("topic.statements"), site.index.topics.get(topic.id, ())),)
        shelved = tuple(_shelves(topic, relations))
        view = Listed(
            topic.id,
            topic.label,
            listed.facts(_facts(topic, links)),
            listed.shelves(site, record("topic", topic.id), shelved),
            site.rows.parts(lists),
            topic.note,
        )
        yield from listed.pages(site, "topic", topic.label, view, lists, shelved)


def _facts(topic: Topic, links: Links) -> Iterator[tuple[str, tuple[Link, ...]]]:
    if topic.broader:
        yield "broader", (links.of(topic.broader),)
    yield "codes", tuple(map(Link, topic.notation))
    yield "close_match", tuple(map(external, topic.close_match))


def _shelves(topic: Topic, relations: Relations) -> Iterator[Wanted]:
    yield "topic", "narrower", "topic", relations.narrower.get(topic.id, ())
    yield "topic", "allegations", "allegation", relations.on_topic.get(topic.id, ())
