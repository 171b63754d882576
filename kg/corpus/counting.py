"""Counting what was said: in statements or in occasions, as a range where the record leaves more than one reading.

Every count of the reports, pages and graphs is made here, so that one question has one number. What is known only on the word of
others counts at the upper end alone, what its alleged speaker denies having said not at all, and what its speaker retracted is
counted apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kg.corpus.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Range:
    """The fewest and the most that it can be."""

    least: int
    most: int

    def __str__(self) -> str:
        """One number where both ends are the same."""
        return f"{self.least:,}" if self.least == self.most else f"{self.least:,}–{self.most:,}"


def retracted(corpus: Corpus, ids: Iterable[str]) -> tuple[str, ...]:
    """Those of the statements that their speakers took back: they are counted apart."""
    return tuple(id_ for id_ in ids if corpus.is_retracted(id_))


def statements(corpus: Corpus, certain: Collection[str], possible: Collection[str] = ()) -> Range:
    """How many statements there are, of those that are `certain` to belong and those for which it is only `possible`.

    The least takes all that may be the same utterance as the same, and leaves out what is known only on the word of others.
    """
    sure, perhaps = _standing(corpus, certain, possible)
    same = merged(corpus, sure, by_occasion=False)
    return Range(len({same[id_] for id_ in sure}), len({*sure, *perhaps}))


def occasions(corpus: Corpus, certain: Collection[str], possible: Collection[str] = (), among: Collection[str] = ()) -> Range:
    """On how many occasions the statements were made: what one speaker said on one occasion is one utterance.

    The least: the `certain` ones, where all that may be the same are, also by way of others `among` which they are. The most:
    none are the same, the `possible` ones count too, and several speakers of one statement each made it, unless jointly.
    """
    sure, perhaps = _standing(corpus, certain, possible)
    same = merged(corpus, dict.fromkeys((*sure, *among)))
    voices: dict[str, int] = {}
    for id_ in (*sure, *perhaps):
        resolved = corpus.resolved[id_]
        on = occasion(corpus, id_)
        voices[on] = max(voices.get(on, 1), 1 if resolved.is_joint else len(resolved.speakers))
    return Range(len({same[id_] for id_ in sure}), sum(voices.values()))


def _standing(corpus: Corpus, certain: Iterable[str], possible: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which of the statements surely count, and which perhaps."""
    resolved = corpus.resolved
    counted = [id_ for id_ in dict.fromkeys(certain) if not resolved[id_].is_contested and not corpus.is_retracted(id_)]
    sure = tuple(id_ for id_ in counted if not resolved[id_].is_attributed)
    others = [id_ for id_ in dict.fromkeys(possible) if not resolved[id_].is_contested and not corpus.is_retracted(id_)]
    return sure, tuple(dict.fromkeys((*(id_ for id_ in counted if resolved[id_].is_attributed), *others)))


def occasion(corpus: Corpus, id_: str) -> str:
    """The id of the occasion on which the statement was made: another statement's, or its own."""
    named = corpus.stated[id_].occasion
    return named if named is not None and named in corpus.stated else id_


def merged(corpus: Corpus, ids: Iterable[str], *, by_occasion: bool = True) -> dict[str, str]:
    """For each statement the id that represents its utterance, where all that may be the same utterance are.

    Union-find with path halving over the occasions of `ids`, or the statements themselves, and the `may_be` between them.
    """
    ids = tuple(ids)
    key = (lambda id_: occasion(corpus, id_)) if by_occasion else (lambda id_: id_)
    root = {key(id_): key(id_) for id_ in ids}

    def find(node: str) -> str:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    known = set(ids)
    for id_ in ids:
        for other in corpus.stated[id_].may_be:
            if other in known:
                first, second = sorted((find(key(id_)), find(key(other))))
                root[second] = first
    return {id_: find(key(id_)) for id_ in ids}
