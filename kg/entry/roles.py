"""What `kg new` takes as one text: a role of a person, 'position; of; from; to', and who is accused, 'who; as'."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.model.part import fields_of
from kg.model.parts import Role
from kg.model.words import SELF

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.claimfile.insert import Value

FIELDS: Final = ("position", "of", "from", "to")
"""What a role holds, in the order in which it is written on one line."""
SEPARATOR: Final = ";"
ACCUSED: Final = ("accused", "against")
"""The fields that hold who is accused, each with the capacity where it is given."""


def role(text: str) -> dict[str, Value]:
    """The fields of the role that a text such as 'Minister; alba; 2015; 2019' means; empty ones are left out."""
    parts = [part.strip() for part in text.split(SEPARATOR, len(FIELDS) - 1)]
    found: dict[str, Value] = {}
    for field, part in zip(FIELDS, parts, strict=False):
        values = [one.strip() for one in part.split(",") if one.strip()] if field == "of" else [part] * bool(part)
        if values:
            found[field] = values[0] if len(values) == 1 else values
    return found


def accused(texts: list[str]) -> Value:
    """The accused that texts such as 'ann-reed; alba' mean: ids alone, or each with its capacity where one has any."""
    if texts == ["[]"]:
        return []
    if not any(SEPARATOR in text for text in texts):
        return texts[0] if len(texts) == 1 else texts
    found: list[dict[str, Value]] = []
    for text in texts:
        who, _, offices = text.partition(SEPARATOR)
        named = [one.strip() for one in offices.split(",") if one.strip()]
        capacity: dict[str, Value] = {"as": named[0] if len(named) == 1 else named} if named else {}
        found.append({"who": who.strip(), **capacity})
    return found


def accused_with_ids(text: str, identified: Callable[[str], str]) -> str:
    """The same text with an id for each name; a personal capacity stays as it is."""
    who, _, offices = text.partition(SEPARATOR)
    named = ", ".join(one if (one := part.strip()) == SELF else identified(one) for part in offices.split(",") if part.strip())
    return f"{identified(who.strip())}{f'{SEPARATOR} {named}' if named else ''}"


def with_ids(text: str, identified: Callable[[str], str]) -> str:
    """The same text with an id for each name of what the role is of."""
    position, _, rest = text.partition(SEPARATOR)
    of, _, span = rest.partition(SEPARATOR)
    named = ", ".join(identified(one.strip()) for one in of.split(",") if one.strip())
    return SEPARATOR.join((position, f" {named}", *([span] if span else []))) if named else text


def asked(answer: Callable[[str, str], list[str]]) -> list[str]:
    """The roles that somebody gives on a terminal; an empty position ends them. `answer` asks for one field of a role."""
    found: list[str] = []
    while position := answer("position", "a position" if not found else "another position"):
        values = [position, *(answer(field, fields_of(Role)[field].meaning) for field in FIELDS[1:])]
        text = f"{SEPARATOR} ".join(", ".join(value) for value in values)
        found.append(text.rstrip(f"{SEPARATOR} "))
    return found
