"""Right-to-left names amid English words: every such text of the record is set apart, so that what is around it keeps its place.

Without that "3 March 2032" behind a Persian name loses its 3 to the other side of the name. Set apart by the isolates of Unicode
and not by markup alone, texts stay apart in sentences, titles, labels and on canvases too. Texts without a letter or number that
is written from the right are as they were.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeVar

from kg.corpus.corpus import Corpus
from kg.model.part import Part
from kg.render import escape

FSI: Final = "\u2068"
"""Begins text that has the direction of its own first letter."""
PDI: Final = "\u2069"
"""Ends it."""

_FROM_RIGHT: Final = frozenset({"R", "AL", "AN"})
_STEERING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ISOLATES: Final = re.compile(f"([{FSI}{PDI}])")
_KEPT: Final = frozenset({"id", "was", "url", "archived"})

_Record = TypeVar("_Record")


def isolated(corpus: Corpus) -> Corpus:
    """The corpus with each text that is written from the right set apart; or the same one if there is none."""
    kinds = ("actors", "sources", "topics", "allegations", "statements")
    changed: dict[str, Any] = {}
    for kind in kinds:
        records: Mapping[str, Any] = getattr(corpus, kind)
        made = {id_: _apart(record) for id_, record in records.items()}
        if any(made[id_] is not record for id_, record in records.items()):
            changed[kind] = made
    dataset = _apart(corpus.dataset)
    if dataset is not corpus.dataset:
        changed["dataset"] = dataset
    return dataclasses.replace(corpus, **changed) if changed else corpus


def isolate(text: str) -> str:
    """The text, between isolates where something in it is written from the right; none of its own signs steers direction."""
    if text.isascii():
        return text
    safe = _STEERING.sub(lambda found: escape.printable(found.group()), text)
    return f"{FSI}{safe}{PDI}" if any(unicodedata.bidirectional(sign) in _FROM_RIGHT for sign in safe) else safe


def bare(text: str) -> str:
    """The text without isolates."""
    return _ISOLATES.sub("", text)


def printable(text: str) -> str:
    """The text as `kg.render.escape` prints it, but with isolates that come in pairs."""
    pieces = _ISOLATES.split(text)
    depth = 0
    for piece in pieces:
        depth += (piece == FSI) - (piece == PDI)
        if depth < 0:
            break
    if depth != 0:
        return escape.printable(text)
    return "".join(piece if piece in {FSI, PDI} else escape.printable(piece) for piece in pieces)


def cut(text: str, most: int) -> str:
    """At most so many signs of the text, the last an ellipsis where some are left out; what is set apart stays so."""
    if len(bare(text)) <= most:
        return text
    kept, seen = "", 0
    for sign in text:
        if sign not in {FSI, PDI}:
            if seen == most - 1:
                break
            seen += 1
        kept += sign
    return f"{kept.rstrip()}{PDI * _open(kept)}…"


def carried(lines: Sequence[str]) -> tuple[str, ...]:
    """Lines broken from one text, each with what is set apart across their ends ended and begun anew."""
    found, depth = [], 0
    for line in lines:
        whole = FSI * depth + line
        depth = _open(whole)
        found.append(whole + PDI * depth)
    return tuple(found)


def _open(text: str) -> int:
    return text.count(FSI) - text.count(PDI)


def _apart(value: _Record) -> _Record:
    """The value with its texts set apart; the very same where nothing changes."""
    made: Any = value
    if isinstance(value, str):
        made = isolate(value)
        return value if made == value else made
    if isinstance(value, tuple):
        made = tuple(map(_apart, value))
        return value if _same(made, value) else made
    if isinstance(value, Part):
        fields = (field.name for field in dataclasses.fields(value) if field.name not in _KEPT)
        changes = {name: new for name in fields if (new := _apart(old := getattr(value, name))) is not old}
        return dataclasses.replace(value, **changes) if changes else value
    return value


def _same(one: Iterable[object], other: Iterable[object]) -> bool:
    return all(a is b for a, b in zip(one, other, strict=True))
