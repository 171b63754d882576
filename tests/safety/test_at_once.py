"""Nothing that was said to be written is lost: many writers at once, an editor that saves in between, a kill at any moment."""

from __future__ import annotations

import functools
import os
import pty
import random
import select
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import failing
import new_tracker
import pytest
from effort import times
from forked import at_once
from new_tracker import contents
from places import KG
from tally import Counted
from test_data_safety import COMMANDS, PAGE, PAPER, UGLY, each_is_whole

from kg import write as writer
from kg.load import load
from kg.lock import PREFIX

pytestmark = pytest.mark.slow

KILLS: Final = times(1, 100)
"""How often each command is killed, at moments that are spread over its run."""
LATE: Final = "  written-in-editor:\n    label: An hour of work\n"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = new_tracker.put(tmp_path_factory.mktemp("tracker"))
    (folder / "claims" / "ugly.yaml").write_text(UGLY)
    (folder / PAPER).write_text(PAGE)
    return folder


@pytest.fixture
def place(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "t")


@pytest.fixture(scope="module")
def figures(counted: Counted) -> Iterator[dict[str, int]]:
    found = {"writers": 0, "kills": 0}
    yield found
    counted(
        "edits at once: {writers} runs of kg new and kg fmt side by side, no record lost; "
        f"{{kills}} runs of {len(COMMANDS)} commands killed at a random moment, no file torn and no leftover kept",
        **found,
    )


def topics(place: Path) -> set[str]:
    return set(load(place / "claims").corpus.topics)


def test_that_eight_records_at_once_are_all_there(place: Path, figures: dict[str, int]) -> None:
    before = topics(place)
    commands = [("new", "topic", f"t{n}", "--label", f"T {n}", "--file", "claims/topics.yaml") for n in range(8)]
    written = {f"t{n}" for n, ran in enumerate(at_once(*commands, cwd=place)) if ran.status == 0}
    assert topics(place) == before | written
    assert len(written) == 8
    figures["writers"] += 8


def test_that_one_id_is_given_once(place: Path, figures: dict[str, int]) -> None:
    commands = [("new", "topic", "same", "--label", f"T {n}", "--file", f"claims/new/t{n}.yaml") for n in range(4)]
    statuses = [ran.status for ran in at_once(*commands, cwd=place)]
    assert min(statuses) == 0
    assert statuses.count(0) == 1
    assert [d for d in load(place / "claims").diagnostics if d.code == "K203"] == []
    figures["writers"] += 4


def test_that_layout_and_new_records_do_not_undo_each_other(place: Path, figures: dict[str, int]) -> None:
    before = topics(place)
    target = place / "claims" / "ugly.yaml"
    commands: list[tuple[str, ...]] = []
    for n in range(4):
        commands += [("fmt",), ("new", "topic", f"t{n}", "--label", f"T {n}", "--file", "claims/ugly.yaml")]
    assert [ran.status for ran in at_once(*commands, cwd=place)] == [0] * 8
    assert topics(place) == before | {f"t{n}" for n in range(4)}
    assert "label: Ugly" in target.read_text()
    figures["writers"] += 8


def saves(path: Path, times: int = 1) -> Callable[[], None]:
    """What lets an editor save the file each time somebody is about to replace it, so many times."""
    left = [times]

    def before() -> None:
        put = writer.Batch.put

        def late(batch: writer.Batch, name: str, *rest: object) -> None:
            put(batch, name, *rest)  # type: ignore[arg-type]
            if left[0] and name == path.name:
                left[0] -= 1
                path.write_text(path.read_text().rstrip("\n") + "\n" + LATE.replace("editor", f"editor-{left[0]}"))

        writer.Batch.put = late  # type: ignore[method-assign,assignment]

    return before


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("command", ["new", "fmt"])
def test_that_what_an_editor_saves_in_between_stays(command: str, times: int, place: Path) -> None:
    target = place / "claims" / "topics.yaml"
    if command == "fmt":
        target.write_text(target.read_text().replace("label: Trade", "label:   Trade", 1))
    before = topics(place)
    ran = failing.kg(place, *COMMANDS[command], before=saves(target, times))
    assert ran.status == 0, ran
    assert topics(place) == before | {f"written-in-editor-{n}" for n in range(times)} | ({"spare"} if command == "new" else set())
    assert "label: Trade\n" in target.read_text()


