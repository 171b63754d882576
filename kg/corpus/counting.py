"""Counting what was said: in statements or in occasions, as a range where the record leaves more than one reading.

Every count of the reports, pages and graphs is made here, so that one question has one number. What is known only on the word of
others counts at the upper end alone, what its alleged speaker denies having said not at all, and what its speaker retracted is
counted apart. What may be one utterance with something of the last two counts at the upper end alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from kg.corpus.corpus import Corpus
from kg.corpus.merging import occasion

Unit: TypeAlias = Literal["statement", "occasion", "answer", "accusation", "report"]


@dataclass(frozen=True, slots=True)
class Range:
    """The fewest and the most that it can be."""

    least: int
    most: int

    def __str__(self) -> str:
        """One number where both ends are the same."""
        return f"{self.least:,}" if self.least == self.most else f"{self.least:,}–{self.most:,}"


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of a unit, and which statements are counted apart because their speakers retracted them."""

    number: Range
    retracted: tuple[str, ...] = ()
    unit: Unit = "statement"

    def __str__(self) -> str:
        """The count with its unit: "57–60 statements · 1 retracted"."""
        return self.of("")

    def of(self, more: str) -> str:
        """The count with its unit and more behind it: "57–60 statements of accusation · 1 retracted"."""
        noun = self.unit if self.number == _ONE else f"{self.unit}s"
        return f"{self.number} {noun}{more}{self._apart}"

    @property
    def bare(self) -> str:
        """The count under a heading that names the unit: "57–60 · 1 retracted"."""
        return f"{self.number}{self._apart}"

    @property
    def _apart(self) -> str:
        return f" · {len(self.retracted):,} retracted" if self.retracted else ""


_ONE: Final = Range(1, 1)


def count(corpus: Corpus, certain: Collection[str], possible: Collection[str] = (), unit: Unit = "statement") -> Count:
    """The statements, or where `unit` says so their occasions, with those apart that were retracted.

    For "answer" and "accusation" the statements are counted, under that name.
    """
    number = occasions(corpus, certain, possible) if unit == "occasion" else statements(corpus, certain, possible)
    return Count(number, retracted(corpus, dict.fromkeys((*certain, *possible))), unit)


def retracted(corpus: Corpus, ids: Iterable[str]) -> tuple[str, ...]:
    """Those of the statements that their speakers took back: they are counted apart, unless they deny having made them."""
    uncounted = corpus.uncounted
    return tuple([id_ for id_ in ids if id_ in uncounted and not corpus.resolved[id_].is_contested])


def statements(corpus: Corpus, certain: Collection[str], possible: Collection[str] = ()) -> Range:
    """How many statements there are, of those that are `certain` to belong and those for which it is only `possible`.

    The least takes all that may be the same utterance as the same, and leaves out what is known only on the word of others.
    """
    sure, perhaps = _counting(corpus, certain, possible)
    same = corpus.merged
    return Range(len({same[id_] for id_ in sure}), len({*sure, *perhaps}))


def occasions(corpus: Corpus, certain: Collection[str], possible: Collection[str] = ()) -> Range:
    """On how many occasions the statements were made: what one speaker said on one occasion is one utterance.

    The least: the `certain` ones, where all that may be the same are. The most: none are the same, the `possible` ones count too,
    and several speakers of one statement each made it, unless jointly.
    """
    sure, perhaps = _counting(corpus, certain, possible)
    same = corpus.merged_occasions
    voices: dict[str, int] = {}
    for id_ in (*sure, *perhaps):
        on = occasion(corpus.stated, id_)
        resolved = corpus.resolved[id_]
        voices[on] = max(voices.get(on, 1), 1 if resolved.is_joint else len(resolved.makers))
    return Range(len({same[id_] for id_ in sure}), sum(voices.values()))


def _counting(corpus: Corpus, certain: Iterable[str], possible: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which of the statements surely count, and which perhaps."""
    uncounted, unsure = corpus.uncounted, corpus.unsure
    counted = [id_ for id_ in dict.fromkeys(certain) if id_ not in uncounted]
    others = [id_ for id_ in dict.fromkeys(possible) if id_ not in uncounted]
    if unsure.isdisjoint(counted):
        return tuple(counted), tuple(others)
    sure = tuple([id_ for id_ in counted if id_ not in unsure])
    return sure, tuple(dict.fromkeys((*(id_ for id_ in counted if id_ in unsure), *others)))
