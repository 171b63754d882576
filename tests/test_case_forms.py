"""Each case folder in each form of output: what is read back from it, by readers that are not ours, is what was expected.

`expected.json` beside `expected.txt` holds the diagnostics whole: hints, related places and records too; KG_UPDATE=1 writes it.
"""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias
from urllib.parse import unquote

import junitparser
import pytest
from test_cases import CASES, about
from workflow_commands import workflow_command

from kg.check import Checked, check
from kg.diagnostic import Diagnostic
from kg.render import diagnostics, github, gitlab, junit, sarif

Line: TypeAlias = tuple[str, ...]
FAULTY: Final = [case for case in CASES if (case / "expected.txt").exists()]


@pytest.fixture
def checked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Checked:
    monkeypatch.chdir(request.param)
    found = check(Path("claims"))
    return dataclasses.replace(found, diagnostics=about(request.param, found.diagnostics))


@pytest.mark.parametrize("checked", FAULTY, ids=lambda case: str(case.name), indirect=True)
def test_the_whole_of_each_diagnostic(checked: Checked) -> None:
    written = diagnostics.as_json(checked.diagnostics)
    expected = Path("expected.json")
    if os.environ.get("KG_UPDATE"):
        expected.write_text(written, "utf-8")
    assert written == expected.read_text("utf-8")


def from_text(found: Checked) -> list[Line]:
    """The first line of each paragraph."""
    text = diagnostics.text(found.diagnostics, found.texts)
    heads = [line for line in text.splitlines() if line and not line.startswith(" ")]
    return [(*head.split(": ", 1)[0].rsplit(":", 2), *head.split(": ", 1)[1].split(" ", 2)[:2]) for head in heads]


def from_sarif(found: Checked) -> list[Line]:
    lines: list[Line] = []
    for result in json.loads(sarif.sarif(found.diagnostics))["runs"][0]["results"]:
        place = result["locations"][0]["physicalLocation"]
        at = place["region"]
        file = unquote(place["artifactLocation"]["uri"])
        lines.append((file, str(at["startLine"]), str(at["startColumn"]), result["level"], result["ruleId"]))
    return lines


def from_github(found: Checked) -> list[Line]:
    lines: list[Line] = []
    for line in github.commands(found.diagnostics).splitlines():
        read = workflow_command(line)
        assert read is not None
        severity, at, _ = read
        lines.append((at["file"], at["line"], at["col"], severity, at["title"].split()[0]))
    return lines


def from_junit(found: Checked) -> list[Line]:
    lines: list[Line] = []
    report = junitparser.JUnitXml.fromstring(junit.junit(found.diagnostics, found.texts, strict=False).encode())
    for suite in report:
        for case in suite:
            for result in case.result:
                line, column = case.name.split(" ")[0].split(":")
                severity = "error" if isinstance(result, junitparser.Failure) else "warning"
                lines.append((case.classname, line, column, severity, case.name.split(" ")[1]))
    return lines


READERS: Final[dict[str, Callable[[Checked], list[Line]]]] = {
    "text": from_text,
    "sarif": from_sarif,
    "github": from_github,
    "junit": from_junit,
}


def line(d: Diagnostic) -> Line:
    return d.mark.file, str(d.mark.line), str(d.mark.column), d.severity.value, d.code


@pytest.mark.parametrize("form", READERS)
def test_that_each_form_says_what_was_expected(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for case in FAULTY:
        monkeypatch.chdir(case)
        found = check(Path("claims"))
        assert READERS[form](found) == [line(d) for d in found.diagnostics], case.name


def test_that_gitlab_is_told_what_was_expected(monkeypatch: pytest.MonkeyPatch) -> None:
    for case in FAULTY:
        monkeypatch.chdir(case)
        found = check(Path("claims"))
        issues = json.loads(gitlab.code_quality(found.diagnostics))
        told = [(i["location"]["path"], i["location"]["lines"]["begin"], i["check_name"]) for i in issues]
        assert told == [(d.mark.file, d.mark.line, d.code) for d in found.diagnostics], case.name
