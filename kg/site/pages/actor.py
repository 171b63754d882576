"""The page of an actor: who it is, what it said, who accused it, and in which allegations it is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.corpus.affiliation import ALWAYS
from kg.corpus.belonging import ACTOR
from kg.corpus.status_words import stage_words
from kg.model.records import Actor
from kg.render.show_records import alias, existence, span
from kg.site.addresses import Link, Links, embed, external, glossary, record
from kg.site.events import events
from kg.site.frame import File, Site
from kg.site.pages import listed
from kg.site.pages.listed import Listed, Wanted
from kg.site.pages.multiples import Multiple, multiples
from kg.site.pages.ranking import Ranking, accusations, rankings
from kg.site.pages.turns import Turns, turns
from kg.site.relations import Relations
from kg.site.strip import Strip, strip


@dataclass(frozen=True, slots=True)
class Summary:
    """What the page of an actor shows at once; all else is folded."""

    rankings: tuple[Ranking, ...]
    strip: Strip | None
    multiples: tuple[Multiple, ...]
    turns: Turns


def pages(site: Site, relations: Relations) -> Iterator[File]:
    """The page of every actor."""
    for actor in site.corpus.actors.values():
        links = site.links(record("actor", actor.id))
        lists = tuple(_lists(site, actor.id))
        shelved = tuple(_shelves(actor.id, relations))
        view = Listed(
            actor.id,
            actor.name,
            listed.facts(_facts(site, actor, links, relations)),
            listed.shelves(site, record("actor", actor.id), shelved),
            site.rows.parts(lists),
            actor.note,
        )
        summed = summary(site, actor.id, links)
        of = record("actor", actor.id)
        yield from listed.pages(
            site,
            "actor",
            actor.name,
            view,
            lists,
            shelved,
            summed=summed,
            embed=embed(of) if summed.strip else "",
            findings=_findings(site, actor.id, links, relations),
            type=actor.type,
            lang=actor.lang,
        )
        if summed.strip:
            w = site.words
            yield site.figure(of, actor.name, summed.strip, label=w("actor.time"), above=w("actor.above"), below=w("actor.below"))


def summary(site: Site, id_: str, links: Links) -> Summary:
    """Who accuses the actor, whom it accuses, what was answered, and how all that lies in time."""
    found = site.index.actors.get(id_, {})
    against = accusations(site, id_)
    own = tuple(dict.fromkeys((*found.get("said", ()), *site.index.spoken_for.get(id_, ()))))
    return Summary(
        rankings(site, id_, links),
        strip((*events(site, against, "above"), *events(site, own, "below"))),
        multiples(site, links, against, own),
        turns(site, id_, own, links),
    )


def _facts(site: Site, actor: Actor, links: Links, relations: Relations) -> Iterator[tuple[str, tuple[Link, ...]]]:
    corpus, words = site.corpus, site.words
    yield "type", (Link(words.term("type", actor.type), glossary(links.root, "type", actor.type)),)
    yield "aliases", tuple(Link(alias(one)) for one in actor.aliases)
    if lasted := existence(actor.start, actor.end):
        yield "existed", (Link(lasted),)
    yield "roles", tuple(_role(links, role.position, role.of, span(role)) for role in actor.roles)
    yield "part_of", tuple(links.actor(part.of, span(part).strip(" ()")) for part in actor.part_of)
    if actor.succeeds:
        yield "succeeds", (links.actor(actor.succeeds),)
    yield "succeeded_by", links.actors(relations.successors.get(actor.id, ()))
    sides = corpus.sides_of(actor.id, ALWAYS)
    if sides != (actor.id,):
        yield "side", links.actors(sides) or (Link(words("actor.no_side")),)
    yield "same_as", tuple(map(external, actor.same_as))


def _role(links: Links, position: str, of: tuple[str, ...], when: str) -> Link:
    """A position, leading to what it was held in."""
    first = links.actor(of[0]) if of else Link("")
    return Link(position, first.href, ", ".join(filter(None, (*(links.actor(one).text for one in of), when.strip(" ()")))))


def _shelves(id_: str, relations: Relations) -> Iterator[Wanted]:
    yield "actor", "accused_in", "allegation", relations.accused_in.get(id_, ())
    yield "actor", "concerned_in", "allegation", relations.concerned_in.get(id_, ())
    yield "actor", "parts", "actor", relations.parts.get(id_, ())
    yield "actor", "office_holders", "actor", relations.office_holders.get(id_, ())
    yield "actor", "published", "source", relations.published.get(id_, ())
    yield "actor", "written", "source", relations.written.get(id_, ())


def _findings(site: Site, id_: str, links: Links, relations: Relations) -> tuple[Link, ...]:
    """What was found of it, with the allegation."""
    status = site.corpus.status
    return tuple(
        links.allegation(stage.allegation, stage_words(site.corpus, stage, status[stage.allegation]))
        for stage in relations.stages.get(id_, ())
    )


_NAMES = {"said": "said", "said by others": "said-by-others", "accused by": "accused-by"}
_NAMES |= {"no longer accused by": "no-longer-accused-by", "accused, others say": "accused-others-say"}


def _lists(site: Site, id_: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    found = site.index.actors.get(id_, {})
    for key in ACTOR:
        yield _NAMES[key], site.words.term("actor-list", key), found.get(key, ())
    yield "spoken-for", site.words("actor.spoken_for"), site.index.spoken_for.get(id_, ())
    yield "addressed", site.words("actor.addressed"), site.index.addressed.get(id_, ())
    yield "about", site.words("actor.about"), site.index.about.get(id_, ())
