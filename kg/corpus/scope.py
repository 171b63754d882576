"""How far one allegation reaches into another: the wider and the narrower, through `broader`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from kg.model.records import Allegation
from kg.model.words import MAX_LEVELS

Scope: TypeAlias = Literal["whole", "part", "none"]


def wider(tree: Mapping[str, Allegation], id_: str) -> frozenset[str]:
    """The allegation and all that it is part of, upwards through `broader`."""
    found: set[str] = set()
    level = {id_}
    for _ in range(MAX_LEVELS + 1):
        found |= level
        level = {up for at in level if (record := tree.get(at)) is not None for up in record.broader} - found
        if not level:
            break
    return frozenset(found)


def scope(tree: Mapping[str, Allegation], denied: str, charged: str) -> Scope:
    """How much of the allegation `charged` the denial of `denied` meets.

    Denying the wider covers the narrower; denying the narrower meets the wider only in part.
    """
    if denied in wider(tree, charged):
        return "whole"
    return "part" if charged in wider(tree, denied) else "none"
