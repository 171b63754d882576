"""Runs every folder of `cases/`: its claims through the whole check, against the diagnostics expected of them.

A folder is named for the rule it is about, `<CODE>-<what>`, or `ok-<what>` where nothing is wrong. It holds `claims/` and, unless
it is ok, `expected.txt` with one line a diagnostic. Where it holds `sources/` too, quotes are compared with the texts there, and
where it holds `before/`, those are the claims as they were. What git cannot hold, such as pipes, is made in a temporary folder.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from places import TESTS

from kg import check as checking
from kg import claimfile
from kg.check import check
from kg.corpus.corpus import Corpus
from kg.diagnostic import Diagnostic, Severity
from kg.evidence.folder import read_texts
from kg.evidence.quotes import compare, not_found
from kg.history.changes import State, broken_ids
from kg.history.warned import warned
from kg.rules.catalogue import RULES, diagnose

CASES = sorted(path for path in (TESTS / "cases").iterdir() if path.is_dir())
COUNT = 111
ORDERED = ("actors", "sources", "topics", "allegations", "statements", "kinds")
ALBA = "actors:\n  alba: {name: Alba, type: state}\n"


def about(case: Path, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What a case is about: errors, what its own rule says, and what it expects of other rules. All there is where it is ok.

    So a new warning touches its own cases alone, and those in which nothing may be wrong.
    """
    if case.name.startswith("ok-"):
        return tuple(found)
    expected = re.findall(r"^\S+ \w+ (K\d\d\d) ", (case / "expected.txt").read_text("utf-8"), re.MULTILINE)
    codes = {case.name.partition("-")[0], *expected}
    return tuple(d for d in found if d.severity is Severity.ERROR or d.code in codes)


def diagnostics(case: Path | None = None) -> list[str]:
    """What is wrong with `claims/` in the working folder, as one line each; what a case is about, if one is named."""
    checked = check(Path("claims"))
    found = checked.diagnostics
    if (earlier := Path("before")).is_dir():
        before, now = check(earlier), checked
        states = [State(root, c.corpus, c.diagnostics, c.texts) for root, c in (("before", before), ("claims", now))]
        found += (*broken_ids(*states), *warned(*states))
    if (sources := Path("sources")).is_dir():
        found += tuple(not_found(compare(checked.corpus, read_texts(sources, checked.corpus.sources))))
    found = found if case is None else about(case, found)
    return [f"{d.mark.file}:{d.mark.line}:{d.mark.column}: {d.severity} {d.code} {d.message}" for d in found]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.name))
def test_case(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = case / "expected.txt"
    assert expected.exists() != case.name.startswith("ok-")
    monkeypatch.chdir(case)
    assert diagnostics(case) == (expected.read_text("utf-8").splitlines() if expected.exists() else [])


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.name))
def test_that_the_order_of_records_decides_nothing(case: Path) -> None:
    """Neither what is found, nor where, nor in which words."""
    corpus = check(case / "claims").corpus
    turned: dict[str, Any] = {field: dict(reversed(getattr(corpus, field).items())) for field in ORDERED}
    ways = (corpus, replace(corpus, **turned))
    one, other = (Counter((d.code, d.record, d.mark, d.message, d.hint, d.related) for d in diagnose(way)) for way in ways)
    assert one == other


def test_that_a_new_warning_is_none_of_the_other_rules_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    def more(corpus: Corpus) -> Iterator[Diagnostic]:
        yield from diagnose(corpus)
        for one in corpus.whole():
            yield Diagnostic(corpus.mark(one.id), "K399", Severity.WARNING, "there is something to say of every record")

    monkeypatch.setattr(checking, "diagnose", more)
    for case in CASES:
        monkeypatch.chdir(case)
        lines = diagnostics(case)
        if case.name.startswith("ok-"):
            assert lines
        else:
            assert lines == (case / "expected.txt").read_text("utf-8").splitlines(), case.name


def test_that_all_cases_were_found() -> None:
    assert len(CASES) == COUNT


def test_that_each_case_is_about_its_code() -> None:
    for case in CASES:
        code = case.name.partition("-")[0]
        assert code in {"ok", "four"} or f" {code} " in (case / "expected.txt").read_text("utf-8"), case.name


def test_that_every_rule_has_a_case() -> None:
    have = {case.name.partition("-")[0] for case in CASES} | {name.partition("-")[0] for name in MADE}
    assert {rule.code for rule in RULES} - have == set()


