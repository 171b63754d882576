"""What analyses answer for all records at once, each worked out when a page first needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.analysis.disagreements import Disagreement, disagreements
from kg.analysis.origins import Origins, survey
from kg.analysis.who import Pair, who
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.corpus.level import Level


@dataclass(frozen=True)
class Analyses:
    """The analyses of one corpus."""

    corpus: Corpus

    @cached_property
    def origins(self) -> Mapping[str, Origins]:
        """What each allegation rests on, by its id."""
        return {found.id: found for found in survey(self.corpus, Filter())}

    @cached_property
    def differing(self) -> Mapping[str, tuple[Disagreement, ...]]:
        """The fields in which the reports of a statement differ, by its id."""
        found: dict[str, list[Disagreement]] = {}
        for one in disagreements(self.corpus, Filter()):
            found.setdefault(one.id, []).append(one)
        return {id_: tuple(fields) for id_, fields in found.items()}

    @cached_property
    def sides(self) -> Rankings:
        """Who accuses whom, counted between sides."""
        return Rankings(self.corpus, "side")

    @cached_property
    def actors(self) -> Rankings:
        """Who accuses whom, each actor counted alone."""
        return Rankings(self.corpus, "actor")


class Rankings:
    """Accusers and accused, those with most accusations first."""

    def __init__(self, corpus: Corpus, level: Level) -> None:
        """Count for all pairs at once."""
        self.pairs: dict[tuple[str, str], Pair] = {}
        self.by: dict[str, list[Pair]] = {}
        """The pairs of an accuser."""
        self.against: dict[str, list[Pair]] = {}
        """The pairs of an accused."""
        for pair in who(corpus, level, Filter()):
            self.pairs[pair.accuser, pair.accused] = pair
            self.by.setdefault(pair.accuser, []).append(pair)
            self.against.setdefault(pair.accused, []).append(pair)
