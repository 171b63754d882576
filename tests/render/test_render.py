"""Output formats: what is written can be read back, and text from claim files cannot break out of any of them."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from kg.diagnostic import Diagnostic, Mark, Severity
from kg.render import diagnostics, table
from kg.render.escape import printable
from kg.render.table import Table

TEXT = 'statements:\n  falk:\n    speaker: russa # für\n    says: "\\u202Eliam"\n'.encode()
FAULT = Diagnostic(
    Mark("claims/a.yaml", 3, 14),
    "K201",
    Severity.ERROR,
    "unknown actor 'russa'",
    "did you mean 'russia'?",
    (Mark("claims/b.yaml", 1, 3),),
)
WARNING = Diagnostic(
    Mark("claims/a.yaml", 2, 3), "K205", Severity.WARNING, "nothing refers to 'falk'", record=("statement", "falk")
)


def test_text_shows_line_caret_hint_and_related_place() -> None:
    assert diagnostics.text([FAULT], {"claims/a.yaml": TEXT}) == (
        "claims/a.yaml:3:14: error K201 unknown actor 'russa'\n"
        "  3 |     speaker: russa # für\n"
        "    |              ^\n"
        "  hint: did you mean 'russia'?\n"
        "  see:  claims/b.yaml:1:3\n"
    )


def test_text_keeps_diagnostics_apart_and_leaves_out_what_is_not_there() -> None:
    shown = diagnostics.text([WARNING, FAULT], {})
    assert shown.splitlines() == [
        "claims/a.yaml:2:3: warning K205 nothing refers to 'falk'",
        "",
        "claims/a.yaml:3:14: error K201 unknown actor 'russa'",
        "  hint: did you mean 'russia'?",
        "  see:  claims/b.yaml:1:3",
    ]


@pytest.mark.parametrize("column", [1, 200, 5_000, 9_999])
def test_a_long_line_is_cut_around_the_place(column: int) -> None:
    line = "x" * (column - 1) + "!" + "y" * (10_000 - column)
    shown = diagnostics.text([Diagnostic(Mark("f", 1, column), "K006", Severity.ERROR, "m")], {"f": line.encode()}).splitlines()
    assert len(shown[1]) < 200
    assert shown[1][shown[2].index("^")] == "!"


def test_of_very_many_faults_alike_people_are_shown_the_first_hundred() -> None:
    found = [Diagnostic(Mark(file, line), code, Severity.ERROR, "m") for file in "ab" for line in range(1, 251) for code in CODES]
    shown = diagnostics.text(found, {"a": b"x\n" * 300, "b": b""})
    for file in "ab":
        for code in CODES:
            assert shown.count(f"error {code} m") == 200
            assert f"\n{file}: error {code} 150 more in this file, which the other output formats list\n" in shown
    assert diagnostics.text(found[:200], {}).count("\n\n") == 199
    assert "more in this file" not in diagnostics.text(found[:200], {})
    assert diagnostics.concise(found).count("\n") == len(json.loads(diagnostics.as_json(found))["diagnostics"]) == 1000


def test_of_very_many_files_with_faults_alike_people_are_shown_the_first_thousand() -> None:
    many = [Diagnostic(Mark(f"f{n:05}", 1), "K205", Severity.WARNING, "m") for n in range(2_500)]
    found = [*many, Diagnostic(Mark("z", 1), "K201", Severity.ERROR, "rare")]
    shown = diagnostics.text(found, {})
    assert shown.count("warning K205 m") == 1000
    assert "error K201 rare" in shown
    assert shown.endswith("\nwarning K205 1,500 more from there on, which the other output formats list\n")
    assert diagnostics.concise(found).count("\n") == 2_501
    everywhere = [Diagnostic(Mark(f"f{n:02}", line), "K201", Severity.ERROR, "m") for n in range(30) for line in range(200)]
    last = diagnostics.text(everywhere, {}).split("\n\n")[-1].splitlines()
    assert last[0] == "f00: error K201 100 more in this file, which the other output formats list"
    assert last[9:] == ["error K201 4,100 more from there on, which the other output formats list"]


CODES = ("K201", "K202")


def test_a_mark_past_the_end_shows_no_line() -> None:
    assert diagnostics.text([Diagnostic(Mark("f", 9, 9), "K006", Severity.ERROR, "m")], {"f": b"a\n"}) == "f:9:9: error K006 m\n"


def test_concise_is_one_line_each() -> None:
    assert diagnostics.concise([FAULT, WARNING]).splitlines() == [
        "claims/a.yaml:3:14: error K201 unknown actor 'russa'",
        "claims/a.yaml:2:3: warning K205 nothing refers to 'falk'",
    ]


def test_json_says_all() -> None:
    found = json.loads(diagnostics.as_json([FAULT, WARNING]))
    assert found["version"] == diagnostics.VERSION
    assert found["diagnostics"][0] == {
        "file": "claims/a.yaml",
        "line": 3,
        "column": 14,
        "code": "K201",
        "severity": "error",
        "message": "unknown actor 'russa'",
        "hint": "did you mean 'russia'?",
        "page": "kg rule K201",
        "related": [{"file": "claims/b.yaml", "line": 1, "column": 3}],
        "record": None,
    }
    assert found["diagnostics"][1]["record"] == {"kind": "statement", "id": "falk"}


@given(st.text())
def test_printable_holds_no_control_and_no_override(text: str) -> None:
    shown = printable(text)
    assert not any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in shown)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\ufeff]", shown)
    shown.encode()


@given(st.text())
def test_printable_leaves_what_people_write(text: str) -> None:
    plain = "".join(c for c in text if unicodedata.category(c)[0] in "LMNPS" or c in " \u200c\u200d")
    plain = re.sub("[\u202a-\u202e\u2066-\u2069\ufeff]", "", plain)
    assert printable(plain) == plain


@given(st.text())
def test_a_diagnostic_is_one_line_whatever_it_quotes(text: str) -> None:
    hostile = Diagnostic(Mark("f"), "K101", Severity.ERROR, f"unknown field '{text}'")
    assert len(diagnostics.concise([hostile]).splitlines()) == 1


CELLS = st.one_of(st.none(), st.booleans(), st.integers(), st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.builds(
        lambda rows: Table(tuple(f"c{n}" for n in range(width)), tuple(rows)),
        st.lists(st.tuples(*[CELLS] * width), max_size=5),
    )
)


@given(TABLES)
def test_csv_is_read_back(shown: Table) -> None:
    rows = list(csv.reader(io.StringIO(table.to_csv(shown), newline="")))
    assert rows[0] == list(shown.columns)
    assert rows[1:] == [[table.shown(cell) for cell in row] for row in shown.rows]


@given(TABLES)
def test_json_is_read_back(shown: Table) -> None:
    rows = json.loads(table.to_json(shown))
    assert rows == [dict(zip(shown.columns, row, strict=True)) for row in shown.rows]


@given(TABLES)
def test_markdown_has_one_line_a_row_and_no_cell_breaks_out(shown: Table) -> None:
    lines = table.to_markdown(shown).splitlines()
    assert len(lines) == 2 + len(shown.rows)
    for line in lines:
        bare = re.sub(r"\\.", "", line)
        assert bare.count("|") == len(shown.columns) + 1
        assert not re.search(r"[*_`<>\[\]]", bare)


@given(TABLES, st.sampled_from([None, 20, 80]))
def test_a_terminal_table_holds_no_control_characters(shown: Table, width: int | None) -> None:
    text = table.to_text(shown, width)
    assert not any(unicodedata.category(c) == "Cc" for c in text.replace("\n", ""))
    if width is None:
        assert len(text.splitlines()) == 1 + len(shown.rows)


@given(TABLES)
def test_columns_stand_below_each_other_where_there_is_no_terminal(shown: Table) -> None:
    texts = [[printable(table.shown(cell)) for cell in row] for row in (shown.columns, *shown.rows)]
    ends = [max(map(cell_len, column)) for column in zip(*texts, strict=True)]
    for line, row in zip(table.to_text(shown, None).splitlines(), texts, strict=True):
        rest = line
        for text, end in zip(row, ends, strict=True):
            cell, rest = rest[: len(text) + end - cell_len(text)], rest[len(text) + end - cell_len(text) + 2 :]
            assert cell.strip() == text.strip()


def test_one_long_cell_moves_no_other_row_and_is_cut_on_a_terminal() -> None:
    """What a query makes of a text by doubling it is shown in no more time and room than it has itself."""
    shown = Table(("a", "b"), (("x" * 5_000_000, "end"), *[("y", "end")] * 1000))
    lines = table.to_text(shown, None).splitlines()
    assert lines[1] == "x" * 5_000_000 + "  end"
    assert sum(map(len, lines)) < 20_000_000
    assert lines[2].split() == ["y", "end"]
    folded = table.to_text(shown, 80)
    assert "…" in folded
    assert folded.count("x") == 2_000


def test_several_long_cells_leave_no_line_of_hundreds_of_spaces() -> None:
    """Eight columns, each with one cell that is far longer than the others."""
    rows = [tuple("x" * 150 if row == column else "y" for column in range(8)) for row in range(8)]
    for line in table.to_text(Table(tuple("abcdefgh"), tuple(rows)), None).splitlines()[1:]:
        assert len(line) < 240 + 150
        assert sorted(map(len, line.split())) == [1] * 7 + [150]


def test_a_table_without_columns_is_no_fault() -> None:
    for width in (None, 80):
        assert table.to_text(Table((), ((),)), width).strip() == ""


def test_a_terminal_table_takes_no_markup() -> None:
    assert "[bold]a[/bold] :smile:" in table.to_text(Table(("c",), (("[bold]a[/bold] :smile:",),)), None)


def test_a_caption_is_for_people_and_no_markup() -> None:
    shown = Table(("c",), (("a",),), caption=("two *bold*\x1b lines", "of words"))
    assert table.to_text(shown, None) == "two *bold*\\x1b lines\nof words\n\nc\na\n"
    assert table.to_markdown(shown).startswith("two \\*bold\\*\\\\x1b lines\n\nof words\n\n| c |\n")
    assert table.to_csv(shown) == "c\r\na\r\n"
    assert json.loads(table.to_json(shown)) == [{"c": "a"}]


IDS = st.from_regex(r"[a-z]{1,6}(-[a-z]{1,6}){0,4}", fullmatch=True)


@given(st.lists(st.tuples(st.text("abc é中-", max_size=60), IDS, st.integers(0, 10**6), IDS), max_size=6), st.integers(50, 150))
@example([("aaaaaaaaaaaaaaa中", "a", 0, "b"), ("", "aaaaaa-a-a-aaaa-aaaaa", 5, "c")], 60)
@example([("é" * 60, "aaaaaa-aaaaaa-aaaaaa-aaaaaa-aaaaaa", 1, "bbbbbb-bbbbbb-bbbbbb-bbbbbb-bbbbbb")], 60)
def test_a_table_fits_its_width_and_breaks_no_id(rows: list[tuple[str, str, int, str]], width: int) -> None:
    shown = table.to_text(Table(("statement", "id", "statements", "because"), tuple(rows)), width)
    lines = shown.splitlines()
    assert all(cell_len(line) <= width for line in lines)
    words = Counter(word for line in lines for word in line.split())
    assert not Counter(word for _, one, count, other in rows for word in (one, str(count), other)) - words


@given(st.lists(st.tuples(st.text("abc é中-", max_size=60), IDS), max_size=6), st.integers(8, 150))
def test_a_narrow_table_loses_nothing(rows: list[tuple[str, str]], width: int) -> None:
    letters = Counter(table.to_text(Table(("s", "i"), tuple(rows)), width))
    assert not Counter("".join("".join(row) for row in rows).replace(" ", "")) - letters


def test_rows_that_have_no_room_are_written_as_records() -> None:
    rows = (
        ("The harbour office accuses the ferry company of smuggling rope", "office-accuses-ferry", 12, "word against word"),
        ("The ferry company denies it", "ferry-denies", 3, None),
    )
    shown = Table(("statement", "id", "reports", "because"), rows, caption=("one two three four five six seven",))
    assert table.to_text(shown, 31).splitlines() == [
        "one two three four five six",
        "seven",
        "",
        "statement  The harbour office",
        "           accuses the ferry",
        "           company of smuggling",
        "           rope",
        "id         office-accuses-ferry",
        "reports    12",
        "because    word against word",
        "",
        "statement  The ferry company",
        "           denies it",
        "id         ferry-denies",
        "reports    3",
    ]
    assert table.to_text(shown, 17).splitlines()[4:7] == ["statement: The", "harbour office", "accuses the ferry"]
    assert table.to_text(Table(shown.columns, ()), 20).splitlines() == ["statement  id", "reports  because"]


def test_the_caret_stands_below_its_place_after_wide_and_combining_letters() -> None:
    line = "  a: {label: \u65e5\u672c\u8a9e e\u0301, bad: x}"
    mark = Mark("f.yaml", 1, line.index("bad") + 1)
    found = diagnostics.text([Diagnostic(mark, "K101", Severity.ERROR, "m")], {"f.yaml": line.encode()}).splitlines()
    assert found[2] == "    | " + " " * (line.index("bad") + 3 - 1) + "^"
