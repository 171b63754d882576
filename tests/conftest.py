"""Fixtures that several test files share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

import pytest
from canary import Canary, watching
from invented_world import WORLD

from kg.corpus.corpus import Corpus
from kg.load import Loaded, load

Claims: TypeAlias = Callable[[str | Mapping[str, str]], Loaded]
State: TypeAlias = Callable[[str], Corpus]

WATCHED = pytest.StashKey[Canary]()


@pytest.fixture(scope="session")
def canary(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Canary]:
    """The server and the file that no query of the whole run may visit."""
    with watching(tmp_path_factory.mktemp("canary")) as bird:
        request.config.stash[WATCHED] = bird
        yield bird
        assert bird.visits == []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say how many queries the canaries outlived."""
    bird = config.stash.get(WATCHED, None)
    if bird is not None:
        terminalreporter.write_line(
            f"canaries: {bird.queries:,} hostile and generated queries, {len(bird.visits)} visits to the server and the file; "
            f"what the lexer let through and rdflib's parser could read: {bird.read:,}, with no way out in any"
        )


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
