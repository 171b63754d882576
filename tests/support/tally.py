"""What a run counts, such as attacks tried: sentences with numbers, summed over all processes of the run, printed at its end.

A sentence is a template. The numbers that different tests, or the same fixture in different workers, give to it are added; of
numbers with a fraction, which are measured rather than counted, the largest is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

Number: TypeAlias = int | float
Counted: TypeAlias = Callable[..., None]
"""`counted(template, **numbers)`, as the fixture of that name has it."""

_numbers: Final[dict[str, dict[str, Number]]] = {}


def counted(template: str, **numbers: Number) -> None:
    """Add the numbers to those that the sentence has so far."""
    so_far = _numbers.setdefault(template, {})
    for name, number in numbers.items():
        before = so_far.get(name, 0)
        so_far[name] = max(before, number) if isinstance(number, float) else before + number


def handed_over() -> list[Any]:
    """What this process counted, in types that can be sent to another."""
    return [[template, dict(numbers)] for template, numbers in _numbers.items()]


def taken(handed: list[Any]) -> None:
    """Add what another process counted."""
    for template, numbers in handed:
        counted(template, **numbers)


def sentences() -> list[str]:
    """The sentences, in alphabetical order, as which worker is done first is chance."""
    return sorted(template.format_map(numbers) for template, numbers in _numbers.items())
