"""A table as text for a terminal, Markdown, CSV and JSON. The one owner of rich."""

from __future__ import annotations

import bisect
import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from kg.render.escape import printable

Cell: TypeAlias = str | int | float | bool | tuple[str, ...] | None
Format: TypeAlias = Literal["table", "json", "markdown", "csv"]

_WIDE: Final = 10_000
"""Cells of a line up to which columns are aligned where there is no terminal."""
_LONG: Final = 2_000
"""Characters of a cell that a terminal shows."""
_GAP: Final = 2
_NARROW: Final = 8
_ID: Final = re.compile(r"[a-z0-9-]*")
_WORD: Final = re.compile(r"\s*\S*\s*")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under named columns; `records` are the same rows as JSON objects, which may say more.

    `caption` holds the lines that people read above the rows; CSV and JSON leave it out.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    records: tuple[Mapping[str, object], ...] = ()
    caption: tuple[str, ...] = ()


def render(table: Table, form: str, width: int | None) -> str:
    """The table in one of the four formats; `width` is the terminal's, None where there is no terminal."""
    match form:
        case "json":
            return to_json(table)
        case "markdown":
            return to_markdown(table)
        case "csv":
            return to_csv(table)
        case _:
            return to_text(table, width)


def to_text(table: Table, width: int | None) -> str:
    """Aligned columns; on a terminal of `width` cells long ones are folded, elsewhere every row is one line."""
    texts = [[column, *(printable(shown(row[n])) for row in table.rows)] for n, column in enumerate(table.columns)]
    numeric = [bool(table.rows) and all(isinstance(row[n], int | float) for row in table.rows) for n in range(len(texts))]
    written = _lines(texts, numeric) if width is None else _folded(texts, numeric, width)
    caption = [*(printable(line) for line in table.caption), ""] if table.caption else []
    return "".join(f"{line.rstrip()}\n" for line in [*caption, *written])


def _lines(texts: list[list[str]], numeric: list[bool]) -> Iterator[str]:
    """Every row as one line; what is longer than its column moves the rest of its line and no other."""
    whole = [max(map(_cells, column)) for column in texts]
    widths = _grown(whole, [1] * len(whole), _WIDE)
    for row in zip(*texts, strict=True):
        padded = []
        for text, cells, right in zip(row, widths, numeric, strict=True):
            space = " " * (cells - _cells(text))
            padded.append(space + text if right else text + space)
        yield (" " * _GAP).join(padded)


def _folded(texts: list[list[str]], numeric: list[bool], width: int) -> list[str]:
    """The lines of the rows folded into `width`; of a cell longer than anybody reads on a terminal only the beginning."""
    from rich.console import Console  # noqa: PLC0415 - heavy
    from rich.table import Table as Grid  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    texts = [[text if len(text) <= _LONG else f"{text[:_LONG]}…" for text in column] for column in texts]
    grid = Grid(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), show_edge=False, header_style="bold")
    for column, cells, right in zip(texts, _widths(texts, width), numeric, strict=True):
        grid.add_column(Text(column[0]), justify="right" if right else "left", overflow="fold", width=cells)
    for row in list(zip(*texts, strict=True))[1:]:
        grid.add_row(*map(Text, row))
    buffer = io.StringIO()
    console = Console(file=buffer, width=width + _GAP, color_system=None, highlight=False, markup=False, emoji=False)
    console.print(grid)
    return buffer.getvalue().splitlines()


def _cells(text: str) -> int:
    """How many cells of a terminal a printable text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - heavy

    return cell_len(text)


def _widths(texts: list[list[str]], width: int) -> list[int]:
    """The width of each column in terminal cells, so that rows fit into `width` and no word is broken, above all no id.

    Columns of ids get room first, then those whose cells are single words (acts, days), then the others for their longest word;
    then all grow alike until they hold their longest cell. Where not even the words fit, the widest columns give way.
    """
    whole = [max(map(_cells, column)) for column in texts]
    words = [max(_cells(word) for text in column for word in [*text.split(), ""]) for column in texts]
    room = width - _GAP * (len(texts) - 1)
    least = [min(word, _NARROW) for word in words]
    for is_one in (_ID.fullmatch, _WORD.fullmatch):
        first = [word if all(map(is_one, column[1:])) else 0 for word, column in zip(words, texts, strict=True)]
        least = _grown(first, least, room)
    return _grown(whole, _grown(words, least, room), room)


def _grown(most: list[int], least: list[int], room: int) -> list[int]:
    """Widths between `least` and `most` that fill `room`: all grow to the same level; 1 and more where `least` is too much."""
    if sum(least) > room:
        most, least = least, [1] * len(least)

    def grown(level: int) -> list[int]:
        return [max(low, min(high, level)) for high, low in zip(most, least, strict=True)]

    return grown(bisect.bisect_right(range(max(most, default=0) + 1), room, lo=1, key=lambda level: sum(grown(level))) - 1)


def to_markdown(table: Table) -> str:
    """A table in GitHub's Markdown; nothing in a cell can end the cell or start markup."""
    lines = [part for line in table.caption for part in (markdown_text(line), "")]
    lines += [_markdown_row(table.columns), "|" + " --- |" * len(table.columns)]
    lines += [_markdown_row(tuple(shown(cell) for cell in row)) for row in table.rows]
    return "".join(f"{line}\n" for line in lines)


def _markdown_row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(markdown_text(cell) for cell in cells) + " |"


_MARKDOWN: Final = str.maketrans({c: f"\\{c}" for c in "\\|*_`[]<>"})


def markdown_text(text: str) -> str:
    """`text` on one line, with nothing in it that Markdown reads."""
    return printable(text).translate(_MARKDOWN)


def to_csv(table: Table) -> str:
    """Comma-separated values with a header (RFC 4180); line breaks of cells are kept."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([shown(cell) for cell in row] for row in table.rows)
    return buffer.getvalue()


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
        case _:
            return str(cell)
