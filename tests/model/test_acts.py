"""Every act with every field: what a statement needs, may have and must not have."""

from __future__ import annotations

import re
from typing import Final

import pytest
from full_records import STATEMENT, Raw
from places import REPOSITORY

from kg.diagnostic import Path
from kg.model.acts import ABOUT, ACTS
from kg.model.faults import read
from kg.model.part import fields_of
from kg.model.records import Statement

PAGE: Final = REPOSITORY / "docs" / "format.md"


def found(raw: Raw) -> list[tuple[Path, str]]:
    return sorted(((fault.path, fault.code) for fault in read(Statement, "x", raw).faults), key=str)


FIELDS: Final = list(fields_of(Statement))
_VALUES: Final[Raw] = {
    **STATEMENT,
    "stance": "affirms",
    "outcome": "upheld",
    "verdict": "x",
    "toward": "a",
    "was": "a",
    "note": "b",
    "allow": [{"code": "K205", "why": "c"}],
}


def forbidden() -> dict[str, set[str]]:
    """The fields that each act has not, as the format page says, which is written by hand."""
    table = re.search(r"^(\| act \| `answers` .*)\n.*\n((?:\|.*\n)+)", PAGE.read_text("utf-8"), re.MULTILINE)
    assert table is not None
    _, *fields = (cell.strip(" `") for cell in table[1].strip("|").split("|"))
    rows = ([cell.strip(" `") for cell in line.strip("|").split("|")] for line in table[2].splitlines())
    return {act: {field for field, cell in zip(fields, cells, strict=True) if cell == "no"} for act, *cells in rows}


FORBIDDEN: Final = forbidden()


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("field", FIELDS)
def test_every_act_with_every_field(act: str, field: str) -> None:
    raw = {
        "act": act,
        "speaker": "a",
        "date": "2017",
        "says": "b",
        "allegation": "c",
        "answers": "d",
        "reports": [{"source": "e"}],
    }
    raw |= {"outcome": "upheld"} if act == "finds" else {}
    raw[field] = act if field == "act" else _VALUES[field]
    assert found(raw) == ([((field,), "K103")] if field in FORBIDDEN[act] else [])


@pytest.mark.parametrize("act", ACTS)
def test_every_act_without_what_it_needs(act: str) -> None:
    rule = ACTS[act]
    raw = {"act": act, "speaker": "a", "date": "2017", "says": "b"}
    required = dict.fromkeys(rule.requires, "c") | ({"outcome": "upheld"} if "outcome" in rule.requires else {})
    for name in required:
        assert found({**raw, **{other: value for other, value in required.items() if other != name}}) == [((), "K102")]
    raw |= required
    assert found(raw) == ([((), "K102")] if rule.needs else [])
    for need in rule.needs:
        assert found({**raw, need: "c"}) == []
    del raw["says"]
    assert found(raw) == ([] if required else [((), "K102")])
    for need in rule.needs:
        assert found({**raw, need: "c"}) == []
    for about in () if required else ABOUT:
        expected = [] if not rule.needs or about in rule.needs else [((), "K102")]
        assert found({**raw, about: "c"}) == expected


def test_a_misspelt_field_is_not_reported_as_missing_too() -> None:
    assert found({"act": "denies", "speeker": "a", "dat": "2017", "says": "b", "anwsers": "c"}) == [
        (("anwsers",), "K101"),
        (("dat",), "K101"),
        (("speeker",), "K101"),
    ]
