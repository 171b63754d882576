"""The text of a table on a terminal: aligned columns, and where they have no room, each row as a record, one value a line.

The one owner of rich.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from rich.console import Console

Row: TypeAlias = tuple[str, ...]

_WIDE: Final = 240
"""Cells of a line up to which columns are aligned if there is no terminal: what is longer moves the rest of its own line."""
SPREAD: Final = 200
"""Cells up to which a column is as wide as its longest cell if there is no terminal."""
_UNEVEN: Final = 4
"""How many times as wide as a cell on average a column may be beyond that: else one long cell would pad thousands of rows."""
_LONG: Final = 2_000
"""Characters of a cell that a terminal shows."""
_GAP: Final = 2
_NARROW: Final = 8
_TALL: Final = 3
"""Lines of a row, on average, above which rows are written as records."""
_ID: Final = re.compile(r"[a-z0-9-]*")
_WORD: Final = re.compile(r"\s*\S*\s*")


def aligned(header: Row, rows: Sequence[Row], numeric: frozenset[int], width: int | None) -> Iterator[str]:
    """The lines of a table of printable text, whose `numeric` columns are aligned to the right.

    Without a terminal's `width`, in cells, every row is one line; what is longer than its column moves the rest of its line and
    no other. With it no line is longer, no word is broken that has room, and of an endless cell there is the beginning.
    """
    if not header:
        return
    if width is not None:
        rows = [tuple(text if len(text) <= _LONG else f"{text[:_LONG]}…" for text in row) for row in rows]
    columns = [_column(texts) for texts in zip(header, *rows, strict=True)]
    widths = (
        _grown([_even(column) for column in columns], [1] * len(columns), _WIDE) if width is None else _fitted(columns, width)
    )
    if widths is None and width is not None:
        yield from _expanded(header, rows, width)
        return
    for row in [header, *rows]:
        yield from _line(row, widths or [], [n in numeric for n in range(len(row))], fold=width is not None)


def _expanded(header: Row, rows: Sequence[Row], width: int) -> Iterator[str]:
    """Each row as a record: a line for each value that it has, the names of the columns before them."""
    if not rows:
        yield from folded("  ".join(header), width)
    names = max(map(cells, header))
    beside = width - names - _GAP >= _NARROW
    for number, row in enumerate(rows):
        if number:
            yield ""
        for name, text in zip(header, row, strict=True):
            if not text:
                continue
            if not beside:
                yield from folded(f"{name}: {text}", width)
                continue
            for part in folded(text, width - names - _GAP):
                yield f"{name}{' ' * (names - cells(name) + _GAP)}{part}"
                name = ""  # noqa: PLW2901 - the lines below belong to it


def folded(text: str, width: int | None) -> list[str]:
    """`text` in lines of at most `width` terminal cells, broken between words where that can be."""
    if width is None or cells(text) <= width:
        return [text]
    from rich.text import Text  # noqa: PLC0415 - heavy

    return [line.plain.rstrip() for line in Text(text).wrap(_console(), max(width, 1), overflow="fold")]


class _Column(NamedTuple):
    """What of a column decides its width, in terminal cells; the header is its first text."""

    sizes: tuple[int, ...]
    whole: int
    word: int
    """Of the longest word."""
    is_id: bool
    is_word: bool


def _column(texts: Row) -> _Column:
    sizes = tuple(map(cells, texts))
    word = max(cells(word) for text in texts for word in [*text.split(), ""])
    below = texts[1:]
    return _Column(sizes, max(sizes), word, all(map(_ID.fullmatch, below)), all(map(_WORD.fullmatch, below)))


def _even(column: _Column) -> int:
    """The width of a column whose longest cell may be far longer than the others."""
    return min(column.whole, max(SPREAD, _UNEVEN * sum(column.sizes) // len(column.sizes)))


def _fitted(columns: list[_Column], width: int) -> list[int] | None:
    """The width of each column side by side; None where that is hard to read: a word is broken, or rows are tall."""
    room = width - _GAP * (len(columns) - 1)
    if sum(column.word for column in columns) > room:
        return None
    widths = _widths(columns, room)
    rows = range(1, len(columns[0].sizes))
    lines = sum(max(-(-column.sizes[row] // wide) for column, wide in zip(columns, widths, strict=True)) for row in rows)
    return widths if lines <= _TALL * len(rows) else None


def _widths(columns: list[_Column], room: int) -> list[int]:
    """The width of each column, so that all fit into `room` and no word is broken.

    Columns of ids get room first, then those whose cells are single words (acts, days), then the others for their longest word;
    then all grow alike until they hold their longest cell.
    """
    least = [min(column.word, _NARROW) for column in columns]
    least = _grown([column.word if column.is_id else 0 for column in columns], least, room)
    least = _grown([column.word if column.is_word else 0 for column in columns], least, room)
    least = _grown([column.word for column in columns], least, room)
    return _grown([column.whole for column in columns], least, room)


def _grown(most: list[int], least: list[int], room: int) -> list[int]:
    """Widths between `least` and `most` that fill `room`: all grow to the same level; 1 and more where `least` is too much."""
    if sum(least) > room:
        most, least = least, [1] * len(least)

    def grown(level: int) -> list[int]:
        return [max(low, min(high, level)) for high, low in zip(most, least, strict=True)]

    return grown(bisect.bisect_right(range(max(most, default=0) + 1), room, lo=1, key=lambda level: sum(grown(level))) - 1)


def _line(texts: Row, widths: list[int], right: list[bool], *, fold: bool) -> Iterator[str]:
    """The lines of one row: its cells side by side, each folded into the width of its column if wanted."""
    stacks = [folded(cell, width) if fold else [cell] for cell, width in zip(texts, widths, strict=True)]
    for parts in zip_longest(*stacks, fillvalue=""):
        padding = [" " * (width - cells(part)) for part, width in zip(parts, widths, strict=True)]
        line = (" " * _GAP).join(pad + part if on else part + pad for part, pad, on in zip(parts, padding, right, strict=True))
        yield line.rstrip()


@lru_cache(maxsize=1)
def _console() -> Console:
    """What rich asks for to fold text; nothing is written to it."""
    from rich.console import Console  # noqa: PLC0415 - heavy

    return Console(color_system=None)


def cells(text: str) -> int:
    """How many cells of a terminal a line of printable text takes: wide letters two, what is put on the letter before none."""
    from rich.cells import cell_len  # noqa: PLC0415 - heavy

    return len(text) if text.isascii() else cell_len(text)
