"""What of a source is not in the record: the sentences that report speech and that no report of it cites, most likely first.

So that the reply that was left out is seen. A sentence that needs no record is set aside with a reason, in the record of its
source.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.corpus.corpus import Corpus
from kg.evidence.cited import Places, of_report, reports_of
from kg.evidence.quotes import normalised
from kg.evidence.suggest import ENOUGH, Suggestion, language_of, weighed
from kg.model.records import Source


@dataclass(frozen=True, slots=True)
class Coverage:
    """The sentences of a source that report speech: how many are cited, drafted or set aside, and those that are left.

    `unused` are the words of what is set aside with which no sentence begins.
    """

    source: str
    sentences: int
    marked: int
    cited: int
    drafted: int
    aside: int
    left: tuple[Suggestion, ...]
    unused: tuple[str, ...]


def coverage(corpus: Corpus, source: Source, text: str) -> Coverage:
    """The coverage of a source whose text this is."""
    every = weighed(text, language_of(source.lang), corpus)
    marked = {n for n, one in enumerate(every) if one.weight >= ENOUGH}
    places = Places([one.sentence for one in every])
    cited = {
        n
        for statement, report in reports_of(corpus, source.id)
        for found in of_report(corpus, places, statement, report)
        for n in found
    }
    drafted = set()
    for draft in corpus.drafts.values():
        if draft.source == source.id:
            drafted |= {n for quote in draft.quote for n in places.of_quote(quote)}
            drafted |= set(places.of_quote(draft.text) or places.like(draft.text)) if draft.text else set()
    begins = {one.words: normalised(one.words) for one in source.set_aside}
    plain = [normalised(one.sentence.text) for one in every]
    aside = {n for n, words in enumerate(plain) if any(words.startswith(begin) for begin in begins.values())}
    unused = tuple(words for words, begin in begins.items() if not any(one.startswith(begin) for one in plain))
    left = sorted(marked - cited - drafted - aside, key=lambda n: (-every[n].weight, n))
    kept = tuple(every[n] for n in left)
    counts = (len(marked & cited), len((marked & drafted) - cited), len((marked & aside) - cited - drafted))
    return Coverage(source.id, len(every), len(marked), *counts, kept, unused)
