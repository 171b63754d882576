"""The commands of `kg`, in the order in which a newcomer needs them, each with the module that holds it.

A run needs one of them: importing and preparing the others would take longer than most of them take.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Final

import typer

from kg.cli import frame

COMMANDS: Final = {
    "init": "init.init",
    "check": "check.check",
    "rule": "check.rule",
    "quotes": "quotes.quotes",
    "new": "new.app",
    "fmt": "fmt.fmt",
    "schema": "schema.schema",
    "build": "build.build",
    "who": "who.who",
    "show": "see.show",
    "list": "see.list_records",
    "stats": "see.stats",
    "query": "ask.query",
    "answers": "evidence.answers",
    "findings": "findings.findings",
    "origins": "evidence.origins",
    "standing": "evidence.standing",
    "sides": "structure.sides",
    "positions": "structure.positions",
    "network": "structure.network",
    "audit": "audit.audit",
    "brief": "audit.brief",
    "map": "draw.draw_map",
    "timeline": "draw.timeline",
    "export": "export.export",
    "push": "push.push",
    "doctor": "doctor.doctor",
    "validate": "validate.validate",
}
GROUPS: Final = frozenset({"new"})
"""Commands that have commands of their own."""
LEAST: Final = {"network": 384, "audit": 384, "brief": 384, "map": 384, "timeline": 384, "build": 512}
"""MiB of address space without which a library of the command does not load or starts no thread, and ends the process."""


def app(arguments: Sequence[str]) -> typer.Typer:
    """`kg` with the command that the arguments ask for; with all where they ask for none of them, or for help."""
    made = frame.new()
    asked = arguments[0] if arguments else "--help"
    for name in [asked] if asked in COMMANDS else COMMANDS:
        module, _, function = COMMANDS[name].partition(".")
        found = getattr(import_module(f"kg.cli.{module}"), function)
        if name in GROUPS:
            made.add_typer(found())
        else:
            made.command(name, help=_flowing(found.__doc__ or ""))(_nothing if asked in {"--help", "-h"} else found)
    return made


def _flowing(text: str) -> str:
    """A docstring whose lines end where those of the terminal do, and not where they end in the code."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def _nothing() -> None:
    """What stands for a command in the list of all: its options would be prepared for nobody."""
