"""Whether statements, allegations or sources are independent of each other in this record: yes, no or unknown.

Independent is what has nothing in common on record: no speaker, no house where chains of reports end, no document that an account
rests on, no statement through which it is known. An end that nobody calls first-hand may be anything, so it never makes a yes.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal, TypeAlias

from kg.analysis.houses import house
from kg.analysis.origins import of_allegation, of_statement
from kg.analysis.tracing import traced
from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved

Answer: TypeAlias = Literal["yes", "no", "unknown"]

ANSWERS: Final[tuple[Answer, ...]] = ("no", "unknown", "yes")
"""The answers, the one that decides about several first."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a record rests on: everything that may be shared, its first-hand ends, and its ends of which that is not known."""

    id: str
    everything: frozenset[str]
    known: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records, whether they are independent, what they share, and the first-hand ends that only the one or the other has."""

    one: Basis
    other: Basis
    answer: Answer
    shared: tuple[str, ...]

    @property
    def apart(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The first-hand ends of each that the other does not share."""
        return tuple(e for e in self.one.known if e not in self.shared), tuple(
            e for e in self.other.known if e not in self.shared
        )


def independent(corpus: Corpus, ids: Iterable[str]) -> tuple[Pair, ...]:
    """Every two of the records compared; each is a statement that is not withdrawn, an allegation or a source."""
    return tuple(compared(one, other) for one, other in combinations([basis(corpus, id_) for id_ in ids], 2))


def overall(pairs: Iterable[Pair]) -> Answer:
    """Whether all are independent of each other: no where two are not, unknown where that is not known of two."""
    found = {pair.answer for pair in pairs}
    return next(answer for answer in ANSWERS if answer in found)


def compared(one: Basis, other: Basis) -> Pair:
    """Whether two are independent: no where they share something, yes where all is known first-hand, else unknown."""
    shared = tuple(sorted(one.everything & other.everything))
    if shared:
        return Pair(one, other, "no", shared)
    known = bool(one.known and other.known) and not one.unknown and not other.unknown
    return Pair(one, other, "yes" if known else "unknown", ())


def basis(corpus: Corpus, id_: str) -> Basis:
    """What a statement, an allegation or a source rests on."""
    if id_ in corpus.resolved:
        return _basis(corpus, id_, [corpus.resolved[id_]], ())
    if id_ in corpus.allegations:
        said = [corpus.resolved[statement] for statement in of_allegation(corpus, id_).statements]
        return _basis(corpus, id_, said, corpus.allegations[id_].rests_on)
    return _of_source(corpus, id_)


def _basis(corpus: Corpus, id_: str, said: Iterable[Resolved], documents: Iterable[str]) -> Basis:
    """What statements rest on, and those through which they are known, and so on."""
    everything = {id_}
    ends: dict[str, bool] = {}
    sources = dict.fromkeys(documents)
    todo = list(said)
    done = {resolved.id for resolved in todo}
    for resolved in todo:
        everything.update((resolved.id, *resolved.speakers))
        sources |= dict.fromkeys(traced(corpus, resolved).nodes)
        for end in of_statement(corpus, resolved).ends:
            everything.update((end.id, *end.members))
            ends[end.id] = ends.get(end.id, True) and end.kind == "first-hand"
            quoting = [corpus.resolved[m] for m in end.members if m in corpus.resolved and m not in done]
            done.update(resolved.id for resolved in quoting)
            todo += quoting
    return Basis(id_, frozenset(everything) | _documents(corpus, sources, documents), *_sorted(ends))


def _of_source(corpus: Corpus, id_: str) -> Basis:
    """What a source rests on: itself, its house, what it draws on for all that it reports; not whose words these are."""
    ends: dict[str, bool] = {}
    sources = dict.fromkeys(_reprinted(corpus, id_))
    everything = {house(corpus, id_), *(house(corpus, on) for on in sources if not corpus.sources[on].relies_on)}
    for resolved in corpus.resolved.values():
        reports = tuple(report for report in resolved.statement.reports if report.source == id_)
        if reports:
            alone = dataclasses.replace(resolved, statement=dataclasses.replace(resolved.statement, reports=reports))
            sources |= dict.fromkeys(traced(corpus, alone).nodes)
            for end in of_statement(corpus, alone).ends:
                everything.update((end.id, *end.members))
                ends[end.id] = ends.get(end.id, True) and end.kind == "first-hand"
    whole = _documents(corpus, sources, sources)
    return Basis(id_, frozenset(everything) | whole, *_sorted(ends))


def _reprinted(corpus: Corpus, id_: str) -> Iterator[str]:
    """A source and all that it reprints as a whole."""
    seen, todo = {id_}, [id_]
    for one in todo:
        yield one
        onward = [on for on in corpus.sources[one].relies_on if on in corpus.sources and on not in seen]
        seen.update(onward)
        todo += onward


def _documents(corpus: Corpus, sources: Iterable[str], shared: Iterable[str]) -> frozenset[str]:
    """The documents on which the accounts of sources rest, and those on which these do, with those that count themselves."""
    found = {id_ for id_ in shared if id_ in corpus.sources}
    todo = [*found, *(on for id_ in sources if id_ in corpus.sources for on in corpus.sources[id_].rests_on)]
    for id_ in todo:
        source = corpus.sources.get(id_)
        if source is not None:
            found.add(id_)
            todo += [on for on in (*source.rests_on, *source.relies_on) if on not in found]
            found.update(source.rests_on)
    return frozenset(found)


def _sorted(ends: dict[str, bool]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ends that are first-hand for all, and the others."""
    return tuple(sorted(id_ for id_, is_known in ends.items() if is_known)), tuple(
        sorted(id_ for id_, is_known in ends.items() if not is_known)
    )
