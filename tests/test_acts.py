"""Every act with every field: what a statement needs, may have and must not have."""

from __future__ import annotations

from typing import Final

import pytest
from full_records import STATEMENT, Raw

from kg.diagnostic import Path
from kg.model.acts import ABOUT, ACTS, family
from kg.model.faults import read
from kg.model.part import fields_of
from kg.model.records import Statement


def found(raw: Raw) -> list[tuple[Path, str]]:
    return sorted(((fault.path, fault.code) for fault in read(Statement, "x", raw).faults), key=str)


FIELDS: Final = list(fields_of(Statement))
_VALUES: Final[Raw] = {**STATEMENT, "toward": "a", "was": "a", "note": "b", "allow": [{"code": "K205", "why": "c"}]}

FORBIDDEN: Final = {  # written out a second time, as the design reads
    "accuses": "toward",
    "denies": "against toward",
    "rebuts": "against toward",
    "concedes": "against toward",
    "qualifies": "against toward",
    "declines": "against toward certainty no_answer_as_of",
    "corroborates": "against toward",
    "retracts": "against toward certainty may_answer no_answer_as_of",
    "corrects": "against toward may_answer no_answer_as_of",
    "asserts": "against toward",
    "praises": "against",
    "promises": "against",
    "warns": "against",
    "demands": "against",
    "announces": "against",
}


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
    raw[field] = act if field == "act" else _VALUES[field]
    assert found(raw) == ([((field,), "K103")] if field in FORBIDDEN[act].split() else [])


@pytest.mark.parametrize("act", ACTS)
def test_every_act_without_what_it_needs(act: str) -> None:
    rule = ACTS[act]
    raw = {"act": act, "speaker": "a", "date": "2017", "says": "b"}
    assert found(raw) == ([((), "K102")] if rule.needs else [])
    for need in rule.needs:
        assert found({**raw, need: "c"}) == []
    del raw["says"]
    assert found(raw) == [((), "K102")]
    for need in rule.needs:
        assert found({**raw, need: "c"}) == []
    for about in ABOUT:
        expected = [] if not rule.needs or about in rule.needs else [((), "K102")]
        assert found({**raw, about: "c"}) == expected


def test_the_families_are_those_of_the_design() -> None:
    by_family: dict[str, list[str]] = {}
    for act in ACTS:
        by_family.setdefault(family(act), []).append(act)
    assert by_family == {
        "accusation": ["accuses"],
        "answer": ["denies", "rebuts", "concedes", "qualifies", "declines"],
        "support": ["corroborates"],
        "own words": ["retracts", "corrects"],
        "other": ["asserts", "praises", "promises", "warns", "demands", "announces"],
    }


def test_a_misspelt_field_is_not_reported_as_missing_too() -> None:
    assert found({"act": "denies", "speeker": "a", "dat": "2017", "says": "b", "anwsers": "c"}) == [
        (("anwsers",), "K101"),
        (("dat",), "K101"),
        (("speeker",), "K101"),
    ]
