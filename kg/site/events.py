"""Statements and decisions as events of a strip in time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.corpus.belonging import is_plain
from kg.site.frame import Site
from kg.site.looks import COUNTERS, MARKS, OTHERWISE
from kg.site.strip import Event, Lane


def events(site: Site, ids: Iterable[str], lane: Lane) -> Iterator[Event]:
    """Statements, each once, on one side of the axis."""
    for id_ in dict.fromkeys(ids):
        resolved = site.corpus.resolved[id_]
        row = site.rows.row(id_)
        kind = COUNTERS if resolved.act == "accuses" and resolved.answers else resolved.act
        yield Event(
            id_,
            lane,
            kind if kind in MARKS else OTHERWISE,
            resolved.span,
            f"{row.title}, {row.when}{''.join(f' · {mark}' for mark in row.marks)}",
            not is_plain(resolved),
            site.corpus.is_retracted(id_),
        )
