"""Which entries of three versions are the same one, and in which order those go that remain; alike from either side.

Entries of a mapping have their keys. Items of a list are the same where they are equal, or where they are parts, such as two
versions of a report, that agree in the fields which they cannot do without.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Any

from kg.merging.pieces import Piece


def order(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], kept: Collection[str]) -> list[str]:
    """The keys that are `kept`, in the order of the side that changed it; what only the other has goes behind its predecessor.

    Of what both added at one place the lesser comes first, so that it does not matter who merges.
    """
    common = set(base) & set(ours) & set(theirs)
    old, our, their = ([key for key in keys if key in common] for keys in (base, ours, theirs))
    main, other = (theirs, ours) if our == old and their != old else (ours, theirs)
    found = [key for key in main if key in kept]
    added = {key for key in found if key not in base}
    at, is_run = 0, False
    for key in other:
        if key in found:
            at, is_run = found.index(key) + 1, False
        elif key in kept:
            run = [*takewhile(lambda one: one in added, found[at:])]
            if not is_run and run and run[0] < key:
                at += len(run)
            found.insert(at, key)
            at, is_run = at + 1, True
    return found


def tokens(base: Sequence[Piece], other: Sequence[Piece], insisted: Sequence[str]) -> list[str]:
    """A key for each item of `other`: that of the item of `base` which it is, or one that says what it holds.

    `insisted` are the fields that such an item cannot do without, none for a text.
    """
    left = {number: piece.value for number, piece in enumerate(base)}
    found: dict[int, str] = {}
    for fields in (None, insisted, insisted[:1]):
        for number, piece in enumerate(other):
            if number in found or (fields is not None and not _named(piece.value, fields)):
                continue
            same = (at for at, value in left.items() if _is_same(value, piece.value, fields))
            at = next(same, None)
            if at is not None:
                found[number] = str(at)
                del left[at]
    new = _distinct(json.dumps(piece.value, sort_keys=True) for number, piece in enumerate(other) if number not in found)
    return [found[number] if number in found else f"+{next(new)}" for number in range(len(other))]


def _is_same(value: Any, other: Any, fields: Sequence[str] | None) -> bool:
    return bool(value == other if fields is None else _named(value, fields) == _named(other, fields))


def _named(value: Any, fields: Sequence[str]) -> list[Any]:
    return [value.get(field) for field in fields] if isinstance(value, dict) else []


def _distinct(words: Iterable[str]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for word in words:
        seen[word] = seen.get(word, 0) + 1
        yield word if seen[word] == 1 else f"{word} {seen[word]}"
