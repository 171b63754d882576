"""Formats claim files on disk: what the result of each is, and how it takes the file's place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.claimfile.formatting import Unformatted, formatted
from kg.reading.folder import reread
from kg.reading.gatherer import Loaded
from kg.write import TRIES, ChangedError, edit


@dataclass(frozen=True, slots=True)
class Formatted:
    """A claim file by its shown path: its bytes, and those after formatting or why it stays as it is."""

    file: str
    data: bytes
    result: bytes | Unformatted


def formatted_files(loaded: Loaded, wanted: Callable[[str], bool]) -> Iterator[Formatted]:
    """Every claim file that is wanted, formatted; nothing is written."""
    broken = {d.mark.file for d in loaded.diagnostics if d.code.startswith("K0") and wanted(d.mark.file)}
    for file in sorted(broken - loaded.texts.keys()):
        yield Formatted(file, b"", Unformatted("it cannot be read as a claim file (kg check)"))
    for file, data in loaded.texts.items():
        if wanted(file):
            result = Unformatted("it has YAML errors (see kg check)") if file in broken else formatted(data)
            yield Formatted(file, data, result)


def replace(file: str, data: bytes, result: bytes) -> bytes | Unformatted:
    """Write the result of a file as the file is at this moment, which an editor may have saved since it was read.

    Raises:
        OSError: the file cannot be written.
    """
    for _ in range(TRIES):
        try:
            edit(file, data, result)
        except ChangedError:
            data = reread(file)
            again = formatted(data)
            if isinstance(again, Unformatted):
                return again
            result = again
        else:
            return result
    return Unformatted("another program keeps changing it")
