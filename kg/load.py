"""From a folder of claim files to a `Corpus`: the one place where claim files are read.

Only regular files inside the root are opened, links are not followed, and a file that cannot be read never hides the others.
Two records of one id, and everything wrong with a file or with one record, leave as diagnostics.
"""

from __future__ import annotations

import gc
import os
import re
import stat
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from kg import ids, yamlmark
from kg.corpus.corpus import Corpus
from kg.diagnostic import Diagnostic, Mark, Marks, Severity
from kg.model import faults
from kg.model.records import SECTIONS, Dataset, Record

MAX_FILES: Final = 100_000
_NAME: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,99}\Z")
_LOOSE_ID: Final = re.compile(r"^[ \t]+[\"']?([a-z0-9]+(?:-[a-z0-9]+)*)[\"']?[ \t]*:", re.MULTILINE)


@dataclass(slots=True)
class Loaded:
    """A folder of claim files, read: the records, what is wrong with files and single records, and the files' own text.

    `texts` maps the shown path of each file read to its bytes, for output that shows the line at fault.
    """

    corpus: Corpus
    diagnostics: list[Diagnostic]
    texts: dict[str, bytes] = field(repr=False)


def load(root: Path) -> Loaded:
    """Everything that the claim files under `root` say; files are shown by their path from `root` on, with `root` as given.

    Raises:
        NotADirectoryError: `root` is no folder.
    """
    if not root.is_dir():
        raise NotADirectoryError(root)
    gatherer = _Gatherer()
    was_enabled = gc.isenabled()
    gc.disable()  # nothing made here is garbage, and looking for some takes a third of the time
    try:
        for shown, found in _files(root, gatherer.diagnostics):
            gatherer.file(shown, found)
    finally:
        if was_enabled:
            gc.enable()
    return gatherer.loaded()


def _files(root: Path, diagnostics: list[Diagnostic]) -> Iterator[tuple[str, bytes]]:
    """The shown path and the bytes of every claim file under `root`, in the order of their names."""
    count = 0
    folders = [str(root)]
    while folders:
        folder = folders.pop()
        inner = []
        spelt: dict[str, str] = {}
        for entry in sorted(os.scandir(folder), key=lambda e: os.fsencode(e.name)):
            if entry.name.startswith("."):
                continue
            shown = f"{folder}/{entry.name}"
            is_claim = entry.name.lower().endswith((".yaml", ".yml"))
            is_folder = entry.is_dir(follow_symlinks=False)
            if is_folder and not is_claim:
                inner.append(shown)
                continue
            if not is_claim and not entry.is_symlink():
                continue
            fault = _refused(entry, is_claim=is_claim)
            if fault is None and (other := spelt.setdefault(entry.name.lower(), entry.name)) != entry.name:
                fault = ("K003", f"the name differs from '{other}' in case alone", "rename one of them")
            if fault is None and count >= MAX_FILES:
                diagnostics.append(_at(folder, "K004", f"more than {MAX_FILES:,} files", "split the data set"))
                return
            if fault is not None:
                if is_claim:
                    diagnostics.append(_at(shown, *fault))
                continue
            count += 1
            data = _read(shown)
            if isinstance(data, str):
                diagnostics.append(_at(shown, "K017", f"the file could not be read: {data}", "check its permissions"))
            else:
                yield shown, data
        folders += reversed(inner)


def _refused(entry: os.DirEntry[str], *, is_claim: bool) -> tuple[str, str, str] | None:
    """Why a file is not opened, as code, message and hint."""
    if entry.is_symlink() or not entry.is_file(follow_symlinks=False):
        what = "a link" if entry.is_symlink() else "a folder" if entry.is_dir() else "not a regular file"
        return ("K001", f"this is {what}", "put the file itself here")
    if is_claim and not entry.name.endswith(".yaml"):
        return ("K002", f"the name ends in '{entry.name.rpartition('.')[2]}'", "rename it so that it ends in .yaml")
    if not _NAME.match(entry.name):
        return ("K003", "the file name holds a character other than A-Z a-z 0-9 . _ -, or is too long", "rename it")
    return None


