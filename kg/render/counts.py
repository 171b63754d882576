"""Counts in the output of the analyses: as JSON with the statements behind them, and the lines on periods and units."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from kg.corpus.corpus import Corpus
from kg.corpus.counting import Count
from kg.corpus.filters import Filter
from kg.corpus.resolution import Resolved
from kg.corpus.silence import WORDS, Silence, settled
from kg.render.table import Table


def as_json(number: Count, ids: Iterable[str], perhaps: Collection[str] = ()) -> dict[str, object]:
    """A count as a JSON object: its ends, the statements, which of them were retracted, and which only may lie in the period."""
    ids, maybe = list(ids), frozenset(perhaps)
    return {
        "least": number.number.least,
        "most": number.number.most,
        "statements": ids,
        "retracted": list(number.retracted),
        "perhaps": [id_ for id_ in ids if id_ in maybe],
    }


def period(more: Collection[str], perhaps: Collection[str] = ()) -> Iterator[str]:
    """What a filter by time left out, or counts at the upper end only."""
    if more:
        yield f"{len(more):,} more statement{_s(more)} may lie in the period (--maybe adds {'it' if len(more) == 1 else 'them'})"
    if perhaps:
        counts = "counts" if len(perhaps) == 1 else "count"
        yield f"{len(perhaps):,} statement{_s(perhaps)} may only possibly lie in the period, and {counts} at the upper end alone"


def noted(table: Table, corpus: Corpus, wanted: Filter, concerns: Callable[[Resolved], bool]) -> Table:
    """The table with a line on the statements it is concerned with that only may lie in the period; rows of such are marked."""
    perhaps = {r.id for r in corpus.resolved.values() if concerns(r) and wanted.lies(corpus, r) == "perhaps"}
    if not perhaps:
        return table
    if not wanted.maybe:
        return replace(table, caption=(*table.caption, *period(perhaps)))
    marked = tuple(
        (f"{row[0]} (may lie in the period)", *row[1:]) if perhaps.intersection(c for c in row if isinstance(c, str)) else row
        for row in table.rows
    )
    line = f"{len(perhaps):,} statement{_s(perhaps)} only may lie in the period"
    return replace(table, rows=marked, caption=(*table.caption, line))


def five(counts: Mapping[Silence, Count]) -> str:
    """The five silences in one line, each with its number."""
    return "; ".join(f"{counts[name].bare} {words}" for name, words in WORDS.items())


def of_settled(corpus: Corpus, ids: Iterable[str]) -> Iterator[str]:
    """How many of the accusations that are not surely answered are about what was settled."""
    ended = sum(bool(settled(corpus, id_)) for id_ in ids)
    if ended:
        was = "was" if ended == 1 else "were"
        yield f"{ended:,} of those that are not answered {was} settled, without a finding (kg findings)"


def _s(ids: Collection[str]) -> str:
    return "" if len(ids) == 1 else "s"
