"""The audit of even hands as a table: a side under each measure, its share, and how far it is from the rest."""

from __future__ import annotations

from collections.abc import Iterable

from kg.corpus.corpus import Corpus
from kg.corpus.labels import name
from kg.network.audit import Finding
from kg.network.shares import CONFIDENCE, Interval
from kg.render.table import Table

_NOTICE = f"How the record treats each side, with {CONFIDENCE:.0%} intervals; about the record, not about the sides."


def table(corpus: Corpus, found: Iterable[Finding], *, missing: tuple[str, ...] = ()) -> Table:
    """The findings as rows; `missing` names what could not be measured."""
    found = tuple(found)
    rows = tuple(
        (
            f.measure,
            name(corpus, f.side) if f.side else "(no side)",
            f"{len(f.hits):,} of {len(f.units):,}",
            _percent(f.share),
            _points(f.apart),
            _lean(f),
        )
        for f in found
    )
    leaning = [f for f in found if f.leans]
    lines = (
        _NOTICE,
        f"{len(leaning):,} of {len(found):,} comparisons lean; one in {round(1 / (1 - CONFIDENCE))} would by chance alone",
        *(f"not measured: {what}" for what in missing),
    )
    columns = ("measure", "side", "units", "share", "apart from the rest", "leans")
    return Table(columns, rows, tuple(record(f) for f in found), lines)


def record(finding: Finding) -> dict[str, object]:
    """A finding as a JSON object with the ids of its units."""
    return {
        "measure": finding.measure,
        "id": finding.side,
        "hits": list(finding.hits),
        "units": list(finding.units),
        "share": _interval(finding.share),
        "rest": {"hits": finding.rest[0], "units": finding.rest[1]},
        "apart": _interval(finding.apart) if finding.apart else None,
        "leans": finding.leans,
    }


def _interval(interval: Interval) -> dict[str, float]:
    return {"value": interval.value, "low": interval.low, "high": interval.high}


def _percent(interval: Interval) -> str:
    return f"{interval.value:.0%} ({interval.low:.0%} to {interval.high:.0%})"


def _points(interval: Interval | None) -> str:
    if interval is None:
        return ""
    value, low, high = (f"{100 * x:+.0f}" for x in (interval.value, interval.low, interval.high))
    return f"{value} points ({low} to {high})"


def _lean(finding: Finding) -> str:
    if finding.apart is None or not finding.leans:
        return ""
    return "more" if finding.apart.value > 0 else "less"
