"""Origins: on how many first-hand accounts a statement or an allegation rests, against how many reports repeat it.

Nine newspapers that copy one agency are one witness. Every report is followed along `taken_from`, `via` and `relies_on` to
where its chain ends; ends of one house are one end, and an end that nobody calls first-hand is unknown and never independent.
An end is first-hand for the statement that it recorded and for no other.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kg.analysis.reprints import Reached, reprints
from kg.analysis.tracing import EndKind, traced
from kg.analysis.ways import in_all
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.corpus.resolution import Resolved
from kg.corpus.stance_words import holding
from kg.model.acts import FINDINGS

MOST: Final = 24
"""How many ids of a chain, or of what all chains pass, are written: thousands of statements along one row would fill a disk."""


@dataclass(frozen=True, slots=True)
class Chain:
    """One report followed to one end: the statement, and the ids from the report's source to the end."""

    statement: str
    path: Sequence[str]


@dataclass(frozen=True, slots=True)
class End:
    """Where chains end: one source, outlet or statement, sources of one house, or sources in a cycle.

    `id` is that of the one member, else the house's. `kind` says what the end is: a first-hand record of the words, a statement
    that quotes them, a teller on whose word they are known, a cycle of sources that credit each other, or nothing known. Of an
    allegation one house may be two ends: first-hand for some of its statements, and not for others.
    """

    id: str
    kind: EndKind
    members: tuple[str, ...]
    chains: tuple[Chain, ...]


@dataclass(frozen=True, slots=True)
class Origins:
    """What a statement, or an allegation with the statements that put it forward, rests on.

    `reports` counts the sources that report it, each once. `through` are the sources, outlets and publishers that every chain of
    the statement passes. `only_through` are the statements
    through which alone it is known, and `answers_only` says that all of these answer it. For an allegation the ends of its
    statements are put together; `retracted` are further statements that put it forward and that their speakers took back, and
    `conceded` those that grant it, both of which enter nothing else. `is_cut` says that behind some source lies more than is
    followed, so that there may be more ends.
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
    retracted: tuple[str, ...] = ()
    conceded: tuple[str, ...] = ()
    is_cut: bool = False

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
    found = traced(corpus, resolved)
    ends = tuple(End(end.id, end.kind, end.members, tuple(Chain(resolved.id, path) for path in end.paths)) for end in found.ends)
    known_by = tuple(sorted(member for end in ends for member in end.members if end.kind == "statement"))
    only = known_by if ends and all(end.kind == "statement" for end in ends) else ()
    answers = set(corpus.answered_by.get(resolved.id, ()))
    return Origins(
        id=resolved.id,
        statements=(resolved.id,),
        speakers=resolved.speakers,
        reports=len({report.source for report in resolved.statement.reports}),
        ends=ends,
        through=found.through,
        loops=found.loops,
        only_through=only,
        answers_only=bool(only) and answers.issuperset(only),
        is_cut=found.is_cut,
    )


def rests_on(corpus: Corpus, found: Origins) -> dict[str, tuple[str, ...]]:
    """The documents that the allegation, or a source on the chains, rests on, each with the statements that do."""
    documents: dict[str, list[str]] = {}
    alleged = corpus.allegations.get(found.id)
    under_all = frozenset(alleged.rests_on if alleged else ())
    for document in under_all:
        documents[document] = list(found.statements)
    for id_ in found.statements:
        for node in _resting(corpus, traced(corpus, corpus.resolved[id_]).nodes):
            for document in corpus.sources[node].rests_on:
                if document not in under_all and id_ not in documents.setdefault(document, [])[-1:]:
                    documents[document].append(id_)
    return {document: tuple(of) for document, of in sorted(documents.items())}


def _resting(corpus: Corpus, nodes: Iterable[str]) -> Iterable[str]:
    """The sources among the nodes that rest on documents."""
    if isinstance(nodes, Reached):
        return nodes.reprints.resting_on(nodes.start)
    return (node for node in nodes if node in corpus.sources and corpus.sources[node].rests_on)


def survey(corpus: Corpus, wanted: Filter, only: Container[str] | None = None) -> tuple[Origins, ...]:
    """The origins of every allegation that an admitted statement puts forward or grants, those with most reports first.

    The origins of an allegation are those of all its statements, whichever the filter admits. `only` narrows the allegations.
    """
    said: dict[str, list[Resolved]] = {}
    admitted: set[str] = set()
    for resolved in corpus.resolved.values():
        held = _affirmed(resolved)
        for allegation in held:
            said.setdefault(allegation, []).append(resolved)
        admitted.update(held if wanted.admits(corpus, resolved) else ())
    chosen = [id_ for id_ in said if id_ in admitted and id_ in corpus.allegations and (only is None or id_ in only)]
    found = (_allegation(corpus, id_, said[id_]) for id_ in chosen)
    return tuple(sorted(found, key=lambda found: (-found.reports, found.id)))


def of_allegation(corpus: Corpus, id_: str) -> Origins:
    """The origins of all statements that put the allegation itself forward; ends that several share count once."""
    return _allegation(corpus, id_, [r for r in corpus.resolved.values() if id_ in _affirmed(r)])


def _affirmed(resolved: Resolved) -> tuple[str, ...]:
    """What its speaker puts forward or grants: no finding does, and nothing that the alleged speaker denies having said."""
    return () if resolved.is_contested or resolved.act in FINDINGS else resolved.affirms


def _allegation(corpus: Corpus, id_: str, said: Iterable[Resolved]) -> Origins:
    """The origins of its statements put together, where ends of one house are one only if they are of one kind."""
    parts: list[Origins] = []
    retracted, conceded = list[str](), list[str]()
    for resolved in said:
        is_conceded, is_retracted = holding(resolved, id_) == "conceded", corpus.is_retracted(resolved.id, id_)
        if not is_conceded and not is_retracted:
            parts.append(of_statement(corpus, resolved))
        elif not is_conceded or not is_retracted:  # what was granted and taken back is neither
            (conceded if is_conceded else retracted).append(resolved.id)
    merged: dict[tuple[str, EndKind], list[End]] = {}
    for part in parts:
        for end in part.ends:
            merged.setdefault((end.id, end.kind), []).append(end)
    return Origins(
        id=id_,
        statements=tuple(part.id for part in parts),
        speakers=tuple(sorted({speaker for part in parts for speaker in part.speakers})),
        reports=sum(part.reports for part in parts),
        ends=tuple(_together(*key, merged[key]) for key in sorted(merged)),
        through=_ordered(in_all((part.through for part in parts), reprints(corpus).passed)),
        loops=tuple(dict.fromkeys(loop for part in parts for loop in part.loops)),
        only_through=tuple(sorted({s for part in parts for s in part.only_through}))
        if all(p.only_through for p in parts)
        else (),
        answers_only=bool(parts) and all(part.answers_only for part in parts),
        retracted=tuple(retracted),
        conceded=tuple(conceded),
        is_cut=any(part.is_cut for part in parts),
    )


def _ordered(passed: Sequence[str]) -> Sequence[str]:
    """In the order of ids; what is too long to be read stays in the order of the chains, and unwritten."""
    return tuple(sorted(passed)) if len(passed) <= MOST else passed


def _together(id_: str, kind: EndKind, ends: list[End]) -> End:
    """One end of several statements as one; all are of the same kind."""
    members = tuple(sorted({member for end in ends for member in end.members}))
    return End(id_, kind, members, tuple(chain for end in ends for chain in end.chains))
