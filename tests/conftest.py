"""Fixtures that several test files share."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeAlias

import browsing
import effort
import harbour
import pytest
import quarrel as invented
import tally
from canary import Canary, watching
from changed_code import judges
from invented_world import WORLD
from once import Once, of_the_run
from refusing import judged
from tally import Counted

from kg import edtf
from kg.cli.program.guard import TRACE
from kg.corpus.corpus import Corpus
from kg.layout.layout import Box, positions
from kg.load import load
from kg.reading.gatherer import Loaded
from kg.site.map import views
from kg.site.map.page import map_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

effort.load_profile()
sys.dont_write_bytecode = False  # every process of `kg` would compile it anew, which takes longer than all that most commands do
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
for _name in ("COLUMNS", "LINES"):  # readline puts them into what pytest hands to its workers, and no test is about a terminal
    os.environ.pop(_name, None)
for _number in (
    signal.SIGHUP,
    signal.SIGINT,
    signal.SIGTERM,
):  # ignored as under `nohup`, and programs pass that on to what they start
    if signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, signal.default_int_handler if _number == signal.SIGINT else lambda *_: None)

Claims: TypeAlias = Callable[[str | Mapping[str, str]], Loaded]
State: TypeAlias = Callable[[str], Corpus]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Only the tests that are to judge a change made by mutation testing."""
    items[:] = judges(items)


def pytest_runtest_setup() -> None:
    """No test profits from a date that another one read."""
    edtf.parse.cache_clear()


@pytest.fixture(scope="session", autouse=True)
def drawn_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Maps of the same graph share one layout, which takes longer than all else of a map; `test_layout.py` has its own."""
    once = Once(of_the_run(tmp_path_factory) / "layouts")

    def shared(nodes: Sequence[str], edges: Iterable[tuple[str, str]], boxes: Mapping[str, Box]) -> dict[str, tuple[int, int]]:
        graph = (tuple(nodes), tuple(edges), tuple(boxes.items()))
        return once.made(repr(graph), lambda: positions(graph[0], graph[1], dict(graph[2])))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(views, "layout", SimpleNamespace(positions=shared))
        yield


@pytest.fixture(scope="session")
def faults_of_ours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The file to which every fault of the program itself is added, in whichever process of the run it is met."""
    path = tmp_path_factory.mktemp("faults") / "traceback.txt"
    path.touch()
    os.environ[TRACE] = str(path)
    yield path
    del os.environ[TRACE]


@pytest.fixture(autouse=True)
def no_fault_of_ours(faults_of_ours: Path) -> Iterator[None]:
    """No test makes the command end because of a fault of its own, or it fails here."""
    before = faults_of_ours.stat().st_size
    yield
    with faults_of_ours.open(encoding="utf-8") as file:
        file.seek(before)
        found = file.read()
    tally.counted("the guard at the top: reached by {reached} of {tests:,} tests", reached=bool(found), tests=1)
    assert found == ""


@pytest.fixture(scope="session")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Canary]:
    """The server and the file that no query of the whole run may visit."""
    with watching(tmp_path_factory.mktemp("canary")) as bird:
        yield bird
        tally.counted(
            "canaries: {queries:,} hostile and generated queries, {visits} visits to the server and the file; "
            "what the lexer let through and rdflib's parser could read: {read:,}, with no way out in any",
            queries=bird.queries,
            visits=len(bird.visits),
            read=bird.read,
        )
        assert bird.visits == []


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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    with browsing.chromium() as found:
        yield found


@pytest.fixture(scope="session")
def quarrel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map page of the invented quarrel."""
    path = tmp_path_factory.mktemp("maps") / "quarrel.html"
    path.write_text(map_page(invented.corpus(), title="A quarrel"), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map page of the claims that come along."""
    path = tmp_path_factory.mktemp("maps") / "shipped.html"
    path.write_text(harbour.shipped_map(), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def counted() -> Counted:
    """A function that puts a sentence with counts into the summary of the run."""
    return tally.counted


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """What this process counted, sent to the one that sums up if there are several."""
    if judged:
        tally.counted(
            "bad claim files: {files:,}, {refused:,} of them refused with a diagnostic, {others} judged otherwise",
            files=judged.total(),
            refused=judged["refused"],
            others=judged.total() - judged["refused"],
        )
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["counted"] = tally.handed_over()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A worker has ended; what it counted, unless it was killed."""
    tally.taken(getattr(node, "workeroutput", {}).get("counted", []))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The sentences with counts."""
    for sentence in tally.sentences():
        terminalreporter.write_line(sentence)
