"""The layout of claim files: what it changes, that it never changes what they say, and that a second run changes nothing."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from places import REPOSITORY

from kg import claimfile
from kg.check import check
from kg.claimfile.formatting import Unformatted, formatted
from kg.rdf.graph import ntriples


def laid_out(text: str) -> str:
    result = formatted(text.encode())
    assert isinstance(result, bytes), result
    assert formatted(result) == result, "a second run changes it"
    return result.decode()


def value(text: str) -> Any:
    document = claimfile.read(text.encode(), "a.yaml")
    assert document.faults == []
    return document.value


CASES: Final = sorted((REPOSITORY / "tests" / "layouts").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.name))
def test_layout(case: Path) -> None:
    before, after = ((case / name).read_bytes().decode() for name in ("before.yaml", "after.yaml"))
    assert laid_out(before) == after
    assert laid_out(after) == after
    assert value(before) == value(after)


def test_that_all_cases_were_found() -> None:
    assert len(CASES) == 16


def test_line_ends_and_byte_order_mark() -> None:
    assert (
        laid_out("\ufefftopics:\r\n  war: {label: War}\r\n\ractors:\r- a") == "topics:\n  war: {label: War}\n\nactors:\n  - a\n"
    )


@pytest.mark.parametrize(
    "text",
    ["", "- a\n", "actors: {a: {name: }}\n", "actors:\n\ta: b\n", "a: &x b\n", "a: 1\na: 2\n", "a: b\n---\nc: d\n", "\x00"],
)
def test_what_is_left_as_it_is(text: str) -> None:
    assert formatted(text.encode()) == Unformatted("it cannot be read as it is")


def mangled(text: str) -> str:
    """The same claims as others write them: four spaces a level, other line ends, stray space, wide dashes."""
    lines = []
    block: int | None = None
    for original in text.split("\n"):
        line = original
        depth = len(line) - len(line.lstrip(" "))
        if block is not None and line.strip() and depth <= block:
            block = None
        if block is None:
            line = re.sub(r"^( *)- ", r"\1-   ", line)
        stray = "  " if block is None and not re.search(r"[|>]-?$", line) else ""
        lines.append(" " * depth + line + stray if line.strip() else line)
        if block is None and re.search(r":.* ?[|>]-?$", line):
            block = depth
    return "\r\n".join(lines)


PLACES: Final = [REPOSITORY / "claims", *sorted((REPOSITORY / "tests" / "cases").glob("ok-*/claims"))]


@pytest.mark.parametrize("root", PLACES, ids=lambda root: root.parent.name)
def test_that_the_graph_stays_the_same(root: Path, tmp_path: Path) -> None:
    copy = tmp_path / "claims"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns(".*"))
    files = sorted(copy.rglob("*.yaml"))
    assert files
    for path in files:
        text = path.read_text("utf-8")
        worse = mangled(text)
        path.write_bytes(laid_out(worse).encode())
        assert laid_out(worse) == laid_out(text)
        assert value(worse) == value(text)
    assert ntriples(check(copy).corpus) == ntriples(check(root).corpus)


_WORDS: Final = st.sampled_from(
    [
        "a",
        "b c",
        "it's",
        'so "called"',
        "x: y",
        "p #q",
        "2017",
        "no",
        "[sic]",
        "-",
        "# x",
        "- y",
        "é",
        "سلام\u200c",
        "a, b",
        "\\",
        "{",
        "?",
        ":x",
        "~a",
    ]
)
_VALUES: Final = st.recursive(
    _WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS | st.just("reports"), inner, max_size=3),
    max_leaves=8,
)
_FILES: Final = st.dictionaries(
    st.sampled_from(["actors", "statements", "x"]), st.dictionaries(_WORDS, _VALUES, min_size=1, max_size=3), min_size=1
)


class Writer:
    """Writes values as YAML in every way that is allowed: a test's stand-in for everybody's habits."""

    def __init__(self, choose: Callable[[Sequence[str]], str]) -> None:
        self.choose = choose

    def pick(self, *choices: str) -> str:
        return self.choose(choices)

    def comment(self, indent: int) -> str:
        return self.pick("", "", "", "\n", " " * indent + "# c: [d\n", "# 'e\n\n")

    def end(self) -> str:
        return self.pick("", "", "  ", " # f", '   # g "')

    def scalar(self, text: str, indent: int, *, flow: bool, key: bool = False) -> str:
        ways = ['"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"', "'" + text.replace("'", "''") + "'"]
        if re.fullmatch(r"[a-zé20]([\w' \"]*\w)?", text):
            ways.append(text)
        if not key and not flow:
            ways += [f"{self.pick('|', '|-', '>', '>-', '|+')}\n{' ' * (indent + 1)}{text}\n\n"]
        if not key and " " in text and re.fullmatch(r"[\w ]+", text):
            ways.append(text.replace(" ", "\n" + " " * (indent + 1)))
        return self.pick(*ways)

    def flow(self, value: Any, indent: int) -> str:
        if isinstance(value, str):
            return self.scalar(value, indent, flow=True)
        gap = self.pick("", " ", "\n" + " " * (indent + 1), " # h\n" + " " * (indent + 1))
        if isinstance(value, list):
            return "[" + gap + (", " + gap).join(self.flow(v, indent) for v in value) + "]"
        pairs = (f"{self.scalar(k, indent, flow=True, key=True)}: {self.flow(v, indent)}" for k, v in value.items())
        return "{" + gap + (", " + gap).join(pairs) + "}"

    def node(self, value: Any, indent: int) -> str:
        """What follows a key's colon or a dash, with the line break at its end."""
        if isinstance(value, str):
            text = self.scalar(value, indent, flow=False)
            return " " + text + ("" if text.endswith("\n") else self.end() + "\n")
        if not value or self.pick("block", "block", "flow") == "flow":
            return " " + self.flow(value, indent) + self.end() + "\n"
        return self.end() + "\n" + self.block(value, indent + int(self.pick("1", "2", "4")))

    def block(self, value: Any, indent: int) -> str:
        out = ""
        for item in value.items() if isinstance(value, dict) else value:
            out += self.comment(indent) + " " * indent
            if isinstance(value, dict):
                out += self.scalar(item[0], indent, flow=False, key=True) + ":" + self.node(item[1], indent)
            else:
                out += "-" + self.node(item, indent)
        return out + self.comment(0)


