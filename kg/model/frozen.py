"""Instances of frozen dataclasses at the price of ordinary ones: a frozen class sets each field by a call, five times as slow."""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar

T = TypeVar("T")


def writable(cls: type[T]) -> type[T]:
    """A subclass of a frozen dataclass with slots that takes the same fields, by name alone, and sets them at once.

    Whoever makes an instance of it gives it `cls` for its class, and from then on it is one, as frozen as any.
    """
    fields: Any = dataclasses.fields(cls)  # type: ignore[arg-type]
    same = [(f.name, Any, dataclasses.field(default=f.default, default_factory=f.default_factory)) for f in fields]
    twin: Any = dataclasses.make_dataclass(cls.__name__, same, eq=False, repr=False, kw_only=True)
    plain = {"__setattr__": object.__setattr__, "__delattr__": object.__delattr__}  # both, or Python looks each of them up
    return type(cls.__name__, (cls,), {"__slots__": (), "__init__": twin.__init__, **plain})
