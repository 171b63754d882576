"""Rules of cycles of links (K204), and of occasions that cannot be used (K207)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from kg.corpus.corpus import Corpus
from kg.diagnostic import Diagnostic, Path, Severity
from kg.model.records import Actor, Allegation, Record, Source, Statement, Topic
from kg.model.references import references

_FIELDS: Final = ("part_of", "succeeds", "relies_on", "broader", "occasion", "answers", "via")
_SHOWN: Final = 6  # members of a cycle that a message names


def cycle(corpus: Corpus) -> Iterator[Diagnostic]:
    """Records that are, over one or more steps, part of themselves, broader than themselves, or known through themselves.

    The rule covers `part_of`, `succeeds`, `broader`, `relies_on`, `answers`, `occasion`, and a `via` that names statements. One
    of the links is the wrong way round. Each cycle is reported once, at the record whose id comes first. Withdrawn statements and
    `may_answer` are not considered.

    FAIL:
        topics:
          war: {label: The war, broader: affairs-of-alba}
          affairs-of-alba: {label: The affairs of Alba, broader: war}

    PASS:
        topics:
          war: {label: The war, broader: affairs-of-alba}
          affairs-of-alba: {label: The affairs of Alba}
    """
    links = _links(corpus)
    found = [(field, members) for field in _FIELDS for members in cycles(links[field])]
    records = {record.id: record for record in corpus.present()} if found else {}
    for field, members in found:
        marks = [corpus.mark(id_, _path(records[id_], field, to)) for id_, to in pairwise((*members, members[0]))]
        shown = [f"'{id_}'" for id_ in members[:_SHOWN]]
        if len(members) > _SHOWN:
            shown.append(f"{len(members) - _SHOWN:,} more")
        message = f"cycle of '{field}': {' → '.join([*shown, shown[0]])}"
        hint = "remove the link that is the wrong way round" if len(members) > 1 else "name another record, or remove it"
        record = (records[members[0]].kind, members[0])
        yield Diagnostic(marks[0], "K204", Severity.ERROR, message, hint, tuple(marks[1:_SHOWN]), record)


def unusable_occasion(corpus: Corpus) -> Iterator[Diagnostic]:
    """A statement whose occasion itself has an occasion, or is withdrawn although the speaker or the date should come from it.

    An occasion provides its speaker, its addressee and its date. A chain of occasions would make a record hard to read, so all
    statements of an occasion name the same one. A withdrawn record was wrong and provides nothing. Cycles are K204.

    FAIL:
        actors:
          alba: {name: Alba, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          pledge: {act: promises, speaker: alba, date: 2021-03, says: Promised to leave., reports: [{source: daily}]}
          call: {act: demands, occasion: pledge, says: Asked for talks., reports: [{source: daily}]}
          thanks: {act: praises, occasion: call, says: Thanked the hosts., reports: [{source: daily}]}

    PASS:
        actors:
          alba: {name: Alba, type: state}
        sources:
          daily: {title: The Daily, url: "https://example.org/daily"}
        statements:
          pledge: {act: promises, speaker: alba, date: 2021-03, says: Promised to leave., reports: [{source: daily}]}
          call: {act: demands, occasion: pledge, says: Asked for talks., reports: [{source: daily}]}
          thanks: {act: praises, occasion: pledge, says: Thanked the hosts., reports: [{source: daily}]}
    """
    stated = [s for s in corpus.present() if isinstance(s, Statement) and s.occasion is not None and s.withdrawn is None]
    occasions = {statement.id: statement.occasion for statement in stated if statement.occasion is not None}
    cyclic = {id_ for members in cycles({id_: (to,) for id_, to in occasions.items()}) for id_ in members}
    for statement in stated:
        occasion = occasions[statement.id]
        named = corpus.statements.get(occasion)
        if occasion in occasions and statement.id not in cyclic:
            message, hint = f"the occasion '{occasion}' itself has an occasion", f"did you mean '{occasions[occasion]}'?"
            other = corpus.mark(occasion, ("occasion",))
        elif named is not None and named.withdrawn is not None and not (statement.speaker and statement.date):
            message, hint = f"the occasion '{occasion}' is withdrawn", "add a speaker and a date to this statement"
            other = corpus.mark(occasion, ("withdrawn",), key=True)
        else:
            continue
        mark = corpus.mark(statement.id, ("occasion",))
        yield Diagnostic(mark, "K207", Severity.ERROR, message, hint, (other,), ("statement", statement.id))


def _links(corpus: Corpus) -> dict[str, dict[str, tuple[str, ...]]]:
    """By field that could form a cycle: the records that refer to others there, and those that they refer to."""
    links: dict[str, dict[str, tuple[str, ...]]] = {field: {} for field in _FIELDS}
    for record in corpus.present():
        match record:
            case Statement():
                if record.withdrawn is None:
                    _of_statement(corpus, links, record)
            case Actor():
                if record.part_of:
                    links["part_of"][record.id] = tuple(part.of for part in record.part_of)
                if record.succeeds is not None:
                    links["succeeds"][record.id] = (record.succeeds,)
            case Source() if record.relies_on:
                links["relies_on"][record.id] = record.relies_on
            case Allegation() if record.broader:
                links["broader"][record.id] = record.broader
            case Topic() if record.broader is not None:
                links["broader"][record.id] = (record.broader,)
    # Which member is the first depends on the ids, and not on where the records are written.
    return {field: dict(sorted(found.items())) for field, found in links.items()}


def _of_statement(corpus: Corpus, links: dict[str, dict[str, tuple[str, ...]]], record: Statement) -> None:
    if record.occasion is not None:
        links["occasion"][record.id] = (record.occasion,)
    if record.answers:
        links["answers"][record.id] = tuple(id_ for id_ in record.answers if id_ != record.id)  # that one is K305
    if through := tuple(id_ for report in record.reports for id_ in report.via if corpus.kinds.get(id_) == "statement"):
        links["via"][record.id] = through


def _path(record: Record, field: str, to: str) -> Path:
    """Where `record` names `to` in `field`."""
    return next(mention.path for mention in references(record) if mention.id == to and field in mention.path)


def cycles(links: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """One cycle of each strongly connected component: its members once each, starting with the component's first in `links`.

    The components that have more than one member, or a link from their member to itself, are found by an iterative version of
    Tarjan's algorithm ("Depth-first search and linear graph algorithms", 1972) in time linear in the links. The cycle is a
    shortest one through the first member.
    """
    inner = {id_: [to for to in targets if to in links] for id_, targets in links.items()}
    place = {id_: i for i, id_ in enumerate(links)}
    for component in _components(inner):
        yield _shortest(inner, component, min(component, key=place.__getitem__))


def _components(links: Mapping[str, list[str]]) -> Iterator[set[str]]:
    """The strongly connected components that contain a cycle."""
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
                    component = set()
                    while at not in component:
                        member = open_.pop()
                        is_open.discard(member)
                        component.add(member)
                    if len(component) > 1 or at in links[at]:
                        yield component


def _shortest(links: Mapping[str, list[str]], component: set[str], first: str) -> tuple[str, ...]:
    """A shortest cycle through `first`, by breadth-first search inside `component`."""
    came_from: dict[str, str] = {}
    level = [first]
    while first not in came_from:
        ahead = []
        for at in level:
            for to in links[at]:
                if to in component and to not in came_from:
                    came_from[to] = at
                    ahead.append(to)
        level = ahead
    found = [came_from[first]]
    while found[-1] != first:
        found.append(came_from[found[-1]])
    return tuple(reversed(found))
