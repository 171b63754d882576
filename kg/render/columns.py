"""The text of a table on a terminal: aligned columns, and where they have no room, long cells on lines of their own.

A cell of the first column then stands above its row, as its heading, and others below it, each under its column's name.
The one owner of rich.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from rich.console import Console

Row: TypeAlias = tuple[str, ...]

_GAP: Final = 2
_NARROW: Final = 8
_TALL: Final = 3
"""Lines of a row, on average, above which long cells get lines of their own."""
_ID: Final = re.compile(r"[a-z0-9-]*")
_WORD: Final = re.compile(r"\s*\S*\s*")


def aligned(header: Row, rows: Sequence[Row], numeric: frozenset[int], width: int | None) -> Iterator[str]:
    """The lines of a table of printable text, whose `numeric` columns stand to the right.

    Without a terminal's `width`, in cells, every row is one line. With it no line is longer, and no word is broken that has room.
    """
    columns = list(zip(header, *rows, strict=True))
    kept, widths = _laid_out(columns, numeric, width)
    notes = [n for n in range(1, len(header)) if n not in kept]
    heading, stacked = 0 not in kept, len(kept) < len(header)
    for number, row in enumerate([header, *rows]):
        if stacked and number:
            yield ""
        if heading:
            yield from folded(row[0], width)
        for line in _line([row[n] for n in kept], widths, [n in numeric for n in kept]):
            yield f"{' ' * _GAP * heading}{line}".rstrip()
        for n in notes if number else ():
            if row[n] and width is not None:
                yield from (f"{' ' * _GAP}{line}" for line in folded(f"{header[n]}: {row[n]}", width - _GAP))


def folded(text: str, width: int | None) -> list[str]:
    """`text` in lines of at most `width` terminal cells, broken between words where that can be."""
    if width is None or _cells(text) <= width:
        return [text]
    from rich.text import Text  # noqa: PLC0415 - heavy

    return [line.plain.rstrip() for line in Text(text).wrap(_console(), max(width, 1), overflow="fold")]


def _laid_out(columns: list[Row], numeric: frozenset[int], width: int | None) -> tuple[list[int], list[int]]:
    """The columns that stay side by side, and the width of each: the widest leave until the others are easy to read.

    Sentences leave before ids, and those before numbers.
    """
    whole = [max(map(_cells, column)) for column in columns]
    rank = [0 if n in numeric else 1 if all(map(_ID.fullmatch, column[1:])) else 2 for n, column in enumerate(columns)]
    kept = list(range(len(columns)))
    if width is None:
        return kept, whole
    while True:
        room = width if 0 in kept else width - _GAP
        here = [columns[n] for n in kept]
        widths = _widths(here, [whole[n] for n in kept], room)
        if len(kept) == 1 or _readable(here, widths, room):
            return kept, widths
        kept.remove(max(kept, key=lambda n: (rank[n], whole[n])))


def _readable(columns: list[Row], widths: list[int], room: int) -> bool:
    """Whether columns have room for their longest words, and rows are not tall."""
    if sum(widths) + _GAP * (len(widths) - 1) > room:
        return False
    if any(wide < word for wide, word in zip(widths, map(_longest_word, columns), strict=True)):
        return False
    rows = list(zip(*columns, strict=True))[1:]
    lines = (max(-(-_cells(cell) // wide) for cell, wide in zip(row, widths, strict=True)) for row in rows)
    return sum(lines) <= _TALL * len(rows)


def _widths(columns: list[Row], whole: list[int], width: int) -> list[int]:
    """The width of each column in terminal cells, so that rows fit into `width` and no word is broken, above all no id.

    Columns of ids get room first, then those whose cells are single words (acts, days), then the others for their longest word;
    then all grow alike until they hold their longest cell. Where not even the words fit, the widest columns give way.
    """
    words = list(map(_longest_word, columns))
    room = width - _GAP * (len(columns) - 1)
    least = [min(word, _NARROW) for word in words]
    for is_one in (_ID.fullmatch, _WORD.fullmatch):
        first = [word if all(map(is_one, column[1:])) else 0 for word, column in zip(words, columns, strict=True)]
        least = _grown(first, least, room)
    return _grown(whole, _grown(words, least, room), room)


def _grown(most: list[int], least: list[int], room: int) -> list[int]:
    """Widths between `least` and `most` that fill `room`: all grow to the same level; 1 and more where `least` is too much."""
    if sum(least) > room:
        most, least = least, [1] * len(least)
    level = max(most)
    while level > 1 and sum(max(low, min(high, level)) for high, low in zip(most, least, strict=True)) > room:
        level -= 1
    return [max(low, min(high, level)) for high, low in zip(most, least, strict=True)]


def _line(cells: list[str], widths: list[int], right: list[bool]) -> Iterator[str]:
    """The lines of one row: its cells side by side, each folded into the width of its column."""
    stacks = [folded(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for parts in zip_longest(*stacks, fillvalue=""):
        padding = [" " * (width - _cells(part)) for part, width in zip(parts, widths, strict=True)]
        yield (" " * _GAP).join(pad + part if on else part + pad for part, pad, on in zip(parts, padding, right, strict=True))


def _longest_word(column: Row) -> int:
    return max(_cells(word) for text in column for word in [*text.split(), ""])


@lru_cache(maxsize=1)
def _console() -> Console:
    """What rich asks for to fold text; nothing is written to it."""
    from rich.console import Console  # noqa: PLC0415 - heavy

    return Console(color_system=None)


def _cells(text: str) -> int:
    """How many cells of a terminal a line of text takes."""
    from rich.cells import cell_len  # noqa: PLC0415 - heavy

    return len(text) if text.isascii() else cell_len(text)
