"""Whose account a source or an outlet is: publishers of one house are one.

A house is found by going up `part_of` from the publisher, as long as the whole is an outlet or a company. A state, a ministry or
a broadcasting authority above it makes no house: two papers of one state are two. A publisher or an author in print that is
the name or an alias of one actor alone is that actor. What an agency, an office or a court wrote is its own, whoever prints it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kg.corpus.affiliation import ALWAYS, Span
from kg.corpus.corpus import Corpus
from kg.model.records import Source

TYPES: Final = frozenset({"media", "company"})
"""The types of actors of which publishers may be parts as of one house."""

PEOPLE: Final = frozenset({"person", "group"})
"""Types of actors who as authors are no house beside a publisher."""

_KEPT: Final = ("names of actors",)


def house(corpus: Corpus, node: str) -> str:
    """The house of the body that wrote a source, else of its publisher, else its authors, else the source.

    That of an outlet is found from itself; a statement and anybody else is `node` itself.
    """
    source = corpus.sources.get(node)
    if source is None:
        return _top(corpus, node, ALWAYS)
    when = Span(source.date.earliest, source.date.latest) if source.date else ALWAYS
    if (body := _body(corpus, source)) is not None:
        return _top(corpus, body, when)
    if source.publisher:
        return _top(corpus, publisher(corpus, source) or node, when)
    return ", ".join(_named(corpus, author) for author in source.author) or node


def publisher(corpus: Corpus, source: Source) -> str | None:
    """The actor who published the source, where its name or id says so; else the name in print."""
    return None if source.publisher is None else _named(corpus, source.publisher)


def _body(corpus: Corpus, source: Source) -> str | None:
    """The agency, office, company or court that wrote the source alone; None for people, who write for their publisher."""
    authors = {_named(corpus, author) for author in source.author}
    bodies = [id_ for id_ in authors if id_ in corpus.actors and corpus.actors[id_].type not in PEOPLE]
    return bodies[0] if len(authors) == len(bodies) == 1 else None


def _top(corpus: Corpus, id_: str, when: Span) -> str:
    """The last on the way up from an actor that is a house; where two wholes are, it stays at the part."""
    seen = {id_}
    while (actor := corpus.actors.get(id_)) is not None:
        wholes = {part.of for part in actor.part_of if when.meets(part)}
        above = [of for of in wholes if of in corpus.actors and corpus.actors[of].type in TYPES]
        if len(above) != 1 or above[0] in seen:
            break
        id_ = above[0]
        seen.add(id_)
    return id_


def _named(corpus: Corpus, text: str) -> str:
    """The id of the one actor with this id, name or alias; else the text."""
    if text in corpus.actors:
        return text
    return _actors_by_name(corpus).get(_plain(text)) or text


def _actors_by_name(corpus: Corpus) -> Mapping[str, str | None]:
    """The actor of each name and alias; None where several have it."""
    kept = corpus.kept.get(_KEPT)
    found: dict[str, str | None] = kept if isinstance(kept, dict) else {}
    if kept is None:
        for id_, actor in corpus.actors.items():
            for name in {_plain(actor.name), *(_plain(alias.name) for alias in actor.aliases)}:
                found[name] = None if name in found else id_
        corpus.kept[_KEPT] = found
    return found


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
