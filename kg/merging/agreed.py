"""Whether a merged file says what it should: what its reader finds in it is compared with the three versions, field by field.

This looks at values alone and knows nothing of how they were written or merged, so that a mistake there is found here.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from kg.merging.places import Path, is_record, kept

_NOTHING: Final[Any] = object()


def agrees(found: Any, base: Any, ours: Any, theirs: Any, *, is_ours: bool, path: Path = ()) -> bool:
    """Whether a value is what the three versions make; `is_ours` says whose version it should have of a conflict.

    Nothing that a side added or changed may be missing, and nothing may be there that neither has.
    """
    if theirs in (base, ours):
        return bool(found == ours)
    if ours == base:
        return bool(found == theirs)
    side = ours if is_ours else theirs
    if found == side:
        return True
    values = (found, ours, theirs, {} if base is _NOTHING and len(path) == 1 and not is_record(path) else base)
    if all(isinstance(value, dict) for value in values):
        names = {name for value in values for name in value}
        each = ((*(value.get(name, _NOTHING) for value in values), name) for name in sorted(names))
        return all(agrees(now, was, one, other, is_ours=is_ours, path=(*path, name)) for now, one, other, was, name in each)
    holds = kept(path)
    if holds is None:
        return False
    lists = [_listed(value) for value in (found, base, ours, theirs)]
    named = [_by_name(items, holds.insisted[:1]) for items in lists] if holds.apart else []
    if named and all(items is not None for items in named):
        now, was, one, other = named
        return agrees(now, was, one, other, is_ours=is_ours, path=(*path, ""))
    return _is_of_both(*lists, is_ours=is_ours)


def _listed(value: Any) -> list[Any]:
    return [] if value is _NOTHING else value if isinstance(value, list) else [value]


def _by_name(items: list[Any], insisted: tuple[str, ...]) -> dict[str, Any] | None:
    """Parts by what names them; None where that is not enough to know one from the other."""
    found = {str([one.get(name) for name in insisted]) if isinstance(one, dict) else str(one): one for one in items}
    return found if len(found) == len(items) else None


def _is_of_both(found: list[Any], base: list[Any], ours: list[Any], theirs: list[Any], *, is_ours: bool) -> bool:
    """Whether a list has what a side added and nothing that neither has; of parts, each field."""
    known = {one for item in (*ours, *theirs) for one in _parts(item)}
    there = {one for item in found for one in _parts(item)}
    new = {one for item in (ours if is_ours else theirs) for one in _parts(item)} - {one for item in base for one in _parts(item)}
    return bool(found) and new <= there <= known


def _parts(item: Any) -> list[str]:
    """The fields of a part, of a list in it each value; a text alone."""
    if not isinstance(item, dict):
        return [repr(item)]
    return [repr((name, one)) for name, value in item.items() for one in (value if isinstance(value, list) else [value])]


def keeps_comments(found: list[str], base: list[str], ours: list[str], theirs: list[str]) -> bool:
    """Whether every comment is there that a side has and the other did not delete."""
    now, was, one, other = (Counter(comments) for comments in (found, base, ours, theirs))
    for text in one.keys() | other.keys():
        least = max(one[text], other[text]) if min(one[text], other[text]) >= was[text] else min(one[text], other[text])
        if now[text] < least:
            return False
    return True
