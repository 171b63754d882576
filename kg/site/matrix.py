"""Who accuses whom as a table: an accuser a row, an accused a column, those with most accusations first.

A cell keeps "surely" and "perhaps" apart, as every count does. Of many accused the first have columns and one more column counts
the rest; of many accusers a page shows some rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final, TypeAlias

from kg.corpus.corpus import Corpus
from kg.corpus.counting import count
from kg.corpus.labels import name
from kg.corpus.level import Level
from kg.ids import skeleton
from kg.site.addresses import Link, Links, pair, record
from kg.site.frame import Site

Charges: TypeAlias = Mapping[tuple[str, str], Sequence[str]]
"""The accusations by accuser and accused."""
COLUMNS: Final = 14
"""The most accused that have columns."""
ROWS: Final = 40
"""The most accusers on one page."""
_TONES: Final = (1, 2, 4, 8, 16, 32)
"""From so many accusations on a cell has the next stronger tone."""


@dataclass(frozen=True, slots=True)
class Number:
    """How many accusations there surely are, how many there may be, and how many more were retracted."""

    least: int
    most: int
    retracted: int

    @property
    def tone(self) -> int:
        """How strong the cell's tone is, by what surely counts."""
        return sum(self.least >= step for step in _TONES)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one accuses another of, and the page on which it can be read; `is_own` where both are the same."""

    number: Number
    href: str
    words: str
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """An accuser: a cell for each column, None where there is nothing, then all other accused, then all."""

    accuser: Link
    cells: tuple[Cell | None, ...]
    others: Number | None
    total: Number


@dataclass(frozen=True, slots=True)
class Matrix:
    """What one page shows of a table; `accusers` and `accused` are how many there are in all.

    At most `most_columns` accused have columns, and `most_rows` accusers rows on one page.
    """

    columns: tuple[Link, ...]
    rows: tuple[Row, ...]
    totals: tuple[Number, ...]
    others: Number | None
    total: Number
    accusers: int
    accused: int
    number: int
    pages: int
    most_columns: int
    most_rows: int


class Crossing:
    """The accusations of a table, sorted once for all of its pages."""

    def __init__(self, site: Site, level: Level, charges: Charges, *, columns: int = COLUMNS, rows: int = ROWS) -> None:
        corpus = site.corpus
        self.site, self.level, self.size, self.width = site, level, rows, columns
        self.charges = {key: ids for key, ids in charges.items() if _counts(number(corpus, ids))}
        made: dict[str, dict[str, None]] = {}
        met: dict[str, dict[str, None]] = {}
        for (accuser, accused), ids in self.charges.items():
            made.setdefault(accuser, {}).update(dict.fromkeys(ids))
            met.setdefault(accused, {}).update(dict.fromkeys(ids))
        self.accusers, self.accused = ({id_: found[id_] for id_ in _ranked(corpus, found)} for found in (made, met))
        self.columns = tuple(self.accused)[:columns]
        self.pages = max(1, ceil(len(self.accusers) / rows))

    def page(self, path: str, at: int = 1) -> Matrix:
        """One page of the table, for the page of the site at `path`."""
        corpus, links = self.site.corpus, self.site.links(path)
        rest = tuple(self.accused)[len(self.columns) :]
        chosen = tuple(self.accusers)[(at - 1) * self.size : at * self.size]
        return Matrix(
            links.actors(self.columns),
            tuple(self._row(links, accuser, rest) for accuser in chosen),
            tuple(number(corpus, self.accused[id_]) for id_ in self.columns),
            number(corpus, _union(self.accused[id_] for id_ in rest)) if rest else None,
            number(corpus, _union(self.accusers.values())),
            len(self.accusers),
            len(self.accused),
            at,
            self.pages,
            self.width,
            self.size,
        )

    def _row(self, links: Links, accuser: str, rest: Sequence[str]) -> Row:
        corpus = self.site.corpus
        cells = tuple(self._cell(links, accuser, accused) for accused in self.columns)
        others = _union(self.charges.get((accuser, accused), ()) for accused in rest)
        return Row(
            links.actor(accuser),
            cells,
            number(corpus, others) if others else None,
            number(corpus, self.accusers[accuser]),
        )

    def _cell(self, links: Links, accuser: str, accused: str) -> Cell | None:
        ids = self.charges.get((accuser, accused))
        if ids is None:
            return None
        words = self.site.words("pair.direction", accuser=name(links.corpus, accuser), accused=name(links.corpus, accused))
        return Cell(number(links.corpus, ids), self._href(links, accuser, accused), words, accuser == accused)

    def _href(self, links: Links, accuser: str, accused: str) -> str:
        """The page of the two where it counts what the cell counts; else that of the accused, or of the accuser."""
        if has_pair(self.site, self.level, accuser, accused):
            return f"{links.root}{pair(accuser, accused)}"
        found = next((id_ for id_ in (accused, accuser) if links.to("actor", id_)), "")
        return f"{links.root}{record('actor', found)}" if found else ""


def charges(site: Site, level: Level) -> Charges:
    """All accusations of the record."""
    counted = site.analyses.sides if level == "side" else site.analyses.actors
    return {key: found.accusations for key, found in counted.pairs.items()}


def has_pair(site: Site, level: Level, accuser: str, accused: str) -> bool:
    """Whether the page of the two counts what a table counts."""
    pairs, actors = site.analyses.sides.pairs, site.corpus.actors
    if accuser == accused or accuser not in actors or accused not in actors or (accuser, accused) not in pairs:
        return False
    whole = pairs[accuser, accused].accusations
    return level == "side" or whole == site.analyses.actors.pairs[accuser, accused].accusations


def number(corpus: Corpus, ids: Collection[str]) -> Number:
    """How many accusations these are, as every report counts."""
    found = count(corpus, ids)
    return Number(found.number.least, found.number.most, len(found.retracted))


def _counts(found: Number) -> bool:
    """Whether anything is counted: an accusation that its alleged speaker denies having made is not."""
    return found.most > 0 or found.retracted > 0


def _union(found: Iterable[Iterable[str]]) -> dict[str, None]:
    return {id_: None for ids in found for id_ in ids}


def _ranked(corpus: Corpus, found: Mapping[str, Collection[str]]) -> list[str]:
    """Those with most accusations first, then by name."""
    return sorted(found, key=lambda id_: (-number(corpus, found[id_]).most, skeleton(name(corpus, id_)), id_))
