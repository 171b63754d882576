"""Several faults in one record, what is kept of it, and values of any shape."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, Final

from effort import examples
from full_records import FULL, STATEMENT, Raw
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.diagnostic import Path
from kg.model.faults import read
from kg.model.part import fields_of
from kg.model.records import Actor, Dataset, RecordBase, Statement
from kg.model.references import references

_S: Final[Raw] = {"act": "asserts", "speaker": "a", "date": "2017", "says": "b", "reports": [{"source": "c"}]}
_A: Final[Raw] = {"name": "A", "type": "person"}


def found(raw: Raw) -> list[tuple[Path, str]]:
    return sorted(((fault.path, fault.code) for fault in read(Statement, "x", raw).faults), key=str)


# Several faults at once

Change = Callable[[Raw], None]
INJECTED: Final[list[tuple[Change, Path, str]]] = [
    (lambda raw: raw.update(zzz="a"), ("zzz",), "K101"),
    (lambda raw: raw["reports"][0].update(zzz="a"), ("reports", 0, "zzz"), "K101"),
    (lambda raw: raw["reports"][1].pop("source"), ("reports", 1), "K102"),
    (lambda raw: raw.update(toward="a"), ("toward",), "K103"),
    (lambda raw: raw.update(certainty="x"), ("certainty",), "K104"),
    (lambda raw: raw["reports"][0].update(certainty="x"), ("reports", 0, "certainty"), "K104"),
    (lambda raw: raw["reports"][0].update(firsthand="x"), ("reports", 0, "firsthand"), "K104"),
    (lambda raw: raw.update(says={"a": "b"}), ("says",), "K104"),
    (lambda raw: raw["speaker"].append("B B"), ("speaker", 2), "K105"),
    (lambda raw: raw["speaker"].append("C C"), ("speaker", -1), "K105"),
    (lambda raw: raw.update(to="B B"), ("to", 0), "K105"),
    (lambda raw: raw["reports"][0]["via"].insert(0, "B B"), ("reports", 0, "via", 0), "K105"),
    (lambda raw: raw.update(date="2017-13"), ("date",), "K106"),
    (lambda raw: raw["withdrawn"].update(date="2017-13"), ("withdrawn", "date"), "K106"),
    (lambda raw: raw["withdrawn"].pop("reason"), ("withdrawn",), "K102"),
    (lambda raw: raw.update(topic=[]), ("topic",), "K109"),
    (lambda raw: raw["reports"][0]["quote"].append("a " * 30), ("reports", 0, "quote", 2), "K110"),
    (lambda raw: raw["may_answer"].append("b"), ("may_answer",), "K111"),
]


@settings(max_examples=examples(150), deadline=None)
@given(st.sets(st.integers(0, len(INJECTED) - 1)))
def test_no_fault_is_lost_and_none_is_made_up(chosen: set[int]) -> None:
    raw = copy.deepcopy(STATEMENT)
    expected = []
    for i in sorted(chosen):
        change, path, code = INJECTED[i]
        change(raw)
        expected.append((("speaker", len(raw["speaker"]) - 1) if path == ("speaker", -1) else path, code))
    assert found(raw) == sorted(expected, key=str)


# What is kept


def kept(cls: type[RecordBase], raw: Raw) -> Any:
    reading = read(cls, "x", raw)
    assert not reading.whole
    assert reading.record is not None
    assert reading.record.id == "x"
    return reading.record


def test_a_flawed_record_keeps_what_is_sound() -> None:
    statement = kept(
        Statement,
        {
            **STATEMENT,
            "act": "sings",
            "zzz": "a",
            "date": "x",
            "speaker": ["a", "B B", "c"],
            "reports": [
                {"at": "no source"},
                {"source": "s", "via": ["A A", "v"], "quote": ["a " * 30], "date": "x"},
                {"source": "t"},
            ],
        },
    )
    assert statement.speaker == ("a", "c")
    assert statement.date is None
    assert statement.answers == ("a",)
    assert [(report.source, report.via, report.quote) for report in statement.reports] == [("s", ("v",), ()), ("t", (), ())]
    assert {reference.id for reference in references(statement)} >= {"a", "c", "s", "t", "v", "ruritania", "zenda-2017"}


def test_a_part_with_two_faults_takes_no_other_part_with_it() -> None:
    actor = kept(
        Actor,
        {**_A, "roles": [{"from": "2017"}, {"position": "Envoy", "of": "a"}, {"zzz": "x"}, {"position": "Guest", "of": "b"}]},
    )
    assert [role.position for role in actor.roles] == ["Envoy", "Guest"]


def test_bad_items_past_the_tenth_take_no_good_ones_with_them() -> None:
    written = [f"n{i}" if i not in {2, 9, 10, 11} else {} for i in range(14)]
    aliases = tuple(str(alias) for alias in kept(Actor, {**_A, "aliases": written}).aliases)
    assert aliases == ("n0", "n1", *(f"n{i}" for i in (3, 4, 5, 6, 7, 8, 12, 13)))


def test_lists_that_lose_their_last_item_are_left_out() -> None:
    statement = kept(Statement, {**_S, "topic": ["A A"], "reports": [{"at": "x"}]})
    assert (statement.topic, statement.reports, statement.says) == ((), (), "b")


def test_a_record_without_a_sound_field_still_is_one() -> None:
    assert kept(Statement, {"act": "x", "speaker": "A A", "zzz": "y"}).kind == "statement"
    assert (
        kept(Dataset, {"base": "x", "expect": {"by_act": {"x": "y"}, "actors": "z", "zzz": "1"}}).base == "https://example.org/"
    )


# Any values

_KEYS: Final = st.sampled_from(
    sorted({name for cls in dict(FULL) for name in fields_of(cls)})
    + "source of position from to code why step reason by_act by_source via quote [key] 0".split()
)
_TEXTS: Final = st.one_of(
    st.sampled_from(
        ["a", "A A", "2017", "unknown", "accuses", "person", "true", "self", "K205", "https://example.org/", "x" * 90]
    ),
    st.text(max_size=4),
)
_ANY: Final = st.recursive(
    st.none() | _TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS | st.text(min_size=1, max_size=3), inner, max_size=4),
    max_leaves=12,
)


def has_none(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(has_none, value.values()))
    return any(map(has_none, value)) if isinstance(value, list) else value is None


@settings(max_examples=examples(400), deadline=None)
@given(cls=st.sampled_from([cls for cls, _ in FULL]), raw=st.dictionaries(_KEYS, _ANY, max_size=6) | _ANY, full=st.booleans())
def test_no_values_raise(cls: type[RecordBase], raw: Any, full: bool) -> None:  # noqa: FBT001
    if full and isinstance(raw, dict):
        raw = {**dict(FULL)[cls], **raw}
    before = copy.deepcopy(raw)
    reading = read(cls, "x", raw)
    assert raw == before
    assert reading.whole <= (not reading.faults)
    assert reading.whole or reading.faults or has_none(raw)
    assert (reading.record is None) == (not isinstance(raw, dict) or reading.elsewhere)
    assert len({(fault.path, fault.code, fault.message) for fault in reading.faults}) == len(reading.faults)
    if reading.record is not None:
        list(references(reading.record))  # type: ignore[arg-type]
