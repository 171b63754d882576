"""The audit of even hands as a page shows it: each measure for the sides with most statements, side by side."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from kg.analysis.audit import Finding, audit
from kg.render.audit import counted, lean, value
from kg.site.addresses import Link, Links
from kg.site.frame import Site

SIDES: Final = 3
"""The most sides that are shown, those with most statements; `kg audit` has all."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a measure comes to for a side, of how many, and whether that is surely more or less than for the rest."""

    value: str
    units: str
    lean: str


@dataclass(frozen=True, slots=True)
class Hands:
    """The measures by name, each with a cell for each of `sides`; how many comparisons there are in all, and how many lean."""

    sides: tuple[Link, ...]
    rows: tuple[tuple[str, tuple[Cell | None, ...]], ...]
    leaning: int
    compared: int


def hands(site: Site, links: Links) -> Hands:
    """The audit of the whole record."""
    found = audit(site.corpus, site.known.evidence)
    weight = Counter(side for one in site.corpus.resolved.values() for side in one.sides)
    measured = {one.side for one in found if one.side is not None}
    sides = [id_ for id_, _ in sorted(weight.items(), key=lambda item: (-item[1], item[0])) if id_ in measured][:SIDES]
    by = {(one.measure, one.side): one for one in found}
    names = tuple(dict.fromkeys(one.measure for one in found))
    compared = [one for one in found if one.apart is not None and one.apart.low is not None]
    return Hands(
        links.actors(tuple(sides)),
        tuple((site.words.term("measure", name), tuple(_cell(by.get((name, side))) for side in sides)) for name in names),
        sum(one.leans for one in compared),
        len(compared),
    )


def _cell(found: Finding | None) -> Cell | None:
    return Cell(value(found), counted(found), lean(found)) if found is not None else None
