"""The page on methods: every analysis has its definition, source, assumptions and limits, and every test that it names exists."""

from __future__ import annotations

import ast
import re

import pytest
from places import REPOSITORY, module

from kg.cli.program.everything import app

PAGE = (REPOSITORY / "docs" / "methods.md").read_text("utf-8")
SECTIONS = {title: body for title, body in re.findall(r"^## (.+)\n((?:(?!^## ).*\n)*)", PAGE, re.MULTILINE) if "`kg " in title}
ANALYSES = {"stats", "answers", "findings", "origins", "standing", "sides", "positions", "network", "audit", "brief"}


def test_every_analysis_has_a_section_and_every_section_a_command() -> None:
    named = {name for title in SECTIONS for name in re.findall(r"`kg (\w+)", title)}
    assert named == ANALYSES
    assert named <= {command.name for command in app.registered_commands}


@pytest.mark.parametrize("title", SECTIONS)
def test_a_section_says_what_it_means_whence_and_what_it_cannot_show(title: str) -> None:
    wanted = ["Definition", "Source", "Cannot show"]
    if not re.search("stats|--sources", title):  # counts of what was entered assume nothing
        wanted.append("Assumptions")
    assert [word for word in wanted if f"**{word}.**" not in SECTIONS[title]] == []


def test_the_tests_that_it_names_exist_and_no_measure_stands_twice_with_one() -> None:
    named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", PAGE)
    assert len(named) == len(set(named)) > 25
    for file, name in named:
        functions = {node.name for node in ast.parse(module(file).read_text("utf-8")).body if isinstance(node, ast.FunctionDef)}
        assert name in functions, file
