"""Reads claim files one by one into records, and puts the records of all of them together.

Nothing is raised for a fault of the data: the first record of an id counts, and every fault leaves as a diagnostic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from kg import __version__, claimfile, ids
from kg.corpus.corpus import Corpus
from kg.corpus.resembling import Resembling
from kg.diagnostic import Diagnostic, Mark, Marks, Severity, truncate
from kg.model import faults
from kg.model.fields import FORMAT
from kg.model.part import assembler, fields_of
from kg.model.records import SECTIONS, Dataset, Record
from kg.model.words import SELF
from kg.model.wrong import Wrong
from kg.reading.folder import ClaimFile
from kg.reading.meant import referred, with_record_meant
from kg.reading.places import Place, with_records

_LOOSE_ID: Final = re.compile(r"^[ \t]+[\"']?([a-z0-9]+(?:-[a-z0-9]+)*)[\"']?[ \t]*:", re.MULTILINE)
_DATASET: Final = "dataset"
NEWER: Final = "K019"
"""The code of claims that are written for a newer version; none of them is read."""
_RESERVED: Final = frozenset({_DATASET, SELF})
"""Reserved words: they have a meaning where an id is allowed."""


@dataclass(slots=True)
class Loaded:
    """A folder of claim files, read: the records, what is wrong with files and single records, and the files' own text.

    `texts` maps the shown path of each file read to its bytes, for output that shows the line at fault. `unread` are the shown
    paths of files and folders of which all or part was not read.
    """

    corpus: Corpus
    diagnostics: list[Diagnostic]
    texts: dict[str, bytes] = field(repr=False)
    unread: frozenset[str] = frozenset()


class Memo:
    """What files of several states hold, each read once: the states of a record have most of their files in common."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._documents: dict[tuple[str, bytes], claimfile.Document] = {}
        self._readings: dict[tuple[str, int], faults.Reading[Any]] = {}

    def document(self, data: bytes, shown: str) -> claimfile.Document:
        """The content of a file."""
        key = (shown, data)
        if key not in self._documents:
            self._documents[key] = claimfile.read(data, shown)
        return self._documents[key]

    def reading(self, cls: type[Any], id_: str, raw: Any) -> faults.Reading[Any]:
        """A record as it is read from its part of a document, which is the same object each time."""
        if not isinstance(raw, dict):
            return faults.read(cls, id_, raw)
        key = (id_, id(raw))
        if key not in self._readings:
            self._readings[key] = faults.read(cls, id_, raw)
        return self._readings[key]


