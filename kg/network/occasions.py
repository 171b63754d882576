"""Counting utterances and not records: statements of one occasion are one, and what `may_be` the same gives a range."""

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


def occasion(corpus: Corpus, id_: str) -> str:
    """The id of the occasion on which the statement was made: another statement's, or its own."""
    named = corpus.stated[id_].occasion
    return named if named is not None and named in corpus.stated else id_


def merged(corpus: Corpus, ids: Iterable[str]) -> dict[str, str]:
    """For each statement the id that stands for its utterance, where all that may be the same utterance are.

    Union-find with path halving over the occasions of `ids` and the `may_be` between them.
    """
    ids = tuple(ids)
    root = {occasion(corpus, id_): occasion(corpus, id_) for id_ in ids}

    def find(node: str) -> str:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    known = set(ids)
    for id_ in ids:
        for other in corpus.stated[id_].may_be:
            if other in known:
                first, second = sorted((find(occasion(corpus, id_)), find(occasion(corpus, other))))
                root[second] = first
    return {id_: find(occasion(corpus, id_)) for id_ in ids}


def count(corpus: Corpus, certain: Collection[str], possible: Collection[str] = (), among: Collection[str] = ()) -> Range:
    """How many utterances the statements come to.

    The least: the `certain` ones, where all that may be the same are, also by way of others `among` which they stand. The most:
    none are the same, and the `possible` ones count too.
    """
    same = merged(corpus, dict.fromkeys((*certain, *among)))
    least = len({same[id_] for id_ in certain})
    return Range(least, len({occasion(corpus, id_) for id_ in (*certain, *possible)}))
