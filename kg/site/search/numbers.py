"""Sets of numbers as short texts, which `kg/web/numbers.js` reads: either the steps between them, or a sign for every six.

The second form bounds the length: a word of every record takes a sixth of a sign a record.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

SIGNS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
BITS: Final = "."
"""Begins the form with a sign for every six numbers."""


def written(numbers: Iterable[int]) -> str:
    """Numbers in ascending order, each once."""
    found = list(numbers)
    if not found:
        return ""
    bits = -(-(found[-1] + 1) // 6)
    if len(found) <= bits:
        steps = _steps(found)
        return steps if len(steps) <= bits + 1 else _bits(found, bits)
    return _bits(found, bits)


def _steps(numbers: list[int]) -> str:
    """Each as its distance from the one before in groups of five bits, low ones first; a sixth bit says that more follow."""
    signs = []
    last = -1
    for number in numbers:
        step = number - last - 1
        last = number
        while step > 31:
            signs.append(SIGNS[32 | (step & 31)])
            step >>= 5
        signs.append(SIGNS[step])
    return "".join(signs)


def _bits(numbers: list[int], size: int) -> str:
    found = bytearray(size)
    for number in numbers:
        found[number // 6] |= 1 << number % 6
    return BITS + "".join(SIGNS[value] for value in found)
