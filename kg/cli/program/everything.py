"""`kg` with all its commands at once: for what lists them, such as the tests."""

from __future__ import annotations

from kg.cli.program import commands

app = commands.app(["all"])
