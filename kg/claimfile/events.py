"""Turns the YAML parser's events into plain values and places, and refuses what claim files may not contain.

No event is ever composed by recursion, so depth costs nothing. A fault does not end the walk unless nothing after it can be
trusted.
"""

from __future__ import annotations

from typing import Any, Final, NoReturn

from kg.claimfile import text
from kg.claimfile.lines import MAX_DEPTH, MAX_NODES, NULLS
from kg.diagnostic import Diagnostic, Mark, Marks, Places, Severity, pack, truncate

_STANDARD: Final = "tag:yaml.org,2002:"  # what `!!` abbreviates
_DROP: Final = ""  # no key is empty
MOST: Final = 100
"""Forbidden characters that are reported one by one."""


class Stop(Exception):  # noqa: N818 - no error: the fault is recorded, reading ends
    """Nothing after this place can be trusted."""


class Walk:
    """What was met on the way through one file: faults, places, and how far it went."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.text = ""  # what is read
        self.faults: list[Diagnostic] = []
        self.stopped_at: int | None = None  # the line, from 0, where reading had to stop
        self.syntax_at: int | None = None  # the line, from 0, of a fault of YAML itself
        self.complete = False  # whether it stopped after the whole first document
        self.dropped_at: int | None = None  # the line, from 0, of the first duplicate key
        self.refused = 0  # how many forbidden characters were met
        self.row: list[int] = []  # see `Places`
        self.names: dict[str, int] = {_DROP: 0}  # every key met, and its number
        self.tables: dict[int, tuple[dict[int, int], int]] = {}  # see `first`

    def marks(self) -> Marks:
        """The marks of the whole document."""
        return Marks(Places(self.file, self.row or [0], self.names))

    def mark(self, at: int) -> Mark:
        """The place that is packed in `at`."""
        return Places(self.file, ()).mark(at)

    def fault(self, at: int, code: str, message: str, hint: str, related: int | None = None) -> None:
        """Record one error."""
        where = self.mark(at)
        other = () if related is None else (self.mark(related),)
        self.faults.append(Diagnostic(where, code, Severity.ERROR, truncate(message), hint, other))

    def forbidden(self, at: int, character: str) -> None:
        """Refuse a character; the first hundred are reported one by one, the others counted."""
        self.refused += 1
        if self.refused <= MOST:
            self.fault(at, "K013", f"the character U+{ord(character):04X} is not allowed", "delete it")

    def walk(self, parser: Any, top: list[Any]) -> None:  # noqa: C901, PLR0912, PLR0915 - one loop, for speed
        """Fill `top` and `row` from the parser's events: an explicit stack, one pass, no recursion.

        In a mapping `key` is None while a key is awaited, and `_DROP` while the value that comes is read but not kept.
        """
        from yaml.events import (  # noqa: PLC0415 - same
            AliasEvent,
            DocumentStartEvent,
            MappingEndEvent,
            MappingStartEvent,
            ScalarEvent,
            SequenceEndEvent,
            SequenceStartEvent,
        )

        row = self.row
        number_of = self.names.get
        container: Any = top
        key: str | None = None
        key_at = count = documents = 0
        number: int  # of the key, among the names
        start = -1  # of the container, in the row
        in_mapping = False
        value: Any
        stack: list[tuple[Any, int, bool]] = []
        next_event = parser.get_event
        try:
            while (event := next_event()) is not None:
                kind = type(event)
                if kind is ScalarEvent:
                    mark = event.start_mark
                    at = mark.line << 21 | mark.column
                    value = event.value
                    style = event.style
                    count += 1
                    if count > MAX_NODES or event.tag is not None or event.anchor is not None:
                        self.odd(event, at, count)
                    if key is None and in_mapping:
                        number = number_of(value, 0)
                        if style or not number or value in container:
                            value = self.key(value, style, at, container, start)
                            number = self.names[value]
                        key, key_at = value, at
                        continue
                    if style or value in NULLS or value.isspace():
                        value = self.scalar(value, style, at, key)
                    if not in_mapping:
                        container.append(value)
                    else:
                        row.append(number)
                        row.append(key_at)
                        if key:
                            container[key] = value
                        key = None
                    row.append(at)
                elif kind is MappingEndEvent or kind is SequenceEndEvent:
                    row[start + 1] = len(row) << 1 | in_mapping
                    container, start, in_mapping = stack.pop()
                    key = None
                elif kind is MappingStartEvent or kind is SequenceStartEvent or kind is AliasEvent:
                    mark = event.start_mark
                    at = mark.line << 21 | mark.column
                    count += 1
                    self.odd(event, at, count)
                    if kind is MappingStartEvent and event.flow_style and self.text[mark.index : mark.index + 1] == "?":
                        self.stop(at, "K006", "an unquoted item in brackets cannot start with '?'", "put the item in quotes")
                    if key is None and in_mapping:
                        if kind is not AliasEvent:
                            self.stop(at, "K015", "a key must be text", "give the record or the field a plain name")
                        key, key_at, number = _DROP, at, 0
                        continue
                    value = {} if kind is MappingStartEvent else [] if kind is SequenceStartEvent else None
                    if not in_mapping:
                        container.append(value)
                    else:
                        row += (number, key_at)
                        if key:
                            container[key] = value
                        key = None
                    if kind is AliasEvent:
                        row.append(at)
                        continue
                    row += (~at, 0)
                    stack.append((container, start, in_mapping))
                    container, start, in_mapping = value, len(row) - 2, kind is MappingStartEvent
                    if len(stack) > MAX_DEPTH:
                        self.stop(at, "K004", f"more than {MAX_DEPTH} levels inside each other", "a record needs at most six")
                elif kind is DocumentStartEvent:
                    documents += 1
                    self.document(event, documents)
        finally:
            while stack:  # what was open where reading had to stop
                row[start + 1] = len(row) << 1 | in_mapping
                _, start, in_mapping = stack.pop()

    def odd(self, event: Any, at: int, count: int) -> None:
        """Refuse too many values, an anchor, an alias and a tag."""
        if count > MAX_NODES:
            self.stop(at, "K004", f"the file holds more than {MAX_NODES:,} values", "split it into several files")
        is_alias = not hasattr(event, "tag")
        if event.anchor is not None:
            self.anchor("*" if is_alias else "&", event.anchor, at)
        if not is_alias and event.tag is not None:
            self.tag(event.tag, at)

    def document(self, event: Any, number: int) -> None:
        """Refuse a second document and any directive."""
        mark = event.start_mark
        at = pack(mark.line, mark.column)
        if number > 1:
            self.complete = True
            self.stop(at, "K012", "a second document starts here", "move it to another file, or delete the '---'")
        if event.version or event.tags:
            self.directive(at)

    def directive(self, at: int) -> None:
        """Refuse a line such as `%YAML 1.1`."""
        self.fault(at, "K011", "a directive (%YAML, %TAG) is not allowed", "delete the line that starts with '%', or quote it")

    def anchor(self, sign: str, name: str, at: int) -> None:
        """Refuse `&name` or `*name`."""
        word = "alias" if sign == "*" else "anchor"
        self.fault(
            at,
            "K008",
            f"the {word} '{sign}{name}' is not allowed",
            f"write the value out; put text that begins with '{sign}' in quotes",
        )

    def tag(self, tag: str, at: int) -> None:
        """Refuse `!tag`, as it was written."""
        written = "!!" + tag.removeprefix(_STANDARD) if tag.startswith(_STANDARD) else tag
        self.fault(
            at, "K010", f"the tag '{written}' is not allowed", "write the bare value; put text that begins with '!' in quotes"
        )

    def key(self, key: str, style: str | None, at: int, container: dict[str, Any], start: int) -> str:
        """The text of a key, which gets a number, or `_DROP` where its value cannot be kept."""
        if style == '"':
            key = self.escaped(key, at)
        if key == "<<" and not style:
            self.fault(at, "K009", "the merge key '<<' is not allowed", "write the fields out")
        elif not key.strip():
            self.fault(at, "K015", "a key is empty", "name the field or the record")
        elif key in container:
            line = self.mark(at).line - 1
            self.dropped_at = line if self.dropped_at is None else min(self.dropped_at, line)
            self.fault(at, "K007", f"duplicate key '{key}'", "keep one, or rename one", self.first(key, start))
        else:
            self.names.setdefault(key, len(self.names))
            return key
        return _DROP

    def first(self, key: str, start: int) -> int:
        """The position of the earlier `key` of the mapping at `start` in the row.

        It is found through a table that grows with the mapping, which may double every key.
        """
        row = self.row
        places, i = self.tables.get(start, ({}, start + 2))
        while i < len(row):
            places.setdefault(row[i], row[i + 1])
            i = i + 3 if row[i + 2] >= 0 else row[i + 3] >> 1
        self.tables[start] = places, i
        return places[self.names[key]]

    def scalar(self, value: str, style: str | None, at: int, key: str | None) -> str | None:
        """The text of a value; None, with its fault, where it is empty."""
        if style:
            if style == '"':
                value = self.escaped(value, at)
            elif style in {"|", ">"}:
                value = value.rstrip("\n")  # the last line break is layout
            if value and not value.isspace():
                return value
        value = value.strip()  # an unquoted space of another width
        if key == _DROP:
            return None
        if self.faults and self.faults[-1].code == "K010" and self.faults[-1].mark == self.mark(at):
            return None  # a word that was taken for a tag is the value
        what = f"'{key}' has" if key else "an item of the list has"
        self.fault(
            at, "K109", f"{what} no value" + (f": '{value}'" if value else ""), "leave it out: what is missing stays missing"
        )
        return None

    def escaped(self, value: str, at: int) -> str:
        """`value` of a double-quoted scalar, refused characters that an escape let in replaced."""
        characters, value = text.escaped(value)
        for character in characters:
            self.forbidden(at, character)
        return value

    def stop(self, at: int, code: str, message: str, hint: str) -> NoReturn:
        """Record an error after which nothing can be trusted."""
        self.stopped_at = self.mark(at).line - 1
        self.fault(at, code, message, hint)
        raise Stop
