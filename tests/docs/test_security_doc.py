"""`SECURITY.md` promises nothing without a test, and names no test that is not there."""

from __future__ import annotations

import ast
import re

from places import REPOSITORY, module

PAGE = REPOSITORY / "SECURITY.md"


def named() -> list[tuple[str, str]]:
    return re.findall(r"`(test_\w+\.py)::(test_\w+)`", PAGE.read_text("utf-8"))


def test_every_test_that_is_named_exists() -> None:
    found = named()
    assert len(found) > 40
    for file, name in found:
        tree = ast.parse(module(file).read_text("utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, f"{file}::{name}"


def test_what_strangers_cannot_do_has_a_proof_in_each_line() -> None:
    sections = re.split(r"^## ", PAGE.read_text("utf-8"), flags=re.MULTILINE)[1:]
    rows = [line for text in sections for line in text.split("\n") if line.startswith("| ")]
    promises = [row for row in rows if not re.match(r"\| (they cannot|what is promised|---)", row)]
    assert len(promises) > 20
    for row in promises:
        assert "::test_" in row, row
