"""Who stands for whom: the same statements seen between actors or between their sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from kg.corpus.corpus import Corpus
    from kg.corpus.resolution import Resolved

Level: TypeAlias = Literal["actor", "side"]


def speakers_at(corpus: Corpus, resolved: Resolved, level: Level) -> tuple[str, ...]:
    """The speakers or, at the level of sides, the sides that they speak for; each without a side is itself."""
    if level == "actor":
        return resolved.speakers
    if resolved.given or len(resolved.speakers) == 1:
        return resolved.sides or resolved.speakers
    return sided(corpus, resolved.speakers, resolved)


def accused_at(corpus: Corpus, resolved: Resolved, level: Level) -> tuple[str, ...]:
    """Those whom an accusation is against or, at the level of sides, their sides then; each without a side is itself."""
    if level == "actor":
        return resolved.against
    if len(resolved.against) == 1:
        return resolved.accused_sides or resolved.against
    return sided(corpus, resolved.against, resolved)


def sided(corpus: Corpus, ids: tuple[str, ...], resolved: Resolved) -> tuple[str, ...]:
    """The sides of each of `ids` on the day of the statement, or itself where it has none."""
    found = (corpus.sides_of(id_, resolved.span) or (id_,) for id_ in ids)
    return tuple(dict.fromkeys(side for sides in found for side in sides))
