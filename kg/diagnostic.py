"""Where a fault is and what it says: the value every check yields and every output format shows.

Faults in claim files are values, never exceptions, so that one run reports all of them. A `Mark` is a place in a claim file;
`Places` is
the table of all places that the reader keeps beside the values of a file, `Marks` the part of it about one value.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import Final, TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""The way from a record to a value in it: field names and list positions, such as `("reports", 0, "source")`."""

_COLUMN_BITS: Final = 21  # a file is at most 1 MiB, so no column needs more
_LONG: Final = 200


class Severity(StrEnum):
    """How much a diagnostic weighs: an error stops `kg build`, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a claim file: its path as shown to the user, line and column (both from 1, columns in code points)."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault of the claims: where, which rule, and what to do about it.

    `message` is one terse sentence with the offending value in quotes, `hint` says what to type, `related` points at the
    other place, `record` names the record as `(kind, id)` where there is one.
    """

    mark: Mark
    code: str
    severity: Severity
    message: str
    hint: str = ""
    related: tuple[Mark, ...] = field(default=())
    record: tuple[str, str] | None = None

    @property
    def order(self) -> tuple[Mark, str, str]:
        """The key that sorts diagnostics: by place, then code, then words."""
        return (self.mark, self.code, self.message)


_LONGEST: Final = 240


def truncate(message: str) -> str:
    """A message that quotes a value of any length, cut in the middle where it is longer than a line or two."""
    half = _LONGEST // 2
    return message if len(message) <= _LONGEST else f"{message[:half]} … {message[-half:]}"


def a(noun: str) -> str:
    """A noun with its article."""
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def quoted(ids: Iterable[str]) -> str:
    """Several ids as messages name them: "'a', 'b'"."""
    return "'" + "', '".join(ids) + "'"


def pack(line: int, column: int) -> int:
    """A position as one integer; `line` and `column` count from 0, as libyaml's marks do."""
    return line << _COLUMN_BITS | column


class Places:
    """The place of every key and value of one file, as one row of integers in file order.

    A scalar is its packed position. A list or mapping is the complement of its position, then where in the row it ends, doubled
    and one more for a mapping, then what is in it. In a mapping each value comes after the number of its key among `names` and
    the packed position of the key. So a key or value takes eight bytes or two times eight, a tenth of a table of paths.
    """

    __slots__ = ("_lists", "_tables", "file", "names", "row")

    def __init__(self, file: str, row: Sequence[int], names: Iterable[str] = ()) -> None:
        self.file = file
        self.row = array("q", row)
        self.names = tuple(names)
        self._tables: dict[int, dict[str, int]] = {}
        self._lists: dict[int, array[int]] = {}

    def mark(self, position: int) -> Mark:
        """The place of a packed position."""
        return Mark(self.file, (position >> _COLUMN_BITS) + 1, (position & (1 << _COLUMN_BITS) - 1) + 1)

    def position(self, i: int) -> int:
        """The packed position of the value at `i` in the row."""
        at = self.row[i]
        return at if at >= 0 else ~at

    def is_mapping(self, i: int) -> bool | None:
        """Whether the value at `i` is a mapping; None for a scalar."""
        return bool(self.row[i + 1] & 1) if self.row[i] < 0 else None

    def after(self, i: int) -> int:
        """Where the row goes on after the value at `i`."""
        return i + 1 if self.row[i] >= 0 else self.row[i + 1] >> 1

    def items(self, i: int) -> Iterator[int]:
        """Where the items of the list at `i` are in the row."""
        item, end = i + 2, self.after(i)
        while item < end:
            yield item
            item = self.after(item)

    def item(self, i: int, number: int) -> int | None:
        """Where item `number` of the list at `i` is in the row, if there is one; a long list gets a table too."""
        if self.after(i) - i < _LONG:
            return next(islice(self.items(i), number, None), None)
        if i not in self._lists:
            self._lists[i] = array("q", self.items(i))
        return self._lists[i][number] if number < len(self._lists[i]) else None

    def keys(self, i: int) -> Iterator[tuple[str, int]]:
        """The keys of the mapping at `i`, each with where it is in the row: its position and its value are the next two."""
        key, end = i + 2, self.after(i)
        while key < end:
            yield self.names[self.row[key]], key
            key = self.after(key + 2)

    def key(self, i: int, name: str) -> int | None:
        """Where the key `name` of the mapping at `i` is; a long one gets a table: many look-ups do not cost its square."""
        if self.after(i) - i < _LONG:
            return next((key for found, key in self.keys(i) if found == name), None)
        if i not in self._tables:
            self._tables[i] = dict(self.keys(i))
        return self._tables[i].get(name)


class Marks:
    """The places of a value and of everything inside it."""

    __slots__ = ("_at", "_places", "_start")

    def __init__(self, places: Places, start: int = 0, at: int | None = None) -> None:
        self._places = places
        self._start = start
        self._at = at if at is not None else places.position(start)

    def mark(self, path: Path = ()) -> Mark:
        """The place of the value at `path`, or of the innermost value on the way to it that is written in the file."""
        return self._places.mark(self._places.position(self._find(path)[0]) if path else self._at)

    def key(self, path: Path) -> Mark:
        """The place of the key at the end of `path`; of the value where it is not a key."""
        i, key_at = self._find(path)
        return self._places.mark(self._places.position(i) if key_at is None else key_at)

    def inside(self, key: str) -> Marks:
        """The marks of the value under `key`, whose own place is that of the key."""
        i, at = self._find((key,))
        return Marks(self._places, i, at)

    def items(self) -> Iterator[Marks]:
        """The marks of each value of a mapping in turn, each with the place of its key as its own; nothing for any other.

        A key whose value was not kept has no name, and is left out.
        """
        places = self._places
        if not places.is_mapping(self._start):
            return
        row, unnamed = places.row, places.names.index("") if "" in places.names else -1
        key, end = self._start + 2, places.after(self._start)
        while key < end:  # as `Places.keys`, and twice as fast: every record passes here
            value = key + 2
            if row[key] != unnamed:
                yield Marks(places, value, row[key + 1])
            key = value + 1 if row[value] >= 0 else row[value + 1] >> 1

    def _find(self, path: Path) -> tuple[int, int | None]:
        """Where the innermost value on the way is in the row, and the position of its key, if it has one."""
        places = self._places
        i, key_at = self._start, None
        for step in path:
            is_mapping = places.is_mapping(i)
            if is_mapping is None:
                break
            if isinstance(step, int):
                if is_mapping and step == 0:  # written where a list of one is meant
                    continue
                item = None if is_mapping else places.item(i, step)
                if item is None:
                    break
                i, key_at = item, None
            else:
                key = places.key(i, step) if is_mapping else None
                if key is None:
                    break
                i, key_at = key + 2, places.row[key + 1]
        return i, key_at
