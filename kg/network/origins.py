"""Origins: on how many first-hand accounts a statement or an allegation rests, against how many reports repeat it.

Nine newspapers that copy one agency are one witness. Every report is followed along `taken_from`, `via` and `relies_on` to
where its chain ends; ends of one publisher are one end, and an end that nobody calls first-hand is unknown and never independent.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import networkx as nx

from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved, is_firsthand
from kg.model.acts import PUTS_FORWARD
from kg.model.records import Report, Source
from kg.network.who import Filter

EndKind: TypeAlias = Literal["first-hand", "unknown", "statement", "loop"]
Links: TypeAlias = Mapping[str, Collection[str]]

_ROOT, _SINK = "\x00reader", "\x00end"


@dataclass(frozen=True, slots=True)
class Chain:
    """One report followed to one end: the statement, and the ids from the report's source to the end."""

    statement: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class End:
    """Where chains end: one source, outlet or statement, sources of one publisher, or sources in a circle.

    `id` is that of the one member, else the publisher's. `kind` says what the end is: a first-hand record of the words, a
    statement that quotes them, a circle of sources that credit each other, or nothing known.
    """

    id: str
    kind: EndKind
    members: tuple[str, ...]
    chains: tuple[Chain, ...]


@dataclass(frozen=True, slots=True)
class Origins:
    """What a statement, or an allegation with the statements that put it forward, rests on.

    `through` are the sources, outlets and publishers that every chain of the statement passes. `only_through` are the statements
    through which alone it is known, and `answers_only` says that all of these answer it. For an allegation the ends of its
    statements are put together.
    """

    id: str
    statements: tuple[str, ...]
    speakers: tuple[str, ...]
    reports: int
    ends: tuple[End, ...]
    through: tuple[str, ...]
    loops: tuple[tuple[str, ...], ...]
    only_through: tuple[str, ...]
    answers_only: bool

    def of_kind(self, *kinds: EndKind) -> tuple[End, ...]:
        """The ends of these kinds."""
        return tuple(end for end in self.ends if end.kind in kinds)


def origins(corpus: Corpus, id_: str) -> Origins | None:
    """The origins of a statement that stands, or of an allegation; None where `id_` is neither."""
    if id_ in corpus.resolved:
        return of_statement(corpus, corpus.resolved[id_])
    if id_ in corpus.allegations:
        return of_allegation(corpus, id_)
    return None


def of_statement(corpus: Corpus, resolved: Resolved) -> Origins:
    """The origins of one statement."""
    draft = _Draft(corpus, resolved)
    starts = tuple(dict.fromkeys(report.source for report in resolved.statement.reports))
    groups = _groups(corpus, draft)
    members: dict[str, tuple[str, ...]] = {}
    for node, key in sorted(groups.items()):
        members[key] = (*members.get(key, ()), node)
    chains: dict[str, list[Chain]] = {key: [] for key in sorted(members)}
    for start in starts:
        for key, path in _paths(start, draft.links, groups).items():
            chains[key].append(Chain(resolved.id, path))
    ends = tuple(End(key, _kind(corpus, draft, members[key]), members[key], tuple(found)) for key, found in chains.items())
    known_by = tuple(sorted(member for end in ends for member in end.members if end.kind == "statement"))
    only = known_by if ends and all(end.kind == "statement" for end in ends) else ()
    answers = set(corpus.answered_by.get(resolved.id, ()))
    return Origins(
        id=resolved.id,
        statements=(resolved.id,),
        speakers=resolved.speakers,
        reports=len(resolved.statement.reports),
        ends=ends,
        through=bottlenecks(starts, draft.links, groups),
        loops=circles(draft.links),
        only_through=only,
        answers_only=bool(only) and answers.issuperset(only),
    )


