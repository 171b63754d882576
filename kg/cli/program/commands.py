"""The commands of `kg` by group, in the order in which a newcomer needs them. Each is the function of its name in its module.

A run needs one of them: importing and preparing the others would take longer than most of them take.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, Final

import typer
from typer.core import TyperGroup

from kg.cli.input.clocks import with_clocks
from kg.cli.program import frame

GROUPS: Final = {
    "Write": ("init", "source", "new", "rename", "suggest", "fmt", "schema"),
    "Check": ("check", "rule", "quotes", "coverage", "links", "validate", "doctor"),
    "Ask": ("who", "answers", "findings", "list", "stats", "query"),
    "Understand": ("origins", "standing", "sides", "positions", "network", "audit"),
    "Show": ("show", "site", "map", "timeline", "brief"),
    "Review": ("diff", "history", "blame", "log", "corrections", "merge-file"),
    "Share": ("build", "export", "push"),
}
"""The groups of the commands, as `kg --help` and the documentation show them."""
COMMANDS: Final = {name: group for group, names in GROUPS.items() for name in names}
"""The group of each command."""
NESTED: Final = frozenset({"new", "source"})
"""Commands that have commands of their own: their function makes these."""
CLOCKED: Final = frozenset({*GROUPS["Ask"], *GROUPS["Understand"], *GROUPS["Show"], "build", "export"})
"""Commands that answer from the claims, and so also from those of an earlier time."""
LEAST: Final = {"network": 384, "audit": 384, "brief": 384, "map": 384, "timeline": 384, "build": 512, "site": 512}
"""MiB of address space without which a library of the command does not load or starts no thread, and ends the process."""


def app(arguments: Sequence[str]) -> typer.Typer:
    """`kg` with the command that the arguments ask for; with all where they ask for none of them, or for help."""
    made = frame.new(_InOrder)
    asked = arguments[0] if arguments else "--help"
    for name in [asked] if asked in COMMANDS else COMMANDS:
        panel = COMMANDS[name]
        run = function(name)
        words = _flowing(run.__doc__ or "")
        if asked in {"--help", "-h"}:
            made.command(name, help=words, rich_help_panel=panel)(_nothing)
        elif name in NESTED:
            made.add_typer(run(), rich_help_panel=panel)
        else:
            made.command(name, help=words, rich_help_panel=panel)(run)
    return made


def function(name: str) -> Callable[..., Any]:
    """The function of a command, which has its name with '_' for '-'; one that Python has already has a '_' after it."""
    name = name.replace("-", "_")
    found: Callable[..., Any] = getattr(import_module(f"kg.cli.{name}"), f"{name}_" if hasattr(builtins, name) else name)
    return with_clocks(found) if name in CLOCKED else found


class _InOrder(TyperGroup):
    """Lists commands in the order of the table, including groups."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [name for name in COMMANDS if name in super(_InOrder, self).list_commands(ctx)]


def _flowing(text: str) -> str:
    """A docstring whose lines end where those of the terminal do, and not where they end in the code."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def _nothing() -> None:
    """What takes the place of a command in the list of all: its options would be prepared for nobody."""
