"""What a command writes to the terminal: data to standard output, words about it to standard error, and its last line."""

from __future__ import annotations

import os
import shutil
import sys
from contextvars import ContextVar
from typing import Final, NoReturn

import typer

_HEADING: Final = ContextVar("heading", default="")


def head_with(words: str) -> None:
    """Have the words for people that are written next begin with these, on a line of their own."""
    _HEADING.set(words)


def take_heading() -> str:
    """The heading that nothing was written under yet; it is gone then."""
    words = _HEADING.get()
    _HEADING.set("")
    return words


def say(text: str) -> None:
    """Print a message that is not data."""
    print(text, file=sys.stderr)


def put(text: str) -> None:
    """Write data to standard output, whatever the locale says about encodings."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def put_words(text: str) -> None:
    """Write words for people to standard output; in the log of a GitHub workflow nothing in them is a command."""
    if heading := take_heading():
        text = f"{heading[0].upper()}{heading[1:]}.\n\n{text}"
    if os.environ.get("GITHUB_ACTIONS"):
        from kg.render.github import defused

        text = defused(text)
    put(text)


def fail(message: str) -> NoReturn:
    """Stop because of misuse or failure: one line, exit status 2."""
    from kg.render.escape import printable

    say(f"kg: {printable(message)}")
    raise typer.Exit(2)


def terminal_width() -> int | None:
    """The width of the terminal, or the one that COLUMNS asks for; None where output is a file or a pipe."""
    wanted = sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdecimal()
    return shutil.get_terminal_size().columns if wanted else None


def plural(count: int, noun: str) -> str:
    """A count with its noun."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
