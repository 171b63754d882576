"""Places in claim files: every key and value is found, whatever its path, and diagnostics sort by place."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from counting import growth
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.diagnostic import Diagnostic, Mark, Marks, Path, Places, Severity, pack

_TREE = st.recursive(
    st.just("x"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("ab", min_size=1, max_size=2), inner, max_size=4),
    max_leaves=25,
)


class Placed:
    """A tree of values laid out as the reader does it, each key and value at a place of its own."""

    def __init__(self, value: Any) -> None:
        self.line = 0
        self.values: dict[Path, Mark] = {}
        self.keys: dict[Path, Mark] = {}
        self.row: list[int] = []
        self.names: list[str] = []
        self.place(value, ())

    def next(self) -> tuple[int, Mark]:
        self.line += 1
        return pack(self.line, self.line % 7), Mark("f", self.line + 1, self.line % 7 + 1)

    def place(self, value: Any, path: Path) -> None:
        at, self.values[path] = self.next()
        if not isinstance(value, list | dict):
            self.row.append(at)
            return
        start = len(self.row)
        self.row += (~at, 0)
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(value, dict):
                key_at, self.keys[*path, key] = self.next()
                self.row += (len(self.names), key_at)
                self.names.append(str(key))
            self.place(item, (*path, key))
        self.row[start + 1] = len(self.row) << 1 | isinstance(value, dict)

    @property
    def marks(self) -> Marks:
        return Marks(Places("f", self.row, self.names))


@settings(max_examples=examples(200), deadline=None)
@given(_TREE)
def test_every_key_and_value_is_found(value: Any) -> None:
    placed = Placed(value)
    marks = placed.marks
    for path, mark in placed.values.items():
        assert marks.mark(path) == mark
        assert marks.key(path) == placed.keys.get(path, mark)
        for beyond in ("zzz", 99):
            assert marks.mark((*path, beyond)) == mark
            assert marks.mark((*path, beyond, "a", 0)) == mark


@settings(max_examples=examples(100), deadline=None)
@given(st.dictionaries(st.text("abc", min_size=1, max_size=2), _TREE, max_size=5))
def test_the_marks_inside_a_mapping(value: dict[str, Any]) -> None:
    placed = Placed(value)
    marks = placed.marks
    for key, inside in zip(value, marks.items(), strict=True):
        for inner in (inside, marks.inside(key)):
            assert inner.mark() == placed.keys[key,]
            for path, mark in placed.values.items():
                if path[:1] == (key,) and len(path) > 1:
                    assert inner.mark(path[1:]) == mark


def test_one_mapping_may_replace_a_list() -> None:
    placed = Placed({"part_of": {"of": "x", "from": ["y"]}})
    marks = placed.marks
    assert marks.mark(("part_of", 0)) == placed.values["part_of",]
    assert marks.mark(("part_of", 0, "of")) == placed.values["part_of", "of"]
    assert marks.key(("part_of", 0, "of")) == placed.keys["part_of", "of"]
    assert marks.mark(("part_of", 0, "from", 0)) == placed.values["part_of", "from", 0]


def test_one_text_may_replace_a_list() -> None:
    placed = Placed({"speaker": "x"})
    assert placed.marks.mark(("speaker", 0)) == placed.values["speaker",]
    assert not list(Marks(Places("f", [0])).items())


def test_a_long_mapping_is_searched_once() -> None:
    def searched(size: int) -> Callable[[], None]:
        value = {f"k{i}": "x" for i in range(size)}
        placed = Placed(value)

        def search() -> None:
            marks = placed.marks
            assert [marks.key((key,)) for key in value] == list(placed.keys.values())
            assert marks.key(("none",)) == placed.values[()]

        return search

    assert growth(searched, 1000) < 2.5


@pytest.mark.parametrize(("line", "column"), [(0, 0), (0, (1 << 20) + 1), ((1 << 20) + 1, 0), (12345, 54321)])
def test_a_position_as_one_integer(line: int, column: int) -> None:
    assert Marks(Places("f", [pack(line, column)])).mark() == Mark("f", line + 1, column + 1)


def test_diagnostics_sort_by_place_then_code_then_words() -> None:
    def made(file: str, line: int, column: int, code: str, message: str) -> Diagnostic:
        return Diagnostic(Mark(file, line, column), code, Severity.ERROR, message)

    ordered = [
        made("a", 2, 1, "K900", "z"),
        made("a", 10, 1, "K100", "a"),
        made("a", 10, 2, "K100", "a"),
        made("a", 10, 2, "K100", "b"),
        made("a", 10, 2, "K200", "a"),
        made("b", 1, 1, "K100", "a"),
    ]
    found = ordered[::-1]
    found.sort(key=lambda d: d.order)
    assert found == ordered


def test_diagnostics_are_values() -> None:
    first, second = (Diagnostic(Mark("a"), "K001", Severity.WARNING, "x") for _ in range(2))
    assert first == second
    assert (first.hint, first.related, first.record) == ("", (), None)
    assert (first.mark.line, first.mark.column) == (1, 1)
    assert [str(severity) for severity in Severity] == ["error", "warning"]
    with pytest.raises(dataclasses.FrozenInstanceError):
        first.code = "K002"  # type: ignore[misc]
