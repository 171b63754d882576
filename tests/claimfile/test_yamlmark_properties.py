"""The reader of claim files against PyYAML's own composer, which is written in Python alone, and on any bytes."""

from __future__ import annotations

import re
import sys
from typing import Any, Final

import yaml
from bad_mutations import seeds
from effort import examples
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.claimfile import Document, read
from kg.diagnostic import Mark, Path


def doc(text: str) -> Document:
    return read(text.encode(), "f.yaml")


def place(mark: Mark) -> tuple[int, int]:
    return mark.line, mark.column


_NO_CHARACTERS: Final = {*range(0xFDD0, 0xFDF0), *(plane << 16 | end for plane in range(17) for end in (0xFFFE, 0xFFFF))}
_REFUSED: Final = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), *_NO_CHARACTERS)}
_TEXT: Final = st.text(
    st.one_of(
        st.sampled_from("ab NO~#:-?*&!|>'\"%@`{}[],\n0"),
        st.characters(blacklist_categories=["Cc", "Cs"], blacklist_characters="\u2028\u2029\ufeff\ufffe\uffff"),
    ),
    max_size=12,
).filter(lambda s: s.strip() and not set(s) & _REFUSED)
_VALUE: Final = st.recursive(
    _TEXT, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3), max_leaves=8
)


def agree(document: Document, node: Any, path: Path) -> Any:
    """The text of a composed node, each of its marks compared with ours."""
    assert place(document.marks.mark(path)) == (node.start_mark.line + 1, node.start_mark.column + 1), path
    if isinstance(node, yaml.MappingNode):
        for key, _ in node.value:
            at = (key.start_mark.line + 1, key.start_mark.column + 1)
            assert place(document.marks.key((*path, key.value))) == at, path
        return {key.value: agree(document, value, (*path, key.value)) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [agree(document, item, (*path, i)) for i, item in enumerate(node.value)]
    return node.value.rstrip("\n") if node.style and node.style in "|>" else node.value


@settings(max_examples=examples(250), deadline=None)
@given(
    value=st.dictionaries(_TEXT, _VALUE, min_size=1, max_size=3),
    style=st.sampled_from([None, None, None, '"', "'", "|", ">"]),
    flow=st.sampled_from([None, True, False]),
    width=st.sampled_from([8, 80]),
    line_break=st.sampled_from(["\n", "\r", "\r\n"]),
    allow_unicode=st.booleans(),
    indent=st.sampled_from([2, 3, 7]),
)
def test_values_and_marks_equal_the_composers(  # noqa: PLR0917 - one argument per choice of the writer
    value: dict[str, Any],
    style: str | None,
    flow: bool | None,  # noqa: FBT001
    width: int,
    line_break: Any,
    allow_unicode: bool,  # noqa: FBT001
    indent: int,
) -> None:
    text = yaml.dump(
        value,
        default_style=style,
        default_flow_style=flow,
        width=width,
        line_break=line_break,
        allow_unicode=allow_unicode,
        indent=indent,
        sort_keys=False,
    )
    document = doc(text)
    assert document.faults == [], text
    assert document.value == agree(document, yaml.compose(text, Loader=yaml.BaseLoader), ())


@settings(max_examples=examples(400), deadline=None)
@given(st.text("ab:-?[]{},&*!|>'\"%#~ \n\r\t<\\x0@`", max_size=60).map(lambda s: f"k: {s}"))
@example("k: #0\r?")
def test_what_is_read_without_a_fault_is_what_the_composer_reads(text: str) -> None:
    document = doc(text)
    assert document.value is not None or document.faults
    if not document.faults:
        assert document.value == agree(document, yaml.compose(text, Loader=yaml.CBaseLoader), ())


@settings(max_examples=examples(300), deadline=None)
@given(
    st.sampled_from(seeds()),
    st.lists(
        st.tuples(st.integers(0, 2000), st.integers(0, 8), st.text(" \n\r\t-?:,[]{}#&*!|>'\"%@`\\\\ab\u00e9\u3000", max_size=3)),
        max_size=4,
    ),
)
def test_a_damaged_claim_file_is_read_as_the_composer_reads_it(text: str, changes: list[tuple[int, int, str]]) -> None:
    for at, length, words in changes:
        text = text[: at % len(text)] + words + text[at % len(text) + length :]
    document = doc(text or " ")
    if not document.faults:
        assert document.value == agree(document, yaml.compose(text, Loader=yaml.CBaseLoader), ())
    lines = len(re.split(r"\r\n|\r|\n", text))
    assert all(1 <= fault.mark.line <= lines for fault in document.faults)


@settings(max_examples=examples(300), deadline=None)
@given(
    st.one_of(
        st.binary(max_size=80), st.text(max_size=40).map(str.encode), st.text(max_size=40).map(lambda s: f"a: {s}".encode())
    )
)
def test_no_bytes_raise(data: bytes) -> None:
    document = read(data, "f.yaml")
    assert isinstance(document.value, dict) or document.faults
    for fault in document.faults:
        assert fault.code in {f"K0{n:02}" for n in (5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 18)} | {"K109"}
        assert fault.message
        assert fault.mark.line >= 1
        assert fault.mark.column >= 1


def test_the_parser_takes_every_character_that_is_not_forbidden() -> None:
    refused: set[str] = set()
    for start in range(0xA0, sys.maxunicode + 1, 0x8000):
        line = "".join(map(chr, range(start, min(start + 0x8000, sys.maxunicode + 1)))).encode("utf-8", "ignore").decode()
        document = doc(f"a: '{line}'")
        value = (document.value or {})["a"]
        assert {fault.code for fault in document.faults} <= {"K013"}
        assert len(value) == len(line)
        refused |= set() if value == line else set(line) - set(value)
    assert refused == {
        *"\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff",
        *map(chr, _NO_CHARACTERS),
    }
