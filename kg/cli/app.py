"""`kg` with all its commands at once: for who asks what there is, such as the tests."""

from __future__ import annotations

from kg.cli import commands

app = commands.app(["all"])
