"""Which entries of three versions are the same one, and in which order those go that remain; alike from either side.

Entries of a mapping have their keys. Items of a list are the same where they are equal, or where they are parts, such as two
versions of a report, that agree in the fields which they cannot do without.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from kg.merging.pieces import Piece


def order(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], kept: Collection[str]) -> list[str]:
    """The keys that are `kept`, in the order of the side that changed it; what only the other has goes behind its predecessor.

    Of what both added at one place the lesser comes first, so that it does not matter who merges.
    """
    common = set(base) & set(ours) & set(theirs)
    old, our, their = ([key for key in keys if key in common] for keys in (base, ours, theirs))
    main, other = (theirs, ours) if our == old and their != old else (ours, theirs)
    main = [key for key in main if key in kept]
    runs: dict[str | None, list[str]] = {}
    there, before = set(main), None
    for key in other:
        before = key if key in there else before
        if key in kept and key not in there:
            runs.setdefault(before, []).append(key)
    own = there.difference(base, other)
    found: list[str] = []
    at, before = 0, None
    while True:
        run = runs.get(before, [])
        end = at
        while run and end < len(main) and main[end] in own:
            end += 1
        if end > at and main[at] < run[0]:
            found += main[at:end]
            at = end
        found += run
        if at == len(main):
            return found
        before = main[at]
        found.append(before)
        at += 1


def tokens(base: Sequence[Piece], other: Sequence[Piece], insisted: Sequence[str]) -> list[str]:
    """A key for each item of `other`: that of the item of `base` which it is, or one that says what it holds.

    `insisted` are the fields that such an item cannot do without, none for a text.
    """
    found: dict[int, int] = {}
    for fields in (None, insisted, insisted[:1]):
        left: dict[str, deque[int]] = {}
        taken = set(found.values())
        for at, piece in enumerate(base):
            if at not in taken:
                left.setdefault(_named(piece.value, fields), deque()).append(at)
        for number, piece in enumerate(other):
            name = "" if number in found else _named(piece.value, fields)
            if name and left.get(name):
                found[number] = left[name].popleft()
    new = _distinct(_named(piece.value, None) for number, piece in enumerate(other) if number not in found)
    return [str(found[number]) if number in found else f"+{next(new)}" for number in range(len(other))]


def _named(value: Any, fields: Sequence[str] | None) -> str:
    """What says which item it is: all that it holds, or these fields; empty where it has none of them."""
    if fields is not None and not (fields and isinstance(value, dict)):
        return ""
    return json.dumps(value if fields is None else [value.get(field) for field in fields], sort_keys=True)


def _distinct(words: Iterable[str]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for word in words:
        seen[word] = seen.get(word, 0) + 1
        yield word if seen[word] == 1 else f"{word} {seen[word]}"
