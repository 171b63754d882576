"""What a command may replace: what kg made, and nothing else, wherever an output is said to go and whatever is in the way."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import failing
import new_tracker
import pytest
from effort import NIGHTLY, some
from new_tracker import contents, leftovers
from test_outputs import COMMANDS, INTO_FOLDERS

from kg.lock import PREFIX
from kg.outputs import _BEGINNINGS as BEGINNINGS
from kg.outputs import MARK

pytestmark = pytest.mark.slow

MINE: Final = b"my only copy\n"
_T = TypeVar("_T")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_tracker.put(tmp_path_factory.mktemp("tracker"))


@pytest.fixture
def place(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "t")


def everything(folder: Path) -> dict[str, bytes | str]:
    """Every file, link and folder below this one."""
    return {
        str(path.relative_to(folder)): os.readlink(path) if path.is_symlink() else path.read_bytes() if path.is_file() else b""  # noqa: PTH115
        for path in folder.rglob("*")
    }


def refused(place: Path, *args: str) -> str:
    """Why a command refuses to write, in one line; nothing is changed by it."""
    before = everything(place.parent)
    ran = failing.kg(place, *args)
    assert (ran.status, ran.out) == (2, ""), ran
    assert everything(place.parent) == before
    assert ran.err.startswith("kg: ")
    assert ran.err.count("\n") == 1
    return ran.err


def rotated(things: Sequence[_T], command: str, most: int = 2) -> Sequence[_T]:
    """Some of them by day, others for each command; all in a nightly run."""
    first = list(COMMANDS).index(command)
    return things if NIGHTLY else [things[(first + n) % len(things)] for n in range(most)]


@pytest.mark.parametrize("command", COMMANDS)
def test_that_somebodys_file_or_folder_is_not_replaced(command: str, place: Path) -> None:
    args = COMMANDS[command].format("mine").split()
    mine = place / args[-1]
    if command in INTO_FOLDERS:
        mine.mkdir()
        mine = mine / "notes.txt"
    mine.write_bytes(MINE)
    assert "was not made by kg" in refused(place, *args)
    mine.unlink()
    assert failing.kg(place, *args).status == 0
    assert failing.kg(place, *args).status == 0  # what was made may be made again


@pytest.mark.parametrize("command", sorted(INTO_FOLDERS))
def test_that_somebodys_file_among_ours_is_left_and_never_replaced(command: str, place: Path) -> None:
    args = COMMANDS[command].format("out").split()
    assert failing.kg(place, *args).status == 0
    (place / "out" / "notes.txt").write_bytes(MINE)
    assert failing.kg(place, *args).status == 0
    assert (place / "out" / "notes.txt").read_bytes() == MINE
    other = "export jsonl -o out" if command != "export jsonl" else "export csv -o out"
    taken = "actors.jsonl" if command != "export jsonl" else "actors.csv"
    (place / "out" / taken).write_bytes(MINE)
    why = (
        "the folder 'out' is not empty" if command == "site" else f"'out/{taken}' was not made by kg"
    )  # a site has a list of its own
    assert why in refused(place, *other.split())


@pytest.mark.parametrize("output", [".", "claims/..", "../t"])
def test_that_the_folder_of_a_tracker_is_no_folder_of_outputs(output: str, place: Path) -> None:
    (place / "store").mkdir()
    (place / "store" / "notes.txt").write_bytes(MINE)
    (place / "sources.csv").write_bytes(MINE)
    for command in INTO_FOLDERS:
        assert "is not empty and was not made by kg" in refused(place, *COMMANDS[command].format(output).split())


def test_that_what_somebody_keeps_in_a_store_is_not_removed(place: Path) -> None:
    assert failing.kg(place, "build").status == 0
    (place / "build" / "store" / "notes.txt").write_bytes(MINE)
    assert "'build/store' was not made by kg" in refused(place, "build")


def test_that_the_folder_of_an_earlier_version_is_taken_over(place: Path) -> None:
    assert failing.kg(place, "build").status == 0
    assert failing.kg(place, "map", "-o", "build/map.html").status == 0
    (place / "build" / MARK).unlink()
    assert failing.kg(place, "build").status == 0
    assert failing.kg(place, "map", "-o", "build/map.html").status == 0
    assert (place / "build" / MARK).is_file()
    (place / "build" / MARK).unlink()
    (place / "build" / "graph.nt").write_bytes(MINE)
    assert "was not made by kg" in refused(place, "build")


@pytest.mark.parametrize("command", COMMANDS)
def test_that_nothing_goes_among_the_claims_or_into_a_repository(command: str, place: Path) -> None:
    (place / ".git").mkdir()
    (place / "elsewhere").mkdir()
    for output in rotated(
        ("claims/new", "claims/a/../new", ".git/new", "elsewhere/.GIT/hooks", "elsewhere/../claims/x/y"), command
    ):
        assert "name another place for the output" in refused(place, *COMMANDS[command].format(output).split())


@pytest.mark.parametrize("command", COMMANDS)
def test_that_no_link_is_followed(command: str, place: Path) -> None:
    outside = place.parent / "outside"
    outside.mkdir()
    args = COMMANDS[command].format("out").split()
    link = place / args[-1]
    for target in rotated((outside, outside / "nowhere", link, place / "claims"), command):
        link.symlink_to(target)
        assert "is a link, and no link is followed" in refused(place, *args) or target == link or target == place / "claims"
        link.unlink()
    (place / "deep").symlink_to(outside)
    for output in rotated(("deep/out", "deep/a/b"), command, 1):
        assert "'deep' is a link" in refused(place, *COMMANDS[command].format(output).split()).replace(f"{place}/", "")
    assert list(outside.iterdir()) == []


def test_that_init_follows_no_link_and_replaces_nothing(tmp_path: Path) -> None:
    place = tmp_path / "t"
    (tmp_path / "outside").mkdir()
    place.mkdir()
    for name in (".vscode", ".github"):
        (place / name).symlink_to(tmp_path / "outside")
        assert "is a link, and no link is followed" in refused(place, "init")
        (place / name).unlink()
    (place / ".editorconfig").write_bytes(MINE)
    assert failing.kg(place, "init").status == 0
    assert (place / ".editorconfig").read_bytes() == MINE


def test_that_the_next_init_completes_what_a_killed_one_left(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    assert failing.kg(tmp_path, "init", "whole").status == 0
    made = contents(whole)
    claims = [path for path in made if path.startswith("claims/")]
    around = [path for path in made if path not in claims]
    for at in some(range(1, len(made)), 3):
        there = [*around, *claims][:at]
        place = tmp_path / str(at)
        for path in there:
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_bytes(made[path])
        (place / there[-1]).with_name(f"{PREFIX}0123456789abcdef").write_bytes(b"half")
        ran = failing.kg(tmp_path, "init", str(at))
        assert ran.status == 0, ran
        assert contents(place) == made
    (whole / claims[0]).unlink()
    (whole / claims[1]).write_bytes(made[claims[1]] + b"# ours\n")
    assert "is already there" in refused(whole, "init")


def test_that_a_file_that_appears_meanwhile_is_not_replaced(place: Path) -> None:
    from kg.site.map import page

    def slow() -> None:
        draw = page.map_page

        def drawn(*args: Any, **options: Any) -> str:
            (place / "map.html").write_bytes(MINE)
            return draw(*args, **options)

        page.map_page = drawn

    ran = failing.kg(place, "map", before=slow)
    assert (ran.status, ran.err.count("was not made by kg")) == (2, 1)
    assert (place / "map.html").read_bytes() == MINE


def test_that_every_form_is_known_by_its_beginning(place: Path) -> None:
    forms = {
        "a page": ("map -o x.html", "timeline -o y.html", "brief -o z.html"),
        "a picture": ("map --format svg -o x.svg", "timeline --format svg -o y.svg"),
        "a brief": ("brief -o x.md",),
        "GraphML": ("network -o x.graphml",),
        "GEXF": ("network -o x.gexf",),
        "a database": ("export sqlite -o x.db",),
        "what Datasette shows": ("export sqlite -o y.db",),
        "the schema": ("schema -o x.json",),
        "SARIF": ("check --format sarif -o x.sarif",),
        "JSON": ("check --format json -o y.json",),
        "JUnit": ("check --format junit -o x.xml",),
        "GitLab": ("check --format gitlab -o z.json",),
        "GitHub": ("check --format github -o x.txt",),
        "text": ("check -o y.txt", "check --format concise -o z.txt"),
    }
    assert forms.keys() == BEGINNINGS.keys()
    (place / "claims" / "more.yaml").write_text("topics:\n  spare: {label: Spare}\n")  # one warning
    for commands in forms.values():
        for command in commands:
            assert failing.kg(place, *command.split()).status == 0
            written = (place / command.split()[-1]).read_bytes()
            assert written
            again = failing.kg(place, *command.split())
            assert again.status == 0, again


def test_that_a_pipe_in_the_place_of_an_output_is_not_waited_for(place: Path) -> None:
    os.mkfifo(place / "pipe.html")
    (place / "build").mkdir()
    os.mkfifo(place / "build" / MARK)
    for args in (("map", "-o", "pipe.html"), ("build",)):
        done = threading.Event()
        timer = threading.Timer(60, done.set)
        timer.start()
        refused_by = failing.kg(place, *args)
        timer.cancel()
        assert refused_by.status == 2
        assert not done.is_set()
    assert not leftovers(place)


def test_that_the_main_job_can_be_done_twice(template: Path, tmp_path: Path) -> None:
    place = shutil.copytree(template, tmp_path / "t")
    for _ in range(2):
        for args in (("build", "-o", "build"), ("map", "-o", "build/map.html")):
            assert failing.kg(place, *args).status == 0
    assert subprocess.run(["ls", "-A", str(place / "build")], capture_output=True, text=True, check=True).stdout.split() == [
        MARK,
        "graph.jsonld",
        "graph.nt",
        "graph.ttl",
        "map.html",
        "store",
    ]
