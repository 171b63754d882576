"""Reads plainly formatted claim files, one key or item a line, as nearly all are: three times as fast as through events.

Only what cannot mean anything else is read here: block mappings and lists, plain, folded and quoted text on lines of their own,
short lists in brackets. For anything else, and for whatever may be a fault, it returns None, and the YAML parser reads the file.
A test holds the two to the same answers.
"""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

MAX_DEPTH: Final = 20
MAX_NODES: Final = 100_000
NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
"""What a plain scalar may be that has no value."""

_PLAIN: Final = (
    r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^\n:#]*+"
    r"(?:(?::(?=\S)|(?<=\S)#)[^\n:#]*+)*+(?<!\s)"  # no ': ', no ' #', no space at the end
)
_FOLDED: Final = (
    r">-?\n(?P<pad> ++)\S[^\n]*+(?<!\s)(?:\n(?P=pad)\S[^\n]*+(?<!\s))*+"
    r"(?!(?:\n *+)*\n(?P=pad)[^\n])"  # after empty lines no line as far in: '#' begins no comment there, and a space is text
)
_LIST: Final = r"\[[A-Za-z0-9][A-Za-z0-9 ._-]*+(?:, [A-Za-z0-9][A-Za-z0-9 ._-]*+)*+\]"
_QUOTED: Final = r"\"[^\"\\\n]++\"|'[^'\n]++'"
_LINE: Final = re.compile(
    r"(?P<indent> *+)"
    r"(?:(?P<dash>- )?+(?:(?P<key>[a-z0-9][a-z0-9_-]{0,99}+):"
    rf"(?: (?P<value>{_PLAIN}|{_FOLDED}|{_LIST}|{_QUOTED}))?+|(?P<item>{_PLAIN}))\n"
    r"|(?:#[^\n]*+)?\n)"
    r"|(?P<odd>[^\n]*+\n?)"
)


class Lines(NamedTuple):
    """What was read: the mapping at the top, and its places as `diagnostic.Places` lays them out."""

    value: dict[str, Any]
    row: list[int]
    names: dict[str, int]


def read(text: str) -> Lines | None:  # noqa: C901, PLR0912, PLR0915 - one loop, for speed
    """The mapping that `text` writes, a text without tabs and without a character that no claim file may hold; else None."""
    if "\t" in text or "\r" in text:
        return None
    top: dict[str, Any] = {}
    names = {"": 0}
    row: list[int] = []
    container: Any = top
    start = depth = 0  # of the container: where it is in the row, how far its lines are indented
    in_mapping = True
    stack: list[tuple[Any, int, int, bool]] = []
    awaited: str | None = ""  # the key whose value begins on the next line; of the whole, none
    line = -1
    for indent, dash, key, written, pad, item, odd in _LINE.findall(text + "\n"):
        line += 1
        if not key and not item:
            if odd:
                return None
            continue  # an empty line or a comment
        column = len(indent)
        at = line << 21 | column
        if awaited is None:
            while column < depth:
                row[start + 1] = len(row) << 1 | in_mapping
                container, start, depth, in_mapping = stack.pop()
            if column != depth:
                return None
        elif awaited:
            if column <= depth or len(stack) >= MAX_DEPTH - 1:
                return None
            stack.append((container, start, depth, in_mapping))
            inner: Any = [] if dash else {}
            container[awaited] = container = inner
            start, depth, in_mapping, awaited = len(row), column, not dash, None
            row += (~at, 0)
        else:
            if column or dash:
                return None
            awaited = None
            row += (~at, 0)
        if dash:
            if in_mapping:
                return None
            column += 2
            at += 2
            if item:
                if item in NULLS:
                    return None
                container.append(item)
                row.append(at)
                continue
            if len(stack) >= MAX_DEPTH - 1:
                return None
            stack.append((container, start, depth, in_mapping))
            inner = {}
            container.append(inner)
            container, start, depth, in_mapping = inner, len(row), column, True
            row += (~at, 0)
        if item or not in_mapping or key in container:
            return None
        number = names.setdefault(key, len(names))
        row += (number, at)
        if not written:
            awaited = key
            continue
        at += len(key) + 2
        sign = written[0]
        if sign == ">":
            if len(pad) <= column:
                return None
            container[key] = written[written.index("\n") + 1 + len(pad) :].replace("\n" + pad, " ")
            row.append(at)
            line += written.count("\n")
        elif sign == "[":
            values = written[1:-1].split(", ")
            container[key] = values
            row += (~at, len(row) + 2 + len(values) << 1)
            at += 1
            for value in values:
                if value in NULLS or value[-1] == " ":
                    return None
                row.append(at)
                at += len(value) + 2
            if len(stack) >= MAX_DEPTH - 1:
                return None
        else:
            if sign in "\"'":
                written = written[1:-1]  # noqa: PLW2901 - the text without its quotes
                if written.isspace():
                    return None
            elif written in NULLS:
                return None
            container[key] = written
            row.append(at)
    if awaited is not None or len(row) > MAX_NODES:
        return None
    stack.append((container, start, depth, in_mapping))
    for _, start, _, in_mapping in reversed(stack):
        row[start + 1] = len(row) << 1 | in_mapping
    return Lines(top, row, names)
