"""What records and their parts are made of: frozen classes whose fields say by their types how they are read.

A field's type is `Annotated` with its `Reader`. Reading goes over what was written, field by field, so that a record costs what
it says, and every fault in it is found in one pass.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Final, Literal, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from kg import ids
from kg.model.fields import Fault, Reader, Wrong, not_a, one_of
from kg.model.frozen import maker

P = TypeVar("P", bound="Part")

_CLOSED: Final = {"act": "K108", "type": "K108"}
"""Closed lists of words whose faults have a code of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A record, or a part of one that has fields of its own."""

    called: ClassVar[str] = "it"

    def contradiction(self) -> Fault | None:
        """What is wrong with the whole, where every field is right by itself."""
        return None


class Field(NamedTuple):
    """A field: its name in Python, how its value is read, whether its class insists on it."""

    attribute: str
    read: Reader
    required: bool


def written(name: str | None, default: Any) -> Any:
    """A field whose name in files is not that in Python; None for one that no file can set."""
    return dataclasses.field(default=default, metadata={"written": name})


@cache
def fields(cls: type[Part]) -> Mapping[str, Field]:
    """The fields of a class by their names in files, in the order of their documentation."""
    hints = get_type_hints(cls, include_extras=True)
    found = {}
    for field in dataclasses.fields(cls):
        name = field.metadata.get("written", field.name)
        if name is not None:
            required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
            found[name] = Field(field.name, _reader(name, hints[field.name]), required)
    return found


def bare(hint: Any) -> Any:
    """The type of a field without `| None`, which says that it may be left out."""
    if get_origin(hint) in {Union, types.UnionType}:
        (hint,) = (one for one in get_args(hint) if one is not type(None))
    return hint


def _reader(name: str, hint: Any) -> Reader:
    hint = bare(hint)
    if get_origin(hint) is Literal:
        return one_of(get_args(hint), _CLOSED.get(name, "K104"))
    if isinstance(hint, type):
        return part(hint)
    read: Reader = hint.__metadata__[0]
    return read


def part(cls: type[P]) -> Reader:
    """The reader of a part."""

    def read(value: Any, field: str) -> P:
        if type(value) is not dict:
            raise not_a("a mapping", value, field)
        return assemble(cls, value)

    return read


def assemble(cls: type[P], raw: Mapping[str, Any], **values: Any) -> P:
    """The record or part that `raw` describes; `values` are those that no file can set.

    Raises:
        Wrong: with every fault, and what remains without the faulty values.
    """
    readers, insisted, make = _form(cls)
    faults: list[Fault] = []
    sound = True
    for name, value in raw.items():
        try:
            attribute, read = readers[name]
            values[attribute] = read(value, name)
        except KeyError:
            sound = False
            if value is not None:
                faults.append(Fault((name,), "K101", f"unknown field '{name}'", ids.suggest(name, readers), at_key=True))
        except Wrong as error:
            sound = False
            faults += [fault.under(name) for fault in error.faults]
            if error.remains:
                values[attribute] = error.remains[0]
    for attribute, name in insisted:
        if attribute not in values:
            absent = [name for attribute, name in insisted if attribute not in values and name not in raw]
            faults += [Fault((), "K102", f"{cls.called} has no '{name}'", f"add '{name}'", at_key=True) for name in absent]
            raise Wrong(faults)
    found: P = make(values)
    contradiction = found.contradiction()
    if sound and contradiction is None:
        return found
    raise Wrong([contradiction] if sound and contradiction else faults, [] if contradiction else [found])


@cache
def _form(cls: type[Part]) -> tuple[Mapping[str, tuple[str, Reader]], tuple[tuple[str, str], ...], Callable[..., Any]]:
    """What is needed of a class to read one: its fields, those it insists on, its constructor."""
    known = fields(cls)
    readers = {name: (field.attribute, field.read) for name, field in known.items()}
    return readers, tuple((field.attribute, name) for name, field in known.items() if field.required), maker(cls)
