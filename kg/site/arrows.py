"""What a map draws: one node an actor, and one arrow for all that an actor said of another by the same act.

An arrow represents speech and is labelled with the act; what was alleged is never on it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.analysis.graph import AccusationGraph
from kg.corpus.corpus import Corpus
from kg.corpus.counting import statements
from kg.layout.layout import Box
from kg.site.lettering import LINE_HEIGHT, line_width, wrapped
from kg.site.looks import ARROWS, ATTRIBUTED, COUNTERS, OTHERWISE


@dataclass(frozen=True, slots=True)
class Node:
    """An actor as drawn: `size` is the radius of its symbol, `lines` its name as it is broken below it.

    `said` holds the ids of the statements by which it is `accused`, `accuses` and `answers`.
    """

    id: str
    name: str
    type: str
    lines: tuple[str, ...]
    size: int
    said: Mapping[str, Sequence[str]]

    @property
    def box(self) -> Box:
        """What symbol and name take up."""
        half = max(self.size + 2.0, max(map(line_width, self.lines)) / 2 + 2)
        return Box(-half, -self.size - 3.0, half, self.size + 6.0 + LINE_HEIGHT * len(self.lines))


@dataclass(slots=True)
class Arrow:
    """All that one actor said of another by one kind of act; `bend` is how far the arrow curves, 0 where it is alone."""

    source: str
    target: str
    kind: str
    statements: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    bend: float = 0.0
    retracted: list[str] = field(default_factory=list)

    @property
    def counted(self) -> int:
        """How many of its statements their speakers did not take back."""
        return len(self.statements) - len(self.retracted)


def nodes(corpus: Corpus, graph: AccusationGraph) -> tuple[Node, ...]:
    """The actors of the graph, their symbols sized by how many accusations are counted against them."""
    return tuple(_node(corpus, id_, attributes) for id_, attributes in graph.nodes(data=True))


def _node(corpus: Corpus, id_: str, attributes: Mapping[str, Any]) -> Node:
    name, type_ = attributes["name"], attributes["type"] or "unknown"
    size = round(min(7 + 4.2 * math.sqrt(statements(corpus, attributes["accused"]).most), 42))
    lines = wrapped(called(name, type_))
    return Node(id_, name, type_, lines, size, {what: attributes[what] for what in ("accused", "accuses", "answers")})


def called(name: str, type_: str) -> str:
    """The name shown at a symbol, which says already of a group that its people are unnamed."""
    return name.replace(" (unnamed)", "") if type_ == "group" else name


def arrows(graph: AccusationGraph) -> tuple[Arrow, ...]:
    """The arrows between two actors, accusations first, those of one pair bent apart; what one says of itself has none.

    What is known only on the word of others has arrows of its own; what its alleged speaker denies having said has none.
    """
    found: dict[tuple[str, str, str], Arrow] = {}
    answered: dict[tuple[str, str, str], dict[str, None]] = {}
    for source, target, kind, attributes in sorted(_edges(graph), key=lambda e: (e[0], e[1], list(ARROWS).index(e[2]))):
        arrow = found.setdefault((source, target, kind), Arrow(source, target, kind))
        arrow.statements.append(attributes["statement"])
        arrow.retracted += [attributes["statement"]] if attributes["mark"] == "retracted" else []
        answered.setdefault((source, target, kind), {}).update(dict.fromkeys(attributes["answered"]))
    for key, ids in answered.items():
        found[key].answered += ids
    drawn = tuple(found.values())
    together: dict[frozenset[str], list[Arrow]] = {}
    for arrow in drawn:
        together.setdefault(frozenset((arrow.source, arrow.target)), []).append(arrow)
    for group in together.values():
        seen: Counter[str] = Counter()
        for arrow in group if len(group) > 1 else ():
            arrow.bend = round(0.09 + 0.11 * seen[arrow.source], 2)
            seen[arrow.source] += 1
    return drawn


def _edges(graph: AccusationGraph) -> Iterator[tuple[str, str, str, Mapping[str, Any]]]:
    """Each edge with its kind of arrow.

    An accusation made in answer is drawn as such only where no other arrow joins the two that way: it is an arrow to whomever it
    accuses, and is placed under what it answers.
    """
    edges = [edge for edge in graph.edges(data=True) if edge[2]["mark"] != "disputed"]
    plain = {(source, target) for source, target, attributes in edges if not _counters(attributes)}
    for source, target, attributes in edges:
        if source == target:
            continue
        kind = attributes["kind"]
        if _counters(attributes):
            if (source, target) in plain:
                continue
            kind = COUNTERS
        kind = ATTRIBUTED if attributes["mark"] == "attributed" else kind if kind in ARROWS else OTHERWISE
        yield source, target, kind, attributes


def _counters(attributes: Mapping[str, Any]) -> bool:
    return (attributes["link"], attributes["kind"]) == ("answer", "accuses")
