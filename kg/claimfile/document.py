"""One claim file, from its bytes to plain values and the faults of its YAML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote_to_bytes

from kg.claimfile import comments, lines
from kg.claimfile import text as characters
from kg.claimfile.events import MOST, Stop, Walk
from kg.claimfile.text import BREAK, from_line
from kg.diagnostic import Diagnostic, Mark, Marks, Places, pack, truncate

if TYPE_CHECKING:
    import yaml

_TAG: Final = re.compile(r"(?:!\S*|%TAG\s.*)%[0-9A-Fa-f]{2}\S*")
_COMMENT: Final = "put the whole text in quotes; for a note, put a space after the '#'"
_DATASET: Final = "dataset"  # the one section that is itself a record


@dataclass(slots=True)
class Document:
    """What was read of one file.

    `value` is the mapping at the top, or or None. Scalars are `str`; None replaces a value whose fault is
    already among `faults`. `rest` is the text whose values are not, or not all, in `value`: from where reading had to stop, or
    from the first duplicate key; empty if everything was read. Its lines end in line feeds. `end` is the place where the
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


class _Reader(Walk):
    """The state of reading one file."""

    def read(self, data: bytes) -> Document:
        text = self.decode(data)
        if text is None:
            return Document(None, self.marks(), self.faults, from_line(data.decode(errors="replace")))
        plain = None if self.faults else lines.read(text)
        if plain is not None:
            return Document(plain.value, Marks(Places(self.file, plain.row, plain.names)))
        value = self.events(text)
        if self.stopped_at is None:
            self.commented(text)
        if self.refused > MOST:
            self.fault(0, "K013", f"{self.refused - MOST:,} more characters are not allowed", "save the file as plain text")
        if not isinstance(value, dict):
            if value is None and self.stopped_at is None:  # an empty file, in one of its spellings
                self.faults = [fault for fault in self.faults if fault.code != "K109"]
            if not self.faults:
                self.fault(0, "K016", "the file is not a mapping", "start it with a section, such as 'statements:'")
            return Document(None, self.marks(), self.faults, from_line(text) if self.stopped_at is not None else "")
        marks = self.marks()
        end = None if self.stopped_at is None else self.end(self.stopped_at, value, marks)
        unread = [] if self.dropped_at is None else [self.dropped_at]
        unread += [] if end is None else [end.line - 1]
        return Document(value, marks, self.faults, from_line(text, min(unread)) if unread else "", end)

    def end(self, stopped_at: int, value: dict[str, Any], marks: Marks) -> Mark:
        """Where the record begins in which reading stopped, which is taken out; else the line where it stopped."""
        line = Mark(self.file, stopped_at + 1)
        lost = None if self.complete else _drop_last_record(value, marks, self.syntax_at)
        return line if lost is None else min(line, lost)

    def decode(self, data: bytes) -> str | None:
        """The text, forbidden characters replaced so that the rest can still be read; None if it cannot be decoded."""
        text = characters.decode(data)
        if not isinstance(text, str):
            self.fault(*text)
            return None
        if characters.is_plain(data):  # takes a third of the time of looking for the others
            return text
        for at, character in characters.forbidden(text):
            self.forbidden(at, character)
        return characters.replace_forbidden(text)

    def events(self, text: str) -> Any:
        """The value of the first document, as far as it was read."""
        import yaml  # noqa: PLC0415 - few files need it
        from yaml._yaml import CParser  # noqa: PLC0415 - same

        before, refused = len(self.faults), self.refused
        parser = CParser(text.encode())
        top: list[Any] = []
        self.text = text
        try:
            self.walk(parser, top)
        except Stop:
            pass
        except yaml.MarkedYAMLError as error:
            problem: Any = error.problem
            mark: Any = error.problem_mark  # libyaml's errors have both
            if "nesting depth" in problem:
                # From 0.2.6 on libyaml gives up on the thousandth level before it reports the first; cut off there, it reports
                # it.
                del self.faults[before:]
                self.refused = refused
                self.dropped_at = None
                self.row.clear()
                self.tables.clear()
                return self.events(text[: mark.index])
            line = self.stopped_at = mark.line
            if _is_directive(error):
                self.directive(pack(line, 0))  # where it always begins
            else:
                from kg.claimfile.syntax import explain  # noqa: PLC0415 - few files need it

                found = explain(error, BREAK.split(text))
                self.syntax_at = found.line
                self.drop_follower(found.line)
                self.fault(pack(found.line, found.column), "K006", found.message, found.hint)
        except UnicodeDecodeError:  # from the parser's binding: only the %-escapes of a tag can encode invalid text
            self.undecodable_tag(text)
        if self.faults:
            self.move_inside(BREAK.split(text))
        return top[0] if top else None

    def drop_follower(self, line: int) -> None:
        """Take back that the last value is empty where the text that was meant for it is what could not be read."""
        if self.faults and self.faults[-1].code == "K109" and self.faults[-1].mark.line >= line:
            del self.faults[-1]

    def commented(self, text: str) -> None:
        """Refuse text that is lost as a comment: whoever writes a hashtag in a sentence means no note."""
        found = list(comments.hidden(text))
        empty = {self.mark(value_at) for _, _, value_at in found}  # of `label: #words`, which is not called empty too
        self.faults = [fault for fault in self.faults if fault.code != "K109" or fault.mark not in empty]
        for at, word, _ in found:
            self.fault(at, "K018", f"'{truncate(word)}' begins a comment and is lost", _COMMENT)

    def move_inside(self, lines: list[str]) -> None:
        """Put at the end of the last line what the parser puts after it: it reads on as if a line break ended the file."""
        end = Mark(self.file, len(lines), len(lines[-1]))
        self.faults = [replace(fault, mark=end) if fault.mark.line > len(lines) else fault for fault in self.faults]

    def undecodable_tag(self, text: str) -> None:
        """Refuse a tag whose escapes are not valid UTF-8; the rest of the file is not read."""
        self.stopped_at = 0
        for number, line in enumerate(BREAK.split(text)):
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


def _drop_last_record(value: dict[str, Any], marks: Marks, fault_at: int | None) -> Mark | None:
    """Remove the record that was being read when reading stopped, and return its start; None if there was none.

    A text in the place of a record or a section, beside the fault of YAML on the line `fault_at`, from 0, is a field that is not
    as far in as its record: then it is the record before that was cut short, too.
    """
    first = None
    for _ in range(2):
        section = next(reversed(value), None)
        content = None if section is None else value[section]
        if section is None or content == {}:
            break
        if isinstance(content, dict) and section != _DATASET:
            place, last = marks.key((section, next(reversed(content)))), content.popitem()[1]
        elif section == _DATASET or (isinstance(content, str) and _is_next_to(marks.key((section,)), fault_at)):
            place, last = marks.key((section,)), value.pop(section)
        else:
            break
        first = place
        if not isinstance(last, str) or not _is_next_to(place, fault_at):
            break
    return first


def _is_next_to(mark: Mark, line: int | None) -> bool:
    return line is not None and mark.line >= line


def _is_directive(error: yaml.MarkedYAMLError) -> bool:
    return "directive" in f"{error.context} {error.problem}" or error.problem == "found incompatible YAML document"
