"""Which fields of a record refer to other records, and of which kinds: what checks, indexes and renames go by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple, TypeAlias, get_args, get_origin

from kg.diagnostic import Path
from kg.ids import is_id
from kg.model import fields
from kg.model.part import Part, fields_of, plain
from kg.model.records import Record, RecordBase
from kg.model.words import SELF


class Reference(NamedTuple):
    """One reference from a record to another: its path, the id, the kinds of record it may be."""

    path: Path
    id: str
    kinds: frozenset[str]


class _Referring(NamedTuple):
    """A field that refers to records, or holds parts that do: how its value is walked."""

    attribute: str
    written: str
    walk: _Walk


_Walk: TypeAlias = Callable[[Any, Path, list[Reference]], None]
"""Adds the references in a value at a path to a list: generators within generators took twice the time."""


def references(record: Record, *, unchecked: bool = False) -> list[Reference]:
    """Every reference to another record in `record`, in the order of the fields' documentation.

    With `unchecked`, also those that need not lead anywhere, such as most of a draft: a rename has to follow them.
    """
    found: list[Reference] = []
    for attribute, written, walk in _referring(type(record), unchecked=unchecked):
        value = getattr(record, attribute)
        if value:
            walk(value, (written,), found)
    return found


def _within(part: Part, path: Path, found: list[Reference]) -> None:
    for attribute, written, walk in _referring(type(part)):
        value = getattr(part, attribute)
        if value:
            walk(value, (*path, written), found)


def _referring(cls: type[Part], *, unchecked: bool = False) -> tuple[_Referring, ...]:
    """The fields of a class that refer to records, themselves or in their parts."""
    found = _KNOWN.get((cls, unchecked))
    if found is None:
        checked = cls.checked if issubclass(cls, RecordBase) and not unchecked else None
        walks = (
            (field.attribute, name, _walk(field.type, field.refers))
            for name, field in fields_of(cls).items()
            if checked is None or name in checked
        )
        found = _KNOWN[cls, unchecked] = tuple(
            _Referring(attribute, name, walk) for attribute, name, walk in walks if walk is not None
        )
    return found


_KNOWN: Final[dict[tuple[type[Part], bool], tuple[_Referring, ...]]] = {}


def _walk(hint: Any, refers: tuple[str, ...]) -> _Walk | None:
    """How the references in a value of this type are found; None where it holds none."""
    held = plain(hint)
    if isinstance(held, type) and issubclass(held, Part):
        return _within if _referring(held) else None
    items = [one for one in get_args(held) if one is not Ellipsis]
    if get_origin(held) is tuple and isinstance(items[0], type) and issubclass(items[0], Part):
        return _parts if _referring(items[0]) else None
    if not refers:
        return None
    kinds = frozenset(refers)
    if hint in (fields.Text, fields.Texts):  # a printed name is allowed too: it has a capital or a space
        return _ids(kinds, is_id)
    return _ids(kinds, lambda id_: id_ != SELF)


def _parts(value: tuple[Part, ...], path: Path, found: list[Reference]) -> None:
    for i, one in enumerate(value):
        _within(one, (*path, i), found)


def _ids(kinds: frozenset[str], names_a_record: Callable[[str], bool]) -> _Walk:
    """The walk over an id, a list of ids, or a mapping from ids."""

    def walk(value: Any, path: Path, found: list[Reference]) -> None:
        if isinstance(value, str):
            if names_a_record(value):
                found.append(Reference(path, value, kinds))
            return
        pairs: list[tuple[str | int, str]] = [(id_, id_) for id_ in value] if isinstance(value, dict) else [*enumerate(value)]
        for step, id_ in pairs:
            if names_a_record(id_):
                found.append(Reference((*path, step), id_, kinds))

    return walk
