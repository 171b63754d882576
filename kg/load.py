"""From a folder of claim files to a `Corpus`: the one place where claim files are read.

Only regular files inside the root are opened, links are not followed, and a file that cannot be read never hides the others.
Two records of one id, and everything wrong with a file or with one record, leave as diagnostics.
"""

from __future__ import annotations

import dataclasses
import gc
import os
import re
import stat
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Final, TypeAlias

from kg import __version__, claimfile, ids
from kg.corpus.corpus import Corpus
from kg.corpus.identify import names_of
from kg.diagnostic import Diagnostic, Mark, Marks, Severity, brief
from kg.model import faults
from kg.model.fields import FORMAT, Wrong
from kg.model.part import assembler, fields_of
from kg.model.records import SECTIONS, SELF, Dataset, Record

MAX_FILES: Final = 100_000
UNREADABLE: Final = "K017"
"""The code of a file that the system would not let us read: a failure of the run, not of the data."""
# A name that starts like a device of Windows, or ends in a dot, cannot be checked out there.
_NAME: Final = re.compile(r"(?!(?i:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z))[A-Za-z0-9_][A-Za-z0-9._-]{0,99}(?<!\.)\Z")
_LOOSE_ID: Final = re.compile(r"^[ \t]+[\"']?([a-z0-9]+(?:-[a-z0-9]+)*)[\"']?[ \t]*:", re.MULTILINE)

_MOST_ALIKE: Final = 100
"""How many faults of one kind in the YAML of one record are reported one by one."""
_DATASET: Final = "dataset"
NEWER: Final = "K019"
"""The code of claims that are written for a newer version: nothing of them is read."""
_RESERVED: Final = frozenset({_DATASET, SELF})
"""Words that mean something where an id may stand."""

_Place: TypeAlias = tuple[Marks | Mark, tuple[str, str] | None]
"""Where a record or a section begins, and the record's name; None for a section."""


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


def load(root: Path, instead: Mapping[str, bytes] | None = None) -> Loaded:
    """Everything that the claim files under `root` say; files are shown by their path from `root` on, with `root` as given.

    `instead` holds, by shown path, what to take for the bytes of a file, or of one that is yet to be written.

    Raises:
        NotADirectoryError: `root` is no folder.
    """
    if not root.is_dir():
        raise NotADirectoryError(root)
    gatherer = _Gatherer()
    given = dict(instead or {})
    was_enabled = gc.isenabled()
    gc.disable()  # nothing made here is garbage, and looking for some takes a third of the time
    try:
        for shown, found in _files(root, gatherer):
            gatherer.file(shown, given.pop(shown, found))
        for shown, found in sorted(given.items()):
            gatherer.file(shown, found)
    finally:
        if was_enabled:
            gc.enable()
    return gatherer.loaded()


def reread(shown: str) -> bytes:
    """The bytes of a claim file as it is now, one more than allowed at most.

    Raises:
        OSError: it cannot be read any more.
    """
    data = _read(shown)
    if isinstance(data, str):
        raise OSError(None, data, shown)
    return data


def load_tree(root: str, files: Mapping[str, bytes]) -> Loaded:
    """What the same files would say under `root`, by their paths from there on: none of them has to be on any disk.

    A path is data here, and never opened. Names are judged as those of files are.
    """
    gatherer = _Gatherer()
    folders: dict[str, dict[str, str]] = {}
    shut: set[str] = set()
    taken = 0
    for path in sorted(files, key=_in_order):
        *above, name = path.split("/")
        for depth in range(len(above) + 1):
            folder, part = "/".join(above[:depth]), (*above, name)[depth]
            here = "/".join((*above, name)[: depth + 1])
            if here in shut or part.startswith("."):
                break
            spelt = folders.setdefault(folder, {})
            fault = _misnamed(part, is_claim=depth == len(above)) or _twin(part, spelt)
            if fault is not None:
                shut.add(here)
                gatherer.diagnostics.append(_at(f"{root}/{here}", *fault))
                gatherer.passed_over(f"{root}/{here}", files[path] if depth == len(above) else "")
                break
        else:
            if taken >= MAX_FILES:
                gatherer.diagnostics.append(_at(root, "K004", f"more than {MAX_FILES:,} files", "split the data set"))
                break
            taken += 1
            gatherer.file(f"{root}/{path}", files[path])
    return gatherer.loaded()


