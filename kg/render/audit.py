"""The audit of even hands as a table: a side under each measure, its share or mean, and how far it is from the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from kg.analysis.audit import METHODS, Evidence, Finding, missing
from kg.analysis.shares import CONFIDENCE, Interval
from kg.corpus.corpus import Corpus
from kg.corpus.labels import name
from kg.render.table import Table

_NOTICE = (
    f"How the record treats each side, with {CONFIDENCE:.0%} intervals (shares: Wilson, Newcombe; means: Student, Welch); "
    "about the record, not about the sides."
)
_BY_CHANCE = round(1 / (1 - CONFIDENCE))


def table(corpus: Corpus, found: Iterable[Finding], evidence: Evidence) -> Table:
    """The findings as rows; the caption and the last records say what could not be measured."""
    found = tuple(found)
    rows = tuple(
        (
            f.measure,
            name(corpus, f.side) if f.side else "(no side)",
            counted(f),
            value(f),
            apart(f),
            lean(f),
        )
        for f in found
    )
    compared = [f for f in found if f.apart is not None and f.apart.low is not None]
    lines = (
        _NOTICE,
        f"{sum(f.leans for f in found):,} of {len(compared):,} comparisons lean; one in {_BY_CHANCE} would by chance alone",
        *quotes(evidence),
        *depths(evidence),
        *(f"not measured: {what}: {why}" for what, why in missing(evidence)),
    )
    columns = ("measure", "side", "units", "value", "apart from the rest", "leans")
    left_out = ({"kind": "not measured", "id": None, "measure": what, "why": why} for what, why in missing(evidence))
    return Table(columns, rows, (*map(record, found), *left_out), lines)


def quotes(evidence: Evidence) -> Iterator[str]:
    """How many quotes there are and with which result, where somebody looked."""
    if evidence.quotes is not None:
        outcomes = Counter(quote.found for quote in evidence.quotes)
        seen = f"{outcomes[True]:,} verified, {outcomes[False]:,} not found, {outcomes[None]:,} without text"
        yield f"quotes: {seen}; a quote without text never counts as verified"


def depths(evidence: Evidence) -> Iterator[str]:
    """How deep one could look for the quotes."""
    if evidence.quotes is not None:
        deep = Counter(quote.depth for quote in evidence.quotes)
        yield f"looked for them in: {', '.join(f'{deep[depth]:,} {depth}' for depth in ('whole text', 'excerpt', 'none'))}"


def record(finding: Finding) -> dict[str, object]:
    """A finding as a JSON object with the ids of its units."""
    return {
        "measure": finding.measure,
        "kind": finding.kind,
        "id": finding.side,
        "hits": list(finding.hits),
        "units": list(finding.units),
        "value": _interval(finding.value),
        "rest": {"hits": finding.rest[0], "units": finding.rest[1]},
        "apart": _interval(finding.apart) if finding.apart else None,
        "leans": finding.leans,
        "method": METHODS[finding.kind],
    }


def _interval(interval: Interval) -> dict[str, float | None]:
    return {"value": interval.value, "low": interval.low, "high": interval.high}


def counted(finding: Finding) -> str:
    """The hits and the units: some of all for a share, reports in statements for a mean."""
    hits, units = f"{len(finding.hits):,}", f"{len(finding.units):,}"
    return f"{hits} of {units}" if finding.kind == "share" else f"{hits} in {units}"


def value(finding: Finding) -> str:
    """The share or the mean with its interval, as far as there is one."""
    interval = finding.value
    shown = "{:.0%}" if finding.kind == "share" else "{:.2f}"
    ends = "" if interval.low is None else f" ({shown.format(interval.low)} to {shown.format(interval.high)})"
    return shown.format(interval.value) + ends


def apart(finding: Finding) -> str:
    """The difference from the rest with its interval: in points of percentage for a share."""
    interval = finding.apart
    if interval is None:
        return ""
    scale, digits, unit = (100, 0, " points") if finding.kind == "share" else (1, 2, "")
    ends = (interval.value, interval.low, interval.high)
    value, low, high = (None if x is None else f"{round(scale * x, digits) + 0.0:+.{digits}f}" for x in ends)  # no "-0"
    return f"{value}{unit}" + ("" if low is None else f" ({low} to {high})")


def lean(finding: Finding) -> str:
    """Whether the side has more or less than the rest, where that is sure."""
    if finding.apart is None or not finding.leans:
        return ""
    return "more" if finding.apart.value > 0 else "less"