def survey(corpus: Corpus, wanted: Filter) -> tuple[Origins, ...]:
    """The origins of every allegation that an admitted statement puts forward, those with most reports first.

    The origins of an allegation are those of all its statements, whichever the filter admits.
    """
    parts: dict[str, list[Origins]] = {}
    admitted: set[str] = set()
    for resolved in corpus.resolved.values():
        if resolved.act in PUTS_FORWARD and resolved.allegations:
            part = of_statement(corpus, resolved)
            for allegation in resolved.allegations:
                parts.setdefault(allegation, []).append(part)
            admitted.update(resolved.allegations if wanted.admits(corpus, resolved) else ())
    return tuple(
        sorted(
            (_allegation(id_, found) for id_, found in parts.items() if id_ in admitted and id_ in corpus.allegations),
            key=lambda found: (-found.reports, found.id),
        )
    )


def of_allegation(corpus: Corpus, id_: str) -> Origins:
    """The origins of all statements that put the allegation itself forward; ends that several share count once."""
    said = (r for r in corpus.resolved.values() if r.act in PUTS_FORWARD and id_ in r.allegations)
    return _allegation(id_, [of_statement(corpus, resolved) for resolved in said])


def _allegation(id_: str, parts: list[Origins]) -> Origins:
    """The origins of its statements put together."""
    merged: dict[str, list[End]] = {}
    for part in parts:
        for end in part.ends:
            merged.setdefault(end.id, []).append(end)
    return Origins(
        id=id_,
        statements=tuple(part.id for part in parts),
        speakers=tuple(sorted({speaker for part in parts for speaker in part.speakers})),
        reports=sum(part.reports for part in parts),
        ends=tuple(_together(key, merged[key]) for key in sorted(merged)),
        through=tuple(sorted(set[str].intersection(*(set(part.through) for part in parts)))) if parts else (),
        loops=tuple(dict.fromkeys(loop for part in parts for loop in part.loops)),
        only_through=tuple(sorted({s for part in parts for s in part.only_through}))
        if all(p.only_through for p in parts)
        else (),
        answers_only=bool(parts) and all(part.answers_only for part in parts),
    )


def _together(id_: str, ends: list[End]) -> End:
    """One end of several statements as one: first-hand where it is for one of them."""
    kind: EndKind = "first-hand" if any(end.kind == "first-hand" for end in ends) else ends[0].kind
    members = tuple(sorted({member for end in ends for member in end.members}))
    return End(id_, kind, members, tuple(chain for end in ends for chain in end.chains))


@dataclass
class _Draft:
    """The links of one statement's reports: who draws on whom, who recorded the words, whose account names no other."""

    corpus: Corpus
    resolved: Resolved
    links: dict[str, dict[str, None]] = field(default_factory=dict)
    firsthand: set[str] = field(default_factory=set)
    ending: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for report in self.resolved.statement.reports:
            self._follow(report)
        self._reprints()
        self._articles()
        self._prune()
        self.ending |= {node for node, onward in self.links.items() if not onward}
        heard = {*self.resolved.speakers, *self.resolved.spoken_for, *self.resolved.to}
        self.firsthand |= self.links.keys() & heard

    def _follow(self, report: Report) -> None:
        source = self.corpus.sources.get(report.source)
        self.links.setdefault(report.source, {})
        if is_firsthand(report, source, self.resolved):
            self.firsthand.add(report.source)
            self.ending.add(report.source)
            return
        own = source.publisher if source else None  # a paper that credits itself names nobody else
        onward = [id_ for id_ in (report.taken_from, *report.via) if id_ is not None and id_ != own]
        for node, next_ in zip([report.source, *onward], onward, strict=False):
            self.links.setdefault(node, {})[next_] = None
            self.links.setdefault(next_, {})
        if not onward and not (source and source.relies_on):
            self.ending.add(report.source)

    def _reprints(self) -> None:
        """A whole reprint draws on what it reprints, which may be one too."""
        todo = list(self.links)
        while todo:
            id_ = todo.pop()
            source = self.corpus.sources.get(id_)
            if source is None or id_ in self.firsthand:
                continue
            for whole in source.relies_on:
                if whole not in self.links:
                    todo.append(whole)
                    self.links[whole] = {}
                self.links[id_][whole] = None

    def _articles(self) -> None:
        """To credit an outlet is to draw on what that outlet printed of the statement, where that is in the record."""
        for id_, source in self._sources():
            if source.publisher in self.links and source.publisher != id_:
                self.links[source.publisher][id_] = None

    def _prune(self) -> None:
        """Who recorded the words draws on nobody, and nobody counts whom no report leads to."""
        todo = [report.source for report in self.resolved.statement.reports]
        kept: dict[str, dict[str, None]] = {}
        for id_ in todo:
            if id_ not in kept:
                kept[id_] = {} if id_ in self.firsthand else self.links[id_]
                todo += kept[id_]
        self.links = kept
        self.ending &= kept.keys()
        self.firsthand &= kept.keys()

    def _sources(self) -> Iterator[tuple[str, Source]]:
        return ((id_, self.corpus.sources[id_]) for id_ in sorted(self.links) if id_ in self.corpus.sources)


