"""A table as text for a terminal, Markdown, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from kg.corpus.counting import Count, Range
from kg.render.columns import aligned, folded
from kg.render.escape import harmless, printable

Cell: TypeAlias = str | int | float | bool | tuple[str, ...] | Count | Range | None
Format: TypeAlias = Literal["table", "json", "markdown", "csv"]

APART: Final = ("least", "most", "retracted")
"""The columns that a count is taken apart into."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under named columns; `records` are the same rows as JSON objects, which may say more.

    `caption` holds the lines that people read above the rows; CSV and JSON leave it out. The cells of the columns `counted` are
    counts or ranges, which are several columns of numbers in CSV.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    records: tuple[Mapping[str, object], ...] = ()
    caption: tuple[str, ...] = ()
    counted: frozenset[str] = frozenset()


def render(table: Table, form: str, width: int | None, *, safe: bool = False) -> str:
    """The table in one of the four formats; `width` is the terminal's, None if there is no terminal.

    With `safe` an apostrophe is put before each cell of CSV that a spreadsheet could run.
    """
    match form:
        case "json":
            return to_json(table)
        case "markdown":
            return to_markdown(table)
        case "csv":
            return to_csv(table, safe=safe)
        case _:
            return to_text(table, width)


def to_text(table: Table, width: int | None) -> str:
    """Aligned columns; on a terminal of `width` cells long cells are folded, elsewhere every row is one line."""
    columns = range(len(table.columns))
    numeric = {n for n in columns if table.rows and all(isinstance(row[n], int | float | Count | Range) for row in table.rows)}
    rows = [tuple(printable(shown(cell)) for cell in row) for row in table.rows]
    lines = [part for line in table.caption for part in folded(printable(line), width)]
    lines += [""] if lines else []
    lines += aligned(tuple(map(printable, table.columns)), rows, frozenset(numeric), width)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def to_markdown(table: Table) -> str:
    """A table in GitHub's Markdown; nothing in a cell can end the cell or start markup."""
    lines = [part for line in table.caption for part in (markdown_text(line), "")]
    lines += [_markdown_row(table.columns), "|" + " --- |" * len(table.columns)]
    lines += [_markdown_row(tuple(shown(cell) for cell in row)) for row in table.rows]
    return "".join(f"{line}\n" for line in lines)


def _markdown_row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(markdown_text(cell) for cell in cells) + " |"


_MARKDOWN: Final = str.maketrans({c: f"\\{c}" for c in "\\|*_`[]<>~&"})


def markdown_text(text: str) -> str:
    """`text` on one line, with nothing in it that Markdown reads."""
    return markdown_signs(printable(text))


def markdown_signs(text: str) -> str:
    """`text` with a backslash before each sign that Markdown reads."""
    return text.translate(_MARKDOWN)


def to_csv(table: Table, *, safe: bool = False) -> str:
    """Comma-separated values with a header (RFC 4180); line breaks of cells are kept.

    A count is three columns: the fewest, the most, and how many were retracted.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    written = harmless if safe else str
    writer.writerow(
        [
            name
            for column in table.columns
            for name in ([f"{column} {end}" for end in APART] if column in table.counted else [column])
        ]
    )
    for row in table.rows:
        writer.writerow(
            [
                written(text)
                for column, cell in zip(table.columns, row, strict=True)
                for text in (_numbers(cell) if column in table.counted else (shown(cell),))
            ]
        )
    return buffer.getvalue()


def _numbers(cell: Cell) -> tuple[str, str, str]:
    """A count as three numbers; of a range the last is empty."""
    match cell:
        case Count():
            return str(cell.number.least), str(cell.number.most), str(len(cell.retracted))
        case Range():
            return str(cell.least), str(cell.most), ""
        case _:
            return shown(cell), "", ""


def to_json(table: Table) -> str:
    """A list of objects: the table's records or, where it has none, its rows under the names of the columns."""
    records = table.records or tuple(dict(zip(table.columns, row, strict=True)) for row in table.rows)
    return json.dumps(list(records), ensure_ascii=False, indent=2) + "\n"


def shown(cell: Cell) -> str:
    """A cell as people read it."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case tuple():
            return ", ".join(cell)
        case Count():
            return cell.bare
        case _:
            return str(cell)