def _in_order(path: str) -> list[tuple[bool, bytes]]:
    """A key that sorts paths as files are read: those of a folder by name, then its folders."""
    *above, name = (os.fsencode(part) for part in path.split("/"))
    return [*((True, part) for part in above), (False, name)]


def _twin(name: str, spelt: dict[str, str]) -> tuple[str, str, str] | None:
    """The fault of a name that another of the folder differs from in case alone; `spelt` holds those that were met."""
    other = spelt.setdefault(name.lower(), name)
    return None if other == name else ("K003", f"the name differs from '{other}' in case alone", "rename one of them")


def names_a_claim_file(path: PurePosixPath) -> bool:
    """Whether a file at `path`, from the root on, would be read: its name and those of its folders are what they should be."""
    return path.suffix == ".yaml" and all(_NAME.match(part) for part in path.parts)


def _files(root: Path, gatherer: _Gatherer) -> Iterator[tuple[str, bytes]]:
    """The shown path and the bytes of every claim file under `root`, in the order of their names."""
    diagnostics = gatherer.diagnostics
    count = 0
    folders = [str(root)]
    while folders:
        folder = folders.pop()
        inner = []
        spelt: dict[str, str] = {}
        for entry in _entries(folder, diagnostics):
            shown = f"{folder}/{entry.name}"
            fault = _refused(entry) or _twin(entry.name, spelt)
            if fault is not None:
                diagnostics.append(_at(shown, *fault))
                gatherer.passed_over(shown, _read(shown) if entry.is_file(follow_symlinks=False) else "")
                continue
            if entry.is_dir(follow_symlinks=False):
                inner.append(shown)
                continue
            if count >= MAX_FILES:
                diagnostics.append(_at(folder, "K004", f"more than {MAX_FILES:,} files", "split the data set"))
                return
            count += 1
            data = _read(shown)
            if isinstance(data, str):
                diagnostics.append(_at(shown, UNREADABLE, f"the file could not be read: {data}", "check its permissions"))
                gatherer.passed_over(shown, data)
            else:
                yield shown, data
        folders += reversed(inner)


def _entries(folder: str, diagnostics: list[Diagnostic]) -> Iterator[os.DirEntry[str]]:
    """What of a folder concerns us, by name: claim files, folders and links to folders, unless their names hide them."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        reason = error.strerror or "unknown reason"
        diagnostics.append(_at(folder, UNREADABLE, f"the folder could not be read: {reason}", "check its permissions"))
        return
    for entry in entries:
        if not entry.name.startswith(".") and (_is_claim(entry.name) or os.path.isdir(entry)):  # noqa: PTH112 - never raises
            yield entry


def _is_claim(name: str) -> bool:
    """Whether a file of this name is meant as a claim file."""
    return name.lower().endswith((".yaml", ".yml"))


def _refused(entry: os.DirEntry[str]) -> tuple[str, str, str] | None:
    """Why a file or folder is not opened, as code, message and hint."""
    is_claim = _is_claim(entry.name)
    if entry.is_symlink() or (is_claim and not entry.is_file(follow_symlinks=False)):
        what = "a link" if entry.is_symlink() else "a folder" if entry.is_dir() else "not a regular file"
        return ("K001", f"this is {what}", "put the file itself here" if is_claim else "put the folder itself here")
    return _misnamed(entry.name, is_claim=is_claim)


def _misnamed(name: str, *, is_claim: bool) -> tuple[str, str, str] | None:
    """What is wrong with the name of a claim file or a folder, as code, message and hint."""
    if is_claim and not name.endswith(".yaml"):
        return ("K002", f"the name ends in '{name.rpartition('.')[2]}'", "rename it so that it ends in .yaml")
    if not _NAME.match(name):
        if _NAME.match(f"{name}_") or _NAME.match(f"_{name}"):
            return (
                "K003",
                "not every system can hold a file of this name",
                "rename it: no 'con', 'aux' and the like, no dot at the end",
            )
        return ("K003", "the name holds a character other than A-Z a-z 0-9 . _ -, or is too long", "rename it")
    return None


def _read(path: str) -> bytes | str:
    """The bytes of a regular file, one more than allowed at most; the reason where it cannot be read."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return "it is not a regular file"
            return file.read(claimfile.MAX_BYTES + 1)
    except OSError as error:
        return error.strerror or "unknown reason"


def _at(shown: str, code: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Mark(shown), code, Severity.ERROR, message, hint)


