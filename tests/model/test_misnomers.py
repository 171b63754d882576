"""What people write first, and which word or field of ours the hint names."""

from __future__ import annotations

import pytest

from kg.model import misnomers
from kg.model.part import fields_of
from kg.model.parts import StatusStep
from kg.model.records import Actor, Source, Statement
from kg.model.schema import schema


@pytest.mark.parametrize(
    ("field", "written", "ours"),
    [
        ("act", "judgment", "'finds'"),
        ("act", "Rules", "'finds'"),
        ("act", "convicts", "'finds'"),
        ("act", "settlement", "'settles'"),
        ("act", "apologises", "'apologizes'"),
        ("act", "sues", "'accuses'"),
        ("type", "firm", "'company'"),
        ("type", "bank", "'company' or 'organization'"),
        ("type", "tribunal", "'court'"),
        ("type", "regulator", "'organization'"),
        ("stance", "agrees", "'affirms'"),
        ("stance", "opposes", "'disputes'"),
        ("outcome", "Not proven", "'not-upheld'"),
        ("outcome", "guilty", "'upheld'"),
        ("outcome", "false", "'rejected'"),
        ("step", "overturned", "'reversed'"),
    ],
)
def test_a_word(field: str, written: str, ours: str) -> None:
    assert misnomers.word(field, written) == f"did you mean {ours}?"


@pytest.mark.parametrize(
    ("cls", "written", "ours"),
    [
        (Statement, "ruling", "verdict"),
        (Statement, "result", "outcome"),
        (Statement, "together", "jointly"),
        (Statement, "position", "stance"),
        (Actor, "predecessor", "succeeds"),
        (Source, "original_language", "translated_from"),
        (StatusStep, "status", "step"),
    ],
)
def test_a_field(cls: type, written: str, ours: str) -> None:
    assert misnomers.field(written, fields_of(cls)) == ours


def test_that_no_word_of_ours_is_listed_as_another_of_its_own_list() -> None:
    definitions = schema()["definitions"]
    words = {
        "act": definitions["statement"]["properties"]["act"]["enum"],
        "type": definitions["actor"]["properties"]["type"]["enum"],
        "stance": definitions["statement"]["properties"]["stance"]["enum"],
        "outcome": definitions["statement"]["properties"]["outcome"]["enum"],
        "step": definitions["statusstep"]["properties"]["step"]["enum"],
    }
    for field, known in words.items():
        assert [word for word in known if misnomers.word(field, word)] == []
