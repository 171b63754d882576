"""The reader of claim files: what it reads, everything it refuses, each at its place, and its limits."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

import pytest
from counting import growth, steps

from kg.claimfile import MAX_BYTES, MAX_DEPTH, MAX_NODES, Document, read
from kg.diagnostic import Diagnostic, Mark, Severity


def doc(text: str | bytes) -> Document:
    document = read(text if isinstance(text, bytes) else text.encode(), "f.yaml")
    assert {mark.file for fault in document.faults for mark in (fault.mark, *fault.related)} <= {"f.yaml"}
    return document


def places(document: Document) -> list[tuple[int, int, str]]:
    return sorted((f.mark.line, f.mark.column, f.code) for f in document.faults)


def place(mark: Mark) -> tuple[int, int]:
    return mark.line, mark.column


# What is read


def test_every_scalar_stays_the_text_that_was_written() -> None:
    text = "a: [NO, 012, 1_000, 0x1F, 2017-04-24, 1:30, .nan, yes, 1e3, '~', \"null\", 'null']"
    assert doc(text).value == {"a": text.partition("[")[2][:-1].replace("'", "").replace('"', "").split(", ")}
    assert not doc(text).faults


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("|\n  one\n  two\n", "one\ntwo"),
        ("|+\n  one\n\n\n", "one"),
        ("|\n  one  X\n", "one  X"),
        ("|\n  one  \n", "one  "),
        (">\n  one\n\n  two\n", "one\ntwo"),
        ("|-\n  one\n\n   two\n", "one\n\n two"),
        (">-\n  one\n  two\n\n  three\n", "one two\nthree"),
        ("one\n  two\n", "one two"),
        ("'it''s'", "it's"),
        (r'"a\tb\u0639\x41"', "a\tb\u0639A"),
        ("' x '", " x "),
        ("a # comment", "a"),
        ("a#b", "a#b"),
        ("https://example.org/a#b", "https://example.org/a#b"),
    ],
)
def test_scalar_styles(written: str, value: str) -> None:
    document = doc(f"a: {written}")
    assert document.value == {"a": value}
    assert document.faults == []


def test_marks_point_at_keys_and_values() -> None:
    document = doc("statements:\n  s1:\n    says: >-\n      text\n    reports:\n      - source: x\n        via: [a, 'b']\n")
    marks = document.marks
    assert place(marks.key(("statements",))) == (1, 1)
    assert place(marks.key(("statements", "s1"))) == (2, 3)
    assert place(marks.mark(("statements", "s1", "says"))) == (3, 11)
    assert place(marks.key(("statements", "s1", "reports"))) == (5, 5)
    assert place(marks.mark(("statements", "s1", "reports", 0))) == (6, 9)
    assert place(marks.key(("statements", "s1", "reports", 0, "via"))) == (7, 9)
    assert place(marks.mark(("statements", "s1", "reports", 0, "via", 1))) == (7, 18)


def test_columns_count_characters_and_not_bytes() -> None:
    document = doc("{Ж𝒳é: 1, b: 2}")
    assert place(document.marks.key(("b",))) == (1, 10)
    assert places(doc("{Ж𝒳é: 1, b: *x}")) == [(1, 13, "K008")]


def test_byte_order_mark_is_passed_over_and_counts_for_no_column() -> None:
    document = doc("\ufeffa: x\n".encode())
    assert (document.value, place(document.marks.key(("a",)))) == ({"a": "x"}, (1, 1))
    assert places(doc(b"\xef\xbb\xbfa: \xff")) == [(1, 4, "K005")]
    assert places(doc("\ufeff\ufeffa: x")) == [(1, 1, "K013")]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_every_line_break_counts_as_one(line_break: str) -> None:
    document = doc("a:\n  b: |\n    one\n    two\nc: \x01\nd: *x\n".replace("\n", line_break))
    assert document.value == {"a": {"b": "one\ntwo"}, "c": "\ufffd", "d": None}
    assert places(document) == [(5, 4, "K013"), (6, 4, "K008")]


def test_direction_marks_and_joiners_that_scripts_need_are_kept() -> None:
    name = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u200f\u061c\u200e"
    for written in (name, f'"{name.encode("unicode_escape").decode()}"'):
        document = doc(f"a: x{written}" if written is name else f"a: {written}")
        assert document.faults == []
        assert (document.value or {})["a"].endswith(name)


# What is refused

REFUSED: Final[dict[str, tuple[str | bytes, list[tuple[int, int, str]]]]] = {
    "not UTF-8": (b"a: b\nc: d\xe9\n", [(2, 5, "K005")]),
    "not UTF-8 after a wide character": ("Ж: ".encode() + b"\xff", [(1, 4, "K005")]),
    "UTF-16": ("a: b".encode("utf-16"), [(1, 1, "K005")]),
    "an encoded surrogate": (b"a: \xed\xa0\x80", [(1, 4, "K005")]),
    "an overlong form": (b"a: \xc0\x80", [(1, 4, "K005")]),
    "an escaped surrogate": ('a: "\\uD800"', [(1, 7, "K006")]),
    "an unclosed list": ("a: [b\n", [(1, 4, "K006")]),
    "a colon in text": ("a: b: c\n", [(1, 5, "K006")]),
    "a tab as indentation": ("a:\n\tb: c\n", [(2, 1, "K006")]),
    "text that starts with a sign of YAML": ("a: @b\n", [(1, 4, "K006")]),
    "a key twice": ("a: 1\nb: 2\na: 3\n", [(3, 1, "K007")]),
    "a key three times": ("{a: 1, a: 2, a: 3}\n", [(1, 8, "K007"), (1, 14, "K007")]),
    "a key twice, spelt in two styles": ('a: 1\n"\\x61": 2\n', [(2, 1, "K007")]),
    "a key twice, deep": ("s:\n  r:\n    f: 1\n    f: [x]\n", [(4, 5, "K007")]),
    "an anchor": ("a: &x b\n", [(1, 4, "K008")]),
    "an anchor on a mapping": ("a: &x\n  b: c\n", [(1, 4, "K008")]),
    "an anchor on a key": ("&x a: b\n", [(1, 1, "K008")]),
    "an alias": ("a: *x\n", [(1, 4, "K008")]),
    "an alias as a key": ("a: b\n*x : c\n", [(2, 1, "K008")]),
    "an alias in a list": ("a: [b, *x, c]\n", [(1, 8, "K008")]),
    "the alias as the file": ("*x", [(1, 1, "K008")]),
    "a merge key": ("a:\n  <<: {b: c}\n", [(2, 3, "K009")]),
    "a merge bomb": ("a:\n  <<: [*x, *x]\n", [(2, 3, "K009"), (2, 8, "K008"), (2, 12, "K008")]),
    "a tag": ("a: !!str b\n", [(1, 4, "K010")]),
    "a tag on a key": ("!x a: b\n", [(1, 1, "K010")]),
    "a tag on a list": ("a: !!set [b]\n", [(1, 4, "K010")]),
    "a tag that runs code": ("a: !!python/object/apply:os.system [x]", [(1, 4, "K010")]),
    "a tag that includes": ("a: !include /etc/passwd", [(1, 4, "K010")]),
    "a tag whose escape is no UTF-8": ("a: 1\nb: !%C0%80 c", [(2, 4, "K010")]),
    "a tag whose escape is a surrogate": ("a: 1\nb: !%41 x\nc: !%ED%A0%80 d", [(2, 4, "K010"), (3, 4, "K010")]),
    "a directive": ("%YAML 1.2\n---\na: b\n", [(1, 1, "K011")]),
    "a directive of another version": ("%YAML 1.3\n---\na: b\n", [(1, 1, "K011")]),
    "a directive of tags": ("%TAG ! tag:x,2000:\n---\na: b\n", [(1, 1, "K011")]),
    "a directive of tags that is no UTF-8": ("%TAG !e! tag:%C0%80\n---\na: !e!b b", [(1, 1, "K011")]),
    "an unknown directive": ("%x\n---\na: b\n", [(1, 1, "K011")]),
    "a second document": ("a: b\n---\nc: d\n", [(2, 1, "K012")]),
    "two more documents": ("a: b\n---\nc: d\n---\ne: f\n", [(2, 1, "K012")]),
    "NUL": (b"a: b\x00\n", [(1, 5, "K013")]),
    "DEL": ("a: \x7f\n", [(1, 4, "K013")]),
    "next line": ("a: \x85\n", [(1, 4, "K013")]),
    "an override": ("a: x\u202e\nb: \u2066\n", [(1, 5, "K013"), (2, 4, "K013")]),
    "an escaped override": ('a: "x\\u202E"\n', [(1, 4, "K013")]),
    "an escaped NUL": ('a: "\\0"\n', [(1, 4, "K013")]),
    "an escaped escape in a key": ('"\\e[31m": b\n', [(1, 1, "K013")]),
    "an escaped carriage return": ('a: "b\\rc"\n', [(1, 4, "K013")]),
    "an escaped line separator": ('a: "b\\Lc\\P\\N"\n', [(1, 4, "K013")] * 3),
    "a byte order mark inside": ("a: b\n\ufeffc: d\n", [(2, 1, "K013")]),
    "a list as a key": ("a: 1\n[b]: c\n", [(2, 1, "K015")]),
    "a mapping as a key": ("? {b: c}\n: d\n", [(1, 3, "K015")]),
    "an empty key": ("a: 1\n?\n: b\n", [(2, 2, "K015")]),
    "an empty key in quotes": ('a: 1\n"": b\n', [(2, 1, "K015")]),
    "nothing": ("", [(1, 1, "K016")]),
    "a comment alone": ("# x\n", [(1, 1, "K016")]),
    "a start alone": ("---\n", [(1, 1, "K016")]),
    "null": ("null\n", [(1, 1, "K016")]),
    "a text": ("abc\n", [(1, 1, "K016")]),
    "a list": ("- a\n- b\n", [(1, 1, "K016")]),
    "null before a document": ("~\n---\na: b\n", [(1, 1, "K109"), (2, 1, "K012")]),
    "a list with an empty item": ("- a\n-\n", [(2, 2, "K109")]),
    "an empty value": ("a: b\nc:\nd: e\n", [(2, 3, "K109")]),
    "null as a value": ("{a: null, b: ~, c: Null, d: NULL, e: ''}", [(1, n, "K109") for n in (5, 14, 20, 29, 38)]),
    "an empty item": ("a:\n  - b\n  -\n  - ' '\n", [(3, 4, "K109"), (4, 5, "K109")]),
    "a space of another width": ("a: \u3000\nb: \u00a0\n", [(1, 4, "K109"), (2, 4, "K109")]),
    "cut off in a list": ("a: [b", [(1, 4, "K006")]),
    "cut off after a brace": ("a:\r\n  {", [(2, 3, "K006")]),
    "cut off in a key": ("a: {b", [(1, 4, "K006")]),
    "cut off after one letter": ("a: [b,\nc", [(1, 4, "K006")]),
    "an empty block": ("a: |\n\nb: c\n", [(1, 4, "K109")]),
}


@pytest.mark.parametrize("name", REFUSED)
def test_each_refusal_at_its_place(name: str) -> None:
    text, expected = REFUSED[name]
    document = doc(text)
    assert places(document) == expected
    assert all(fault.message and "\n" not in fault.message for fault in document.faults)


def test_the_table_holds_every_code_of_the_reader() -> None:
    codes = {code for _, expected in REFUSED.values() for _, _, code in expected}
    assert codes | {"K004"} == {f"K0{n:02}" for n in (4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16)} | {"K109"}


def test_all_faults_of_a_file_in_one_run() -> None:
    document = doc('a: &x b\nc: *x\nd: !t e\nf: 1\nf: 2\n<<: {g: "\\0"}\nh:\ni: \x01\n? [j]\n: k\n')
    assert places(document) == [
        (1, 4, "K008"), (2, 4, "K008"), (3, 4, "K010"), (5, 1, "K007"), (6, 1, "K009"), (6, 9, "K013"), (7, 3, "K109"),
        (8, 4, "K013"), (9, 3, "K015"),
    ]  # fmt: skip
    assert document.value == {"a": "b", "c": None, "d": "e", "f": "1", "h": None, "i": "\ufffd"}


def test_a_doubled_key_points_at_the_first_and_keeps_it() -> None:
    document = doc("a:\n  x: 1\n  y: 2\n  x: {z: 3}\n")
    (fault,) = document.faults
    assert [place(mark) for mark in fault.related] == [(2, 3)]
    assert document.value == {"a": {"x": "1", "y": "2"}}
    assert place(document.marks.mark(("a", "x"))) == (2, 6)


def test_hints_say_what_to_type() -> None:
    assert "quotes" in doc("a: b: c").faults[0].hint
    assert "quotes" in doc("a: @b").faults[0].hint
    assert "spaces" in doc("a:\n\tb: c\n").faults[0].hint
    assert "spaces" in doc("a:\r  b:\r\t\tc: d\r").faults[0].hint
    assert all(doc(text).faults[0].hint for name, (text, _) in REFUSED.items() if places(doc(text))[0][2] != "K006")


def test_each_doubled_key_points_at_its_first_one_past_what_lies_between() -> None:
    document = doc("a:\n  x: {z: [1, {v: 2}]}\n  y: [3]\n  y: 4\n  w: 5\n  w: 6\nb: {x: 7, y: 8, y: 9}\n")
    assert places(document) == [(4, 3, "K007"), (6, 3, "K007"), (7, 17, "K007")]
    assert [place(mark) for fault in document.faults for mark in fault.related] == [(3, 3), (5, 3), (7, 11)]
    assert document.rest.startswith("  y: 4\n")


def test_tags_are_named_as_they_were_written() -> None:
    for tag in ("!!str", "!x", "!!x:y"):
        assert [fault.message for fault in doc(f"a: {tag} b").faults] == [f"the tag '{tag}' is not allowed"]


def test_the_top_has_a_place_where_nothing_was_read() -> None:
    for text in (b"", b"a: \xff", b"- a", b"*x"):
        assert doc(text).marks.mark(()) == Mark("f.yaml", 1, 1)


@pytest.mark.parametrize("text", ["a: b\n*x : c\nd: e\n", "*x : c\na: b\nd: e\n", "*x : [c]\na: b\nd: e\n"])
def test_an_alias_as_a_key_costs_its_value_alone(text: str) -> None:
    document = doc(text)
    assert document.value == {"a": "b", "d": "e"}
    line = text.split("\n").index("a: b") + 1
    assert [place(mark(("a",))) for mark in (document.marks.key, document.marks.mark)] == [(line, 1), (line, 4)]
    assert place(document.marks.mark(("d",))) == (3, 4)


def test_marks_where_reading_stopped() -> None:
    marks = doc("a:\n  b: {c: [d, {e: f").marks
    assert place(marks.mark(("a", "b", "c", 1, "e"))) == (2, 18)
    for column, *path in ((14, 1, "g"), (14, 1), (10, 2), (10,)):
        assert place(marks.mark(("a", "b", "c", *path))) == (2, column), path
    assert place(marks.mark(("a", "b", "g"))) == (2, 6)
    assert place(marks.mark(("a", "g"))) == (2, 3)
    assert place(marks.mark(("g",))) == (1, 1)


def test_a_value_that_is_not_kept_is_not_called_empty() -> None:
    assert places(doc("a: 1\na:\n")) == [(2, 1, "K007")]
    assert places(doc("<<:\n")) == [(1, 1, "K009")]


# Limits


def test_bytes() -> None:
    line = b"a: b\n# "
    fits = line + b"x" * (MAX_BYTES - len(line))
    assert doc(fits).faults == []
    assert places(doc(fits + b"x")) == [(1, 1, "K004")]
    assert doc(fits + b"x").faults[0].hint == "split it into several files"


def test_values() -> None:
    fits = "a: [" + "b," * (MAX_NODES - 3) + "]"
    assert doc(fits).faults == []
    assert len((doc(fits).value or {})["a"]) == MAX_NODES - 3
    document = doc("a: [" + "b," * (MAX_NODES - 2) + "]")
    assert places(document) == [(1, 5 + 2 * (MAX_NODES - 3), "K004")]
    assert document.faults[0].hint == "split it into several files"
    assert doc("a: [" + "b," * (MAX_NODES - 4) + "[]]").faults == []


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
def test_levels(opening: str, closing: str) -> None:
    inner = MAX_DEPTH - 1
    assert doc("k: " + opening * inner + "x" + closing * inner).faults == []
    document = doc("k: " + opening * (inner + 1) + "x" + closing * (inner + 1))
    assert places(document) == [(1, 4 + inner * len(opening), "K004")]


DEEP: Final = [
    "[" * 50_000,
    "[" * 50_000 + "]" * 50_000,
    "- " * 25_000,
    "{a: " * 25_000,
    "? " * 25_000,
    "a: " + "[" * 50_000,
    "[[{" * 9_000,
]


@pytest.mark.parametrize("text", DEEP, ids=lambda text: str(text)[:6])
def test_depth_costs_nothing(text: str) -> None:
    document = doc(text)
    assert steps(lambda: doc(text)) < 2000  # however deep it goes
    assert [code for _, _, code in places(document)] in (["K004"], ["K015"])


def test_depth_is_safe_on_a_small_stack() -> None:
    found: list[int] = []
    before = threading.stack_size(512 * 1024)
    try:
        thread = threading.Thread(target=lambda: found.extend(len(doc(text).faults) for text in DEEP))
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join()
    assert found == [1] * len(DEEP)


ENDLESS: Final[dict[str, Callable[[int], str]]] = {
    "forbidden characters": lambda n: "\x01" * n,
    "one key doubled": lambda n: "".join(f"k{i}: 1\n" for i in range(n)) + f"k{n - 1}: 1\n" * n,
    "every key doubled": lambda n: "".join(f"k{i}: 1\nk{i}: 1\n" for i in range(n)),
    "aliases": lambda n: "".join(f"k{i}: *x\n" for i in range(n)),
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_faults_without_end_take_steps_in_proportion(kind: str) -> None:
    def reading(n: int) -> Callable[[], None]:
        text = ENDLESS[kind](n)

        def find() -> None:
            assert len(doc(text).faults) == (101 if "character" in kind else n)

        return find

    assert growth(reading, 1000) < 2.5
    reading(MAX_BYTES if "character" in kind else 20_000)()


def test_forbidden_characters_past_the_hundredth_are_counted() -> None:
    assert [fault.message for fault in doc("a: " + "\x01" * 100).faults] == ["the character U+0001 is not allowed"] * 100
    assert doc("a: " + "\x01" * 1334).faults[100:] == [
        Diagnostic(Mark("f.yaml"), "K013", Severity.ERROR, "1,234 more characters are not allowed", "save the file as plain text")
    ]


def test_what_stands_before_the_level_too_deep_is_told_once() -> None:
    text = 'a: {b: 1, b: *x}\nb:\n  c: 2\nd: "' + "\\0" * 60 + '"\nb: ' + "[" * 3000
    document = doc(text)
    assert places(document) == [
        (1, 11, "K007"), (1, 14, "K008"), *[(4, 4, "K013")] * 60, (5, 1, "K007"), (5, 3 + MAX_DEPTH, "K004"),
    ]  # fmt: skip
    assert [place(mark) for fault in document.faults for mark in fault.related] == [(1, 5), (2, 1)]
    assert document.value == {"a": {"b": "1"}, "b": {"c": "2"}, "d": "\ufffd" * 60}


# Where reading has to stop


def test_the_record_in_which_reading_stops_is_lost_and_those_before_it_are_kept() -> None:
    document = doc("actors:\n  a: {name: A}\n  b:\n    name: B\n    type: [\n  c: {name: C}\n")
    assert document.value == {"actors": {"a": {"name": "A"}}}
    assert document.rest == "  b:\n    name: B\n    type: [\n  c: {name: C}\n"
    assert document.end == Mark("f.yaml", 3, 3)


def test_a_data_set_in_which_reading_stops_is_lost_as_one_record() -> None:
    document = doc("actors:\n  a: {name: A}\ndataset:\n  title: x\n  base: [\n")
    assert document.value == {"actors": {"a": {"name": "A"}}}
    assert document.end == Mark("f.yaml", 3, 1)


def test_a_tag_that_is_no_utf_8_stops_reading_where_it_stands() -> None:
    document = doc("actors:\n  a: {name: A}\n  b: {name: B}\n  c: !%C0%80 x\n  d: {name: D}\n")
    assert document.value == {"actors": {"a": {"name": "A"}}}
    assert document.rest.startswith("  b: {name: B}\n  c: !")
    assert places(doc("a: [!%41 x, !%C0%80 y]")) == [(1, 5, "K010"), (1, 13, "K010")]
    document = doc("sources:\n  a: {title: A}\nactors:\n  b: !%C0 x\n")
    assert (document.value, document.end) == ({"sources": {"a": {"title": "A"}}, "actors": {}}, Mark("f.yaml", 4, 1))


def test_a_second_document_loses_nothing_of_the_first() -> None:
    document = doc("actors:\n  a: {name: A}\n---\nactors:\n  b: {name: B}\n")
    assert document.value == {"actors": {"a": {"name": "A"}}}
    assert document.rest == "---\nactors:\n  b: {name: B}\n"


def test_what_is_not_read_is_handed_on_as_text() -> None:
    assert doc("a:\r  b: c\r  d: [\r").rest == "  d: [\n"
    assert doc("a:\n  b: c\na:\n  d: e\n").rest == "a:\n  d: e\n"
    assert doc(b"a:\r\n  b: \xff\r\n").rest == "a:\n  b: \ufffd\n"
    assert doc("- a\r- [\r").rest == "- a\n- [\n"
    assert len(doc(b"a" * (MAX_BYTES + 1)).rest) == MAX_BYTES + 1
    assert not any(doc(text).rest for text in ("a: b\n", "- a\n", "", "null"))
    assert not doc("a: *x\n").rest