class _Gatherer:
    """Collects records and diagnostics over the files."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.texts: dict[str, bytes] = {}
        self.records: dict[str, dict[str, Any]] = {cls.kind: {} for cls in SECTIONS.values()}
        self.dataset: Dataset | None = None
        self.flawed: list[Record] = []
        self.kinds: dict[str, str] = {}
        self.marks: dict[str, Marks] = {}
        self.unread: set[str] = set()
        self.unread_files: set[str] = set()
        self.misnamed: list[tuple[int, str]] = []  # the place, among the diagnostics, of a name in the place of an id; the name
        self.mended = False
        self.newer: Diagnostic | None = None

    def loaded(self) -> Loaded:
        if self.newer is not None:
            return Loaded(Corpus(), [self.newer], self.texts)
        if self.misnamed:
            self.name_ids()
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
        return Loaded(corpus, sorted(self.diagnostics, key=lambda d: d.order), self.texts, frozenset(self.unread_files))

    def name_ids(self) -> None:
        """Say which record is meant where a name stands in the place of an id, and that none is where none has the name."""
        named: dict[str, set[str]] = {}
        for record in (record for records in self.records.values() for record in records.values()):
            for name in names_of(record):
                named.setdefault(ids.skeleton(name), set()).add(record.id)
        for at, value in self.misnamed:
            found = self.diagnostics[at]
            who = named.get(ids.skeleton(value), set())
            id_ = next(iter(who)) if len(who) == 1 else ids.slug(value)
            if id_ in self.marks:
                self.diagnostics[at] = dataclasses.replace(
                    found, hint=f"did you mean '{id_}'?", related=(self.marks[id_].mark(),)
                )
            elif len(parts := value.split()) > 1 and all(part in self.marks for part in parts):
                self.diagnostics[at] = dataclasses.replace(found, hint=brief(f"write several as a list: [{', '.join(parts)}]"))
            elif found.hint == f"did you mean '{id_}'?":
                hint = f"an id is in small letters, as '{id_}'; no record has that id or that name"
                self.diagnostics[at] = dataclasses.replace(found, hint=brief(hint))

    def passed_over(self, shown: str, data: bytes | str) -> None:
        """Remember what may be ids in a file that is not taken, so that a mention of one is not called unknown."""
        self.unread_files.add(shown)
        if isinstance(data, bytes):
            self.unread.update(_LOOSE_ID.findall(data.decode("utf-8", "replace")))

    def file(self, shown: str, data: bytes) -> None:
        self.texts[shown] = data
        document = claimfile.read(data, shown)
        self.mended = any(fault.code == "K013" for fault in document.faults)
        self.unread.update(_LOOSE_ID.findall(document.rest))
        if document.end is not None or (document.value is None and document.rest):
            self.unread_files.add(shown)
        places: list[_Place] = []
        for section, content in (document.value or {}).items():
            places.append((document.marks.key((section,)), None))
            if content is None:
                continue
            if section == _DATASET:
                self.expect_format(content, document.marks.inside(section))
                self.record(Dataset, section, content, document.marks.inside(section), places)
            elif section not in SECTIONS:
                if not self.is_mended(section):
                    self.error(
                        document.marks.key((section,)), "K014", f"unknown section '{section}'", _section_hint(section, content)
                    )
                self.unread.update([section] if _is_record(content) else content if isinstance(content, dict) else ())
                self.unread_files.add(shown)
            elif not isinstance(content, dict):
                message = f"'{section}' is not a mapping of ids to records"
                self.error(document.marks.mark((section,)), "K104", message, "write each record as 'its-id:', indented")
            else:
                # Marks of a record that was lost at the end may be left over.
                for (id_, raw), marks in zip(content.items(), document.marks.inside(section).items(), strict=False):
                    self.record(SECTIONS[section], id_, raw, marks, places)
        if document.end is not None:
            places.append((document.end, None))
        if document.faults:
            self.diagnostics += _with_records(document.faults, places)

    def record(self, cls: type[Any], id_: str, raw: Any, marks: Marks, places: list[_Place]) -> None:
        name = (cls.kind, id_)
        places.append((marks, name))
        if id_ in self.marks:
            first = self.marks[id_].mark()
            hint = "ids are unique in the whole data set: rename one" if cls is not Dataset else "keep one"
            self.error(marks.mark(), "K203", f"the id '{id_}' is taken", hint, name, (first,))
            self.unread.add(id_)  # of which kind it is meant to be is open
            return
        self.marks[id_] = marks
        reading = faults.read(cls, id_, raw)
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
            if self.mended and self.is_mended(_subject(fault, id_, raw)):
                continue
            where = marks.mark() if not fault.path else marks.key(fault.path) if fault.at_key else marks.mark(fault.path)
            if fault.code == "K105" and fault.path and fault.path[0] != "was" and not fault.at_key:
                self.misnamed.append((len(self.diagnostics), str(_subject(fault, id_, raw))))
            self.error(where, fault.code, fault.message, fault.hint, name)

    def expect_format(self, raw: Any, marks: Marks) -> None:
        """Note that the data set says it is of a format that this version does not know."""
        try:
            number = assembler(Dataset)({"format": raw["format"]}, "", {}).format
        except (Wrong, KeyError, TypeError):  # no format, or none that can be read: an ordinary fault
            return
        if number > FORMAT and self.newer is None:
            message = f"these claims are of format {number}, and this kg reads format {FORMAT}"
            hint = f"they need a newer kg than {__version__}: 'kg doctor --repo' says where this one was installed from"
            self.newer = Diagnostic(marks.mark(("format",)), NEWER, Severity.ERROR, message, hint, record=("dataset", "dataset"))

    def is_mended(self, text: Any) -> bool:
        """Whether a text lacks a character that was refused: what else is wrong with it may follow from that."""
        return self.mended and isinstance(text, str) and claimfile.REPLACEMENT in text

    def error(
        self,
        mark: Mark,
        code: str,
        message: str,
        hint: str,
        record: tuple[str, str] | None = None,
        related: tuple[Mark, ...] = (),
    ) -> None:
        self.diagnostics.append(Diagnostic(mark, code, Severity.ERROR, brief(message), brief(hint), related, record))


def _section_hint(section: str, content: Any) -> str:
    """What to write instead of a section that is none: the nearest name, or the indentation of what belongs inside one."""
    if near := ids.suggest(section, [*SECTIONS, _DATASET]):
        return near
    if _is_record(content) and ids.is_id(section):
        return "a record stands below its section, further in: put 2 spaces before it, 4 before its fields"
    if isinstance(content, str) and any(section in fields_of(cls) for cls in SECTIONS.values()):
        return "a field stands below its record, further in: put 4 spaces before it"
    return f"one of {', '.join(SECTIONS)}, {_DATASET}"


def _is_record(content: Any) -> bool:
    """Whether what stands in the place of a section holds fields, and not records."""
    return isinstance(content, dict) and not all(isinstance(value, dict) for value in content.values())


def _subject(fault: faults.Fault, id_: str, raw: Any) -> Any:
    """What a fault is about: the record's id, a key, or the value at its path."""
    if not fault.path:
        return id_ if fault.code == "K105" else None
    if fault.at_key:
        return fault.path[-1]
    for step in fault.path:
        if isinstance(raw, dict):
            raw = raw.get(step, raw)  # one value may stand where a list is meant
        elif isinstance(raw, list) and isinstance(step, int):
            raw = raw[step]
    return raw


