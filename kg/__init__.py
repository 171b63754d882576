"""Rejoinder: who accused whom, of what, on whose word, and what was answered.

`kg.open("claims")` opens a folder of claim files, see `kg.api`. What is offered here is imported when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from kg.api import (
        Actor,
        Allegation,
        Claims,
        ClaimsError,
        Corpus,
        Diagnostic,
        Draft,
        Mark,
        NamedQuery,
        Page,
        QueryError,
        Report,
        Result,
        Rows,
        Severity,
        Source,
        Statement,
        Table,
        Topic,
        open,  # noqa: A004 - as in `kg.open`
    )

__all__ = [
    "Actor",
    "Allegation",
    "Claims",
    "ClaimsError",
    "Corpus",
    "Diagnostic",
    "Draft",
    "Mark",
    "NamedQuery",
    "Page",
    "QueryError",
    "Report",
    "Result",
    "Rows",
    "Severity",
    "Source",
    "Statement",
    "Table",
    "Topic",
    "__version__",
    "open",
]


def __dir__() -> list[str]:
    """The names of the API, for completion and documentation."""
    return __all__


if not TYPE_CHECKING:  # a type checker reads the import above, and reports a misspelt name

    def __getattr__(name: str) -> object:
        """What of the API is asked for by `name`."""
        if name in __all__:
            from kg import api  # noqa: PLC0415 - only who asks pays for it

            return getattr(api, name)
        raise AttributeError(f"module 'kg' has no attribute '{name}'")
