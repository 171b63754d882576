"""What is kept of the sources of a record: each copy with its state, its text, and how deep one can look into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.evidence import store
from kg.evidence.kept import Depth, Refused, Texts
from kg.evidence.stamp import Stamp, stamped
from kg.evidence.texts import texts
from kg.model.parts import Evidence
from kg.model.records import Source


@dataclass(frozen=True, slots=True)
class Copy:
    """A kept copy of a source: its record and its text, or why it has no text."""

    evidence: Evidence
    texts: Texts | Refused

    @property
    def depth(self) -> Depth:
        """How much of the source there is to look into."""
        return depth(self.texts)

    @property
    def state(self) -> str:
        """Whether the copy is there and whole, in words."""
        if isinstance(self.texts, Refused):
            return "not here" if self.texts.reason.endswith("is not there") else self.texts.reason
        return "here"


def depth(found: Texts | Refused | None) -> Depth:
    """How deep one can look into a text."""
    if found is None or isinstance(found, Refused) or not found.visible.strip():
        return "none"
    return "excerpt" if found.partial else "whole text"


def copies(root: Path, source: Source) -> tuple[Copy, ...]:
    """The kept copies of a source, the newest first: that is where one looks."""
    return tuple(Copy(one, _text(store.evidence_folder(root), one)) for one in reversed(source.evidence))


def newest(root: Path, source: Source) -> Texts | Refused:
    """The text of the newest copy that is here."""
    found = [one.texts for one in copies(root, source)]
    known = next((one for one in found if not isinstance(one, Refused)), None)
    return known or next(iter(found), Refused(f"no copy of '{source.id}' is kept: add one with kg source add"))


def by_source(root: Path, sources: Iterable[Source]) -> dict[str, tuple[Texts, ...]]:
    """The texts of the copies of each source that has any here, the newest first.

    Raises:
        ValueError: a copy is not what its record says, or cannot be read: to pass over it would hide it.
    """
    found = {}
    for source in sources:
        own = []
        for copy in copies(root, source):
            if not isinstance(copy.texts, Refused):
                own += [copy.texts] if copy.depth != "none" else []
            elif copy.state != "not here":
                raise ValueError(f"'{source.id}': {copy.texts.reason}")
        if own:
            found[source.id] = tuple(own)
    return found


def is_any_here(root: Path, sources: Iterable[Source]) -> bool:
    """Whether a copy of any of the sources is in the folder of evidence."""
    folder = store.evidence_folder(root)
    return any((folder / one.sha256).exists() for source in sources for one in source.evidence)


def _text(folder: Path, evidence: Evidence) -> Texts | Refused:
    """The text of a copy whose bytes are what its record says; read anew where it is not beside them."""
    data = store.read(folder, evidence.sha256)
    if isinstance(data, Refused):
        return data
    if len(data) != evidence.size:
        return Refused(f"it has {len(data):,} bytes, and its record says {evidence.size:,}")
    return store.texts(folder, evidence.sha256) or texts(data, evidence.media)


def faults(root: Path, source: Source) -> Iterator[str]:
    """What is wrong with the kept copies of a source."""
    folder = store.evidence_folder(root)
    for one in source.evidence:
        data = store.read(folder, one.sha256)
        if isinstance(data, Refused):
            yield data.reason
        elif len(data) != one.size:
            yield f"'{folder / one.sha256}' has {len(data):,} bytes, and its record says {one.size:,}"
        else:
            yield from _wrong_text(folder, one, data)


def stamps(root: Path, source: Source, trusted: bytes | None) -> Iterator[tuple[str, Stamp | Refused]]:
    """The time stamps of the copies of a source that have one, each with the digest of its copy."""
    folder = store.evidence_folder(root)
    for one in source.evidence:
        token, data = store.beside_it(folder, one.sha256, store.TOKEN), store.read(folder, one.sha256)
        if token is not None and not isinstance(data, Refused):
            yield one.sha256, stamped(token, data, trusted)


def _wrong_text(folder: Path, evidence: Evidence, data: bytes) -> Iterator[str]:
    """Whether the text beside a copy is not what is in it; another version of what made it may make another."""
    beside = store.texts(folder, evidence.sha256)
    again = texts(data, evidence.media)
    if beside is None or isinstance(again, Refused):
        return
    if again.extractor in (evidence.extractor or "") and (beside.body, beside.visible) != (again.body, again.visible):
        yield f"the text next to '{folder / evidence.sha256}' does not match its content: delete it, and kg makes it again"
