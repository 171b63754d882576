"""The text of a table on a terminal: aligned columns, and where they have no room, long cells on lines of their own.

A cell of the first column then stands above its row, as its heading, and others below it, each under its column's name.
The one owner of rich.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from rich.console import Console

Row: TypeAlias = tuple[str, ...]

_WIDE: Final = 10_000
"""Cells of a line up to which columns are aligned where there is no terminal."""
_LONG: Final = 2_000
"""Characters of a cell that a terminal shows."""
_GAP: Final = 2
_NARROW: Final = 8
_TALL: Final = 3
"""Lines of a row, on average, above which long cells get lines of their own."""
_MOVABLE: Final = 8
"""How many columns may leave, the widest: all ways to choose among them are looked at."""
_ROWS: Final = 200
_ID: Final = re.compile(r"[a-z0-9-]*")
_WORD: Final = re.compile(r"\s*\S*\s*")


def aligned(header: Row, rows: Sequence[Row], numeric: frozenset[int], width: int | None) -> Iterator[str]:
    """The lines of a table of printable text, whose `numeric` columns stand to the right.

    Without a terminal's `width`, in cells, every row is one line; what is longer than its column moves the rest of its line and
    no other. With it no line is longer, no word is broken that has room, and of an endless cell there is the beginning.
    """
    if not header:
        return
    if width is not None:
        rows = [tuple(text if len(text) <= _LONG else f"{text[:_LONG]}…" for text in row) for row in rows]
    columns = zip(header, *rows, strict=True)
    kept, widths = _laid_out([_column(texts, is_numeric=n in numeric) for n, texts in enumerate(columns)], width)
    heading, stacked = 0 not in kept, len(kept) < len(header)
    notes = [n for n in range(1, len(header)) if n not in kept]
    for number, row in enumerate([header, *rows]):
        if stacked and number:
            yield ""
        if heading:
            yield from folded(row[0], width)
        if not stacked or any(row[n] for n in kept):
            for line in _line([row[n] for n in kept], widths, [n in numeric for n in kept], fold=width is not None):
                yield f"{' ' * _GAP * heading}{line}".rstrip()
        for n in notes if number else ():
            if row[n] and width is not None:
                yield from (f"{' ' * _GAP}{line}" for line in folded(f"{header[n]}: {row[n]}", width - _GAP))


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
    is_numeric: bool
    is_id: bool
    is_word: bool


def _column(texts: Row, *, is_numeric: bool) -> _Column:
    sizes = tuple(map(cells, texts))
    word = max(cells(word) for text in texts for word in [*text.split(), ""])
    below = texts[1:]
    return _Column(sizes, max(sizes), word, is_numeric, all(map(_ID.fullmatch, below)), all(map(_WORD.fullmatch, below)))


def _laid_out(columns: list[_Column], width: int | None) -> tuple[list[int], list[int]]:
    """The columns that stay side by side, and the width of each.

    As few as possible leave until the others are easy to read: have room for their longest word, in rows that are not tall.
    Numbers leave last. Of several ways the one that takes fewest lines is taken, as far as some hundred rows tell.
    """
    if width is None:
        return list(range(len(columns))), _grown([column.whole for column in columns], [1] * len(columns), _WIDE)
    texts = sorted((n for n, column in enumerate(columns) if not column.is_numeric), key=lambda n: -columns[n].whole)
    for movable in (texts[:_MOVABLE], range(1, min(len(columns), _MOVABLE + 1))):
        for count in range(len(movable) + 1):
            ways = (_way(columns, apart, width) for apart in combinations(sorted(movable, reverse=True), count))
            if found := min(filter(None, ways), key=lambda way: way[0], default=None):
                return found[1:]
    return [0], [width]


def _way(columns: list[_Column], apart: Collection[int], width: int) -> tuple[int, list[int], list[int]] | None:
    """The lines that some rows take where the columns `apart` leave, those that stay, and their widths; None if hard to read."""
    kept = [n for n in range(len(columns)) if n not in apart]
    here = [columns[n] for n in kept]
    room = width - _GAP * (len(kept) - 1) - (0 if 0 in kept else _GAP)
    if not kept or sum(column.word for column in here) > room:
        return None
    widths = _widths(here, room)
    some = range(1, len(here[0].sizes), len(here[0].sizes) // _ROWS + 1)
    beside = sum(max(-(-column.sizes[row] // wide) for column, wide in zip(here, widths, strict=True)) for row in some)
    names = {n: columns[n].sizes[0] if n else 0 for n in apart}
    alone = sum(-(-(name + columns[n].sizes[row]) // width) for n, name in names.items() for row in some if columns[n].sizes[row])
    return (beside + alone, kept, widths) if beside <= _TALL * len(some) else None


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


def _line(texts: list[str], widths: list[int], right: list[bool], *, fold: bool) -> Iterator[str]:
    """The lines of one row: its cells side by side, each folded into the width of its column if wanted."""
    stacks = [folded(cell, width) if fold else [cell] for cell, width in zip(texts, widths, strict=True)]
    for parts in zip_longest(*stacks, fillvalue=""):
        padding = [" " * (width - cells(part)) for part, width in zip(parts, widths, strict=True)]
        yield (" " * _GAP).join(pad + part if on else part + pad for part, pad, on in zip(parts, padding, right, strict=True))


@lru_cache(maxsize=1)
def _console() -> Console:
    """What rich asks for to fold text; nothing is written to it."""
    from rich.console import Console  # noqa: PLC0415 - heavy

    return Console(color_system=None)


def cells(text: str) -> int:
    """How many cells of a terminal a line of printable text takes: wide letters two, what is put on the letter before none."""
    from rich.cells import cell_len  # noqa: PLC0415 - heavy

    return len(text) if text.isascii() else cell_len(text)
