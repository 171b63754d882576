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
from kg.model.part import Field, Part, bare, fields_of, plain
from kg.model.records import RecordBase
from kg.rdf.vocab import DATES

_CALLED: Final = {"at": "locator", "by": "body", "from": "begins", "of": "concerning", "to": "ends"}
"""The columns of fields whose names databases reserve."""
_TYPES: Final[dict[Any, Type]] = {fields.Truth: "boolean", fields.Format: "integer", fields.Count: "integer"}
_IDS: Final = (fields.Id, fields.Ids)
_POINTER: Final = re.compile(", see .*$")

Cells: TypeAlias = Callable[[Corpus, Any], tuple[Cell, ...]]


class Given(NamedTuple):
    """A field of a table: its name in files, its columns (three for a date), and what makes its cells of a record."""

    name: str
    columns: tuple[Column, ...]
    cells: Cells


def given(cls: type[Part], *leaving: str) -> tuple[Given, ...]:
    """The fields of `cls` but those that every record may have, those that hold parts, and those that are named in `leaving`.

    A part that represents another record, such as who is accused, is that record's id.
    """
    base = fields_of(RecordBase) if issubclass(cls, RecordBase) else {}
    return tuple(
        _given(name, field)
        for name, field in fields_of(cls).items()
        if name not in base and name not in leaving and (field.refers or not _holds_parts(field))
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
    if field.type in DATES:
        return Given(name, dated(called, meaning), lambda _, part: days(getattr(part, attribute)))
    table = f"{field.refers[0]}s" if len(field.refers) == 1 and (field.type in _IDS or _holds_parts(field)) else ""
    several = get_origin(plain(field.type)) is tuple
    column = Column(called, meaning, "ids" if several else _TYPES.get(field.type, "string"), table)

    def cells(corpus: Corpus, part: Any) -> tuple[Cell, ...]:
        value = getattr(part, attribute)
        if table == "statements":  # none that is withdrawn is pointed at
            return (
                tuple(id_ for id_ in value if id_ in corpus.stated) if several else value if value in corpus.stated else None,
            )
        return (tuple(map(bare, value)) if several else value,)

    return Given(name, (column,), cells)


def _holds_parts(field: Field) -> bool:
    held = plain(field.type)
    inner = next(iter(get_args(held)), None) if get_origin(held) is tuple else held
    return isinstance(inner, type) and issubclass(inner, Part)
