"""The records of a claim file: each whole, and each fault with its code, path and hint."""

from __future__ import annotations

from typing import Any, Final

import pytest
from full_records import ACTOR, DATASET, FULL, SOURCE, STATEMENT, TOPIC, Raw

from kg.diagnostic import Path
from kg.edtf import Date
from kg.model.acts import ABOUT
from kg.model.faults import Fault, Reading, read
from kg.model.part import fields_of
from kg.model.records import REQUIRED, SECTIONS, Actor, Allegation, Dataset, RecordBase, Source, Statement, Topic


def found(cls: type[RecordBase], raw: Any) -> list[tuple[Path, str]]:
    reading = read(cls, "x", raw)
    assert reading.whole == (not reading.faults)
    return sorted(((fault.path, fault.code) for fault in reading.faults), key=str)


def only(cls: type[RecordBase], raw: Any) -> Fault:
    (fault,) = read(cls, "x", raw).faults
    return fault


def field_of(cls: type[RecordBase], field: str) -> str:
    return fields_of(cls)[field].attribute


# Whole records


@pytest.mark.parametrize(("cls", "raw"), FULL, ids=lambda value: getattr(value, "kind", ""))
def test_a_record_with_every_field_is_whole(cls: type[RecordBase], raw: Raw) -> None:
    reading = read(cls, "the-id", {**{key: ACTOR[key] for key in ("was", "note", "allow")}, **raw})
    assert reading.faults == ()
    assert reading.whole
    record = reading.record
    assert record is not None
    assert record.id == "the-id"
    given_fields = {field_of(cls, name) for name in raw} | {"was", "note", "allow"}
    empty = cls(id="the-id")
    attributes = {field.attribute for field in fields_of(cls).values()}
    understood = {"format"} if cls is Dataset else set()  # 1, as when it is left out
    assert {name for name in attributes if getattr(record, name) != getattr(empty, name)} == given_fields - understood


def test_that_there_is_a_full_record_for_every_field() -> None:
    for cls in {cls for cls, _ in FULL}:
        given_fields = {name for other, raw in FULL if other is cls for name in raw} | {"was", "note", "allow"}
        assert set(fields_of(cls)) - given_fields == ({"toward"} if cls is Statement else set())


def test_text_arrives_as_written_and_lists_may_be_written_as_one_value() -> None:
    statement = read(Statement, "x", STATEMENT).record
    assert statement is not None
    assert statement.answers == ("a",)
    assert statement.may_answer == ("b", "c")
    assert statement.for_ == ("self",)
    assert statement.against == ("ruritania",)
    assert isinstance(statement.date, Date)
    assert (statement.date.text, statement.date.qualified) == ("2017-04-24~", True)
    assert statement.reports[0].quote == ("mules, not rifles", "[sic]")
    assert statement.reports[0].firsthand is False
    assert statement.reports[1].firsthand is None
    assert statement.reports[1].quote == ()
    source = read(Source, "x", SOURCE).record
    assert source is not None
    assert source.source_kind == "press-release"
    assert source.author == ("Fritz von Tarlenheim", "anna-holf")
    dataset = read(Dataset, "dataset", DATASET).record
    assert dataset is not None
    assert dataset.expect.reports == 6
    assert dataset.expect.by_act == {"accuses": 1, "denies": 0}


@pytest.mark.parametrize("part_of", ["ruritania", ["ruritania"], {"of": "ruritania"}, [{"of": "ruritania"}]], ids=str)
def test_a_whole_may_be_an_id_a_list_or_a_mapping(part_of: Any) -> None:
    actor = read(Actor, "x", {"name": "A", "type": "state", "part_of": part_of}).record
    assert actor is not None
    assert [part.of for part in actor.part_of] == ["ruritania"]


def test_against_nobody_is_not_the_same_as_not_saying() -> None:
    for raw, expected in ({"against": []}, ()), ({}, None), ({"against": "a"}, ("a",)):
        statement = read(Statement, "x", {"act": "accuses", "speaker": "a", "date": "2017", "says": "b", **raw})
        assert statement.whole
        assert statement.record is not None
        assert statement.record.against == expected


