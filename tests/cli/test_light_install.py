"""What works where only PyYAML, typer and rich are installed, as in continuous integration that only checks.

Here the other libraries are hidden from the command; `.ci/light` tries the built wheel in an environment without them.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final

import new_tracker
import pytest
from places import REPOSITORY as ROOT

LIGHT: Final = frozenset({"pyyaml", "typer", "rich"})
HIDING: Final = """
import sys
sys.modules.update(dict.fromkeys(sys.argv.pop(1).split()))
from kg.cli import main
sys.argv[0] = "kg"
main()
"""


def heavy() -> list[str]:
    """The libraries of an ordinary install that are left out, and what the tests alone have."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = [re.split(r"[^a-z0-9]", need)[0] for need in project["dependencies"]]
    return [*(name for name in names if name not in LIGHT), "scipy", "pyshacl"]


def light(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", HIDING, " ".join(heavy()), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def tracker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("light")
    made = light(folder, "init", "--example")
    assert made.returncode == 0, made.stderr
    return folder


@pytest.mark.parametrize(
    "command",
    [
        "check",
        "check --format sarif",
        "fmt --check",
        "list actor",
        "show nicholson-arms-2017-04",
        "rule K201",
        "schema --root claims",
        "new topic weather --label Weather --note Later.",
        "who",
    ],
)
def test_a_command_works_with_three_libraries(tracker: Path, command: str) -> None:
    run = light(tracker, *command.split())
    assert (run.returncode, run.stderr.count("not installed")) == (0, 0), run.stderr


@pytest.mark.parametrize(
    ("command", "library"),
    [
        ("query --name who-accused-whom", "pyoxigraph"),
        ("map -o map.html", "networkx"),
        ("build -o build", "pyoxigraph"),
    ],
)
def test_another_says_in_one_line_what_to_install(tracker: Path, command: str, library: str) -> None:
    run = light(tracker, *command.split())
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == f"kg: '{library}' is not installed, and this needs it: pip install rejoinder\n"


def test_the_page_and_the_try_of_the_wheel_install_these_three_within_their_bounds() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    bounds = [re.sub(r">=[0-9.]+,?", "", need) for need in project["dependencies"] if need.startswith(tuple(LIGHT))]
    wanted = " ".join(f"'{need}'" if "<" in need else need for need in sorted(bounds, key=["pyyaml", "typer<0.29", "rich"].index))
    assert f"pip install {wanted}\npip install --no-deps " in (ROOT / "docs" / "ci.md").read_text("utf-8")
    assert f"--disable-pip-version-check {wanted}\n" in (ROOT / ".ci" / "light").read_text("utf-8")


def test_nothing_that_is_installed_needs_what_only_the_tests_have(tmp_path: Path) -> None:
    tracker = new_tracker.put(tmp_path)
    hidden = "scipy"
    for command in ("network", "map -o map.html", "audit"):
        run = subprocess.run(
            [sys.executable, "-c", HIDING, hidden, *command.split()], cwd=tracker, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stderr
