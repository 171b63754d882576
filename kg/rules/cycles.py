"""Rules of links that go in a circle (K204) or further than one step (K207)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from kg.corpus.corpus import Corpus
from kg.diagnostic import Diagnostic, Path, Severity
from kg.model.records import Actor, Allegation, Source, Statement, Topic

Links: TypeAlias = dict[str, dict[str, Path]]
"""For each record that has any, the records it points at and where it says so."""

_SHOWN = 6  # members of a circle that are named


@dataclass(frozen=True, slots=True)
class _Graphs:
    """The links of one meaning each, as written in the records."""

    part_of: Links = field(default_factory=dict)
    relies_on: Links = field(default_factory=dict)
    broader: Links = field(default_factory=dict)
    occasion: Links = field(default_factory=dict)
    answers: Links = field(default_factory=dict)
    via: Links = field(default_factory=dict)


def circle(corpus: Corpus) -> Iterator[Diagnostic]:
    """Records that are, over one or more steps, part of themselves, broader than themselves, or known through themselves.

    It holds for `part_of`, `broader`, `relies_on`, `answers`, `occasion`, and for a `via` that names statements. No whole is
    its own part and no statement answers one that came of it: one of the links is the wrong way round. Each circle is reported
    once, at its first record. Withdrawn statements are left as they were; `may_answer` says only what may be.

    FAIL:
        topics:
          war: {label: The war, broader: affairs-of-alba}
          affairs-of-alba: {label: The affairs of Alba, broader: war}

    PASS:
        topics:
          war: {label: The war, broader: affairs-of-alba}
          affairs-of-alba: {label: The affairs of Alba}
    """
    graphs = _graphs(corpus)
    for name, links in (
        ("part_of", graphs.part_of),
        ("relies_on", graphs.relies_on),
        ("broader", graphs.broader),
        ("occasion", graphs.occasion),
        ("answers", graphs.answers),
        ("via", graphs.via),
    ):
        for members in circles(links):
            marks = [corpus.mark(id_, links[id_][after]) for id_, after in _steps(members)]
            shown = [f"'{id_}'" for id_ in members[:_SHOWN]]
            if len(members) > _SHOWN:
                shown.append(f"{len(members) - _SHOWN:,} more")
            message = f"'{name}' leads in a circle: {' → '.join([*shown, shown[0]])}"
            hint = "take out the link that is the wrong way round" if len(members) > 1 else "name another, or take it out"
            record = (corpus.kinds[members[0]], members[0])
            yield Diagnostic(marks[0], "K204", Severity.ERROR, message, hint, tuple(marks[1:_SHOWN]), record)


def occasion_of_an_occasion(corpus: Corpus) -> Iterator[Diagnostic]:
    """A statement whose occasion has an occasion of its own.

    An occasion lends its speaker, its addressee and its date. Lent on from one to the next, nobody could tell from a record
    what it says; so all statements of an occasion name the same one. Circles are K204.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
        sources:
          daily: {title: The Daily}
        statements:
          pledge: {act: promises, speaker: alba, date: 2021-03, says: Promised to leave., reports: [{source: daily}]}
          call: {act: demands, occasion: pledge, says: Asked for talks., reports: [{source: daily}]}
          thanks: {act: praises, occasion: call, says: Thanked the hosts., reports: [{source: daily}]}

    PASS:
        actors:
          alba: {name: Alba, type: state}
        sources:
          daily: {title: The Daily}
        statements:
          pledge: {act: promises, speaker: alba, date: 2021-03, says: Promised to leave., reports: [{source: daily}]}
          call: {act: demands, occasion: pledge, says: Asked for talks., reports: [{source: daily}]}
          thanks: {act: praises, occasion: pledge, says: Thanked the hosts., reports: [{source: daily}]}
    """
    occasions = {
        record.id: record.occasion
        for record in corpus.present()
        if isinstance(record, Statement) and record.occasion is not None and record.withdrawn is None
    }
    circling = {id_ for members in circles({id_: {to: None} for id_, to in occasions.items()}) for id_ in members}
    for id_, occasion in occasions.items():
        first = occasions.get(occasion)
        if first is None or id_ in circling:
            continue
        message = f"the occasion '{occasion}' has an occasion of its own"
        mark, other = corpus.mark(id_, ("occasion",)), corpus.mark(occasion, ("occasion",))
        yield Diagnostic(mark, "K207", Severity.ERROR, message, f"did you mean '{first}'?", (other,), ("statement", id_))


def _graphs(corpus: Corpus) -> _Graphs:
    graphs = _Graphs()
    for record in corpus.present():
        match record:
            case Statement():
                if record.withdrawn is None:
                    _statement(corpus, graphs, record)
            case Actor():
                _add(graphs.part_of, record.id, {part.of: ("part_of", i, "of") for i, part in enumerate(record.part_of)})
            case Source():
                _add(graphs.relies_on, record.id, {id_: ("relies_on", i) for i, id_ in enumerate(record.relies_on)})
            case Allegation():
                _add(graphs.broader, record.id, {id_: ("broader", i) for i, id_ in enumerate(record.broader)})
            case Topic():
                _add(graphs.broader, record.id, {record.broader: ("broader",)} if record.broader is not None else {})
            case _:
                pass
    return graphs


def _statement(corpus: Corpus, graphs: _Graphs, record: Statement) -> None:
    if record.occasion is not None:
        graphs.occasion[record.id] = {record.occasion: ("occasion",)}
    if record.answers:
        # A statement that answers itself is K305.
        _add(graphs.answers, record.id, {id_: ("answers", i) for i, id_ in enumerate(record.answers) if id_ != record.id})
    for i, report in enumerate(record.reports):
        for j, id_ in enumerate(report.via):
            if corpus.kinds.get(id_) == "statement":
                graphs.via.setdefault(record.id, {})[id_] = ("reports", i, "via", j)


def _add(links: Links, id_: str, found: dict[str, Path]) -> None:
    if found:
        links[id_] = found


def _steps(members: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each member of a circle with the one after it."""
    return zip(members, (*members[1:], members[0]), strict=True)