class Gatherer:
    """Collects records and diagnostics over the files."""

    def __init__(self, memo: Memo | None = None) -> None:
        self.memo = memo
        self.diagnostics: list[Diagnostic] = []
        self.texts: dict[str, bytes] = {}
        self.records: dict[str, dict[str, Any]] = {cls.kind: {} for cls in SECTIONS.values()}
        self.dataset: Dataset | None = None
        self.flawed: list[Record] = []
        self.kinds: dict[str, str] = {}
        self.marks: dict[str, Marks] = {}
        self.unread: set[str] = set()
        self.unread_files: set[str] = set()
        self.misnamed: list[tuple[int, str, tuple[str, ...]]] = []
        """Names in the place of ids: the place among the diagnostics, the name, the kinds of record that may be meant."""
        self.repaired = False
        self.keyless: list[tuple[int, int]] = []
        """Where in the file a key is missing."""
        self.newer: Diagnostic | None = None

    def loaded(self) -> Loaded:
        """All that was read, with the diagnostics in the order of their places."""
        if self.newer is not None:
            return Loaded(Corpus(), [self.newer], self.texts)
        corpus = Corpus(
            actors=self.records["actor"],
            sources=self.records["source"],
            topics=self.records["topic"],
            allegations=self.records["allegation"],
            statements=self.records["statement"],
            drafts=self.records["draft"],
            dataset=self.dataset,
            flawed=tuple(self.flawed),
            kinds=self.kinds,
            unread=frozenset(self.unread),
            marks=self.marks,
        )
        actors = Resembling(corpus if self.misnamed else Corpus())
        for at, value, kinds in self.misnamed:
            self.diagnostics[at] = with_record_meant(corpus, self.diagnostics[at], value, kinds, actors)
        return Loaded(corpus, sorted(self.diagnostics, key=lambda d: d.order), self.texts, frozenset(self.unread_files))

    def take(self, found: ClaimFile) -> None:
        """Read a file, or remember what may be ids in one that is not read, so that no reference to one is called unknown."""
        if found.fault is None:
            self.file(found.shown, found.data or b"")
            return
        self.diagnostics.append(found.fault)
        if found.data is not None:
            self.unread_files.add(found.shown)
            self.unread.update(_LOOSE_ID.findall(found.data.decode("utf-8", "replace")))

    def file(self, shown: str, data: bytes) -> None:
        """Read one claim file."""
        self.texts[shown] = data
        document = claimfile.read(data, shown) if self.memo is None else self.memo.document(data, shown)
        self.repaired = any(fault.code == "K013" for fault in document.faults)
        self.keyless = [(fault.mark.line, fault.mark.column) for fault in document.faults if fault.code == "K015"]
        self.unread.update(_LOOSE_ID.findall(document.rest))
        if document.end is not None or (document.value is None and document.rest):
            self.unread_files.add(shown)
        places: list[Place] = []
        for section, content in (document.value or {}).items():
            places.append((document.marks.key((section,)), None))
            if content is None:
                continue
            if section == _DATASET:
                self._expect_format(content, document.marks.inside(section))
                self._record(Dataset, section, content, document.marks.inside(section), places)
            elif section not in SECTIONS:
                if not self._is_repaired(section):
                    self._error(
                        document.marks.key((section,)), "K014", f"unknown section '{section}'", _section_hint(section, content)
                    )
                self.unread.update([section] if _is_record(content) else content if isinstance(content, dict) else ())
                self.unread_files.add(shown)
            elif not isinstance(content, dict):
                message = f"'{section}' should be a mapping of ids to records"
                self._error(document.marks.mark((section,)), "K104", message, "write each record as 'its-id:', indented")
            else:
                # Marks of a record that was lost at the end may be left over.
                for (id_, raw), marks in zip(content.items(), document.marks.inside(section).items(), strict=False):
                    self._record(SECTIONS[section], id_, raw, marks, places)
        if document.end is not None:
            places.append((document.end, None))
        if document.faults:
            self.diagnostics += with_records(document.faults, places)

    def _record(self, cls: type[Any], id_: str, raw: Any, marks: Marks, places: list[Place]) -> None:
        name = (cls.kind, id_)
        places.append((marks, name))
        if id_ in self.marks:
            first = self.marks[id_].mark()
            hint = "ids are unique in the whole data set: rename one" if cls is not Dataset else "keep one"
            self._error(marks.mark(), "K203", f"duplicate id '{id_}'", hint, name, (first,))
            self.unread.add(id_)  # its kind is not known
            return
        self.marks[id_] = marks
        reading = faults.read(cls, id_, raw) if self.memo is None else self.memo.reading(cls, id_, raw)
        found = reading.faults
        if cls is not Dataset:
            if reading.elsewhere:
                self.unread.add(id_)
            elif ids.is_id(id_) and id_ not in _RESERVED:
                self.kinds[id_] = cls.kind
            else:
                found = (faults.bad_id(id_), *found)
                self.unread.add(ids.slug(id_))
        if not reading.whole or found:
            self.flawed += [reading.record] if reading.record is not None else []
        elif cls is Dataset:
            self.dataset = reading.record
        else:
            self.records[cls.kind][id_] = reading.record
        for fault in found:
            if self.repaired and self._is_repaired(_subject(fault, id_, raw)):
                continue
            where = marks.mark() if not fault.path else marks.key(fault.path) if fault.at_key else marks.mark(fault.path)
            if fault.code in {"K102", "K104"} and any(
                line == where.line and column > where.column for line, column in self.keyless
            ):
                continue  # a mapping that nobody meant to write, such as '{?: a}'
            if fault.code == "K105" and fault.path and fault.path[0] != "was" and not fault.at_key:
                self.misnamed.append((len(self.diagnostics), str(_subject(fault, id_, raw)), referred(cls, fault.path)))
            self._error(where, fault.code, fault.message, fault.hint, name)

    def _expect_format(self, raw: Any, marks: Marks) -> None:
        """Note that the data set says it is of a format that this version does not know."""
        try:
            number = assembler(Dataset)({"format": raw["format"]}, "", {}).format
        except (Wrong, KeyError, TypeError):  # no format, or none that can be read: an ordinary fault
            return
        if number > FORMAT and self.newer is None:
            message = f"the claims are in format {number}; this kg reads format {FORMAT}"
            hint = f"install a newer kg than {__version__}; 'kg doctor --repo' shows where this one was installed from"
            self.newer = Diagnostic(marks.mark(("format",)), NEWER, Severity.ERROR, message, hint, record=("dataset", "dataset"))

    def _is_repaired(self, text: Any) -> bool:
        """Whether a refused character was replaced in a text: its other faults may follow from that."""
        return self.repaired and isinstance(text, str) and claimfile.REPLACEMENT in text

    def _error(
        self,
        mark: Mark,
        code: str,
        message: str,
        hint: str,
        record: tuple[str, str] | None = None,
        related: tuple[Mark, ...] = (),
    ) -> None:
        self.diagnostics.append(Diagnostic(mark, code, Severity.ERROR, truncate(message), truncate(hint), related, record))


def _section_hint(section: str, content: Any) -> str:
    """What to write instead of an unknown section: the nearest name, or the indentation of what belongs inside one."""
    if near := ids.suggest(section, [*SECTIONS, _DATASET]):
        return near
    if _is_record(content) and ids.is_id(section):
        return "a record goes below its section: put 2 spaces before it, and 4 before its fields"
    if isinstance(content, str) and any(section in fields_of(cls) for cls in SECTIONS.values()):
        return "a field goes below its record: put 4 spaces before it"
    return f"one of {', '.join(SECTIONS)}, {_DATASET}"


def _is_record(content: Any) -> bool:
    """Whether the content of a section holds fields instead of records."""
    return isinstance(content, dict) and not all(isinstance(value, dict) for value in content.values())


def _subject(fault: faults.Fault, id_: str, raw: Any) -> Any:
    """What a fault is about: the record's id, a key, or the value at its path."""
    if not fault.path:
        return id_ if fault.code == "K105" else None
    if fault.at_key:
        return fault.path[-1]
    for step in fault.path:
        if isinstance(raw, dict):
            raw = raw.get(step, raw)  # a list of one may be written as its value
        elif isinstance(raw, list) and isinstance(step, int):
            raw = raw[step]
    return raw
