"""The commands as a whole: one table, one file each, the same groups everywhere, and one spelling for each option."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any, Final

import forked
import new_tracker
import pytest
import typer
from places import REPOSITORY

from kg import cli
from kg.cli.program.commands import COMMANDS, GROUPS, LEAST, NESTED, function
from kg.cli.program.everything import app

FILES: Final = {path.stem for path in Path(cli.__file__).parent.glob("*.py")} - {"__init__"}


def made() -> dict[str, Any]:
    """Every command as the library of the command line has it, those within others by both names."""
    found: dict[str, Any] = {}
    todo = list(vars(typer.main.get_command(app))["commands"].items())
    while todo:
        name, command = todo.pop()
        nested = getattr(command, "commands", {})
        todo += [(f"{name} {inner}", each) for inner, each in nested.items()]
        if not nested:
            found[name] = command
    return found


def test_every_command_has_a_file_and_every_file_is_a_command() -> None:
    assert set(COMMANDS) == FILES
    assert sum(map(len, GROUPS.values())) == len(COMMANDS)
    assert set(LEAST) | NESTED <= FILES
    for name in COMMANDS:
        assert function(name).__module__ == f"kg.cli.{name}"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_imports_no_other_command(name: str) -> None:
    tree = ast.parse((Path(cli.__file__).parent / f"{name}.py").read_text("utf-8"))
    imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {f"kg.cli.{other}" for other in FILES}.intersection(imported)
    assert (ast.get_docstring(tree) or "").startswith(f"`kg {name}`: ")


def test_help_shows_the_groups_in_the_order_of_the_table() -> None:
    shown = forked.kg("--help", COLUMNS="100", TERM="dumb").stdout
    order: list[tuple[str, str]] = []
    group = ""
    for line in shown.splitlines():
        if title := re.match(r"╭─ (\w+) ─", line):
            group = title[1]
        elif row := re.match(r"│ (\w+) +\S", line):
            order.append((group, row[1]))
    assert order == [(group, name) for name, group in COMMANDS.items()]


def test_the_readme_has_the_same_groups_in_the_same_order() -> None:
    part = (REPOSITORY / "README.md").read_text("utf-8").partition("\n## The commands\n")[2].partition("\n### Everywhere\n")[0]
    found: dict[str, tuple[str, ...]] = {}
    for section in part.split("\n### ")[1:]:
        title, _, body = section.partition("\n")
        found[title] = tuple(re.findall(r"^\| `kg (\w+)", body, re.MULTILINE))
    assert found == GROUPS
    assert list(found) == list(GROUPS)


def test_one_spelling_for_the_format_and_one_for_the_output() -> None:
    spelled: dict[str, set[tuple[str, ...]]] = {"format": set(), "output": set()}
    for command in made().values():
        for param in command.params:
            for word, spellings in spelled.items():
                if any(word in option for option in param.opts if option.startswith("--")):
                    spellings.add(tuple(sorted(param.opts)))
    assert spelled == {"format": {("--format",)}, "output": {("--output", "-o")}}


@pytest.mark.parametrize(("former", "now"), [("--output-format", "--format"), ("--output-file", "--output")])
@pytest.mark.parametrize("command", ["check", "quotes"])
def test_a_former_spelling_is_refused_with_the_present_one(command: str, former: str, now: str) -> None:
    ran = forked.kg(command, former, "json", COLUMNS="100", TERM="dumb")
    assert ran.returncode == 2
    assert (now in ran.stderr.replace(former, "")) == (now == "--format" or command == "check")


@pytest.mark.parametrize(
    ("arguments", "file", "begins"),
    [
        ("map", "map.html", "<!DOCTYPE html>"),
        ("map -o x.svg", "x.svg", "<?xml"),
        ("map --format svg", "map.svg", "<?xml"),
        ("map --format svg -o x.picture", "x.picture", "<?xml"),
        ("timeline -o x.svg", "x.svg", "<?xml"),
        ("brief -o x.md", "x.md", "# "),
        ("brief --format markdown", "brief.md", "# "),
        ("brief --format markdown -o x.txt", "x.txt", "# "),
        ("brief", "brief.html", "<!DOCTYPE html>"),
    ],
)
def test_the_format_follows_from_the_output_unless_it_is_given(tmp_path: Path, arguments: str, file: str, begins: str) -> None:
    place = new_tracker.put(tmp_path)
    ran = forked.kg(*arguments.split(), cwd=place)
    assert (ran.returncode, ran.stdout) == (0, f"{file}\n")
    assert (place / file).read_text("utf-8").startswith(begins)


def test_a_brief_with_another_ending_asks_for_its_format(tmp_path: Path) -> None:
    ran = forked.kg("brief", "-o", "x.txt", "--demo", cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "kg: 'x.txt' ends in neither .html nor .md: choose one with --format\n"
    assert not list(tmp_path.iterdir())
