"""Which records name which others, but for statements: what a record's page lists beside them. Worked out once for all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.corpus.corpus import Corpus
from kg.corpus.status import Stage

Lists = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Relations:
    """By the id of the record that is named: those that name it, in the order of the files."""

    parts: Lists
    """What is part of an actor."""
    office_holders: Lists
    """Who held a role of an actor."""
    successors: Lists
    accused_in: Lists
    """The allegations that accuse an actor."""
    concerned_in: Lists
    published: Lists
    written: Lists
    relied_on: Lists
    """The sources that reprint a source, or rest on it."""
    resting: Lists
    """The allegations that rest on a source."""
    narrower: Lists
    """The narrower allegations of an allegation, the narrower topics of a topic."""
    on_topic: Lists
    """The allegations on a topic."""
    stages: dict[str, tuple[Stage, ...]]
    """What was found of an actor."""


def relations(corpus: Corpus) -> Relations:
    """The relations between all records of `corpus`."""
    actors, sources, allegations = corpus.actors.values(), corpus.sources.values(), corpus.allegations.values()
    stages: dict[str, list[Stage]] = {}
    for each in corpus.status.values():
        for stage in each:
            for of in stage.of:
                stages.setdefault(of, []).append(stage)
    return Relations(
        parts=_named((a.id, [part.of for part in a.part_of]) for a in actors),
        office_holders=_named((a.id, [of for role in a.roles for of in role.of]) for a in actors),
        successors=_named((a.id, [a.succeeds] if a.succeeds else []) for a in actors),
        accused_in=_named((x.id, x.accused) for x in allegations),
        concerned_in=_named((x.id, x.concerns) for x in allegations),
        published=_named((s.id, [s.publisher] if s.publisher else []) for s in sources),
        written=_named((s.id, s.author) for s in sources),
        relied_on=_named((s.id, (*s.relies_on, *s.rests_on)) for s in sources),
        resting=_named((x.id, x.rests_on) for x in allegations),
        narrower=_named(
            [
                *((x.id, x.broader) for x in allegations),
                *((t.id, [t.broader] if t.broader else []) for t in corpus.topics.values()),
            ]
        ),
        on_topic=_named((x.id, x.topic) for x in allegations),
        stages={id_: tuple(found) for id_, found in stages.items()},
    )


def _named(pairs: Iterable[tuple[str, Iterable[str]]]) -> Lists:
    found: dict[str, dict[str, None]] = {}
    for id_, named in pairs:
        for one in named:
            found.setdefault(one, {})[id_] = None
    return {id_: tuple(by) for id_, by in found.items()}
