"""A report of the API: the same rows as a command prints, with numbers as numbers and the records of its JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.api.rows import Rows, Value, page_of
from kg.corpus.counting import Count, Range
from kg.render import table as render
from kg.render.table import Cell


@dataclass(frozen=True, slots=True, repr=False)
class Table(Rows):
    """What a command such as `kg who` reports.

    `rows` are tuples of values in the order of `columns`; a count is three of them (`accusations least`, `… most`,
    `… retracted`), as in the command's CSV. `records` are the objects of its JSON, which hold the ids behind each number.
    `lines` are what the command says above its rows, `names` the rows as it prints them under `headings`.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    records: tuple[Mapping[str, object], ...]
    lines: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    cells: tuple[tuple[Cell, ...], ...] = ()

    _PARALLEL = ("rows", "cells")

    @property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """The rows as the command prints them, under `headings`."""
        return tuple(tuple(map(render.shown, row)) for row in self.cells)

    def __str__(self) -> str:
        """What the command prints."""
        return render.to_text(render.Table(self.headings, self.cells, caption=self.lines), None)

    def __repr__(self) -> str:
        """What came, without the rows."""
        return f"<kg.Table columns={self.columns}, {len(self.rows)} rows>"

    def _repr_html_(self) -> str:
        """The rows as the command prints them, for a notebook."""
        return page_of(self.headings, self.names, self.lines)


def made(table: render.Table) -> Table:
    """A table as commands print it, as the API gives it."""
    columns = tuple(
        name
        for column in table.columns
        for name in ([f"{column} {end}" for end in render.APART] if column in table.counted else [column])
    )
    rows = tuple(
        tuple(
            value
            for column, cell in zip(table.columns, row, strict=True)
            for value in (_numbers(cell) if column in table.counted else (_value(cell),))
        )
        for row in table.rows
    )
    records = table.records or tuple(dict(zip(table.columns, row, strict=True)) for row in table.rows)
    return Table(columns, rows, records, table.caption, table.columns, table.rows)


def _numbers(cell: Cell) -> tuple[Value, Value, Value]:
    """A count as its ends and how many were retracted; a range has no such number."""
    match cell:
        case Count():
            return cell.number.least, cell.number.most, len(cell.retracted)
        case Range():
            return cell.least, cell.most, None
        case _:
            return _value(cell), None, None


def _value(cell: Cell) -> Value:
    return render.shown(cell) if isinstance(cell, Count | Range) else cell
