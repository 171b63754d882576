"""What a reader does not see, or takes for something else: blank names, letters that look alike, formulas in tables."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from forked import kg

from kg.check import check
from kg.ids import skeleton
from kg.letters import is_blank
from kg.render.escape import FORMULA

BLANK = [
    "\u200b",
    "\u3164",
    "\u2800",
    "\U000e0041\U000e0042",
    "\u00ad",
    "\u115f\u1160",
    "\uffa0",
    "\u200d\ufe0f",
    " \u00a0\u3000",
    "\u180e",
]


def codes(folder: Path, text: str) -> list[str]:
    folder.mkdir(exist_ok=True)
    (folder / "a.yaml").write_text(text, "utf-8")
    return [d.code for d in check(folder).diagnostics]


@pytest.mark.parametrize("name", BLANK, ids=ascii)
def test_a_name_of_which_nothing_is_seen_has_no_value(name: str, tmp_path: Path) -> None:
    assert is_blank(name)
    assert "K109" in codes(tmp_path / "claims", f'actors:\n  a: {{name: "{name}", type: state}}\n')
    assert "K109" in codes(tmp_path / "claims", f'actors:\n  a: {{name: A, type: state, aliases: ["{name}"]}}\n')


@pytest.mark.parametrize("name", ["A", "a\u200b", "سلام\u200cها", "\u0301", ".", "0", "🏴\U000e0067\U000e007f", "ー"])
def test_a_name_of_which_something_is_seen_is_one(name: str, tmp_path: Path) -> None:
    assert not is_blank(name)
    assert "K109" not in codes(tmp_path / "claims", f'actors:\n  a: {{name: "{name}", type: state}}\n')


@pytest.mark.parametrize("code", [0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x1FFFF, 0xFFFFE, 0x10FFFF])
def test_a_character_that_is_none_is_refused(code: int, tmp_path: Path) -> None:
    for written in (chr(code), f"\\U{code:08X}"):
        assert "K013" in codes(tmp_path / "claims", f'actors:\n  a: {{name: "A{written}", type: state}}\n')


@pytest.mark.parametrize(
    ("one", "other"),
    [("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"), ("ΝΑΤΟ", "NATO"), ("ТАСС", "TACC"), ("Ιvаn", "Ivan"), ("Μarta", "Marta")],
)
def test_letters_that_look_alike_are_one_name(one: str, other: str, tmp_path: Path) -> None:
    assert one != other
    assert skeleton(one) == skeleton(other)
    text = f"actors:\n  a: {{name: {one}, type: state}}\n  b: {{name: {other}, type: state}}\n"
    assert "K206" in codes(tmp_path / "claims", text)


CLAIMS = """\
actors:
  a: {name: '=HYPERLINK("http://x","A")', type: state}
  b: {name: '+B', type: state}
sources:
  s: {title: S, url: "https://example.org/s"}
statements:
  c: {act: accuses, speaker: a, against: b, date: 2019, says: x, reports: [{source: s}]}
  d: {act: denies, speaker: b, answers: c, date: 2019, says: '@x', reports: [{source: s}]}
"""
QUERY = "SELECT ?o WHERE { ?s rdfs:label ?o } ORDER BY ?o"


@pytest.mark.parametrize("command", [("who",), ("answers",), ("query", QUERY)], ids=lambda command: command[0])
def test_no_csv_holds_a_formula_with_safe(command: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "a.yaml").write_text(CLAIMS, "utf-8")
    plain, safe = (kg(*command, "--format", "csv", *more, cwd=tmp_path) for more in ((), ("--safe",)))
    assert plain.returncode == safe.returncode == 0, safe.stderr
    rows, guarded = ([cell for row in csv.reader(io.StringIO(run.stdout)) for cell in row] for run in (plain, safe))
    assert any(cell[:1] in FORMULA for cell in rows if cell)
    assert not any(cell[:1] in FORMULA for cell in guarded if cell)
    assert [cell.removeprefix("'") for cell in guarded] == rows
    assert kg(*command, "--safe", cwd=tmp_path).returncode == 2
