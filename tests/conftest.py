"""Fixtures that several test files share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import pytest
from invented_world import WORLD
from refusing import judged

from kg import edtf
from kg.corpus.corpus import Corpus
from kg.load import Loaded, load

Claims: TypeAlias = Callable[[str | Mapping[str, str]], Loaded]
State: TypeAlias = Callable[[str], Corpus]


def pytest_runtest_setup() -> None:
    """No test profits from a date that another one read."""
    edtf.parse.cache_clear()


@pytest.fixture
def claims(tmp_path: Path) -> Claims:
    """A function that writes claim files, given as one text or by their names, into an empty folder and loads it."""

    def write_and_load(files: str | Mapping[str, str]) -> Loaded:
        root = tmp_path / "claims"
        root.mkdir()
        for name, text in {"a.yaml": files}.items() if isinstance(files, str) else files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        return load(root)

    return write_and_load


@pytest.fixture
def state(claims: Claims) -> State:
    """A function that loads statements, given as the lines of their section, into the invented world."""

    def loaded(text: str) -> Corpus:
        found = claims({"world.yaml": WORLD, "statements.yaml": "statements:\n" + text})
        assert found.diagnostics == []
        return found.corpus

    return loaded


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many bad inputs were judged, in the last lines of the run."""
    if judged:
        refused, others = judged["refused"], {outcome: n for outcome, n in judged.items() if outcome != "refused"}
        terminalreporter.section("bad inputs")
        terminalreporter.line(
            f"{judged.total():,} bad claim files: {refused:,} refused with a diagnostic, {others or 'none otherwise'}"
        )
