"""Which sentences of a text the record cites: those that hold a quote and, for a report without one, the one most like it.

A sentence that is only like a report is marked as such: whether it is the one is for a reader to say.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from kg import ids
from kg.corpus.corpus import Corpus
from kg.corpus.identify import names_of
from kg.evidence.quotes import normalised
from kg.evidence.sentences import Sentence
from kg.model.parts import Report
from kg.model.records import Statement

_WORD: Final = re.compile(r"[^\W_]{3,}")
_STEM: Final = 5
_LONGEST: Final = 4
"""The sentences that a quote may run over."""


class Places:
    """Finds the sentences of one text that something in the record is about."""

    def __init__(self, found: Sequence[Sentence]) -> None:
        self._plain = [_without_hyphens(one.text) for one in found]
        self._stems = [frozenset(_stems(one.text)) for one in found]
        having = Counter(stem for one in self._stems for stem in one)
        self._rare = {stem: math.log((len(found) + 1) / count) for stem, count in having.items()}

    def of_quote(self, quote: str) -> tuple[int, ...]:
        """The sentences that hold a quote; where it runs over several, all of them."""
        words = _without_hyphens(quote)
        found = tuple(n for n, one in enumerate(self._plain) if words and words in one)
        for many in range(2, _LONGEST + 1):
            for n in range(len(self._plain) - many + 1):
                if not found and words and words in " ".join(self._plain[n : n + many]):
                    found = tuple(range(n, n + many))
        return found

    def like(self, words: str) -> tuple[int, ...]:
        """The sentences that share most with some words, by how rare these are in the text; none where they share nothing."""
        wanted = set(_stems(words))
        shares = [sum(self._rare[stem] for stem in wanted & one) for one in self._stems]
        best = max(shares, default=0.0)
        return tuple(n for n, share in enumerate(shares) if share >= best - 1e-9) if best > 0 else ()


def _without_hyphens(text: str) -> str:
    """The text as it is compared: a hyphen at the end of a line may belong to the word or to the line."""
    return normalised(text).replace("-", "")


def _stems(text: str) -> list[str]:
    return [ids.skeleton(word)[:_STEM] for word in _WORD.findall(text)]


def reports_of(corpus: Corpus, source: str) -> Iterator[tuple[Statement, Report]]:
    """The reports of a source, with their statements; not of those that were withdrawn."""
    for statement in corpus.statements.values():
        if statement.id in corpus.resolved:
            yield from ((statement, report) for report in statement.reports if report.source == source)


def of_report(corpus: Corpus, places: Places, statement: Statement, report: Report) -> tuple[tuple[int, ...], ...]:
    """For each thing that the report cites the sentences that may be it."""
    if report.quote:
        return tuple(map(places.of_quote, report.quote))
    speakers = (corpus.actors[one] for one in corpus.resolved[statement.id].speakers if one in corpus.actors)
    texts = [report.says or statement.says or "", *(name for actor in speakers for name in names_of(actor))]
    return (places.like(" ".join(texts)),)