def circles(links: Mapping[str, Mapping[str, object]]) -> Iterator[tuple[str, ...]]:
    """One circle out of every knot of circles that hang together: its members once each, from the knot's first in `links`.

    A knot is a strongly connected component with more than one member or with a link from its member to itself, found by
    Tarjan's algorithm ("Depth-first search and linear graph algorithms", 1972) with a stack of its own, in time linear in the
    links. The circle is a shortest through that member.
    """
    inner = {id_: [to for to in targets if to in links] for id_, targets in links.items()}
    place = {id_: i for i, id_ in enumerate(links)}
    knots = [(min(knot, key=place.__getitem__), knot) for knot in _knots(inner)]
    for first, knot in sorted(knots, key=lambda found: place[found[0]]):
        yield _shortest(inner, knot, first)


def _knots(links: Mapping[str, list[str]]) -> Iterator[set[str]]:
    """The strongly connected components that hold a circle."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    open_: list[str] = []
    is_open: set[str] = set()
    for root in links:
        if root in number:
            continue
        number[root] = low[root] = len(number)
        open_.append(root)
        is_open.add(root)
        way = [(root, iter(links[root]))]
        while way:
            at, ahead = way[-1]
            for to in ahead:
                if to not in number:
                    number[to] = low[to] = len(number)
                    open_.append(to)
                    is_open.add(to)
                    way.append((to, iter(links[to])))
                    break
                if to in is_open:
                    low[at] = min(low[at], number[to])
            else:
                way.pop()
                if way:
                    low[way[-1][0]] = min(low[way[-1][0]], low[at])
                if low[at] == number[at]:
                    knot = set()
                    while at not in knot:
                        member = open_.pop()
                        is_open.discard(member)
                        knot.add(member)
                    if len(knot) > 1 or at in links[at]:
                        yield knot


def _shortest(links: Mapping[str, list[str]], knot: set[str], first: str) -> tuple[str, ...]:
    """A shortest circle from `first` back to it, by breadth-first search inside `knot`."""
    came_from: dict[str, str] = {}
    level = [first]
    while first not in came_from:
        ahead = []
        for at in level:
            for to in links[at]:
                if to in knot and to not in came_from:
                    came_from[to] = at
                    ahead.append(to)
        level = ahead
    found = [came_from[first]]
    while found[-1] != first:
        found.append(came_from[found[-1]])
    return tuple(reversed(found))
