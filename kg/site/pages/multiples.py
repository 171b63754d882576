"""What an actor said and was accused of, topic by topic: small strips on one axis and one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.corpus.affiliation import Span
from kg.site.addresses import Link, Links
from kg.site.events import events
from kg.site.frame import Site
from kg.site.strip import Event, Strip, axis, columns

MOST: Final = 6
"""The most topics that are drawn."""
_HEIGHT: Final = 30


@dataclass(frozen=True, slots=True)
class Multiple:
    """One topic: how many accusations against the actor are on it, how many statements of its own, and both in time."""

    topic: Link
    above: int
    below: int
    strip: Strip


def multiples(site: Site, links: Links, against: Sequence[str], own: Sequence[str]) -> tuple[Multiple, ...]:
    """The topics of which most was said, none where there is only one."""
    by: dict[str, list[Event]] = {}
    for event in (*events(site, against, "above"), *events(site, own, "below")):
        for topic in site.corpus.resolved[event.id].topics:
            by.setdefault(topic, []).append(event)
    chosen = sorted(by, key=lambda topic: (-len(by[topic]), topic))[:MOST]
    along = axis(event.span for topic in chosen for event in by[topic])
    if along is None or len(by) < 2:
        return ()
    dated = {topic: [event for event in by[topic] if event.span != Span()] for topic in chosen}
    most = max(columns(dated[topic], along, _HEIGHT).most for topic in chosen)
    return tuple(
        Multiple(
            links.of(topic),
            sum(event.lane == "above" for event in by[topic]),
            sum(event.lane == "below" for event in by[topic]),
            columns(dated[topic], along, _HEIGHT, len(by[topic]) - len(dated[topic]), most=most, ticks=6),
        )
        for topic in chosen
    )