def _read(path: str) -> bytes | str:
    """The bytes of a regular file, one more than allowed at most; the reason where it cannot be read."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return "it is not a regular file"
            return file.read(yamlmark.MAX_BYTES + 1)
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

    def loaded(self) -> Loaded:
        corpus = Corpus(
            actors=self.records["actor"],
            sources=self.records["source"],
            topics=self.records["topic"],
            allegations=self.records["allegation"],
            statements=self.records["statement"],
            dataset=self.dataset,
            flawed=tuple(self.flawed),
            kinds=self.kinds,
            unread=frozenset(self.unread),
            marks=self.marks,
        )
        return Loaded(corpus, sorted(self.diagnostics, key=lambda d: d.order), self.texts)

    def file(self, shown: str, data: bytes) -> None:
        self.texts[shown] = data
        document = yamlmark.read(data, shown)
        self.unread.update(_LOOSE_ID.findall(document.rest))
        places: list[tuple[int, tuple[str, str]]] = []
        for section, content in (document.value or {}).items():
            if content is None:
                continue
            if section == "dataset":
                self.record(Dataset, "dataset", content, document.marks, places)
            elif section not in SECTIONS:
                hint = ids.suggest(section, [*SECTIONS, "dataset"]) or f"one of {', '.join(SECTIONS)}, dataset"
                self.error(document.marks.key((section,)), "K014", f"unknown section '{section}'", hint)
            elif not isinstance(content, dict):
                message = f"'{section}' is not a mapping of ids to records"
                self.error(document.marks.mark((section,)), "K104", message, "write each record as 'its-id:', indented")
            else:
                marks = document.marks.inside(section)
                for id_, raw in content.items():
                    self.record(SECTIONS[section], id_, raw, marks, places)
        self.diagnostics += [_with_record(fault, places) for fault in document.faults]

    def record(self, cls: type[Any], id_: str, raw: Any, parent: Marks, places: list[tuple[int, tuple[str, str]]]) -> None:
        marks = parent.inside(id_)
        name = (cls.kind, id_)
        places.append((marks.mark().line, name))
        if cls is not Dataset and not ids.is_id(id_):
            fault = faults.bad_id((), id_)
            self.error(marks.mark(), fault.code, fault.message, fault.hint, name)
            return
        if id_ in self.marks:
            first = self.marks[id_].mark()
            hint = "ids are unique in the whole data set: rename one" if cls is not Dataset else "keep one"
            self.error(marks.mark(), "K203", f"the id '{id_}' is taken", hint, name, (first,))
            return
        self.marks[id_] = marks
        reading = faults.read(cls, id_, raw)
        if cls is not Dataset:
            self.kinds[id_] = cls.kind
        if not reading.whole:
            self.flawed += [reading.record] if reading.record is not None else []
        elif cls is Dataset:
            self.dataset = reading.record
        else:
            self.records[cls.kind][id_] = reading.record
        for fault in reading.faults:
            where = marks.mark() if not fault.path else marks.key(fault.path) if fault.at_key else marks.mark(fault.path)
            self.error(where, fault.code, fault.message, fault.hint, name)

    def error(
        self,
        mark: Mark,
        code: str,
        message: str,
        hint: str,
        record: tuple[str, str] | None = None,
        related: tuple[Mark, ...] = (),
    ) -> None:
        self.diagnostics.append(Diagnostic(mark, code, Severity.ERROR, message, hint, related, record))


def _with_record(fault: Diagnostic, places: list[tuple[int, tuple[str, str]]]) -> Diagnostic:
    """The reader's fault with the record in which it stands, so that this record is known to be at fault."""
    i = bisect_right([line for line, _ in places], fault.mark.line) - 1
    if i < 0:
        return fault
    return Diagnostic(fault.mark, fault.code, fault.severity, fault.message, fault.hint, fault.related, places[i][1])
