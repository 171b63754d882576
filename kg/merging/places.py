"""What the model says of a place in a claim file: whether it holds several values, refers to actors, or is a list of parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, get_args, get_origin

from kg.model.part import Field, Part, fields_of, plain
from kg.model.records import SECTIONS, Dataset
from kg.model.words import ACTOR

Path = tuple[str, ...]
_DATASET: Final = "dataset"


@dataclass(frozen=True, slots=True)
class Kept:
    """How the values of a field that holds several are kept.

    `names_actors` says that it says who; `apart` that its items are merged each alone, as reports are, and not as a set.
    `insisted` are the fields that an item cannot do without, none where items are texts.
    """

    names_actors: bool
    apart: bool
    insisted: tuple[str, ...]


def is_record(path: Path) -> bool:
    """Whether the path leads to a record."""
    return path == (_DATASET,) or (len(path) == 2 and path[0] != _DATASET)


def kept(path: Path) -> Kept | None:
    """How the field at a path keeps several values; None where it holds one, or is not a field."""
    field = _field(path)
    if field is None or get_origin(plain(field.type)) is not tuple:
        return None
    cls = _part(plain(field.type))
    insisted = () if cls is None else tuple(name for name, one in fields_of(cls).items() if one.required)
    return Kept(bool(set(field.refers) & set(ACTOR)), cls is not None and not field.refers, insisted)


def _field(path: Path) -> Field | None:
    cls: Any = Dataset if path[:1] == (_DATASET,) else SECTIONS.get(path[0]) if path else None
    steps = list(path[1:] if cls is Dataset else path[2:])
    field = None
    while steps and cls is not None:
        field = fields_of(cls).get(steps.pop(0))
        cls = None if field is None else _part(plain(field.type))
        if field is not None and get_origin(plain(field.type)) is tuple and steps:
            steps.pop(0)  # which item
    return None if steps else field


def _part(hint: Any) -> type[Part] | None:
    """The class of the parts that a field holds."""
    found = get_args(hint)[0] if get_origin(hint) is tuple else hint
    found = plain(found)
    return found if isinstance(found, type) and issubclass(found, Part) else None