def test_records_are_frozen() -> None:
    topic = read(Topic, "x", TOPIC).record
    assert topic is not None
    with pytest.raises(AttributeError, match="cannot assign"):
        setattr(topic, "label", "y")  # noqa: B010 - what a type checker would not let us write


@pytest.mark.parametrize(("cls", "groups"), REQUIRED.items(), ids=lambda value: getattr(value, "kind", ""))
def test_each_required_field_is_missed(cls: type[RecordBase], groups: tuple[tuple[str, ...], ...]) -> None:
    full = dict(FULL)[cls] if cls is not Statement else {**STATEMENT, "act": "asserts"}
    groups += (ABOUT,) if cls is Statement else ()
    for group in groups:
        fault = next(f for f in read(cls, "x", {k: v for k, v in full.items() if k not in group}).faults if f.code == "K102")
        assert fault.path == ()
        assert fault.at_key
        assert all(f"'{name}'" in fault.message and f"'{name}'" in fault.hint for name in group)
    assert len([f for f in read(cls, "x", {"note": "y"}).faults if f.code == "K102"]) == len(groups)


def test_a_field_without_value_is_not_called_missing_too() -> None:
    reading = read(Statement, "x", {"act": None, "speaker": None, "date": "2017", "says": None})
    assert reading.faults == ()
    assert not reading.whole
    for part_of in ({"of": None}, [{"of": None}], [None], None):
        actor = read(Actor, "x", {**_B, "part_of": part_of})
        assert (actor.faults, actor.whole) == ((), False)


# One fault each

_S: Final[Raw] = {"act": "asserts", "speaker": "a", "date": "2017", "says": "b", "reports": [{"source": "c"}]}
_A: Final[Raw] = {"name": "A", "type": "person"}
_B: Final[Raw] = {"name": "B", "type": "group"}
_W: Final[Raw] = {"title": "T"}
_T: Final[Raw] = {"text": "T"}
_D: Final[Raw] = {"title": "T", "base": "https://example.org/"}

