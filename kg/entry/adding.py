"""Puts a new record into a claim file, if the claims have no new error with it; which file that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from kg.check import Checked, check
from kg.claimfile.insert import Refused, added, new_id
from kg.diagnostic import Diagnostic, Severity
from kg.entry.fields import Given
from kg.entry.record import record, words
from kg.reading.names import names_a_claim_file
from kg.write import edit

_USUAL: Final = {"actor": "actors/actors.yaml", "source": "sources/sources.yaml", "topic": "topics.yaml", "draft": "drafts.yaml"}


@dataclass(frozen=True, slots=True)
class Written:
    """A record that was written: its file, line and id, and the warnings that are new."""

    file: str
    line: int
    id: str
    warnings: tuple[Diagnostic, ...]
    texts: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Faulty:
    """A record that was not written, since these errors would be new."""

    errors: tuple[Diagnostic, ...]
    texts: Mapping[str, bytes]


def add(before: Checked, kind: str, id_: str | None, given: Given, *, file: str, root: Path) -> Written | Faulty | Refused:
    """Put the record into the claims, as they were checked; `given` holds ids, and no names.

    Raises:
        ChangedError: the file has changed since.
    """
    name = id_ or new_id(words(kind, given), before.corpus.kinds)
    if not name:
        return Refused(f"no id can be made from its words: give one, as in kg new {kind} alba …")
    result = added(before.texts.get(file, b""), f"{kind}s", name, record(kind, given))
    if isinstance(result, Refused):
        return Refused(f"'{file}': {result.reason}")
    after = check(root, {file: result.data})
    found = _new_faults(before, after)
    if errors := tuple(d for d in found if d.severity is Severity.ERROR):
        return Faulty(errors, after.texts)
    edit(file, before.texts.get(file), result.data)
    return Written(file, result.line, name, found, after.texts)


def _new_faults(before: Checked, after: Checked) -> tuple[Diagnostic, ...]:
    """What is wrong now and was not: by record and words, for the lines have moved."""
    known = Counter((d.code, d.mark.file, d.record, d.message) for d in before.diagnostics)
    new = []
    for d in after.diagnostics:
        key = (d.code, d.mark.file, d.record, d.message)
        known[key] -= 1
        if known[key] < 0:
            new.append(d)
    return tuple(new)


def file_for(claims: Checked, kind: str, root: Path, file: Path | None) -> str | Refused:
    """The shown path of the file that the record goes into: the one that is wanted, or the only one with such records."""
    if file is None:
        section = f"\n{kind}s:".encode()
        having = [shown for shown, data in claims.texts.items() if section in b"\n" + data]
        usual = f"{root}/{_USUAL[kind]}" if kind in _USUAL else ""
        if len(having) == 1:
            return having[0]
        if usual and (usual in having or not having):
            return usual
        return Refused(f"name the claim file with --file, such as {having[0] if having else f'{root}/dossier/{kind}s.yaml'}")
    try:
        inside = PurePosixPath(file.resolve().relative_to(root.resolve()).as_posix())
    except ValueError:
        return Refused(f"'{file}' is not in the folder of claims '{root}'")
    if not names_a_claim_file(inside):
        return Refused(f"'{inside}' is not a valid name of a claim file: letters, digits, '.', '_' and '-', ending in .yaml")
    shown = f"{root}/{inside}"
    if (root / inside).exists() and shown not in claims.texts:
        return Refused(f"'{file}' cannot be read as a claim file (kg check)")
    return shown
