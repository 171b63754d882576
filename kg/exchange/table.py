"""What a table of the export is: named columns with their meaning, and rows of cells.

No column has a name that a database reserves: `from` and `to` of a time are `begins` and `ends`. A date is three columns, as
written and its first and last day.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kg.edtf import Date

Type: TypeAlias = Literal["string", "date", "integer", "boolean", "ids"]
Cell: TypeAlias = str | int | bool | datetime.date | tuple[str, ...] | None
Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what its cells hold, what it means, and the table whose ids it holds.

    A cell of type "ids" is a tuple of ids, codes or IRIs. Dates as written, in EDTF, are "string"; "date" is a day.
    """

    name: str
    meaning: str
    type: Type = "string"
    table: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `key` is the column that identifies a row, if there is one."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    key: str = ""


def dated(name: str, meaning: str) -> tuple[Column, Column, Column]:
    """The columns of a date: as written, and the first and the last day that it can be."""
    before = "" if name == "date" else f"{name}_"
    return (
        Column(name, f"{meaning}, in EDTF"),
        Column(f"{before}earliest", f"{meaning}: the first day that it can be", "date"),
        Column(f"{before}latest", f"{meaning}: the last day that it can be", "date"),
    )


def days(date: Date | None) -> tuple[Cell, Cell, Cell]:
    """The cells of a date; empty where nothing is known of it, or an end is open."""
    if date is None or not date.known:
        return None, None, None
    return date.edtf, date.earliest, date.latest
