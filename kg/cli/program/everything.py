"""`kg` with all its commands at once: for whoever asks which there are, such as the tests."""

from __future__ import annotations

from kg.cli.program import commands

app = commands.app(["all"])