@st.composite
def files(draw: st.DrawFn) -> str:
    return Writer(lambda choices: draw(st.sampled_from(choices))).block(draw(_FILES), 0)


@settings(max_examples=examples(120), deadline=None)
@given(files())
def test_that_whatever_is_read_is_laid_out_and_says_the_same(text: str) -> None:
    document = claimfile.read(text.encode(), "a.yaml")
    if not document.faults:
        assert value(laid_out(text)) == document.value


EXCHANGE: Final = REPOSITORY / "tests" / "cases" / "ok-exchange" / "claims"


@pytest.mark.parametrize("seed", range(10))
def test_that_the_graph_of_other_writings_stays_the_same(seed: int, tmp_path: Path) -> None:
    claims = claimfile.read((EXCHANGE / "claims.yaml").read_bytes(), "a.yaml").value
    text = Writer(random.Random(seed).choice).block(claims, 0)  # noqa: S311 - no secret
    path = tmp_path / "claims.yaml"
    path.write_text(text, "utf-8")
    before = check(tmp_path)
    assert before.diagnostics == ()
    path.write_text(laid_out(text), "utf-8")
    assert ntriples(check(tmp_path).corpus) == ntriples(before.corpus) == ntriples(check(EXCHANGE).corpus)


def test_that_a_note_behind_a_value_gets_a_space_where_the_quotes_before_it_go() -> None:
    text = 'actors:\n  borea:\n    name: "Borea" #northern\n    type: state\n    note: "#1" ##\n'
    assert laid_out(text) == text.replace('"Borea" #northern', "Borea  # northern").replace('"#1" ##', '"#1"  ##')


def test_that_our_own_files_are_laid_out() -> None:
    ours = [path for place in ("claims", "kg/scaffold/template") for path in (REPOSITORY / place).rglob("*.yaml")]
    assert len(ours) > 50
    assert [path for path in ours if formatted(path.read_bytes()) != path.read_bytes()] == []


SEEDS: Final = [
    path.read_text("utf-8")[:1200].rpartition("\n  ")[0] for path in sorted((REPOSITORY / "claims").rglob("*.yaml"))[::5]
]


@settings(max_examples=examples(120), deadline=None)
@given(
    st.sampled_from(SEEDS),
    st.lists(
        st.tuples(
            st.integers(0, 1200), st.sampled_from([" ", "\n", "# x\n", "'", '"', ",", "  ", " # y\n", "- ", "|", "[", "{}", ": "])
        )
    ),
)
def test_that_a_damaged_file_is_left_or_says_the_same(text: str, insertions: list[tuple[int, str]]) -> None:
    for at, what in insertions:
        text = text[:at] + what + text[at:]
    document = claimfile.read(text.encode(), "a.yaml")
    result = formatted(text.encode())
    if isinstance(result, bytes):
        assert value(result.decode()) == document.value
        assert formatted(result) == result
    else:
        assert document.faults