def _groups(corpus: Corpus, draft: _Draft) -> dict[str, str]:
    """For each node at which a chain ends, the id of the end: its own, that of its circle, or the publisher it shares."""
    groups: dict[str, str] = {}
    for circle in circles(draft.links):
        if not any(draft.links[node].keys() - set(circle) for node in circle) and not draft.ending.intersection(circle):
            groups |= dict.fromkeys(circle, circle[0])
    houses: dict[str, list[str]] = {}
    for node in sorted(draft.ending):
        houses.setdefault(_house(corpus, node), []).append(node)
    for house, members in houses.items():
        groups |= dict.fromkeys(members, house)
    return groups


def _house(corpus: Corpus, node: str) -> str:
    """Whose account a source is: its publisher's, else its authors', else its own; anything else is itself."""
    source = corpus.sources.get(node)
    return node if source is None else source.publisher or ", ".join(source.author) or node


def _kind(corpus: Corpus, draft: _Draft, members: tuple[str, ...]) -> EndKind:
    if draft.firsthand.intersection(members):
        return "first-hand"
    if not draft.ending.intersection(members):
        return "loop"
    return "statement" if all(member in corpus.statements for member in members) else "unknown"


def _paths(start: str, links: Links, groups: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """For each end that can be reached from `start`, one shortest chain to it."""
    found: dict[str, tuple[str, ...]] = {}
    paths: dict[str, tuple[str, ...]] = {start: (start,)}
    queue = [start]
    for node in queue:
        if node in groups:
            found.setdefault(groups[node], paths[node])
        for onward in links.get(node, ()):
            if onward not in paths:
                paths[onward] = (*paths[node], onward)
                queue.append(onward)
    return found


def circles(links: Links) -> tuple[tuple[str, ...], ...]:
    """The sets of nodes that lead to each other, each sorted: strongly connected components of more than one node."""
    if not any(links.values()):
        return ()
    graph = _digraph(links)
    found = (tuple(sorted(part)) for part in nx.strongly_connected_components(graph))
    return tuple(sorted(part for part in found if len(part) > 1))


def bottlenecks(starts: Iterable[str], links: Links, groups: Mapping[str, str]) -> tuple[str, ...]:
    """The nodes and ends that every chain passes, in order from the reports: the dominators of the end of all chains.

    Circles are one node first, so the rest has an order in which links lead forward. A node is passed by all chains exactly
    if no link leads over it in that order. Linear in the links.
    """
    starts = tuple(starts)
    if len(starts) == 1 and not links[starts[0]]:  # most statements, and no graph is needed to see it
        return tuple(dict.fromkeys((starts[0], groups[starts[0]])))
    graph = _digraph(links)
    graph.add_edges_from((_ROOT, start) for start in starts)
    for node, group in groups.items():
        end = f"{_SINK}{group}"
        graph.add_edge(node, end)
        graph.add_edge(end, _SINK)
    whole = nx.condensation(graph)
    opened = 0
    passed: list[str] = []
    for part in nx.lexicographical_topological_sort(whole):
        opened -= len(whole.pred[part])
        if opened == 0:
            passed += sorted(whole.nodes[part]["members"])
        opened += len(whole.succ[part])
    named = (node.removeprefix(_SINK) for node in passed if node not in {_ROOT, _SINK})
    return tuple(dict.fromkeys(named))


def _digraph(links: Links) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(links)
    graph.add_edges_from((node, onward) for node, targets in links.items() for onward in targets)
    return graph
