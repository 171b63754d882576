"""What the API raises where claims or questions give it no answer; all else is a fault of the program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from kg.diagnostic import Diagnostic, Severity
from kg.git import GitError
from kg.render.diagnostics import concise

_T = TypeVar("_T")


class ClaimsError(ValueError):
    """The claims have errors; `diagnostics` holds them and all warnings."""

    def __init__(self, root: Path, diagnostics: tuple[Diagnostic, ...], errors: int) -> None:
        first = next(d for d in diagnostics if d.severity == Severity.ERROR)
        counted = f"{errors} error{'s' * (errors != 1)}"
        super().__init__(f"the claims in '{root}' have {counted} (.diagnostics, or kg check): {concise((first,)).strip()}")
        self.diagnostics = diagnostics


class QueryError(ValueError):
    """A question has no answer; the message says why in one line."""


def asked(git: Callable[[], _T]) -> _T:
    """What git answers.

    Raises:
        QueryError: it fails.
    """
    try:
        return git()
    except GitError as error:
        raise QueryError(str(error)) from error


for _raised in (ClaimsError, QueryError):
    _raised.__module__ = "kg"  # tracebacks show the name that a program writes
