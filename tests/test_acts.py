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

FORBIDDEN: Final = {  # written out a second time, as the design reads
    "accuses": "toward stance outcome verdict",
    "denies": "against toward outcome verdict",
    "rebuts": "against toward outcome verdict",
    "concedes": "against toward outcome verdict",
    "qualifies": "against toward outcome verdict",
    "declines": "against toward outcome verdict certainty no_answer_as_of stance",
    "corroborates": "against toward outcome verdict",
    "retracts": "against toward outcome verdict certainty may_answer no_answer_as_of stance",
    "corrects": "against toward outcome verdict may_answer no_answer_as_of",
    "finds": "against toward certainty stance may_answer",
    "settles": "against toward outcome verdict certainty no_answer_as_of",
    "apologizes": "against toward outcome verdict certainty no_answer_as_of",
    "asserts": "against toward outcome verdict",
    "praises": "against outcome verdict",
    "promises": "against outcome verdict",
    "warns": "against outcome verdict",
    "demands": "against outcome verdict",
    "announces": "against outcome verdict",
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
    raw |= {"outcome": "upheld"} if act == "finds" else {}
    raw[field] = act if field == "act" else _VALUES[field]
    assert found(raw) == ([((field,), "K103")] if field in FORBIDDEN[act].split() else [])


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


def test_the_families_are_those_of_the_design() -> None:
    by_family: dict[str, list[str]] = {}
    for act in ACTS:
        by_family.setdefault(family(act), []).append(act)
    assert by_family == {
        "accusation": ["accuses"],
        "answer": ["denies", "rebuts", "concedes", "qualifies", "declines"],
        "support": ["corroborates"],
        "own words": ["retracts", "corrects"],
        "finding": ["finds"],
        "closing": ["settles", "apologizes"],
        "other": ["asserts", "praises", "promises", "warns", "demands", "announces"],
    }


def test_a_misspelt_field_is_not_reported_as_missing_too() -> None:
    assert found({"act": "denies", "speeker": "a", "dat": "2017", "says": "b", "anwsers": "c"}) == [
        (("anwsers",), "K101"),
        (("dat",), "K101"),
        (("speeker",), "K101"),
    ]