def test_that_four_faults_are_four_diagnostics(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(TESTS / "cases" / "four-faults")
    marks = [(d.code, d.mark.line, d.mark.column) for d in check(Path("claims")).diagnostics]
    lines = Path("claims/exchange.yaml").read_text("utf-8").splitlines()
    assert [code for code, _, _ in marks] == ["K007", "K201", "K301", "K106"]
    assert [lines[line - 1][column - 1 :] for _, line, column in marks] == [
        "title: The Daily of Alba",
        "abla",
        "2017-04-20",
        "2017-02-30",
    ]


def link(claims: Path) -> None:
    (claims.parent / "elsewhere.yaml").write_text(ALBA)
    (claims / "alba.yaml").symlink_to(claims.parent / "elsewhere.yaml")


def link_to_nothing(claims: Path) -> None:
    (claims / "alba.yaml").symlink_to("alba.yaml")


def pipe(claims: Path) -> None:
    os.mkfifo(claims / "alba.yaml")


def folder(claims: Path) -> None:
    (claims / "alba.yaml").mkdir()


def bytes_in_name(claims: Path) -> None:
    (claims / os.fsdecode(b"caf\xe9.yaml")).write_text(ALBA)


def line_break_in_name(claims: Path) -> None:
    (claims / "alba\n::error::.yaml").write_text(ALBA)


def name_in_two_cases(claims: Path) -> None:
    (claims / "Alba.yaml").write_text("topics:\n  war: {label: The war}\n")
    (claims / "alba.yaml").write_text(ALBA)


def large_file(claims: Path) -> None:
    (claims / "alba.yaml").write_text(ALBA + "#" * (claimfile.MAX_BYTES - len(ALBA) + 1))


def many_values(claims: Path) -> None:
    (claims / "alba.yaml").write_text("actors:\n  alba:\n    aliases: [" + "b, " * claimfile.MAX_NODES + "b]\n")


def brackets(claims: Path) -> None:
    (claims / "alba.yaml").write_text("[" * 50_000)


def unreadable(claims: Path) -> None:
    (claims / "alba.yaml").write_text(ALBA)


def levels(claims: Path) -> None:
    rows = [f"  a{i}: {{name: A {i}, type: organization{f', part_of: a{i - 1}' if i else ''}}}" for i in range(103)]
    (claims / "alba.yaml").write_text("\n".join(["actors:", *rows, "topics: {t: {label: T, note: a102}}", ""]))


MADE: dict[str, tuple[Callable[[Path], None], list[str]]] = {
    "K001-link": (link, ["claims/alba.yaml:1:1: error K001 this is a link"]),
    "K001-link-to-nothing": (link_to_nothing, ["claims/alba.yaml:1:1: error K001 this is a link"]),
    "K001-pipe": (pipe, ["claims/alba.yaml:1:1: error K001 this is not a regular file"]),
    "K001-folder": (folder, ["claims/alba.yaml:1:1: error K001 this is a folder"]),
    "K003-bytes": (
        bytes_in_name,
        ["claims/caf\udce9.yaml:1:1: error K003 the name holds a character other than A-Z a-z 0-9 . _ -, or is too long"],
    ),
    "K003-line-break": (
        line_break_in_name,
        ["claims/alba\n::error::.yaml:1:1: error K003 the name holds a character other than A-Z a-z 0-9 . _ -, or is too long"],
    ),
    "K003-case": (
        name_in_two_cases,
        [
            "claims/alba.yaml:1:1: error K003 the name differs from 'Alba.yaml' in case alone",
        ],
    ),
    "K004-large": (large_file, ["claims/alba.yaml:1:1: error K004 the file is larger than 1,048,576 bytes"]),
    "K004-many": (many_values, ["claims/alba.yaml:3:299994: error K004 the file holds more than 100,000 values"]),
    "K004-brackets": (brackets, ["claims/alba.yaml:1:21: error K004 more than 20 levels inside each other"]),
    "K217-levels": (
        levels,
        [
            "claims/alba.yaml:103:52: error K217 there are more than 100 levels of 'part_of' above 'a101'",
            "claims/alba.yaml:104:3: warning K205 unused actor 'a102'",
            "claims/alba.yaml:105:10: warning K205 unused topic 't'",
        ],
    ),
    "K017-unreadable": (unreadable, ["claims/alba.yaml:1:1: error K017 the file could not be read: Permission denied"]),
}


@pytest.mark.parametrize("name", MADE)
def test_made_case(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make, expected = MADE[name]
    claims = tmp_path / "claims"
    claims.mkdir()
    make(claims)
    monkeypatch.chdir(tmp_path)
    if make is unreadable:  # permissions do not bind root, who may be running this
        monkeypatch.setattr(os, "open", refused)
    assert diagnostics() == expected


def refused(path: Any, *_: Any) -> int:
    raise PermissionError(13, "Permission denied", path)
