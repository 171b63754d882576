"""Records made in a test from what a claim file would say, past the checks of what a record needs."""

from __future__ import annotations

from typing import Any, TypeVar

from kg.model.part import Part, assembler, fields_of
from kg.model.records import RecordBase

P = TypeVar("P", bound=Part)


def made(cls: type[P], id_: str = "", /, **written: Any) -> P:
    """The record or part; a name ending in an underscore stands for the word without it, which Python keeps for itself."""
    raw = {name.rstrip("_"): value for name, value in written.items()}
    return assembler(cls)(raw, "", {"id": id_} if issubclass(cls, RecordBase) else {})


def attributes(cls: type[Part]) -> dict[str, str]:
    """The names of the fields in Python, by those in files."""
    return {name: field.attribute for name, field in fields_of(cls).items()}
