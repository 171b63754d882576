"""Text of strangers in every output: names of files, keys, values, quotes; none may steer a terminal, a service or a page.

What each form could be fooled by is tried on each command: escapes of terminals, GitHub's commands, markup of rich, Markdown and
HTML, ends of CDATA, line breaks, and the signs that reorder a line. Formulas in CSV are the one thing that `--safe` is for.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import pytest
from forked import Ran, run
from refusing import RAW

from kg.render.escape import FORMULA

BAIT: Final = (
    *(
        "::error file=a::x",
        "%0A::error::x",
        "##[error]x",
        "::stop-commands::x",
        "[red]x[/red]",
        "[link=https://x.example]x[/link]",
    ),
    *("<script>x</script>", "<img src=x onerror=y>", "]]>", "&lt;b&gt;", "|x|`x`", "*x* _x_ **x**", "[x](https://x.example)"),
    *("=cmd()", "+1", "-1", "@x", "{0} {x}", "${x}", "%s%n", "\\\\x1b[31m", "</title>", "{{7*7}}"),
)
FLAWED: Final = (
    "actors:\n"
    + "".join(f"  {json.dumps(bait)}: {{name: A, type: {json.dumps(bait)}, {json.dumps(bait)}: x}}\n" for bait in BAIT)
    + "".join(f"{json.dumps(bait)}: {{}}\n" for bait in BAIT)
    + f"topics:\n  x: {{label: {json.dumps(BAIT[0])}, broader: {json.dumps(BAIT[1])}}}\n"
    + 'sources:\n  y: {title: "\\e[31m\\u202e\\u0000", url: "javascript:x"}\n'
)
GOOD: Final = "".join(
    [
        "actors:\n  alba: {name: Alba, type: state}\n",
        *(f"  a{i}: {{name: {json.dumps('N' + bait)}, type: state}}\n" for i, bait in enumerate(BAIT)),
        'sources:\n  daily: {title: "<script>t</script> [red]x[/red] ::error::x", url: "https://example.org/daily"}\n',
        "allegations:\n",
        *(f"  g{i}: {{text: {json.dumps(bait)}, accused: a{i}}}\n" for i, bait in enumerate(BAIT)),
        "statements:\n",
        *(
            f"  s{i}:\n    act: accuses\n    speaker: alba\n    date: 2017\n    allegation: g{i}\n    says: {json.dumps(bait)}\n"
            f"    note: {json.dumps(bait)}\n"
            f"    reports: [{{source: daily, at: {json.dumps(bait)}, quote: {json.dumps(bait + f' {i}')}}}]\n"
            f"  d{i}:\n    act: denies\n    speaker: a{i}\n    date: 2018\n    answers: s{i}\n    says: {json.dumps(bait)}\n"
            f"    reports: [{{source: daily}}]\n"
            for i, bait in enumerate(BAIT)
        ),
    ]
)


def kg(*args: str, cwd: Path, **env: str) -> Ran:
    """`kg` in a child with these variables in its environment; GitHub's are as in a workflow only where they are given."""

    def surround() -> None:
        for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "COLUMNS"):
            os.environ.pop(name, None)
        os.environ.update(env)

    return run(*args, cwd=cwd, before=surround)


@pytest.fixture
def flawed(tmp_path: Path) -> Path:
    """A tracker with every fault that can carry a text, in its files and in their names."""
    claims = tmp_path / "claims"
    claims.mkdir()
    (claims / "flawed.yaml").write_text(FLAWED)
    names = [
        "::error::x",
        "%0A::error::x",
        "a,b:c",
        "[red]",
        "<b>",
        "a\n::error::x",
        "a\x1b[31m",
        "a\u202eb",
        "|x|",
        "&amp;",
        "]]>",
    ]
    for name in names:
        (claims / f"{name}.yaml").write_text("x: y\n")
    (claims / os.fsdecode(b"caf\xe9.yaml")).write_text("x: y\n")
    return tmp_path


