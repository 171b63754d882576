"""Reading line by line against reading by events: the same values at the same places, or no answer, whatever the text."""

from __future__ import annotations

import re
from typing import Any, Final

import pytest
from effort import examples
from hypothesis import example, given, settings
from hypothesis import strategies as st
from places import REPOSITORY

from kg import resources
from kg.claimfile import read
from kg.claimfile.document import _Reader
from kg.claimfile.lines import MAX_DEPTH, NULLS
from kg.claimfile.lines import read as read_lines
from kg.diagnostic import Mark

_WORDS: Final = (
    "a, act, says, 1, x-y, null, ~, NO, 012, Alba, Born: here, é, «x», a#b, a #b, http://x.org/#y, it's, end:, 2017-04".split(
        ", "
    )
)
_SIGNS: Final = (
    *"-?:,[]{}#&*!|>'\"%@` \n\\",
    *(": ", " #", "- ", ">-\n", "|\n", "\n\n", "---\n", "...", "<<: x\n", "\u00a0", "  "),
)
_WORD: Final = st.sampled_from(_WORDS)
_SCALAR: Final = st.one_of(
    _WORD,
    st.sampled_from(
        [
            "[a, b]",
            "[a]",
            "[a , b]",
            "[a,b]",
            "[]",
            "['a', b]",
            "[null]",
            "[a: b]",
            "{a: b}",
            '"a b"',
            '""',
            '" "',
            "'a'",
            "'a''b'",
        ]
    ),
    st.sampled_from(
        ['"a\\n"', "&x a", "*x", "!t a", ">-", "|", ">", ">+", "- a", "? a", "a # b", "a: b", "'a", '"a', "%a", "@a"]
    ),
    st.lists(_WORD, min_size=1, max_size=3).map(" ".join),
    st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF), max_size=6),
)
_KEY: Final = st.sampled_from(
    ["a", "act", "says", "x-y", "a_b", "9", "A", "<<", "é", '"a"', "a b", "null", "-a", "? a", "k" * 120]
)
_INDENT: Final = st.integers(0, 7).map(lambda n: " " * n)
_ONE: Final = st.one_of(
    st.tuples(_INDENT, st.sampled_from(["", "- ", "-  ", "- - "]), _KEY, st.just(":"), st.sampled_from(["", " ", "  "]), _SCALAR),
    st.tuples(_INDENT, st.sampled_from(["- ", ""]), _SCALAR),
    st.tuples(_INDENT, _KEY, st.sampled_from([":", ": ", ": >-", ": |-", ": >"])),
    st.tuples(_INDENT, st.sampled_from(["", "# note", "#", "---", "...", "%YAML 1.1", "\ufeff", "{a: b}"])),
).map("".join)


def compare(text: str) -> bool:
    """Whether the text is read line by line; if it is, the values, their places and the keys are those of the events."""
    reader = _Reader("f.yaml")
    decoded = reader.decode(text.encode())
    if decoded is None or reader.faults:
        return False
    lines = read_lines(decoded)
    if lines is None:
        return False
    value = reader.events(decoded)
    assert not reader.faults
    assert reader.stopped_at is None
    assert value == lines.value
    assert reader.row == lines.row
    assert list(reader.names) == list(lines.names)
    return True


@settings(max_examples=examples(400), deadline=None)
@given(st.lists(_ONE, max_size=8).map("\n".join), st.sampled_from(["", "\n", "\n\n", "\n# end", "\r\n", "\t"]))
@example("a:\n  - b: >-\n      x\n      y\n    c: [d, e]\n\n# z\nf: 'g'\n", "")
@example("a: b\n c", "\n")
@example("a: >-\n  b\n   c\n  d", "\n")
@example("a: >-\n  b\n\n  c", "\n")
@example("a: >-\n    b\n  c", "\n")
@example("a: >-\n  b\n   ", "")
@example("a: >-\n  b\n   \nc: d", "\n")
@example("a: >-\n  b\n\n   \nc: d", "\n")
@example("a: >\n  b\n  \n \n\nc: d", "\n")
@example("a: >-\n  b\n\n  #c\nd: e", "\n")
@example("a: >-\n  b\n  # c \nd: e", "\n")
@example("a:\n- b", "\n")
@example("a:\n  b: >-\n  c\n", "")
@example("a: b\n# c\n  d\n", "")
def test_lines_of_any_kind(text: str, end: str) -> None:
    compare(text + end)


def laid_out(value: Any, indent: int) -> list[str]:
    """The lines of a mapping or list as the shipped claims lay them out."""
    lines = []
    for key, item in value.items() if isinstance(value, dict) else [(None, item) for item in value]:
        head = " " * indent + ("- " if key is None else f"{key}:")
        if isinstance(item, str):
            words = item.split(" ")
            folded = key is not None and len(words) > 3
            lines.append(head + (" " * (key is not None) if not folded else " >-") + ("" if folded else item))
            half = len(words) // 2
            lines += [" " * (indent + 2) + " ".join(part) for part in (words[:half], words[half:])] if folded else []
        elif key is None:
            inner = laid_out(item, indent + 2)
            lines += [head + inner[0].lstrip(), *inner[1:]]
        else:
            lines += [head, *laid_out(item, indent + 2)]
    return lines


_PLAIN: Final = st.from_regex(r"[a-zA-Zäé(][a-z0-9é.,;/]{0,6}( [a-zé0-9(][a-z0-9é'\")/-]{0,6}){0,6}", fullmatch=True).filter(
    lambda text: text not in NULLS and "null" not in text
)
_PLAIN_KEY: Final = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,8}", fullmatch=True)


