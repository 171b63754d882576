"""The sources on a chain that rest on a document, found without a walk along the whole chain for each statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.analysis.reprints import Row, rows
from kg.corpus.corpus import Corpus

_KEPT: Final = ("sources that rest on documents",)


@dataclass(frozen=True)
class _Resting:
    """All `sources` that rest on documents, and for each reprint in a row the next of them on its way.

    `lists` are those of them among each list of nodes that many statements share, with the list, which thus keeps its id.
    """

    sources: frozenset[str]
    ahead: dict[str, str] = field(default_factory=dict)
    lists: dict[int, tuple[Sequence[str], tuple[str, ...]]] = field(default_factory=dict)


def resting(corpus: Corpus, nodes: Sequence[str]) -> Iterator[str]:
    """Those of the nodes that are sources which rest on documents."""
    known = _resting(corpus)
    if not known.sources:
        return
    shared = nodes
    if isinstance(nodes, Row):
        at: str | None = nodes.start if nodes.start in known.sources else known.ahead.get(nodes.start)
        while at is not None:
            yield at
            at = known.ahead.get(at)
        shared = nodes.more
    if id(shared) not in known.lists:
        known.lists[id(shared)] = shared, tuple(node for node in shared if node in known.sources)
    yield from known.lists[id(shared)][1]


def _resting(corpus: Corpus) -> _Resting:
    found = corpus.kept.get(_KEPT)
    if isinstance(found, _Resting):
        return found
    made = _Resting(frozenset(id_ for id_, source in corpus.sources.items() if source.rests_on))
    if made.sources:
        along = rows(corpus)
        for node in sorted(along.onward, key=along.length.__getitem__):
            onward = along.onward[node]
            if (rests := onward if onward in made.sources else made.ahead.get(onward)) is not None:
                made.ahead[node] = rests
    corpus.kept[_KEPT] = made
    return made