@pytest.fixture(scope="module")
def tracker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tracker without errors that says the same in every field that is free text."""
    folder = tmp_path_factory.mktemp("escaping")
    (folder / "claims").mkdir()
    (folder / "claims" / "a.yaml").write_text(GOOD)
    return folder


FORMS: Final = ("text", "concise", "json", "sarif", "github", "gitlab", "junit")


@pytest.mark.parametrize("form", FORMS)
def test_what_check_writes_of_flawed_claims(form: str, flawed: Path) -> None:
    run = kg("check", "--format", form, cwd=flawed, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(flawed / "summary.md"))
    assert run.status == 1
    assert not RAW.search(run.out + run.err)
    lines = run.out.splitlines()
    match form:
        case "github":
            assert len(lines) > 60
            assert all(
                re.fullmatch(r"::(?:error|warning) file=[^,:]+,line=\d+,col=\d+,title=K\d{3} [a-z-]+::.+", line) for line in lines
            )
            assert all(not re.search(r"%(?!0A|25|3A|2C)", line) for line in lines)
            summary = (flawed / "summary.md").read_text("utf-8")
            assert not RAW.search(summary)
            rows, _, ours = summary.partition("\n\n`kg rule CODE` explains a rule.\n")
            assert not ours.strip()
            assert not re.search(r"(?<!\\)[<>\[\]`*]", "".join(rows.splitlines()[6:]))
            assert all(line.startswith("| ") and len(re.findall(r"(?<!\\)\|", line)) == 6 for line in rows.splitlines()[6:])
        case "json" | "sarif" | "gitlab":
            json.loads(run.out)
            assert run.out.isascii()
        case "junit":
            root = ET.fromstring(run.out.encode())  # noqa: S314 - our own
            assert {element.tag for element in root.iter()} == {"testsuites", "testsuite", "testcase", "failure"}
        case _:
            assert not any(line.lstrip().startswith("::") for line in lines)
            assert "##[" not in run.out
            assert "[red]" in run.out  # markup of rich is text
    assert not any(re.match(r"\s*::", line) for line in run.err.splitlines())


REPORTS: Final = (
    *(
        "who",
        "who --level side",
        "list",
        "list statement",
        "stats",
        "answers",
        "standing",
        "sides",
        "positions a4",
        "network",
        "audit",
    ),
    *("origins s1", "query --name who-accused-whom", "query --name unanswered"),
)


@pytest.mark.parametrize("command", REPORTS)
def test_what_reports_write(command: str, tracker: Path) -> None:
    for form in ("table", "markdown", "csv", "json"):
        run = kg(*command.split(), "--format", form, cwd=tracker, GITHUB_ACTIONS="true")
        assert run.status == 0, run.err
        assert not RAW.search(run.out.replace("\r\n", "\n")), form
        if form in {"table", "markdown"}:
            assert not any(re.match(r"\s*::|.*##\[", line) for line in run.out.splitlines()), form
        match form:
            case "markdown":
                assert not re.search(r"(?<!\\)(?:<|>|`|\[red)", run.out)
                rows = [line for line in run.out.splitlines() if line.startswith("|")]
                assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) <= 2  # `positions` and `stats` hold two tables
            case "csv":
                assert len({len(row) for row in csv.reader(io.StringIO(run.out))}) == 1
            case "json":
                json.loads(run.out)
            case _:
                pass


@pytest.mark.parametrize("command", ["show s0", "show a4", "show g6", "show daily", "show s9"])
def test_what_show_writes(command: str, tracker: Path) -> None:
    run = kg(*command.split(), cwd=tracker, GITHUB_ACTIONS="true")
    assert run.status == 0
    assert not RAW.search(run.out)
    assert not any(re.match(r"\s*::", line) for line in run.out.splitlines())
    if command == "show a4":
        assert "N[red]x[/red]" in run.out


class Tags(HTMLParser):
    """The tags of a page and the handlers of events in them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]


@pytest.mark.parametrize("command", ["map -o x.html", "brief -o x.html"])
def test_what_pages_hold(command: str, tracker: Path) -> None:
    run = kg(*command.split(), cwd=tracker)
    assert run.status == 0, run.err
    page = (tracker / "x.html").read_text("utf-8")
    assert not re.search("[\x00-\x08\x1b\u202a-\u202e\u2066-\u2069]", page)  # the vendored script has others of its own
    assert not any(bait in page for bait in ("<script>x</script>", "<img src=x", "onerror=y>", "<script>t"))
    found = Tags()
    found.feed(page)
    assert found.handlers == []
    assert page.count("</title>") == 1 + len(re.findall(r"<title>", page)) - 1


def test_what_the_brief_in_markdown_holds(tracker: Path) -> None:
    run = kg("brief", "-o", "x.md", cwd=tracker)
    assert run.status == 0, run.err
    text = (tracker / "x.md").read_text("utf-8")
    assert not re.search(r"(?<!\\)<(?:script|img)", text)
    assert "[x](https://x.example)" not in text


def test_formulas_in_tables_for_spreadsheets(tracker: Path) -> None:
    run = kg("export", "csv", "--safe", "-o", "safe", cwd=tracker)
    assert run.status == 0, run.err
    files = sorted((tracker / "safe").glob("*.csv"))
    assert len(files) > 5
    cells = [cell for path in files for row in csv.reader(io.StringIO(path.read_text("utf-8"))) for cell in row]
    assert any(cell.startswith("'=cmd") for cell in cells)
    assert [cell for cell in cells if cell.lstrip(" ")[:1] in FORMULA and cell.strip(" ")] == []


def test_what_commands_say_of_bad_arguments(tracker: Path) -> None:
    for bait in (*BAIT, "a\x1b[31mb", "a\u202eb", "a\nb"):
        for args in (["show", bait], ["who", "--accuser", bait], ["rule", bait], ["check", bait], ["check", "--select", bait]):
            run = kg(*args[:1], "--", *args[1:], cwd=tracker) if len(args) == 2 else kg(*args, cwd=tracker)
            assert not RAW.search(run.out + run.err), args
            assert "Traceback" not in run.err, args
        if bait in BAIT[3:]:
            break
