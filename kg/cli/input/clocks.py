"""The two clocks: `--known-on`, the record as it stood then, and `--said-by`, only what had been said by then.

They are declared here alone. A command that answers from the claims is given both, and the claims that it asks for are those of
then.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, NamedTuple, TypeAlias, get_type_hints

import typer

from kg.cli.output import terminal
from kg.cli.output.terminal import fail, say

if TYPE_CHECKING:
    from kg.check import Checked
    from kg.corpus.corpus import Corpus
    from kg.history.clocks import Known

KnownOn: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--known-on",
        metavar="DAY|REF",
        help="The record as it stood at the end of this day, or at this commit.",
        show_default=False,
    ),
]
SaidBy: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--said-by",
        metavar="D",
        help="Only what surely had been said by then; what perhaps had is counted apart.",
        show_default=False,
    ),
]
_NAMED: Final = 12
"""So many statements that were perhaps said by then are named."""


class Asked(NamedTuple):
    """What the options say."""

    known_on: str | None = None
    said_by: str | None = None


_NOTHING: Final = Asked()
_ASKED: Final = ContextVar("asked", default=_NOTHING)


def with_clocks(run: Callable[..., Any]) -> Callable[..., Any]:
    """The command with both options, whose claims are then those of `claims_then`."""

    @functools.wraps(run)
    def clocked(*args: Any, known_on: str | None = None, said_by: str | None = None, **options: Any) -> Any:
        asked = _ASKED.set(Asked(known_on, said_by))
        try:
            return run(*args, **options)
        finally:
            _ASKED.reset(asked)
            if heading := terminal.take_heading():
                say(f"kg: {heading}")

    hints = get_type_hints(run, include_extras=True) | {"known_on": KnownOn, "said_by": SaidBy}
    options = list(inspect.signature(run).parameters.values())
    ours = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None) for name in ("known_on", "said_by")]
    at = next(i for i, one in enumerate(options) if one.name == "root")
    made = [one.replace(annotation=hints[one.name]) for one in (*options[:at], *ours, *options[at:])]
    clocked.__signature__ = inspect.Signature(made)  # type: ignore[attr-defined]
    clocked.__annotations__ = hints
    return clocked


def are_asked() -> bool:
    """Whether one of the options was given."""
    return _ASKED.get() != _NOTHING


def known(root: Path, *, demo: bool) -> Known | None:
    """The commit that `--known-on` asks for; None without it."""
    asked = _ASKED.get().known_on
    if asked is None:
        return None
    from kg.git import GitError
    from kg.history.clocks import known_on

    if demo:
        fail("--known-on goes without --demo: the claims of the package have no history")
    try:
        return known_on(root, asked)
    except GitError as error:
        fail(f"--known-on: {error}")


def checked_then(root: Path, then: Known) -> Checked:
    """The claims as they stood then."""
    from kg.git import GitError
    from kg.history.clocks import checked_at

    try:
        return checked_at(root, then.at)
    except GitError as error:
        fail(f"--known-on: {error}")


def as_of(claims: Corpus, then: Known | None) -> Corpus:
    """The claims as far as they had been said by the day that `--said-by` asks for; title and output say of when they are."""
    from kg.history import clocks

    words = [] if then is None else [then.words]
    asked = _ASKED.get().said_by
    if asked is not None:
        day = clocks.day_of(asked)
        if isinstance(day, str):
            fail(f"--said-by: {day}")
        found, said = clocks.said(claims, day)
        claims = found.corpus
        words.append(said)
        if found.perhaps:
            more = f" and {len(found.perhaps) - _NAMED:,} more" if len(found.perhaps) > _NAMED else ""
            say(f"kg: perhaps said by {day}: {', '.join(found.perhaps[:_NAMED])}{more}")
        if found.decisions:
            say(f"kg: perhaps decided by {day}: {', '.join(found.decisions[:_NAMED])}")
    if not words:
        return claims
    terminal.head_with(f"the record {'; '.join(words)}")
    return clocks.titled(claims, "; ".join(words))
