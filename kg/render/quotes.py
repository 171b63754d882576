"""What a comparison of quotes with texts found, as JSON for programs and as one line for people."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Final

from kg.evidence.kept import DEPTHS, Depth
from kg.evidence.quotes import Compared, Outcome
from kg.render.escape import printable
from kg.render.table import Table

VERSION: Final = 1
"""The version of the JSON form: it grows when a field changes meaning or goes away."""

_WORDS: Final = {
    Outcome.EXACT: "found as printed",
    Outcome.NORMALISED: "found except for typography or line breaks",
    Outcome.ABSENT: "not found",
    Outcome.NOT_IN_EXCERPT: "not found in the available excerpt",
    Outcome.NOT_AT_HAND: "not compared: no text available",
}


def counts(compared: Iterable[Compared]) -> dict[Outcome, int]:
    """How many quotes had each outcome, zeros too."""
    found = Counter(one.outcome for one in compared)
    return {outcome: found[outcome] for outcome in Outcome}


def summary(compared: Iterable[Compared]) -> str:
    """The counts in words, and how deep one could look; that something is not in an excerpt is said where it is so."""
    compared = tuple(compared)
    found = {outcome: count for outcome, count in counts(compared).items() if count or outcome is not Outcome.NOT_IN_EXCERPT}
    in_words = ", ".join(f"{count:,} {_WORDS[outcome]}" for outcome, count in found.items())
    deep = ", ".join(f"{count:,} {depth}" for depth, count in depths(compared).items())
    return f"{in_words} (looked into: {deep})"


def depths(compared: Iterable[Compared]) -> dict[Depth, int]:
    """How many quotes could be looked for in the whole text of their source, in an excerpt, or in nothing."""
    found = Counter(one.depth for one in compared)
    return {depth: found[depth] for depth in DEPTHS}


def left_open(compared: Iterable[Compared]) -> str:
    """What nobody could settle: quotes that are not in an excerpt, a line each, and the sources without a text, in one."""
    compared = tuple(compared)
    lines = [
        f"{one.mark.file}:{one.mark.line}:{one.mark.column}: '{one.quote}' is not in the available excerpt of '{one.source}'"
        for one in compared
        if one.outcome is Outcome.NOT_IN_EXCERPT
    ]
    without = Counter(one.source for one in compared if one.outcome is Outcome.NOT_AT_HAND)
    if without:
        named = ", ".join(f"{source} ({count:,})" for source, count in sorted(without.items()))
        lines.append(f"no text of {len(without):,} of the quoted sources: {named}")
    return "".join(f"{printable(line)}\n" for line in lines)


def as_table(compared: Iterable[Compared]) -> Table:
    """A row a quote: where it is in the record, what was found of it, and where in how much of its source."""
    compared = tuple(compared)
    rows = tuple((one.statement, one.source, one.outcome.value, one.depth, one.place, one.quote) for one in compared)
    columns = ("statement", "source", "outcome", "looked into", "place", "quote")
    return Table(columns, rows, tuple(map(_record, compared)), (summary(compared),))


def as_json(compared: Iterable[Compared]) -> str:
    """A JSON document: `version`, `counts` by outcome, and `quotes`, each with the ids of its statement and source."""
    compared = tuple(compared)
    found = [_record(one) for one in compared]
    return (
        json.dumps({"version": VERSION, "counts": counts(compared), "depths": depths(compared), "quotes": found}, indent=2) + "\n"
    )


def _record(one: Compared) -> dict[str, object]:
    return {
        "id": one.statement,
        "source": one.source,
        "quote": one.quote,
        "outcome": one.outcome.value,
        "depth": one.depth,
        "place": one.place or None,
        "file": one.mark.file,
        "line": one.mark.line,
        "column": one.mark.column,
    }
