"""What became of the quotes of each report, for readers of pages: whether they are in their source, and how deep one looked.

It is said only where somebody has texts of sources: a page that is made without them says nothing of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from kg.analysis.audit import Quote

Checked: TypeAlias = Mapping[tuple[str, int], str]
"""Words by the id of the statement and the number of its report, from 0."""


def checked(quotes: Iterable[Quote] | None) -> Checked:
    """The words for each report with quotes; none where nobody looked."""
    by: dict[tuple[str, int], list[Quote]] = {}
    for quote in quotes or ():
        by.setdefault((quote.statement, quote.report), []).append(quote)
    return {key: _words(found) for key, found in by.items()}


def _words(quotes: list[Quote]) -> str:
    counts = Counter(map(_outcome, quotes))
    if len(counts) == 1:
        return f"{'quote' if len(quotes) == 1 else 'quotes'} {next(iter(counts))}"
    return "; ".join(f"{count:,} {'quote' if count == 1 else 'quotes'} {words}" for words, count in counts.items())


def _outcome(quote: Quote) -> str:
    """How it is said; what is not in an excerpt may be in the rest, and is no fault."""
    place = "an excerpt of the source" if quote.depth == "excerpt" else "the whole text"
    if quote.depth == "none":
        return "not checked: no text of the source"
    if quote.found is None:
        return f"looked for in {place} only, and not found there"
    return f"checked: found in {place}" if quote.found else f"not found in {place}"
