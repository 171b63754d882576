"""Reads one claim file: plain values, a mark for every key and value, and what the YAML of claim files may not hold.

A file that is laid out plainly is read line by line (`kg.yamllines`), any other by the events of PyYAML's C parser. No event is
ever composed by recursion, so depth costs nothing; every scalar stays the text that was written (`NO`, `012`); anchors, aliases,
merge keys, tags, directives and second documents are refused where they stand. A fault does not end the reading unless nothing
after it can be trusted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, NoReturn
from urllib.parse import unquote_to_bytes

from kg import yamllines
from kg.diagnostic import Diagnostic, Mark, Marks, Places, Severity, brief, pack
from kg.yamllines import NULLS

if TYPE_CHECKING:
    import yaml

MAX_BYTES: Final = 1 << 20
MAX_NODES: Final = yamllines.MAX_NODES
MAX_DEPTH: Final = yamllines.MAX_DEPTH

# C0 but tab and line breaks, DEL, C1, line and paragraph separators, bidirectional overrides and isolates, byte order marks
# and non-characters. Zero-width joiners and marks (U+200C-F, U+061C) stay: Dari, Pashto and Arabic need them.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_PLAIN_BYTES: Final = bytes([*b"\t\n\r", *range(0x20, 0x7F)])
_BREAK: Final = re.compile(r"\r\n|\r|\n")
_ESCAPED: Final = re.compile(_FORBIDDEN.pattern[:-1] + "\r]")  # written as an escape, a carriage return is no line break
_TAG: Final = re.compile(r"(?:!\S*|%TAG\s.*)%[0-9A-Fa-f]{2}\S*")
_STANDARD: Final = "tag:yaml.org,2002:"  # what `!!` stands for
_DROP: Final = ""  # no key is empty
_DATASET: Final = "dataset"  # the one section that is itself a record
_MOST: Final = 100  # forbidden characters reported one by one


@dataclass(slots=True)
class Document:
    """What was read of one file.

    `value` is the mapping at the top, or None where there is none. Scalars are `str`; None stands for a value whose fault is
    already among `faults`. `rest` is the text whose values are not, or not all, in `value`: from where reading had to stop, or
    from the first key that stands twice; empty where there is none. Its lines end in line feeds. `end` is the place where the
    first record begins that could not be read whole, None where none was lost.
    """

    value: dict[str, Any] | None
    marks: Marks
    faults: list[Diagnostic] = field(default_factory=list)
    rest: str = ""
    end: Mark | None = None


def read(data: bytes, file: str) -> Document:
    """The document in `data`, with every fault of its YAML; `file` is the name shown in diagnostics."""
    return _Reader(file).read(data)


class _Stop(Exception):  # noqa: N818 - no error: the fault is recorded, reading ends
    """Nothing after this place can be trusted."""


class _Reader:
    """The state of reading one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Diagnostic] = []
        self.stopped_at: int | None = None  # the line, from 0, where reading had to stop
        self.complete = False  # whether it stopped after the whole first document
        self.dropped_at: int | None = None  # the line, from 0, of the first key that stands twice
        self.refused = 0  # how many forbidden characters were met
        self.row: list[int] = []  # see `Places`
        self.names: dict[str, int] = {_DROP: 0}  # every key met, and its number
        self.tables: dict[int, tuple[dict[int, int], int]] = {}  # see `first`

    def read(self, data: bytes) -> Document:
        text = self.decode(data)
        if text is None:
            return Document(None, self.marks(), self.faults, _from_line(data.decode("utf-8", "replace"), 0))
        plain = None if self.faults else yamllines.read(text)
        if plain is not None:
            return Document(plain.value, Marks(Places(self.file, plain.row, plain.names)))
        value = self.events(text)
        if self.refused > _MOST:
            self.fault(0, "K013", f"{self.refused - _MOST:,} more characters are not allowed", "save the file as plain text")
        if not isinstance(value, dict):
            if value is None and self.stopped_at is None:  # an empty file, in one of its spellings
                self.faults = [fault for fault in self.faults if fault.code != "K109"]
            if not self.faults:
                self.fault(0, "K016", "the file is not a mapping", "start it with a section, such as 'statements:'")
            return Document(None, self.marks(), self.faults, _from_line(text, 0) if self.stopped_at is not None else "")
        marks = self.marks()
        end = None if self.stopped_at is None else self.end(self.stopped_at, value, marks)
        unread = [] if self.dropped_at is None else [self.dropped_at]
        unread += [] if end is None else [end.line - 1]
        return Document(value, marks, self.faults, _from_line(text, min(unread)) if unread else "", end)

    def end(self, stopped_at: int, value: dict[str, Any], marks: Marks) -> Mark:
        """Where the record begins in which reading stopped, which is taken out; else the line where it stopped."""
        line = Mark(self.file, stopped_at + 1)
        lost = None if self.complete else _drop_last_record(value, marks)
        return line if lost is None else min(line, lost)

    def marks(self) -> Marks:
        """The marks of the whole document."""
        return Marks(Places(self.file, self.row or [0], self.names))

    def mark(self, at: int) -> Mark:
        return Places(self.file, ()).mark(at)

    def fault(self, at: int, code: str, message: str, hint: str = "", related: int | None = None) -> None:
        where = self.mark(at)
        other = () if related is None else (self.mark(related),)
        self.faults.append(Diagnostic(where, code, Severity.ERROR, brief(message), hint, other))

    def decode(self, data: bytes) -> str | None:
        """The text, forbidden characters replaced so that the rest can still be read; None where it is no text of ours."""
        if len(data) > MAX_BYTES:
            self.fault(0, "K004", f"the file is larger than {MAX_BYTES:,} bytes", "split it into several files")
            return None
        if data.isascii() and not data.translate(
            None, _PLAIN_BYTES
        ):  # as most files; a third of the time of looking for the others
            return data.decode("ascii")
        try:
            text = data.decode("utf-8", "strict")
        except UnicodeDecodeError as error:
            lines = _BREAK.split(data[: error.start].decode("utf-8").removeprefix("\ufeff"))
            self.fault(pack(len(lines) - 1, len(lines[-1])), "K005", f"byte {error.start} is not UTF-8", "save the file as UTF-8")
            return None
        text = text.removeprefix("\ufeff")
        if _FORBIDDEN.search(text):
            for number, line in enumerate(_BREAK.split(text)):
                for found in _FORBIDDEN.finditer(line):
                    self.forbidden(pack(number, found.start()), found.group())
            text = _FORBIDDEN.sub("\ufffd", text)
        return text

    def forbidden(self, at: int, character: str) -> None:
        self.refused += 1
        if self.refused <= _MOST:
            self.fault(at, "K013", f"the character U+{ord(character):04X} is not allowed", "delete it")

    def events(self, text: str) -> Any:
        """The value of the first document, as far as it was read."""
        import yaml  # noqa: PLC0415 - few files need it
        from yaml._yaml import CParser  # noqa: PLC0415 - same

        before = len(self.faults)
        parser = CParser(text.encode())
        top: list[Any] = []
        try:
            self.walk(parser, top)
        except _Stop:
            pass
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            if "nesting depth" in (error.problem or "") and mark and mark.index < len(text):
                # From 0.2.6 on libyaml gives up on the thousandth level before it tells of the first: cut off there, it does.
                del self.faults[before:]
                self.dropped_at = None
                self.row.clear()
                self.tables.clear()
                return self.events(text[: mark.index])
            line, column = (mark.line, mark.column) if mark else (0, 0)
            self.stopped_at = line
            if _is_directive(error):
                self.directive(pack(line, 0))  # where it always begins
            else:
                self.fault(pack(line, column), "K006", _syntax(error), _syntax_hint(error, _from_line(text, line)[column:]))
        except UnicodeDecodeError:  # from the parser's binding: only the %-escapes of a tag can write what is no text
            self.undecodable_tag(text)
        if self.faults and text[-1:] not in {"\r", "\n"}:
            self.move_inside(_BREAK.split(text))
        return top[0] if top else None

    def move_inside(self, lines: list[str]) -> None:
        """Put at the end of the last line what the parser puts after it: it reads on as if a line break ended the file."""
        end = Mark(self.file, len(lines), max(1, len(lines[-1])))
        self.faults = [replace(fault, mark=end) if fault.mark.line > len(lines) else fault for fault in self.faults]

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
        number = 0
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
            self.stop(at, "K012", "a second document starts here", "move it to a file of its own, or delete the '---'")
        if event.version or event.tags:
            self.directive(at)

    def directive(self, at: int) -> None:
        self.fault(at, "K011", "a directive (%YAML, %TAG) is not allowed", "delete the line that starts with '%', or quote it")

    def anchor(self, sign: str, name: str, at: int) -> None:
        word = "alias" if sign == "*" else "anchor"
        self.fault(at, "K008", f"the {word} '{sign}{name}' is not allowed", "write the value out")

    def tag(self, tag: str, at: int) -> None:
        written = tag.replace(_STANDARD, "!!", 1) if tag.startswith(_STANDARD) else tag
        self.fault(at, "K010", f"the tag '{written}' is not allowed", "write the bare value: the field decides what it means")

    def undecodable_tag(self, text: str) -> None:
        """Refuse a tag whose escapes are no UTF-8; what comes after it is not read."""
        self.stopped_at = 0
        for number, line in enumerate(_BREAK.split(text)):
            for found in _TAG.finditer(line):
                try:
                    unquote_to_bytes(found.group()).decode()
                except UnicodeDecodeError:
                    self.stopped_at = number
                    at = pack(number, found.start())
                    if found.group().startswith("%"):
                        self.directive(at)
                    else:
                        self.tag(found.group(), at)
                    return

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
            self.fault(at, "K007", f"the key '{key}' stands here twice", "keep one of them", self.first(key, start))
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
            elif style in "|>":
                value = value.rstrip("\n")  # the last line break is layout
            if value and not value.isspace():
                return value
        value = value.strip()  # a space of another width stands bare
        if key == _DROP:
            return None
        what = f"'{key}' has" if key else "an item of the list has"
        self.fault(
            at, "K109", f"{what} no value" + (f": '{value}'" if value else ""), "leave it out: what is missing stays missing"
        )
        return None

    def escaped(self, value: str, at: int) -> str:
        """`value` of a double-quoted scalar, refused characters that an escape let in replaced."""
        for found in _ESCAPED.findall(value):
            self.forbidden(at, found)
        return _ESCAPED.sub("\ufffd", value)

    def stop(self, at: int, code: str, message: str, hint: str) -> NoReturn:
        self.stopped_at = self.mark(at).line - 1
        self.fault(at, code, message, hint)
        raise _Stop


