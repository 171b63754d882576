"""What a table of the export is: named columns with their meaning, and rows of cells."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal, TypeAlias

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
    """A table; `key` is the column that tells its rows apart, where there is one."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    key: str = ""
