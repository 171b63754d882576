"""Origins: on how many first-hand accounts a statement or an allegation rests, against how many reports repeat it.

Nine newspapers that copy one agency are one witness. Every report is followed along `taken_from`, `via` and `relies_on` to
where its chain ends; ends of one publisher are one end, and an end that nobody calls first-hand is unknown and never independent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.corpus.resolution import Resolved
from kg.network.chains import bottlenecks, circles, paths_to_ends
from kg.network.provenance import Provenance, reported_alike
from kg.network.reprints import reprinted

EndKind: TypeAlias = Literal["first-hand", "unknown", "statement", "loop"]


@dataclass(frozen=True, slots=True)
class Chain:
    """One report followed to one end: the statement, and the ids from the report's source to the end."""

    statement: str
    path: Sequence[str]


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
    through: Sequence[str]
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
    traced = _traced(corpus, resolved)
    ends = tuple(End(end.id, end.kind, end.members, tuple(Chain(resolved.id, path) for path in end.paths)) for end in traced.ends)
    known_by = tuple(sorted(member for end in ends for member in end.members if end.kind == "statement"))
    only = known_by if ends and all(end.kind == "statement" for end in ends) else ()
    answers = set(corpus.answered_by.get(resolved.id, ()))
    return Origins(
        id=resolved.id,
        statements=(resolved.id,),
        speakers=resolved.speakers,
        reports=len(resolved.statement.reports),
        ends=ends,
        through=traced.through,
        loops=traced.loops,
        only_through=only,
        answers_only=bool(only) and answers.issuperset(only),
    )


class _TracedEnd(NamedTuple):
    """An end, and the chains to it from each report's source."""

    id: str
    kind: EndKind
    members: tuple[str, ...]
    paths: tuple[Sequence[str], ...]


class _Traced(NamedTuple):
    """Where the chains of a statement's reports lead: what of its origins it shares with others that are reported alike."""

    ends: tuple[_TracedEnd, ...]
    through: Sequence[str]
    loops: tuple[tuple[str, ...], ...]


def _traced(corpus: Corpus, resolved: Resolved) -> _Traced:
    """The chains of a statement's reports, traced once for all statements that are reported alike.

    A thousand statements from one article at the end of a long row of reprints would else walk that row a thousand times.
    """
    reprints = reprinted(corpus, resolved)
    if reprints is not None:
        row, last = reprints
        house = _house(corpus, last)
        return _Traced((_TracedEnd(house, "unknown", (last,), (row,)),), row if house == last else row.then(house), ())
    key = reported_alike(resolved)
    found = corpus.kept.get(key)
    if isinstance(found, _Traced):
        return found
    provenance = Provenance(corpus, resolved)
    starts = tuple(dict.fromkeys(report.source for report in resolved.statement.reports))
    loops = circles(provenance.links)
    groups = _groups(corpus, provenance, loops)
    members: dict[str, list[str]] = {}
    for node, end in sorted(groups.items()):
        members.setdefault(end, []).append(node)
    paths: dict[str, list[tuple[str, ...]]] = {end: [] for end in sorted(members)}
    for start in starts:
        for end, path in paths_to_ends(start, provenance.links, groups).items():
            paths[end].append(path)
    ends = tuple(
        _TracedEnd(end, _kind(corpus, provenance, tuple(members[end])), tuple(members[end]), tuple(ways))
        for end, ways in paths.items()
    )
    traced = _Traced(ends, bottlenecks(starts, provenance.links, groups), loops)
    corpus.kept[key] = traced
    return traced


def survey(corpus: Corpus, wanted: Filter) -> tuple[Origins, ...]:
    """The origins of every allegation that an admitted statement puts forward, those with most reports first.

    The origins of an allegation are those of all its statements, whichever the filter admits.
    """
    parts: dict[str, list[Origins]] = {}
    admitted: set[str] = set()
    for resolved in corpus.resolved.values():
        if resolved.affirms:
            part = of_statement(corpus, resolved)
            for allegation in resolved.affirms:
                parts.setdefault(allegation, []).append(part)
            admitted.update(resolved.affirms if wanted.admits(corpus, resolved) else ())
    return tuple(
        sorted(
            (_allegation(id_, found) for id_, found in parts.items() if id_ in admitted and id_ in corpus.allegations),
            key=lambda found: (-found.reports, found.id),
        )
    )


def of_allegation(corpus: Corpus, id_: str) -> Origins:
    """The origins of all statements that put the allegation itself forward; ends that several share count once."""
    said = (r for r in corpus.resolved.values() if id_ in r.affirms)
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
        through=_shared([part.through for part in parts]),
        loops=tuple(dict.fromkeys(loop for part in parts for loop in part.loops)),
        only_through=tuple(sorted({s for part in parts for s in part.only_through}))
        if all(p.only_through for p in parts)
        else (),
        answers_only=bool(parts) and all(part.answers_only for part in parts),
    )


def _shared(through: list[Sequence[str]]) -> tuple[str, ...]:
    """What is in all of them, sorted; one is held as a set at a time, the shortest first."""
    if not through:
        return ()
    found = set(min(through, key=len))
    for each in through:
        found.intersection_update(each)
    return tuple(sorted(found))


def _together(id_: str, ends: list[End]) -> End:
    """One end of several statements as one: first-hand where it is for one of them."""
    kind: EndKind = "first-hand" if any(end.kind == "first-hand" for end in ends) else ends[0].kind
    members = tuple(sorted({member for end in ends for member in end.members}))
    return End(id_, kind, members, tuple(chain for end in ends for chain in end.chains))


def _groups(corpus: Corpus, provenance: Provenance, loops: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """For each node at which a chain ends, the id of the end: its own, that of its circle, or the publisher it shares."""
    groups: dict[str, str] = {}
    for circle in loops:
        if not any(provenance.links[node].keys() - set(circle) for node in circle) and not provenance.ending.intersection(circle):
            groups |= dict.fromkeys(circle, circle[0])
    houses: dict[str, list[str]] = {}
    for node in sorted(provenance.ending):
        houses.setdefault(_house(corpus, node), []).append(node)
    for house, members in houses.items():
        groups |= dict.fromkeys(members, house)
    return groups


def _house(corpus: Corpus, node: str) -> str:
    """Whose account a source is: its publisher's, else its authors', else its own; anything else is itself."""
    source = corpus.sources.get(node)
    return node if source is None else source.publisher or ", ".join(source.author) or node


def _kind(corpus: Corpus, provenance: Provenance, members: tuple[str, ...]) -> EndKind:
    if provenance.firsthand.intersection(members):
        return "first-hand"
    if not provenance.ending.intersection(members):
        return "loop"
    return "statement" if all(member in corpus.statements for member in members) else "unknown"
