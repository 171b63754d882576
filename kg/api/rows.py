"""What every answer of the API is: columns and rows, to go through, to index, to hand to pandas, to look at in a notebook."""

from __future__ import annotations

import datetime
import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Self, TypeAlias, overload

if TYPE_CHECKING:
    import pandas as pd

Value: TypeAlias = str | int | float | bool | datetime.date | tuple[str, ...] | None
"""What a cell holds: a day for xsd:date, a number for xsd:integer, a truth value for xsd:boolean, otherwise text.

Cells of reports may also be numbers with a fraction, or tuples of ids. None is an empty cell.
"""

SHOWN: Final = 60
"""The rows that a notebook shows; all others are counted."""


class Rows:
    """Rows of values under named columns. An answer of this kind is as long as its rows, and true where it has any."""

    __slots__ = ()

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    _PARALLEL: tuple[str, ...] = ("rows",)
    """The fields that hold something for each row."""

    def to_dicts(self) -> list[dict[str, Value]]:
        """The rows as dictionaries by column, as `json.dumps(…, default=str)` takes them."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a data frame; whole numbers stay whole and truth values stay such where cells are empty.

        Raises:
            ImportError: pandas is not installed.
        """
        return frame(self.columns, self.rows)

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        return bool(self.rows)

    @overload
    def __getitem__(self, key: int) -> tuple[Value, ...]: ...
    @overload
    def __getitem__(self, key: slice) -> Self: ...
    @overload
    def __getitem__(self, key: str) -> tuple[Value, ...]: ...

    def __getitem__(self, key: int | slice | str) -> tuple[Value, ...] | Self:
        """A row by its number, the answer with some of its rows by a slice, or the values of a column by its name."""
        if isinstance(key, str):
            if key not in self.columns:
                raise KeyError(f"unknown column '{key}' (one of {', '.join(self.columns)})")
            at = self.columns.index(key)
            return tuple(row[at] for row in self.rows)
        if isinstance(key, slice):
            return replace(self, **{field: getattr(self, field)[key] for field in self._PARALLEL})  # type: ignore[type-var]
        return self.rows[key]


def frame(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> pd.DataFrame:
    """The rows as a data frame of pandas.

    Raises:
        ImportError: pandas is not installed.
    """
    try:
        pandas: Any = import_module("pandas")
    except ModuleNotFoundError as error:
        raise ImportError("to_pandas() needs pandas: pip install pandas") from error
    made: pd.DataFrame = pandas.DataFrame(list(rows), columns=list(columns), dtype=object).convert_dtypes()
    return made


def page_of(columns: Sequence[str], rows: Sequence[Sequence[str]], notes: Iterable[str] = ()) -> str:
    """The table as HTML for a notebook: everything is escaped, and each cell is written in its own direction."""
    head = "".join(f"<th>{html.escape(column)}</th>" for column in columns)
    cells = ("".join(f'<td dir="auto">{html.escape(cell)}</td>' for cell in row) for row in rows[:SHOWN])
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    more = [f"{len(rows) - SHOWN:,} more rows" if len(rows) - SHOWN > 1 else "1 more row"] if len(rows) > SHOWN else []
    said = "".join(f'<p dir="auto">{html.escape(note)}</p>' for note in (*notes, *more))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{said}"
