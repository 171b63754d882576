"""Instances of frozen dataclasses at the price of ordinary ones: a frozen class sets each field by a call, five times as slow."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


def maker(cls: type[T]) -> Callable[[dict[str, Any]], T]:
    """The constructor of a frozen dataclass with slots, from its fields by name: equal to the class's own, and what it makes is as frozen.

    The instance is made as one of a subclass that can be written to, and then changes its class for `cls`.
    """
    fields: Any = dataclasses.fields(cls)  # type: ignore[arg-type] - of a dataclass, which no type can say
    same = [
        (f.name, Any, dataclasses.field(default=f.default, default_factory=f.default_factory, kw_only=True)) for f in fields
    ]
    init = dataclasses.make_dataclass(cls.__name__, same, eq=False, repr=False).__init__
    writable = {"__setattr__": object.__setattr__, "__delattr__": object.__delattr__}  # both, or Python looks each of them up
    open_class = type(cls.__name__, (cls,), {"__slots__": (), "__init__": init, **writable})

    def make(values: dict[str, Any]) -> T:
        made: Any = open_class(**values)
        made.__class__ = cls
        return made  # type: ignore[no-any-return] - it is one now

    return make