@pytest.mark.parametrize("command", ["new", "fmt"])
def test_that_an_editor_who_never_stops_is_given_way_to(command: str, place: Path) -> None:
    target = place / "claims" / "topics.yaml"
    if command == "fmt":
        target.write_text(target.read_text().replace("label: Trade", "label:   Trade", 1))
    before = topics(place)
    ran = failing.kg(place, *COMMANDS[command], before=saves(target, 99))
    assert ran.status == (2 if command == "new" else 1)
    assert "another program keeps changing" in ran.err
    assert topics(place) == before | {f"written-in-editor-{n}" for n in range(99, 0, -1) if f"editor-{n}:" in target.read_text()}
    assert "spare" not in topics(place)


def test_that_answers_are_added_to_the_file_as_it_is_by_then(place: Path) -> None:
    target = place / "claims" / "topics.yaml"
    before = topics(place)
    child, terminal = pty.fork()
    if not child:
        os.chdir(place)
        os.execv(KG, ["kg", "new", "topic", "--file", "claims/topics.yaml", "--note", "n"])  # noqa: S606 - our own command
    shown = seen(terminal, "label")
    target.write_text(target.read_text().rstrip("\n") + "\n" + LATE)
    for answer in (b"My label\r", b"\r", b"\r", b"\r"):
        os.write(terminal, answer)
        shown += seen(terminal, "topics.yaml:" if answer == b"\r" else "broader")
        if "topics.yaml:" in shown.rpartition("broader")[2]:
            break
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 0, shown
    assert topics(place) == before | {"written-in-editor", "my-label"}


def seen(terminal: int, word: str) -> str:
    """What the terminal shows until it shows `word`, or ends."""
    out, until = "", time.monotonic() + 20
    while word not in out and time.monotonic() < until:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                piece = os.read(terminal, 4096)
            except OSError:
                break
            if not piece:
                break
            out += piece.decode(errors="replace")
    return out


@pytest.mark.parametrize("command", COMMANDS)
def test_that_a_kill_at_any_moment_tears_nothing(command: str, template: Path, tmp_path: Path, figures: dict[str, int]) -> None:
    """The child is forked with everything imported, so that most of its time is work; the system ends it by a timer."""
    took = []
    for n in range(2):  # the first may have to import
        whole = shutil.copytree(template, tmp_path / f"whole{n}")
        began = time.monotonic()
        assert failing.kg(whole, *COMMANDS[command]).status == 0
        took.append(time.monotonic() - began)
    lasts = min(took)
    before, after = contents(template), contents(whole)
    chance = random.Random(command)  # noqa: S311 - the same moments in each run
    killed = 0
    for n in range(8 * KILLS):
        place = shutil.copytree(template, tmp_path / str(n))
        ran = failing.kg(place, *COMMANDS[command], before=functools.partial(ends_after, max(0.0005, chance.random() * lasts)))
        killed += ran.status == -signal.SIGALRM
        lasts *= 0.8 if ran.status == 0 else 1.1  # how fast the machine is changes from run to run
        assert ran.status in {0, -signal.SIGALRM}
        assert each_is_whole(place, before, after), n
        if ran.status == 0 or "\n" in ran.out:  # it has said that it wrote
            assert {path: data for path, data in contents(place).items() if PREFIX not in path} == before | after
        if ran.status and command not in {"new", "init"}:
            again = failing.kg(place, *COMMANDS[command])
            assert again.status == 0, again
            assert {path: data for path, data in contents(place).items() if PREFIX not in path} == before | after
            assert not [*place.glob(f"out/{PREFIX}*"), *place.glob(f"build/{PREFIX}*")]
        shutil.rmtree(place)
        if killed == KILLS:
            break
    figures["kills"] += killed
    assert killed == KILLS


def ends_after(seconds: float) -> None:
    """Let the system end this process at that moment, whatever it is doing, as a kill does."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
