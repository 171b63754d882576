"""The JSON Schema of claim files: fresh, sound, never stricter than the check, and as strict as a schema can be."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any, Final, cast

import editor
import jsonschema
import pytest
from full_records import FULL
from hypothesis import given
from hypothesis import strategies as st
from made import made
from places import REPOSITORY

from kg import claimfile, edtf, ids
from kg.model import faults
from kg.model.acts import ACTS
from kg.model.part import Part, fields_of
from kg.model.parts import Alias, PartOf, Report, Role, StatusStep, Withdrawal
from kg.model.records import SECTIONS, Draft, Expect, Record, Source, Statement
from kg.model.references import references
from kg.model.schema import RESERVED, schema
from kg.model.words import SELF
from kg.rules.catalogue import RULES
from kg.scaffold.schema import text

COMMITTED: Final = REPOSITORY / "ontology" / "claim-file.schema.json"
SCHEMA: Final[dict[str, Any]] = schema()
VALIDATOR: Final = jsonschema.Draft7Validator(SCHEMA)
PLACES: Final = ("claims/**/*.yaml", "kg/scaffold/template/**/*.yaml", "tests/cases/ok-*/claims/**/[!.]*.yaml")
GOOD: Final = sorted(path for place in PLACES for path in REPOSITORY.glob(place))
BEYOND: Final = {"K112"}
"""Rules of one record that a JSON Schema cannot express: which of two dates is earlier."""


def definition(name: str) -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator({"$ref": f"#/definitions/{name}", "definitions": SCHEMA["definitions"]})


def refusals(value: Any) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(value)]


def test_that_the_committed_schema_is_fresh() -> None:
    if os.environ.get("KG_UPDATE"):
        COMMITTED.write_text(text(), "utf-8")
    assert COMMITTED.read_text("utf-8") == text(), "run KG_UPDATE=1 pytest tests/model/test_schema.py"


def test_that_it_is_a_schema_of_draft_7() -> None:
    assert SCHEMA["$schema"] == jsonschema.Draft7Validator.META_SCHEMA["$schema"]
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    jsonschema.Draft7Validator.check_schema(schema({"actor": ["alba"], "statement": ["pledge"]}))


def test_that_every_definition_is_used_and_every_reference_is_defined() -> None:
    used = set(re.findall(r'"#/definitions/([^"]+)"', text()))
    assert used == set(SCHEMA["definitions"])


def test_that_good_files_were_found() -> None:
    assert len(GOOD) > 55


@pytest.mark.parametrize("path", GOOD, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_good_files(path: Path) -> None:
    assert refusals(editor.read(path.read_text("utf-8"))) == []
    assert refusals(claimfile.read(path.read_bytes(), "a.yaml").value) == []


@pytest.mark.parametrize(("cls", "raw"), FULL, ids=lambda value: getattr(value, "kind", ""))
def test_a_record_with_every_field(cls: Any, raw: dict[str, Any]) -> None:
    assert list(definition(cls.kind).iter_errors(raw)) == []
    others = {name for other, each in FULL if other is cls for name in each} | {"was", "note", "allow"}
    assert set(SCHEMA["definitions"][cls.kind]["properties"]) - others <= {"toward"}


FAILS: Final = [(rule.code, rule.fail) for rule in RULES if rule.code.startswith("K1")]


@pytest.mark.parametrize(("code", "example"), FAILS, ids=lambda value: value if value[:1] == "K" else "")
def test_that_the_fail_examples_of_one_record_are_refused(code: str, example: str) -> None:
    assert bool(refusals(editor.read(example))) == (code not in BEYOND)


def test_other_fail_examples_that_form_alone_shows() -> None:
    by_code = {rule.code: rule for rule in RULES}
    for code in ("K014", "K016", "K401"):
        assert refusals(editor.read(by_code[code].fail)), code


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.example == "claim file"], ids=lambda rule: rule.code)
def test_that_pass_examples_pass(rule: Any) -> None:
    assert refusals(editor.read(rule.passes)) == []


_VALUES: Final = {"certainty": "probable", "no_answer_as_of": "2018", "stance": "neither", "outcome": "upheld"}


@pytest.mark.parametrize("act", ACTS)
def test_the_matrix_of_acts(act: str) -> None:
    rule = ACTS[act]
    validator = definition("statement")
    bare = {"act": act, "speaker": "a", "date": 2017, "reports": [{"source": "s"}]}
    assert not validator.is_valid(bare)
    for field in ("says", "allegation", "answers", "may_answer"):
        enough = {**bare, field: "b"}
        assert validator.is_valid(enough) == (not list(faults._missing(Statement, enough))), field
    needed = {**bare, **{group[0]: _VALUES.get(group[0], "b") for group in rule.groups}}
    assert validator.is_valid(needed)
    for field in ("against", "toward", "certainty", "may_answer", "no_answer_as_of", "stance", "outcome", "verdict"):
        assert validator.is_valid({**needed, field: _VALUES.get(field, "c")}) == (field not in rule.forbids), field
    if rule.requires:
        for field in rule.requires:
            assert not validator.is_valid({name: value for name, value in needed.items() if name != field})


def test_that_an_editor_reads_numbers() -> None:
    claims = {
        "actors": {"a": {"name": 112, "type": "state", "was": 2017}},
        "sources": {"b": {"title": 1984, "date": 2017, "retrieved": 2024}},
        "dataset": {"title": "x", "base": "https://example.org/", "expect": {"actors": 1}},
    }
    assert refusals(claims) == []


_SIGNS: Final = st.text(st.sampled_from("0123456789X-/.~?%[]TZ:+u"), max_size=26)
_DATES: Final = (
    st.dates().map(str) | st.integers(1, 9999).map("{:04}".format) | st.just("..") | st.just("2017-04-24T10:00:00+04:30")
)
_PAIRS: Final = st.tuples(_DATES, st.sampled_from(["/", ".."]), _DATES, st.sampled_from(["", "~", "?", "%"])).map("".join)


@given(_SIGNS | _DATES | _PAIRS | _PAIRS.map("[{}]".format))
def test_that_dates_that_are_read_are_accepted(written: str) -> None:
    accepted = definition("date").is_valid(written)
    if isinstance(edtf.parse(written), edtf.Date):
        assert accepted


@pytest.mark.parametrize(
    "written",
    ["April 2017", "2017-13", "2017-04-32", "17", "2017-4", "24.04.2017", "", "2017-24", "[2016]", "[..]", "0000", "1e3"],
)
def test_dates_refused(written: str) -> None:
    assert isinstance(edtf.parse(written), edtf.BadDate)
    assert not definition("date").is_valid(written)


_HOSTS: Final = st.text(st.sampled_from("ab1.-_@:[]/ é"), max_size=8)
_PATHS: Final = st.text(st.sampled_from("/?#ab%20=&;\\ <é"), max_size=10)


@given(st.tuples(st.sampled_from(["http://", "https://", "ftp://", "HTTP://", "", "http:/"]), _HOSTS, _PATHS).map("".join))
def test_that_web_addresses_are_judged_alike(written: str) -> None:
    accepted = definition("url").is_valid(written)
    assert accepted == (ids.url_fault(written) is None) or "[" in written


@given(st.text(st.sampled_from("ab1-_ A"), max_size=9) | st.just("a" * 81) | st.just("a" * 80))
def test_that_ids_are_judged_alike(written: str) -> None:
    assert definition("id").is_valid(written) == ids.is_id(written)


def test_words_that_are_no_ids() -> None:
    for word in RESERVED:
        assert refusals({"actors": {word: {"name": "A", "type": "state"}}})
    assert definition("statement").is_valid(
        {"act": "asserts", "speaker": "a", "for": SELF, "date": "unknown", "says": "x", "reports": [{"source": "s"}]}
    )


def test_persons_have_roles_and_all_else_has_parts() -> None:
    role = [{"position": "Guard", "of": "a"}]
    for type_, field, good in [
        ("person", "roles", True),
        ("person", "part_of", False),
        ("state", "roles", False),
        ("state", "part_of", True),
    ]:
        actor = {"name": "A", "type": type_, field: role if field == "roles" else "b"}
        assert definition("actor").is_valid(actor) == good


def test_that_self_stands_alone() -> None:
    bare = {"act": "asserts", "speaker": "a", "date": 2017, "says": "x", "reports": [{"source": "s"}]}
    for value, good in [("self", True), (["self"], True), (["self", "a"], False), (["a", "b"], True), ("a", True)]:
        assert definition("statement").is_valid({**bare, "for": value}) == good


def test_that_every_field_that_refers_to_records_is_walked() -> None:
    """A record with every field mentions something under each field that refers to records, of the kinds declared for it."""
    owners = {"aliases": Alias, "expect": Expect, "part_of": PartOf, "reports": Report, "roles": Role, "status": StatusStep}
    owners["withdrawn"] = Withdrawal
    found = set()
    for cls, raw in FULL:
        for one in references(cast("Record", made(cls, "x", **raw))):
            names = [step for step in one.path if isinstance(step, str)]
            owner: type[Part] = owners.get(names[0], cls)
            assert cls is not Draft or names == ["source"]  # what else it names may not be recorded yet
            name = names[0] if owner is cls else names[1]
            assert frozenset(fields_of(owner)[name].refers) == one.kinds, (owner, name)
            found.add((owner, name))
    declared = {(cls, name) for cls in (*owners.values(), *dict(FULL)) for name, field in fields_of(cls).items() if field.refers}
    unseen = {(Source, "publisher"), (Statement, "for"), (Statement, "toward")}
    assert {(owner, name) for owner, name in declared - found if owner is not Draft} == unseen


def test_that_ids_in_use_are_offered_and_others_allowed() -> None:
    made = schema({"actor": ["borea", "alba"], "source": ["daily"]})
    found = made["definitions"]
    offers = {name: [each["body"] for each in one.get("defaultSnippets", ())] for name, one in found.items()}
    assert offers["id-of-actor"] == offers["actor-or-name"] == ["alba", "borea"]
    assert offers["id-of-actor-or-source-or-statement"] == ["alba", "borea", "daily"]
    assert offers["id-of-topic"] == []
    assert jsonschema.Draft7Validator(made).is_valid({"actors": {"c": {"name": "C", "type": "state", "part_of": "d"}}})


def test_that_every_field_has_a_meaning() -> None:
    for name, body in SCHEMA["definitions"].items():
        for field, value in body.get("properties", {}).items():
            assert value["description"], (name, field)
    assert set(SECTIONS) < set(SCHEMA["properties"])


def test_that_it_is_json_that_reads_back() -> None:
    assert json.loads(text()) == SCHEMA


@pytest.mark.parametrize("name", ["date", "known-date"])
def test_that_a_date_is_one_pattern_with_a_message_of_its_own(name: str) -> None:
    found = SCHEMA["definitions"][name]
    assert not {"anyOf", "oneOf", "enum", "allOf"} & set(found)
    assert found["patternErrorMessage"].startswith("This is not a date: write it as 2017-04-24")
    assert ("unknown" in found["patternErrorMessage"]) == (name == "date") == definition(name).is_valid("unknown")
    good: list[Any] = ["2017-04-24", "2017", 2017, "2017-04-24T10:00:00Z", ["2017..2018"], "../2020", "[2017..2018]"]
    for value in good:
        assert definition(name).is_valid(value), value
    bad: list[Any] = ["3 March 2032", "", 0, 10_000, 2017.5, True, None, [], ["2017"], ["2017..2018", "2019..2020"], {}]
    for value in bad:
        assert not definition(name).is_valid(value), value


def test_that_every_act_has_its_meaning_and_every_field_a_sentence() -> None:
    act = SCHEMA["definitions"]["statement"]["properties"]["act"]
    assert len(act["enumDescriptions"]) == len(act["enum"]) == len(ACTS)
    meanings = dict(zip(act["enum"], act["enumDescriptions"], strict=True))
    assert meanings["denies"] == "Says that it is not so."
    described = [
        field["description"]
        for one in SCHEMA["definitions"].values()
        for field in one.get("properties", {}).values()
        if "description" in field
    ]
    assert len(described) > 80
    assert [words for words in described if not re.match(r"[A-Z0-9'`].*[.?!]$", words, re.DOTALL)] == []


def test_that_no_list_of_one_word_is_the_only_way_to_be_right() -> None:
    """An editor offers the words of a list as quick fixes: one word alone would replace whatever was typed."""
    single = re.findall(r'"enum":\s*\[\s*"[^"]*"\s*\]', json.dumps(SCHEMA["definitions"]))
    assert {json.loads(f"{{{found}}}")["enum"][0] for found in single} <= {
        "person",
        "disputed",
        SELF,
        *ACTS,
    }  # in conditions, but for "disputed"
    assert definition("party").is_valid(SELF)
    assert definition("party").is_valid("alba")
    assert not definition("party").is_valid("Otto Brand")