def _drop_last_record(value: dict[str, Any], marks: Marks) -> Mark | None:
    """Take out the record that was being read when reading stopped: the place where it starts, None where there is none."""
    section = next(reversed(value), None)
    if section is None or not isinstance(value[section], dict) or not value[section]:
        return None
    if section == _DATASET:
        del value[section]
        return marks.key((section,))
    record, _ = value[section].popitem()
    return marks.key((section, record))


def _from_line(text: str, number: int) -> str:
    """The lines of `text` from the one with this number, from 0, on."""
    return "\n".join(_BREAK.split(text)[number:])


def _is_directive(error: yaml.MarkedYAMLError) -> bool:
    return "directive" in f"{error.context} {error.problem}" or error.problem == "found incompatible YAML document"


def _syntax(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or "not YAML"
    return f"not YAML: {problem}" + (f" ({error.context})" if error.context else "")


def _syntax_hint(error: yaml.MarkedYAMLError, text: str) -> str:
    """What to type instead, as far as the parser's words and the `text` at fault tell."""
    problem = error.problem or ""
    if text.startswith("\t") or "tab" in problem:
        return "indent with spaces"
    if "mapping values are not allowed" in problem or "cannot start any token" in problem:
        return "put the text in quotes: ': ', ' #' and a leading '@', '`', '%' or quote mean something in YAML"
    return ""