ONE_FAULT: Final[list[tuple[type[RecordBase], Raw, Path, str, str]]] = [
    (Statement, {**_S, "speeker": "a"}, ("speeker",), "K101", "speaker"),
    (Statement, {**_S, "for_": "a"}, ("for_",), "K101", "for"),
    (Statement, {**_S, "zzz": "a"}, ("zzz",), "K101", ""),
    (Statement, {**_S, "id": "a"}, ("id",), "K101", ""),
    (Statement, {**_S, "reports": [{"source": "c", "qoute": "x"}]}, ("reports", 0, "qoute"), "K101", "quote"),
    (Source, {**_W, "source_kind": "article"}, ("source_kind",), "K101", ""),
    (Actor, {**_A, "roles": [{"position": "x", "of": "a", "form": "2016"}]}, ("roles", 0, "form"), "K101", "from"),
    (Actor, {**_A, "part_of": "b"}, ("part_of",), "K103", "role"),
    (Actor, {**_B, "roles": [{"position": "x", "of": "a"}]}, ("roles",), "K103", "part_of"),
    (Statement, {**_S, "for": ["self", "b"]}, ("for",), "K104", "keep either"),
    (Actor, {**_B, "part_of": {"of": "a", "start": "2016"}}, ("part_of", 0, "start"), "K101", ""),
    (Dataset, {**_D, "expect": {"statments": "1"}}, ("expect", "statments"), "K101", "statements"),
    (Actor, {"nmae": "A", "type": "person"}, ("nmae",), "K101", "name"),
    (Statement, {**_S, "reports": [{"at": "x"}]}, ("reports", 0), "K102", "source"),
    (Actor, {**_A, "roles": [{"position": "x"}]}, ("roles", 0), "K102", "of"),
    (Actor, {**_B, "part_of": [{"from": "2017"}]}, ("part_of", 0), "K102", "of"),
    (Actor, {**_A, "allow": [{"code": "K205"}]}, ("allow", 0), "K102", "why"),
    (Statement, {**_S, "withdrawn": {"date": "2017"}}, ("withdrawn",), "K102", "reason"),
    (Statement, {**_S, "against": "a"}, ("against",), "K103", "accuses"),
    (Statement, {**_S, "act": "praises", "against": "a"}, ("against",), "K103", "toward"),
    (Statement, {**_S, "act": "accuses", "toward": "a"}, ("toward",), "K103", "against"),
    (Statement, {**_S, "certainty": "sure"}, ("certainty",), "K104", "asserted"),
    (Statement, {**_S, "certainty": "probabel"}, ("certainty",), "K104", "probable"),
    (Statement, {**_S, "says": ["a"]}, ("says",), "K104", ""),
    (Statement, {**_S, "speaker": {"a": "b"}}, ("speaker", 0), "K104", ""),
    (Statement, {**_S, "speaker": [["a"]]}, ("speaker", 0), "K104", ""),
    (Statement, {**_S, "date": ["2017"]}, ("date",), "K104", "text"),
    (Statement, {**_S, "act": ["denies"]}, ("act",), "K104", ""),
    (Statement, {**_S, "reports": "c"}, ("reports",), "K104", ""),
    (Statement, {**_S, "reports": ["c"]}, ("reports", 0), "K104", ""),
    (Statement, {**_S, "reports": {"source": "c"}}, ("reports",), "K104", ""),
    (Statement, {**_S, "reports": [{"source": "c", "firsthand": "yes"}]}, ("reports", 0, "firsthand"), "K104", "true"),
    (Statement, {**_S, "reports": [{"source": "c", "firsthand": ["true"]}]}, ("reports", 0, "firsthand"), "K104", "true"),
    (Statement, {**_S, "reports": [{"source": "c", "quote": {"a": "b"}}]}, ("reports", 0, "quote", 0), "K104", "text"),
    (Statement, {**_S, "reports": [{"source": "c", "lang": "German!"}]}, ("reports", 0, "lang"), "K104", "en"),
    (Source, {**_W, "sha256": "AB"}, ("sha256",), "K104", "64"),
    (Source, {**_W, "kind": "paper"}, ("kind",), "K104", "article"),
    (Source, {**_W, "url": ["https://example.org/"]}, ("url",), "K104", "text"),
    (Actor, {**_A, "allow": [{"code": "205", "why": "x"}]}, ("allow", 0, "code"), "K104", "K205"),
    (Allegation, {**_T, "status": [{"step": "xyz", "date": "2017", "source": "a"}]}, ("status", 0, "step"), "K104", "charged"),
    (Dataset, {**_D, "expect": {"actors": "many"}}, ("expect", "actors"), "K104", "digits"),
    (Dataset, {**_D, "expect": {"actors": "-1"}}, ("expect", "actors"), "K104", "digits"),
    (Dataset, {**_D, "expect": {"actors": ["1"]}}, ("expect", "actors"), "K104", "digits"),
    (Dataset, {**_D, "expect": "many"}, ("expect",), "K104", ""),
    (Statement, {**_S, "speaker": "Rudolf Rassendyll"}, ("speaker", 0), "K105", "rudolf-rassendyll"),
    (Statement, {**_S, "speaker": ["a", "b_c"]}, ("speaker", 1), "K105", "b-c"),
    (Statement, {**_S, "occasion": "\u0627"}, ("occasion",), "K105", "lower-case"),
    (Statement, {**_S, "answers": "a\n"}, ("answers", 0), "K105", "'a'"),
    (Statement, {**_S, "answers": "x" * 81}, ("answers", 0), "K105", "x" * 80),
    (Actor, {**_A, "was": "-a"}, ("was", 0), "K105", "'a'"),
    (Actor, {**_B, "part_of": {"of": "A B"}}, ("part_of", 0, "of"), "K105", "a-b"),
    (Dataset, {**_D, "expect": {"by_source": {"A B": "1"}}}, ("expect", "by_source", "A B"), "K105", "a-b"),
    (Statement, {**_S, "date": "24 April 2017"}, ("date",), "K106", "2017-04-24"),
    (Statement, {**_S, "date": "2017-02-30"}, ("date",), "K106", ""),
    (Statement, {**_S, "date": "soon"}, ("date",), "K106", "unknown"),
    (Statement, {**_S, "no_answer_as_of": "unknown"}, ("no_answer_as_of",), "K106", "leave the field out"),
    (Statement, {**_S, "reports": [{"source": "c", "date": "unknown"}]}, ("reports", 0, "date"), "K106", "leave the field out"),
    (Source, {**_W, "url": "ftp://example.org/"}, ("url",), "K107", "https://"),
    (Actor, {**_A, "same_as": ["https://example.org/", "javascript:alert(1)"]}, ("same_as", 1), "K107", "https://"),
    (Dataset, {**_D, "base": "https://example.org"}, ("base",), "K107", "https://example.org/"),
    (Statement, {**_S, "act": "denys"}, ("act",), "K108", "denies"),
    (Statement, {**_S, "act": "xyz"}, ("act",), "K108", "accuses"),
    (Actor, {**_A, "type": "planet"}, ("type",), "K108", "organization"),
    (Dataset, {**_D, "expect": {"by_act": {"denys": "1"}}}, ("expect", "by_act", "denys"), "K108", "denies"),
    *((Statement, {**_S, field: []}, (field,), "K109", "leave") for field in "speaker to may_be topic reports allow".split()),
    (Actor, {**_A, "roles": []}, ("roles",), "K109", "leave"),
    (Actor, {**_B, "part_of": []}, ("part_of",), "K109", "leave"),
    (Actor, {**_A, "aliases": []}, ("aliases",), "K109", "leave"),
    (Allegation, {**_T, "status": []}, ("status",), "K109", "leave"),
    (Statement, {**_S, "reports": [{"source": "c", "quote": "a " * 26}]}, ("reports", 0, "quote", 0), "K110", "25"),
    (Statement, {**_S, "speaker": ["a", "b", "a"]}, ("speaker",), "K111", "one"),
    (Statement, {**_S, "reports": [{"source": "c", "quote": ["a", "a"]}]}, ("reports", 0, "quote"), "K111", "one"),
    (Actor, {**_A, "roles": [{"position": "x", "of": "a", "from": "2018", "to": "2017"}]}, ("roles", 0, "to"), "K112", "from"),
    (Actor, {**_B, "part_of": {"of": "a", "from": "2018-02", "to": "2018-01"}}, ("part_of", 0, "to"), "K112", "from"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("cls", "raw", "path", "code", "hint"), ONE_FAULT, ids=lambda value: value if isinstance(value, str) else ""
)
def test_one_fault(cls: type[RecordBase], raw: Raw, path: Path, code: str, hint: str) -> None:
    fault = only(cls, raw)
    assert (fault.path, fault.code) == (path, code)
    assert hint in fault.hint
    assert bool(hint) <= bool(fault.hint)
    assert not fault.message.endswith(".")
    assert fault.message[0].islower() or fault.message[0] == "'"


def test_every_code_of_a_record_is_in_the_table() -> None:
    assert {code for _, _, _, code, _ in ONE_FAULT} == {f"K{n}" for n in range(101, 113)}


def test_what_is_at_the_limit_is_allowed() -> None:
    assert found(Statement, {**_S, "reports": [{"source": "c", "quote": "a " * 25}], "answers": "x" * 80}) == []
    assert found(Actor, {**_A, "roles": [{"position": "x", "of": "a", "from": "2018-05", "to": "2018"}]}) == []
    assert found(Statement, {**_S, "date": "unknown"}) == []
    assert found(Actor, {**_B, "part_of": {"of": "a", "from": "2018-05-01", "to": "2018-05-01"}}) == []
    assert (
        found(Actor, {**_A, "aliases": ["A", "B"], "roles": [{"position": "x", "of": "a", "from": "2018", "to": "2018"}]}) == []
    )


@pytest.mark.parametrize("raw", ["text", ["a"], [], ""])
@pytest.mark.parametrize("cls", [*SECTIONS.values(), Dataset])
def test_what_is_no_mapping_is_one_fault(cls: type[RecordBase], raw: Any) -> None:
    fault = only(cls, raw)
    assert (fault.path, fault.code) == ((), "K104")
    assert cls.kind in fault.message


def test_a_record_whose_fault_is_known_is_passed_over() -> None:
    assert read(Actor, "x", None) == Reading(None, whole=False)
