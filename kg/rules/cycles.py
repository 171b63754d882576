"""Rules of links that go in a circle (K204), and of occasions that lend nothing (K207)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from kg.corpus.corpus import Corpus
from kg.diagnostic import Diagnostic, Path, Severity
from kg.model.records import Actor, Allegation, Record, Source, Statement, Topic
from kg.model.references import references

_FIELDS: Final = ("part_of", "succeeds", "relies_on", "broader", "occasion", "answers", "via")
_SHOWN: Final = 6  # members of a circle that are named


def cycle(corpus: Corpus) -> Iterator[Diagnostic]:
    """Records that are, over one or more steps, part of themselves, broader than themselves, or known through themselves.

    It holds for `part_of`, `succeeds`, `broader`, `relies_on`, `answers`, `occasion`, and for a `via` that names statements. No
    whole is its own part and no statement answers one that came of it: one of the links is the wrong way round. Each cycle is
    reported once, at the record whose id comes first. Withdrawn statements are left as they were; `may_answer` says only what
    may be.

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
    found = [(field, members) for field in _FIELDS for members in circles(links[field])]
    records = {record.id: record for record in corpus.present()} if found else {}
    for field, members in found:
        marks = [corpus.mark(id_, _path(records[id_], field, to)) for id_, to in pairwise((*members, members[0]))]
        shown = [f"'{id_}'" for id_ in members[:_SHOWN]]
        if len(members) > _SHOWN:
            shown.append(f"{len(members) - _SHOWN:,} more")
        message = f"'{field}' leads in a circle: {' → '.join([*shown, shown[0]])}"
        hint = "take out the link that is the wrong way round" if len(members) > 1 else "name another, or take it out"
        record = (records[members[0]].kind, members[0])
        yield Diagnostic(marks[0], "K204", Severity.ERROR, message, hint, tuple(marks[1:_SHOWN]), record)


def occasion_lends_nothing(corpus: Corpus) -> Iterator[Diagnostic]:
    """A statement whose occasion has an occasion of its own, or is withdrawn though speaker or date should come from it.

    An occasion lends its speaker, its addressee and its date. Lent on from one to the next, nobody could tell from a record
    what it says; so all statements of an occasion name the same one. A withdrawn record was wrong and lends nothing. Circles
    are K204.

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
    circling = {id_ for members in circles({id_: (to,) for id_, to in occasions.items()}) for id_ in members}
    for statement in stated:
        occasion = occasions[statement.id]
        lender = corpus.statements.get(occasion)
        if occasion in occasions and statement.id not in circling:
            message, hint = f"the occasion '{occasion}' has an occasion of its own", f"did you mean '{occasions[occasion]}'?"
            other = corpus.mark(occasion, ("occasion",))
        elif lender is not None and lender.withdrawn is not None and not (statement.speaker and statement.date):
            message, hint = f"the occasion '{occasion}' is withdrawn", "give this statement a speaker and a date of its own"
            other = corpus.mark(occasion, ("withdrawn",), key=True)
        else:
            continue
        mark = corpus.mark(statement.id, ("occasion",))
        yield Diagnostic(mark, "K207", Severity.ERROR, message, hint, (other,), ("statement", statement.id))


def _links(corpus: Corpus) -> dict[str, dict[str, tuple[str, ...]]]:
    """By field that could lead in a circle: the records that name others there, and those that they name."""
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


def circles(links: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """One circle out of every knot of circles that hang together: its members once each, from the knot's first in `links`.

    A knot is a strongly connected component with more than one member or with a link from its member to itself, found by
    Tarjan's algorithm ("Depth-first search and linear graph algorithms", 1972) with a stack of its own, in time linear in the
    links. The circle is a shortest through that member.
    """
    inner = {id_: [to for to in targets if to in links] for id_, targets in links.items()}
    place = {id_: i for i, id_ in enumerate(links)}
    for knot in _knots(inner):
        yield _shortest(inner, knot, min(knot, key=place.__getitem__))


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
