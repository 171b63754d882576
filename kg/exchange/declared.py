"""The columns of the fields that tables have as they are written: name, type, meaning and cells follow from the declaration.

What a table has instead, such as the sides of an actor where curators wrote none, is in the module of the table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple, TypeAlias, get_args, get_origin

from kg.corpus.corpus import Corpus
from kg.exchange.table import Cell, Column, Type, dated, days
from kg.model import fields
from kg.model.part import Field, Part, fields_of
from kg.model.records import RecordBase

_CALLED: Final = {"at": "locator", "by": "body", "from": "begins", "of": "concerning", "to": "ends"}
"""The columns of fields whose names databases reserve."""
_DATES: Final = (fields.Date, fields.KnownDate)
_TYPES: Final[dict[Any, Type]] = {fields.Truth: "boolean", fields.Format: "integer", fields.Count: "integer"}
_IDS: Final = (fields.Id, fields.Ids, fields.IdsOrNobody)
_POINTER: Final = re.compile(", see .*$")

Cells: TypeAlias = Callable[[Corpus, Any], tuple[Cell, ...]]


class Given(NamedTuple):
    """A field of a table: its name in files, its columns (three for a date), and what makes its cells of a record."""

    name: str
    columns: tuple[Column, ...]
    cells: Cells


def given(cls: type[Part], *leaving: str) -> tuple[Given, ...]:
    """The fields of `cls` but those that every record may have, those that hold parts, and those that are named in `leaving`."""
    base = fields_of(RecordBase) if issubclass(cls, RecordBase) else {}
    return tuple(
        _given(name, field)
        for name, field in fields_of(cls).items()
        if name not in base and name not in leaving and not _holds_parts(field)
    )


def columns(found: tuple[Given, ...]) -> Iterator[Column]:
    """The columns of these fields."""
    return (column for one in found for column in one.columns)


def cells(found: tuple[Given, ...], corpus: Corpus, part: Part) -> Iterator[Cell]:
    """The cells of these fields in one record."""
    return (cell for one in found for cell in one.cells(corpus, part))


def _given(name: str, field: Field) -> Given:
    meaning, attribute = _POINTER.sub("", field.meaning), field.attribute
    called = _CALLED.get(name, name)
    if field.type in _DATES:
        return Given(name, dated(called, meaning), lambda _, part: days(getattr(part, attribute)))
    table = f"{field.refers[0]}s" if field.type in _IDS and len(field.refers) == 1 else ""
    several = get_origin(_plain(field.type)) is tuple
    column = Column(called, meaning, "ids" if several else _TYPES.get(field.type, "string"), table)

    def cells(corpus: Corpus, part: Any) -> tuple[Cell, ...]:
        value = getattr(part, attribute)
        if table == "statements":  # none that is withdrawn is pointed at
            return (
                tuple(id_ for id_ in value if id_ in corpus.stated) if several else value if value in corpus.stated else None,
            )
        return (value,)

    return Given(name, (column,), cells)


def _plain(hint: Any) -> Any:
    return hint.__origin__ if hasattr(hint, "__metadata__") else hint


def _holds_parts(field: Field) -> bool:
    plain = _plain(field.type)
    inner = next(iter(get_args(plain)), None) if get_origin(plain) is tuple else plain
    return isinstance(inner, type) and issubclass(inner, Part)
