"""Who counts for whom: the same statements seen between actors or between their sides.

At the level of sides a speaker counts for the side; where there is none, for the person spoken for, as a spokesman does; else for
no one else, since an analyst does not speak for an institute.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from kg.corpus.affiliation import spoken_for
from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved
from kg.model.words import SELF

Level: TypeAlias = Literal["actor", "side"]


def speakers_at(corpus: Corpus, resolved: Resolved, level: Level) -> tuple[str, ...]:
    """The speakers or, at the level of sides, those that they count for; without those of several who deny having said it."""
    if level == "actor":
        return resolved.makers
    if not resolved.given and len(resolved.speakers) != 1:
        return sided(corpus, resolved.makers, resolved)
    if resolved.sides:
        return resolved.sides
    persons = _persons(corpus, resolved.spoken_for)
    if not resolved.given or not persons:
        return persons or resolved.makers
    return tuple(dict.fromkeys((*persons, *(resolved.makers if SELF in resolved.given else ()))))


def accused_at(corpus: Corpus, resolved: Resolved, level: Level) -> tuple[str, ...]:
    """Those whom an accusation still is against or, at the level of sides, those that they count for then."""
    blamed = corpus.still_blamed(resolved)
    if level == "actor":
        return tuple(blamed)
    return tuple(dict.fromkeys(party for id_, counting in blamed.items() for party in counting.all or (id_,)))


def sided(corpus: Corpus, ids: tuple[str, ...], resolved: Resolved) -> tuple[str, ...]:
    """Those that each of `ids` counts for on the day of the statement: its sides, a person it speaks for, or itself."""
    found = (corpus.sides_of(id_, resolved.span) or _represented(corpus, id_, resolved) or (id_,) for id_ in ids)
    return tuple(dict.fromkeys(party for parties in found for party in parties))


def _represented(corpus: Corpus, id_: str, resolved: Resolved) -> tuple[str, ...]:
    return _persons(corpus, spoken_for(corpus.actors, (id_,), (), resolved.span))


def _persons(corpus: Corpus, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(id_ for id_ in ids if id_ in corpus.actors and corpus.actors[id_].type == "person")
