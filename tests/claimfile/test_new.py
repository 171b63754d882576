"""A new record in a claim file: where it goes, how it is written, and that every other byte stays."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from places import REPOSITORY

from kg import claimfile
from kg.claimfile.formatting import formatted
from kg.claimfile.insert import Added, Refused, added, new_id
from kg.claimfile.scalars import requoted, written

FILES: Final = sorted((REPOSITORY / "claims").rglob("*.yaml"))
WAR: Final = {"label": "The war"}


def put(text: str, section: str = "topics", id_: str = "war", fields: Any = WAR) -> str:
    """The file with the record, whose lines are all that is new."""
    data = text.encode()
    result = added(data, section, id_, fields)
    assert isinstance(result, Added), result
    rest = len(result.data) - len(data)
    places = [at for at in range(len(data) + 1) if result.data[:at] == data[:at] and result.data[at + rest :] == data[at:]]
    assert places, "other bytes changed"
    assert f"{id_}:" in result.data.decode().replace("\r\n", "\n").replace("\r", "\n").split("\n")[result.line - 1]
    return result.data.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "topics:\n  war:\n    label: The war\n"),
        ("# ours\n", "# ours\ntopics:\n  war:\n    label: The war\n"),
        ("topics:\n  a: {label: A}\n", "topics:\n  a: {label: A}\n  war:\n    label: The war\n"),
        ("topics:\n  a: {label: A}", "topics:\n  a: {label: A}\n  war:\n    label: The war\n"),
        ("topics:\r\n    a: {label: A} # so\r\n", "topics:\r\n    a: {label: A} # so\r\n    war:\r\n      label: The war\r\n"),
        ("topics:\r  a: {label: A}\r", "topics:\r  a: {label: A}\r  war:\r    label: The war\r"),
        ("\ufefftopics:\n  a: {label: A}\n", "\ufefftopics:\n  a: {label: A}\n  war:\n    label: The war\n"),
        (
            "topics:\n  a: {label: A}\n\n  b:\n    note: |\n      x\n\n\nactors:\n  c: {name: C}\n",
            "topics:\n  a: {label: A}\n\n  b:\n    note: |\n      x\n\n  war:\n    label: The war\n\n\nactors:\n  c: {name: C}\n",
        ),
        (
            "topics:\n  a:\n    label: A  # its label\n  # more to come\nactors:\n  c: {name: C}\n",
            "topics:\n  a:\n    label: A  # its label\n  war:\n    label: The war\n  # more to come\nactors:\n  c: {name: C}\n",
        ),
        ("actors:\n  c: {name: C}\n", "actors:\n  c: {name: C}\ntopics:\n  war:\n    label: The war\n"),
        (
            "actors:\n  c: {name: C}\n\n\nsources:\n  d: {title: D}\n# end",
            "actors:\n  c: {name: C}\n\n\nsources:\n  d: {title: D}\n# end\n\ntopics:\n  war:\n    label: The war\n",
        ),
    ],
)
def test_where_it_goes(before: str, after: str) -> None:
    assert put(before) == after


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{topics: {a: {label: A}}}", "braces"),
        ("topics: {a: {label: A}}", "braces"),
        ("topics: [a]", "braces"),
        ("topics:\n  a: &x {label: A}", "errors"),
        ("topics:\n  war: {label: A}\n", "taken"),
        ("actors:\n  c: {name: C}\n...\n", "by hand"),
    ],
)
def test_files_that_cannot_take_one(text: str, reason: str) -> None:
    result = added(text.encode(), "topics", "war", WAR)
    assert isinstance(result, Refused)
    assert reason in result.reason


def test_bytes_that_are_no_text() -> None:
    assert added(b"\xff", "topics", "war", WAR) == Refused("it is not UTF-8")


def test_how_values_are_written() -> None:
    said = "Said no: it is a lie # not so"
    fields = {
        "act": "denies",
        "date": "2017",
        "against": [],
        "to": ["a", "b"],
        "says": said,
        "note": "word " * 40 + "end",
        "reports": [{"source": "s", "quote": ["a, b", "x" * 60, "y" * 60]}, {"source": "no", "at": "2"}],
        "aliases": ["long " * 30 + "end", "short"],
    }
    text = put("", "statements", "1-2", fields)
    assert text.startswith(
        "statements:\n  1-2:\n    act: denies\n    date: 2017\n    against: []\n    to: [a, b]\n"
        f'    says: "{said}"\n    note: >-\n'
    )
    assert (
        "    reports:\n      - source: s\n        quote:\n"
        f"          - a, b\n          - {'x' * 60}\n          - {'y' * 60}\n"
        '      - source: "no"\n        at: "2"\n'
        "    aliases:\n      - >-\n        long "
    ) in text
    assert max(map(len, text.split("\n"))) <= 120
    assert formatted(text.encode()) == text.encode()


@pytest.mark.parametrize("path", FILES[::6], ids=lambda path: str(path.relative_to(REPOSITORY)))
@pytest.mark.parametrize("section", ["actors", "sources", "topics", "allegations", "statements"])
def test_shipped_files(path: Path, section: str) -> None:
    text = put(path.read_text("utf-8"), section)
    assert formatted(text.encode()) == text.encode()


_TEXT: Final = st.text(st.sampled_from("ab c:#'\"\\-?[]{},&*!|>%@`0.~\n\té\u200cس"), min_size=1, max_size=20).filter(str.strip)
_LONG: Final = st.lists(st.sampled_from(["said", "that", "a:", "#", "-", "b"]), min_size=30, max_size=60).map(" ".join)
_VALUE: Final = st.one_of(_TEXT, _LONG, st.lists(_TEXT, min_size=1, max_size=4))
_ENDS: Final = st.sampled_from(
    ["", "\n", "\n\n", "  # c\n", "\n# d", "\n  # e\n\n", "\n    note: |+\n      x\n\n\n", "\n    note: y\n     z"]
)
_STARTS: Final = st.sampled_from(["", "# x\n", "---\n", "\ufeff"])


@settings(max_examples=examples(120), deadline=None)
@given(st.dictionaries(st.sampled_from(["label", "note", "date", "says"]), _VALUE, min_size=1), _STARTS, _ENDS, st.booleans())
def test_that_any_text_is_read_back(fields: dict[str, Any], start: str, end: str, others: bool) -> None:  # noqa: FBT001
    before = f"{start}actors:\n  a:\n    name: A\n" + (f"topics:\n  b:\n    label: B{end}" if others else "")
    put(before, fields=fields)
    put(before, section="actors", fields=fields)
    value = claimfile.read(put(before, fields=fields).encode(), "a.yaml").value
    assert value is not None
    assert value["topics"]["war"] == fields


def test_ids_made_from_words() -> None:
    assert new_id("The War of the Bridge at Hofbau in the Year 1894", []) == "the-war-of-the-bridge-at-hofbau-in"
    assert new_id("War", ["war", "war-2"]) == "war-3"
    assert new_id("سلام", []) == ""


_SIGNS: Final = "-?:,[]{}#&*!|>'\"%@` a1~=<.+\\"
_AROUND: Final[dict[str, tuple[str, str, bool, Callable[[Any], Any]]]] = {
    "a value": ("k: ", "\n", False, lambda value: value["k"]),
    "an item": ("k:\n  - ", "\n", False, lambda value: value["k"][0]),
    "in brackets": ("k: [x, ", ", y]\n", True, lambda value: value["k"][1]),
    "alone in brackets": ("k: [", "]\n", True, lambda value: value["k"][0]),
    "in braces": ("k: {a: ", ", b: c}\n", True, lambda value: value["k"]["a"]),
}


@pytest.mark.parametrize("name", _AROUND)
def test_all_texts_of_up_to_three_signs_against_libyaml(name: str) -> None:
    """What is written is read again by libyaml as the same text, in quotes or without, and `kg fmt` leaves it as it is."""
    head, tail, flow, value = _AROUND[name]
    bare = 0
    for length in (1, 2, 3):
        for signs in itertools.product(_SIGNS, repeat=length):
            text = "".join(signs)
            form = written(text, indent=0, flow=flow)
            assert value(yaml.load(f"{head}{form}{tail}", Loader=yaml.CSafeLoader)) == text, form
            style = form[0] if form[0] in "'\"" else ""
            again = requoted(form, style, text, flow=flow)
            assert again == form
            bare += not style
    assert bare > 700


@pytest.mark.parametrize("text", ["abc:?", "Who:?", "why:?not"])
def test_that_new_and_fmt_agree_on_a_list_with_a_colon_and_a_question_mark(text: str) -> None:
    """A file that `kg new` wrote takes another record, and `kg fmt` changes nothing in it."""
    first = added(b"", "actors", "alba", {"name": "Alba", "type": "state", "aliases": [text, "B"]})
    assert isinstance(first, Added)
    assert f'aliases: ["{text}", B]'.encode() in first.data
    assert formatted(first.data) == first.data
    second = added(first.data, "actors", "borva", {"name": "Borva", "type": "state"})
    assert isinstance(second, Added)
    assert formatted(second.data) == second.data