def _mapping(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(_PLAIN_KEY, inner, min_size=1, max_size=4)


_INNER: Final = st.recursive(
    _PLAIN, lambda inner: _mapping(inner) | st.lists(_PLAIN | _mapping(inner), min_size=1, max_size=3), max_leaves=12
)


@settings(max_examples=examples(100), deadline=None)
@given(_mapping(_INNER))
def test_what_is_laid_out_plainly_is_read_so(value: dict[str, Any]) -> None:
    text = "\n".join(laid_out(value, 0)) + "\n"
    lines = read_lines(text)
    assert lines is not None, text
    assert lines.value == value
    assert compare(text)


@settings(max_examples=examples(250), deadline=None)
@given(_mapping(_INNER), st.data())
def test_a_plain_text_with_a_change(value: dict[str, Any], data: st.DataObject) -> None:
    text = "\n".join(laid_out(value, 0)) + "\n"
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.sampled_from(_SIGNS)) + text[at + data.draw(st.integers(0, 3)) :]
    compare(text)


def test_the_shipped_claims_and_the_files_of_all_tests() -> None:
    shipped = [compare(path.read_text("utf-8")) for path in sorted(resources.folder("claims").rglob("*.yaml"))]
    assert sum(shipped) > 0.8 * len(shipped)
    others = sorted(path for path in (REPOSITORY / "tests").rglob("*.yaml") if path.is_file())
    assert sum(compare(path.read_bytes().decode("utf-8", "ignore")) for path in others) > 5


def test_a_plain_file_needs_no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_Reader, "events", None)
    document = read(b"actors:\n  alba:\n    name: Alba\n", "f.yaml")
    assert document.value == {"actors": {"alba": {"name": "Alba"}}}
    assert document.marks.mark(("actors", "alba", "name")) == Mark("f.yaml", 3, 11)


def test_tabs_and_other_line_breaks_are_for_the_parser() -> None:
    assert [read_lines(text) for text in ("a: b\tc\n", "a: b\r\n", "a: b\rc: d\n")] == [None] * 3
    assert read_lines("a: b c\n") is not None


def test_lines_of_spaces_after_folded_text() -> None:
    assert [read_lines(f"a: >-\n  b\n{spaces}\nc: d\n") is None for spaces in ("", " ", "  ", "   ", "\n   ")] == [0, 0, 0, 1, 1]


def test_a_hashtag_after_an_empty_line_of_folded_text_is_text() -> None:
    for line in ("#c", "# c ", "  # c"):
        document = read(f"a: >-\n  b\n\n  {line}\nd: e\n".encode(), "f.yaml")
        assert (document.faults, document.value and document.value["a"].split()) == ([], ["b", *line.split()])


def nested(mappings: int, lists: int = 0, value: str = "v") -> str:
    """Mappings in each other, then lists of one mapping in each other: one level and two levels each."""
    heads = [" " * i + "k:" for i in range(mappings)]
    heads += [" " * (mappings + 3 * i) + "- k:" for i in range(lists)]
    return "\n".join(heads) + f" {value}\n"


def test_as_many_levels_are_read_as_the_parser_may_meet() -> None:
    for fits in (nested(MAX_DEPTH), nested(MAX_DEPTH - 1, value="[a]"), nested(2, (MAX_DEPTH - 2) // 2)):
        assert compare(fits)
    for too_deep in (nested(MAX_DEPTH + 1), nested(MAX_DEPTH, value="[a]"), nested(1, MAX_DEPTH // 2)):
        assert read_lines(too_deep) is None
        assert [fault.code for fault in read(too_deep.encode(), "f.yaml").faults] == ["K004"]


@pytest.mark.parametrize("value", ["[null]", "[a, ~]", "[a , b]", "[a, b ]", "null", "~", '" "', "''", "[]", "'a' b"])
def test_what_may_be_a_fault_or_mean_something_else_is_for_the_parser(value: str) -> None:
    assert read_lines(f"a: {value}\n") is None
    assert read_lines("a: b\nc:\n  - " + value + "\n") is None


def test_a_plain_file_with_each_line_gone_or_further_in() -> None:
    lines = (resources.folder("claims") / "topics.yaml").read_text("utf-8").split("\n")[:40]
    lines += (
        "statements:\n  a:\n    act: b\n    says: >-\n      c d\n      e f\n    reports:\n      - source: g\n        at: h".split(
            "\n"
        )
    )
    assert compare("\n".join(lines))
    for i, line in enumerate(lines):
        for other in ([], ["  " + line], [" " + line], [line[2:]], [line, line], [line + " "]):
            compare("\n".join([*lines[:i], *other, *lines[i + 1 :]]))


def test_only_a_quotation_mark_at_the_start_is_one() -> None:
    found = read_lines('a: Xenia\'s "quay"X\nb: \'X\'\nc: "X"\n')
    assert found is not None
    assert found.value == {"a": 'Xenia\'s "quay"X', "b": "X", "c": "X"}


def test_that_time_grows_with_the_text() -> None:
    """No part of a line is passed over twice: what looks like much and comes to nothing is given up at once."""
    for text in (
        "a: " + "b:c#" * 200_000 + ": d\n",
        "a: >-\n" + "  b\n" * 100_000 + "  c \n",
        "a: [" + "b, " * 200_000 + "\n",
        " " * 500_000,
    ):
        assert read_lines(text) is None or not re.search(r"\S", text)
