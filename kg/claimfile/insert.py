"""A new record in a claim file: its lines put in at one place, every other byte of the file as it was.

The place is the end of the section, in the indentation of the records that are there; a section that is missing goes to the end
of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from kg import claimfile, ids
from kg.claimfile.scalars import WIDTH, written
from kg.claimfile.tree import Collection, Node, Scalar, parse

Value: TypeAlias = "str | list[str] | list[dict[str, Value]]"
"""What a field of a new record holds."""

_BARE: Final = frozenset(
    "date retrieved dead period no_answer_as_of from to was lang translated_from sha256 url archived "
    "firsthand translated jointly side size".split()
)
"""Fields whose values stay without quotes though some reader takes them for dates, numbers or truths."""
_BREAK: Final = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a record cannot be put into a file."""

    reason: str


@dataclass(frozen=True, slots=True)
class Added:
    """A file with a new record: its bytes, and the line, from 1, on which the record starts."""

    data: bytes
    line: int


def new_id(words: str, taken: Iterable[str]) -> str:
    """An id that `words` suggest and that is free; empty where they suggest none."""
    base = ids.slug("-".join(ids.slug(words).split("-")[:8]))
    used = set(taken)
    if base not in used:
        return base
    return next(f"{base}-{n}" for n in range(2, len(used) + 3) if f"{base}-{n}" not in used)


def lines(id_: str, fields: Mapping[str, Value], indent: int) -> Iterator[str]:
    """The lines of a record, two spaces a level."""
    yield f"{' ' * indent}{written(id_, indent=indent, field='id')}:"
    yield from mapping_lines(fields, indent + 2)


def mapping_lines(fields: Mapping[str, Value], indent: int) -> Iterator[str]:
    """The lines of the fields of a record, or of a part of one."""
    for field, value in fields.items():
        yield from _field(field, value, indent)


def _field(field: str, value: Value, indent: int) -> Iterator[str]:
    margin = " " * indent
    hint = field if field in _BARE else ""
    if isinstance(value, str):
        yield from f"{margin}{field}: {written(value, indent=indent, taken=len(field) + 2, field=hint)}".split("\n")
        return
    flat = [item for item in value if isinstance(item, str)]
    if len(flat) == len(value):
        one_line = f"{margin}{field}: [{', '.join(written(item, indent=0, flow=True, field=hint) for item in flat)}]"
        if len(one_line) <= WIDTH:
            yield one_line
            return
    yield f"{margin}{field}:"
    for item in value:
        inner = (
            written(item, indent=-2, taken=indent + 6, field=hint) if isinstance(item, str) else "\n".join(mapping_lines(item, 0))
        )
        first, *rest = inner.split("\n")
        yield f"{margin}  - {first}"
        yield from (f"{margin}    {line}" for line in rest)


def added(data: bytes, section: str, id_: str, fields: Mapping[str, Value]) -> Added | Refused:
    """The claim file `data` with the record at the end of its `section`; nothing else in it changes."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return Refused("it is not UTF-8")
    document = claimfile.read(data, "")
    breaks = [found.group() for found in _BREAK.finditer(text)]
    end = breaks[0] if breaks else "\n"
    unix = _BREAK.sub("\n", text.removeprefix("\ufeff"))
    empty = all(not line.strip() or line.startswith("#") for line in unix.split("\n"))
    if document.faults and not empty:
        return Refused("it has YAML errors (see kg check)")
    before = {} if empty else document.value or {}
    if id_ in (before.get(section) or {}):
        return Refused(f"the id '{id_}' is taken")
    place = _Place(len(unix.split("\n")), 2, [f"{section}:"], gap=False) if empty else _place(unix, section)
    if isinstance(place, Refused):
        return place
    new = [*([""] if place.gap else []), *place.head, *lines(id_, fields, place.indent)]
    at = offset(text, place.line)
    lead = end if at and text[:at][-1] not in "\r\n" and text[:at] != "\ufeff" else ""
    inserted = lead + "".join(line + end for line in new)
    result = (text[:at] + inserted + text[at:]).encode()
    again = claimfile.read(result, "")
    if refused := [fault for fault in again.faults if fault.code == "K013"]:
        return Refused(refused[0].message)
    if again.faults or (again.value or {}) != {**before, section: {**before.get(section, {}), id_: plain(fields)}}:
        return Refused("its form leaves no place for a record: run kg fmt, or put it in by hand")
    first = len(_BREAK.findall(text[:at] + lead)) + 1 + len(new) - len(list(lines(id_, fields, 0)))
    return Added(result, first)


def plain(value: object) -> object:
    """A value as it is read back."""
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a record goes: before which line, from 0, how far in, after which lines and whether after a blank one."""

    line: int
    indent: int
    head: list[str]
    gap: bool


def _place(text: str, section: str) -> _Place | Refused:
    tree = parse(text)
    if tree.top.at.flow:
        return Refused("it is written in braces: run kg fmt first")
    for key, value in tree.top.pairs:
        if key.at.value == section:
            if not isinstance(value, Collection) or value.at.flow or value.at.kind != "map":
                return Refused(f"its section '{section}' is written in braces: run kg fmt first")
            *others, (last, _) = value.pairs
            gap = bool(others) and not tree.lines[last.at.line - 1].strip()
            return _Place(last_line(value) + 1, value.at.column, [], gap)
    indent = tree.top.at.column
    gap = len(tree.lines) > 2 and not all(line.strip() for line in tree.lines[:-1])
    used = len(text.rstrip("\n").split("\n"))
    return _Place(max(used, len(tree.lines) - 1), indent + 2, [" " * indent + f"{section}:"], gap)


def last_line(node: Node) -> int:
    """The line, from 0, on which a node ends."""
    if isinstance(node, Scalar):
        if node.at.style in {"|", ">"}:
            return node.at.line + node.source.rstrip().count("\n")
        return node.at.last_line
    return max([node.at.line, node.last_line, *(last_line(item) for item in node.items)])


def offset(text: str, line: int) -> int:
    """Where line `line`, from 0, begins; the end of the text if there is no such line."""
    at = 0
    for _ in range(line):
        found = _BREAK.search(text, at)
        if found is None:
            return len(text)
        at = found.end()
    return at
