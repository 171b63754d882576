"""Where a fault is and what it says: the value every check yields and every output format shows.

Faults in claim files are values, never exceptions, so that one run reports all of them. A `Mark` is a place in a claim file;
`Marks` is the table of places that the reader keeps beside the values, shaped like them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""The way from a record to a value in it: field names and list positions, such as `("reports", 0, "source")`."""

Node: TypeAlias = "int | list[Node | str]"
"""One value's place: a packed position, or for a list or mapping `[position, …]`, see `Marks`."""

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


def brief(message: str) -> str:
    """A message that quotes a value of any length, cut in the middle where it is longer than a line or two."""
    half = _LONGEST // 2
    return message if len(message) <= _LONGEST else f"{message[:half]} … {message[-half:]}"


def pack(line: int, column: int) -> int:
    """A position as one integer; `line` and `column` count from 0, as libyaml's marks do."""
    return line << _COLUMN_BITS | column


class Marks:
    """The places of a value and of everything inside it.

    A scalar's node is its packed position. A list's node is `[position, node, node, …]`. A mapping's node is
    `[position, key, position of the key, node, key, …]`. Integers in flat lists keep a mark for every key and value at a
    tenth of the memory that a table of paths takes.
    """

    __slots__ = ("_at", "_node", "_places", "file")

    def __init__(self, file: str, node: Node, at: int | None = None) -> None:
        self.file = file
        self._node = node
        self._at = at if at is not None else _position(node)
        self._places: dict[int, dict[str, int]] | None = None

    def mark(self, path: Path = ()) -> Mark:
        """The place of the value at `path`, or of the innermost value on the way to it that is written in the file."""
        node, _ = self._find(path)
        return self._mark(_position(node) if path else self._at)

    def key(self, path: Path) -> Mark:
        """The place of the key at the end of `path`; of the value where it is not a key."""
        node, key = self._find(path)
        return self._mark(_position(node) if key is None else key)

    def inside(self, key: str) -> Marks:
        """The marks of the value under `key`, whose own place is that of the key."""
        node, at = self._find((key,))
        return Marks(self.file, node, at)

    def items(self) -> Iterator[Marks]:
        """The marks of each value of a mapping in turn, each with the place of its key as its own; nothing for a scalar."""
        node = self._node
        if not isinstance(node, int):
            for i in range(2, len(node), 3):
                yield Marks(self.file, _as_node(node[i + 1]), _position(_as_node(node[i])))

    def _find(self, path: Path) -> tuple[Node, int | None]:
        node, key_at = self._node, None
        for step in path:
            if isinstance(node, int):
                break
            if isinstance(step, int):
                if step + 1 >= len(node):
                    break
                if isinstance(node[1], str):  # a mapping, written where a list of one is meant
                    continue
                node, key_at = _as_node(node[step + 1]), None
            else:
                i = self._index(node, step)
                if i is None:
                    break
                key_at, node = _position(_as_node(node[i + 1])), _as_node(node[i + 2])
        return node, key_at

    def _index(self, node: list[Node | str], key: str) -> int | None:
        """Where `key` stands in the node of a mapping; a long one gets a table, so that many look-ups do not cost its square."""
        if len(node) < _LONG:
            return node.index(key, 1) if key in node else None
        if self._places is None:
            self._places = {}
        if id(node) not in self._places:
            self._places[id(node)] = {item: i for i, item in enumerate(node) if isinstance(item, str)}
        return self._places[id(node)].get(key)

    def _mark(self, position: int) -> Mark:
        return Mark(self.file, (position >> _COLUMN_BITS) + 1, (position & (1 << _COLUMN_BITS) - 1) + 1)


def _as_node(item: Node | str) -> Node:
    if isinstance(item, str):
        raise TypeError(item)
    return item


def _position(node: Node) -> int:
    if isinstance(node, int):
        return node
    first = node[0]
    if not isinstance(first, int):
        raise TypeError(first)
    return first
