"""One claim file from three versions: by record and by field where each can be read, and by lines, as git does it, where not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from kg import claimfile
from kg.claimfile.tree import parse
from kg.merging.agreed import agrees, keeps_comments
from kg.merging.pieces import Piece, split
from kg.merging.spans import SIDES, Conflict, Spans, conflicts, in_lines, marked, version
from kg.merging.three import merge

_BREAK: Final = re.compile(r"\r\n|\r|\n")
_MARK: Final = "\ufeff"
VERSIONS: Final = ("the common version", "our version", "their version")


@dataclass(frozen=True, slots=True)
class Merged:
    """A file, and the conflicts in it, between git's marks."""

    data: bytes
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Unmerged:
    """Why the versions cannot be merged by field."""

    reason: str


@dataclass(frozen=True, slots=True)
class _Version:
    """One version: its text with line feeds, what it says, its comments, what ends its lines, and whether it has a mark first."""

    text: str
    value: dict[str, Any]
    comments: list[str]
    end: str
    has_mark: bool


def merge_files(base: bytes, ours: bytes, theirs: bytes) -> Merged | Unmerged:
    """The file that has the changes of both sides."""
    if theirs in (base, ours):
        return Merged(ours)
    if ours == base:
        return Merged(theirs)
    read = [_read(data, name) for data, name in zip((base, ours, theirs), VERSIONS, strict=True)]
    for one in read:
        if isinstance(one, Unmerged):
            return one
    was, one, other = (version for version in read if isinstance(version, _Version))
    spans = in_lines(merge(_pieces(was), _pieces(one), _pieces(other)))
    if not _is_right(spans, was, one, other):
        return Unmerged("it is written in a way that cannot be merged by field")
    text = marked(spans)
    return Merged(((_MARK if one.has_mark else "") + text.replace("\n", one.end)).encode(), conflicts(spans))


def _pieces(version: _Version) -> Piece:
    """The pieces of a version; a file that is not there yet has none."""
    if version.text:
        return split(version.text)
    return Piece("", {}, "", "", "", "", 0, in_flow=False, shape="map", inner=())


def _read(data: bytes, name: str) -> _Version | Unmerged:
    """A version, as it can be split."""
    if not data.strip():
        return _Version("", {}, [], "\n", has_mark=False)
    document = claimfile.read(data, "")
    if document.faults or document.value is None:
        fault = min(document.faults, key=lambda d: d.order)
        return Unmerged(f"{name} cannot be read: line {fault.mark.line}: {fault.code} {fault.message}")
    text = data.decode()
    ends = {found[0] for found in _BREAK.finditer(text)} or {"\n"}
    if len(ends) > 1:
        return Unmerged(f"{name} ends its lines in several ways: run kg fmt")
    plain = _BREAK.sub("\n", text.removeprefix(_MARK))
    plain += "" if plain.endswith("\n") else "\n"
    comments = [comment.text for comment in parse(plain).comments]
    return _Version(plain, document.value, comments, ends.pop(), text.startswith(_MARK))


def _is_right(spans: Spans, was: _Version, one: _Version, other: _Version) -> bool:
    """Whether the merged file can be read, with either version of each conflict, and has what the versions have."""
    for side in SIDES:
        text = version(spans, side)
        document = claimfile.read(text.encode(), "")
        value = document.value if text.strip() else {}
        if (document.faults and text.strip()) or value is None:
            return False
        if not agrees(value, was.value, one.value, other.value, is_ours=side == "ours"):
            return False
    comments = [comment.text for side in SIDES for comment in parse(version(spans, side)).comments]
    return keeps_comments(comments, was.comments, one.comments, other.comments)
