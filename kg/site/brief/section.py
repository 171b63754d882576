"""What the brief is made of: sections with a plot and a table, in which every number carries the statements it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from kg.corpus.corpus import Corpus
from kg.corpus.counting import count

ROWS: Final = 200
"""The most rows that a table of the brief shows."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, a range, or words about certain statements, with the ids of these."""

    text: str
    ids: tuple[str, ...]


Cell: TypeAlias = str | Figure
Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One question: its id, its title, what to know in order to read it, a plot as SVG, and a table.

    `legend` says how to read the plot, `anchors` name the rows of the table, `command` is what gives the same and more on the
    command line.
    """

    id: str
    title: str
    text: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    command: str
    plot: str = ""
    legend: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    whole: bool = False

    @property
    def shown(self) -> tuple[Row, ...]:
        """The rows that are shown, not more than `ROWS` except of a `whole` section."""
        return self.rows if self.whole else self.rows[:ROWS]

    @property
    def notes(self) -> tuple[str, ...]:
        """What to know in order to read it, with where to find the rows that are left out."""
        if self.shown == self.rows:
            return self.text
        return (*self.text, f"Only the first {ROWS} rows are shown; {self.command} lists all.")


def number(ids: Iterable[str]) -> Figure:
    """How many statements there are."""
    ids = tuple(dict.fromkeys(ids))
    return Figure(f"{len(ids):,}", ids)


def figure(corpus: Corpus, ids: Iterable[str]) -> Figure:
    """How many statements there are, as a range where the record leaves it open, with those apart that were retracted."""
    ids = tuple(dict.fromkeys(ids))
    return Figure(count(corpus, ids).bare, ids)


def counted(found: Sequence[Section]) -> Iterator[str]:
    """The ids of all statements behind what is shown, each once."""
    ids = (id_ for s in found for row in s.shown for cell in row if isinstance(cell, Figure) for id_ in cell.ids)
    yield from dict.fromkeys(ids)
