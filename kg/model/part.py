"""What records and their parts are made of: frozen classes whose fields say by their types how they are read.

A field's type is `Annotated` with its `Reader`. Reading goes over what was written, field by field, so that a record costs what
it says, and every fault in it is found in one pass.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Literal, NamedTuple, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

from kg import ids
from kg.diagnostic import a
from kg.model import misnomers
from kg.model.fields import Reader, one_of
from kg.model.wrong import Fault, Wrong, shape_of, wrong

P = TypeVar("P", bound="Part")
Assembler: TypeAlias = Callable[[Any, str, dict[str, Any]], P]

_CLOSED: Final = {"act": "K108", "type": "K108"}
"""Closed lists of words whose faults have a code of their own."""
_FEW: Final = 3
"""So many kinds of records are named in a hint at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A record, or a part of one that has its own fields.

    `short` is the field that a bare value fills, if any.
    """

    called: ClassVar[str] = "it"
    short: ClassVar[str] = ""

    def contradiction(self) -> Fault | None:
        """A fault of the record as a whole, where each field is valid alone."""
        return None


class Field(NamedTuple):
    """A field: its name in Python, how its value is read, whether its class insists on it, whether None is a value of it.

    `type` is its type without `| None`. `meaning` says in a line what it holds, `refers` names the kinds of record that it may
    refer to, if any, and `rdf` the property that the graph writes it with as it is, as a compact IRI: of two, the first is for
    an actor and the second for a name in print.
    """

    attribute: str
    type: Any
    read: Reader
    required: bool
    nullable: bool
    meaning: str
    refers: tuple[str, ...]
    rdf: tuple[str, ...]


_UNSET: Final[Any] = object()


def declared(
    meaning: str,
    default: Any = None,
    *,
    required: bool = False,
    written: str = _UNSET,
    refers: tuple[str, ...] = (),
    rdf: str | tuple[str, str] | None = None,
) -> Any:
    """The declaration of a field of a record or a part: its meaning in a line, the kinds of record it refers to, its property.

    `written` is its name in files where that differs; `default` is its value, or what makes it, where a file does not give one.
    A field without `rdf` is either about the files alone, or the graph has what follows from it instead, see `kg.rdf`.
    """
    about = {"meaning": meaning, "refers": refers, "rdf": (rdf,) if isinstance(rdf, str) else rdf or ()}
    about |= {} if written is _UNSET else {"written": written}
    if required:
        return dataclasses.field(metadata=about)
    if callable(default):
        return dataclasses.field(default_factory=default, metadata=about)
    return dataclasses.field(default=default, metadata=about)


def listed(meaning: str, *, written: str = _UNSET, refers: tuple[str, ...] = (), rdf: str | tuple[str, str] | None = None) -> Any:
    """The declaration of a field that holds several values."""
    return declared(meaning, (), written=written, refers=refers, rdf=rdf)


def fields_of(cls: type[Part]) -> Mapping[str, Field]:
    """The fields of a class by their names in files, in the order of their documentation.

    A field whose name in files is not that in Python has it as `written` in its metadata, None where no file can set it.
    """
    if cls not in _FIELDS:
        _FIELDS[cls] = dict(_fields(cls))
    return _FIELDS[cls]


_FIELDS: Final[dict[type[Part], Mapping[str, Field]]] = {}


def _fields(cls: type[Part]) -> Iterator[tuple[str, Field]]:
    hints = get_type_hints(cls, include_extras=True)
    for field in dataclasses.fields(cls):
        name = field.metadata.get("written", field.name)
        if name is not None:
            required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
            hint = _bare(hints[field.name])
            about = field.metadata
            nullable = hint is not hints[field.name]
            read = _reader(name, hint)
            described = about.get("meaning", ""), about.get("refers", ()), about.get("rdf", ())
            yield name, Field(field.name, hint, read, required, nullable, *described)


def _bare(hint: Any) -> Any:
    """The type of a field without `| None`, which says that it may be left out."""
    if get_origin(hint) in {Union, types.UnionType}:
        (hint,) = (one for one in get_args(hint) if one is not type(None))
    return hint


def plain(hint: Any) -> Any:
    """The type of a field without how it is read."""
    return hint.__origin__ if hasattr(hint, "__metadata__") else hint


def _reader(name: str, hint: Any) -> Reader:
    if get_origin(hint) is Literal:
        return one_of(get_args(hint), _CLOSED.get(name, "K104"))
    if isinstance(hint, type):
        return part(hint)
    read: Reader = hint.__metadata__[0]
    return read


def part(cls: type[Part]) -> Reader:
    """The reader of a part, made when it is first needed."""

    def read(value: Any, field: str) -> Any:
        return assembler(cls)(value, field, {})

    return read


def in_short(cls: type[Part]) -> Reader:
    """The reader of a part that may be written as text: the value of its field `short`."""
    whole = part(cls)

    def read(value: Any, field: str) -> Any:
        return whole({cls.short: value} if isinstance(value, str) else value, field)

    return read


def bare(value: Any) -> Any:
    """A value as it is written in short: of a part its field `short`, and all else as it is."""
    return getattr(value, value.short) if isinstance(value, Part) and value.short else value


def assembler(cls: type[P]) -> Assembler[P]:
    """What reads a record or a part: from a mapping, the name of its field, and the values that no file can set, to a `cls`.

    It raises `Wrong` with every fault, and what remains without the faulty values.
    """
    found: Assembler[P] | None = _ASSEMBLERS.get(cls)
    if found is None:
        found = _ASSEMBLERS[cls] = _assembler(cls)
    return found


_ASSEMBLERS: Final[dict[type[Part], Any]] = {}


def _assembler(cls: type[P]) -> Assembler[P]:
    known = fields_of(cls)
    readers = {name: (field.attribute, field.read) for name, field in known.items()}
    insisted = [(field.attribute, name) for name, field in known.items() if field.required]
    may_contradict = cls.contradiction is not Part.contradiction

    def assemble(raw: Any, field: str, values: dict[str, Any]) -> P:
        if type(raw) is not dict:
            if raw is None:
                raise Wrong
            first = next(iter(known))
            message = f"'{field}' holds {shape_of(raw)} where {cls.called.replace('the ', 'a ')} should be"
            value = raw if isinstance(raw, str) and known[first].refers and ids.is_id(raw) else "…"
            raise wrong("K104", message, f"write its fields below each other: '{first}: {value}' and so on")
        faults: list[Fault] = []
        sound = True
        for name, value in raw.items():
            try:
                attribute, read = readers[name]
                values[attribute] = read(value, name)
            except KeyError:
                sound = False
                if value is not None:  # None: its fault is reported already
                    faults.append(
                        Fault((name,), "K101", f"unknown field '{name}'{ids.foreign(name)}", _meant(name, known), at_key=True)
                    )
            except Wrong as error:
                if value is None and known[name].nullable:
                    continue
                sound = False
                faults += [fault.under(name) for fault in error.faults]
                if error.remains:
                    values[attribute] = error.remains[0]
        for attribute, _ in insisted:
            if attribute not in values:
                absent = [name for attribute, name in insisted if attribute not in values and name not in raw]
                faults += [Fault((), "K102", f"{cls.called} has no '{name}'", f"add '{name}'", at_key=True) for name in absent]
                raise Wrong(faults)
        made = cls(**values)
        contradiction = made.contradiction() if may_contradict else None
        if sound and contradiction is None:
            return made
        raise Wrong([*faults, contradiction] if contradiction else faults, [] if contradiction else [made])

    return assemble


def _meant(name: str, known: Mapping[str, Field]) -> str:
    """A hint what an unknown field was meant to be."""
    near = misnomers.field(name, known)
    elsewhere = _belongs(name)
    if near and not (elsewhere and near == ids.closest(name, known)):
        return f"did you mean '{near}'?"
    return elsewhere or (f"did you mean '{near}'?" if near else "")


def _belongs(name: str) -> str:
    """A hint that names the kinds of records and parts that have such a field; empty where none or many have."""
    owning = [cls for cls in descendants(Part) if getattr(cls, "checked", None) is None]
    kinds = {cls: getattr(cls, "kind", cls.called.removeprefix("the ")) for cls in owning if name in fields_of(cls)}
    owners = [a(kind) for kind in dict.fromkeys(kinds.values()) if kind != Part.called]
    return f"it is a field of {' or '.join(owners)}" if 0 < len(owners) <= _FEW else ""


def descendants(cls: type[Part]) -> Iterator[type[Part]]:
    """Every class of records and parts below `cls`."""
    for child in cls.__subclasses__():
        yield child
        yield from descendants(child)