def _with_records(found: list[Diagnostic], places: list[_Place]) -> Iterator[Diagnostic]:
    """The reader's faults with the records in which they stand, so that these are known to be at fault.

    A key that stands twice belongs to the record of its first place: the second is not read. Of more faults of one kind than
    anybody reads, those of one record, or of none, are only counted.
    """
    marks = [(place.mark() if isinstance(place, Marks) else place, name) for place, name in places]
    begins = sorted((((mark.line, mark.column), name) for mark, name in marks), key=lambda begin: begin[0])
    alike: dict[tuple[str, tuple[str, str] | None], list[Mark]] = {}
    for fault in found:
        at = fault.related[0] if fault.related else fault.mark
        i = bisect_right(begins, (at.line, at.column), key=lambda begin: begin[0]) - 1
        record = begins[i][1] if i >= 0 else None
        met = alike.setdefault((fault.code, record), [])
        met.append(fault.mark)
        if len(met) <= _MOST_ALIKE:
            yield dataclasses.replace(fault, record=record)
    for (code, record), met in alike.items():
        if left := met[_MOST_ALIKE:]:
            message = f"{len(left):,} more {'fault' if len(left) == 1 else 'faults'} of this kind"
            hint = "fix those before, then run kg check again"
            yield Diagnostic(left[0], code, Severity.ERROR, message, hint, record=record)
