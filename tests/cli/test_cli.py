"""The command as a user meets it: real processes, their output, their exit status."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import stores
from forked import kg
from places import KG, REPOSITORY, TESTS

from kg import __version__, resources

pytestmark = pytest.mark.slow

CLAIMS = resources.folder("claims")
CASES = TESTS / "cases"

EXCHANGE = """\
actors:
  ruritania: {name: Ruritania, type: state}
  ida-falk: {name: Ida Falk, type: person}
sources:
  gazette: {title: Gazette, url: 'https://example.org/1'}
statements:
  falk-tolls:
    act: accuses
    speaker: ida-falk
    date: 2032-03-01
    against: ruritania
    says: "Said that \\e[31mtolls\\e[0m are secret."
    reports: [{source: gazette}]
"""


def process(*args: str, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    """The installed command, in a process of its own."""
    run = subprocess.run([KG, *args], capture_output=True, check=False, cwd=cwd, env={**os.environ, **env}, timeout=120)
    return subprocess.CompletedProcess(run.args, run.returncode, run.stdout.decode(), run.stderr.decode())


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "exchange.yaml").write_text(EXCHANGE.replace("\\e[31m", "").replace("\\e[0m", ""), "utf-8")
    return tmp_path


def test_help_names_every_command_and_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['kg', '--help']\n"
        "from kg.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = 'rdflib networkx pyvis pyoxigraph yaml jinja2 numpy scipy'.split()\n"
        "print('HEAVY', [name for name in heavy if name in sys.modules])\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert "HEAVY []" in run.stdout
    for command in commands():
        assert re.search(rf"^│ {command} ", run.stdout, re.MULTILINE), command


def commands() -> list[str]:
    from kg.cli.program.commands import COMMANDS

    return list(COMMANDS)


def test_a_run_prepares_the_one_command_that_it_needs() -> None:
    from kg.cli.program import commands as table

    for name in commands():
        made = table.app([name, "--help"])
        one = [found.name for found in made.registered_commands]
        groups = [group.typer_instance.info.name for group in made.registered_groups if group.typer_instance]
        assert one + groups == [name]
    unknown = table.app(["wo"])
    assert len(unknown.registered_commands) + len(unknown.registered_groups) == len(commands())


def test_help_tells_of_each_command_what_its_own_help_begins_with() -> None:
    from kg.cli.program import commands as table

    told = {c.name: c.help for c in table.app(["--help"]).registered_commands}
    every = table.app(["all"])
    nested = {
        group.typer_instance.info.name: group.typer_instance.info.help
        for group in every.registered_groups
        if group.typer_instance
    }
    assert told == {c.name: c.help for c in every.registered_commands} | nested
    assert all(told.values())


def test_every_command_stands_in_the_readme() -> None:
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    assert commands()
    for command in commands():
        assert f"| `kg {command}" in readme, command


@pytest.mark.parametrize("command", commands())
def test_every_command_has_help_of_its_own(command: str) -> None:
    run = kg(command, "--help", TERM="dumb", COLUMNS="100")
    assert run.returncode == 0
    assert f"kg {command}" in run.stdout
    assert run.stderr == ""


@pytest.mark.parametrize(
    "command", ["check", "list --format csv", "show falk-tolls", "query --name unanswered", "map -o /dev/null", "x"]
)
def test_a_process_of_its_own_says_the_same_as_a_forked_one(command: str, tracker: Path) -> None:
    (tracker / "claims" / "more.yaml").write_text("actors:\n  nobody: {name: Nobody, type: person}\n")
    own, forked = (run(*command.split(), cwd=tracker, TERM="dumb") for run in (process, kg))
    assert (own.returncode, own.stdout, own.stderr) == (forked.returncode, forked.stdout, forked.stderr)
    assert own.stdout + own.stderr


def test_four_faults_give_four_diagnostics_in_one_run() -> None:
    run = kg("check", "--root", "four-faults/claims", "--format", "concise", cwd=CASES)
    assert run.returncode == 1
    found = [re.match(r"(.+?):(\d+):(\d+): (error|warning) (K\d+)", line) for line in run.stdout.splitlines()]
    assert all(found)
    assert sorted(m[5] for m in found if m and m[4] == "error") == ["K007", "K106", "K201", "K301"]
    assert "4 errors" in run.stderr


def test_check_shows_the_line_and_a_caret() -> None:
    run = kg("check", "--root", "four-faults/claims", cwd=CASES)
    lines = run.stdout.splitlines()
    at = next(i for i, line in enumerate(lines) if " K201 " in line)
    place = re.match(r".+?:(\d+):(\d+): ", lines[at])
    assert place
    number, column = place.groups()
    assert lines[at + 1].startswith(f"  {number} | ")
    caret = lines[at + 2].index("^") - lines[at + 1].index("|") - 2
    assert caret == int(column) - 1
    assert lines[at + 3].startswith("  hint: did you mean '")


def test_check_as_json_says_the_same() -> None:
    run = kg("check", "--root", "four-faults/claims", "--format", "json", cwd=CASES)
    document = json.loads(run.stdout)
    assert document["version"] == 1
    assert {d["code"] for d in document["diagnostics"] if d["severity"] == "error"} == {"K007", "K106", "K201", "K301"}
    assert all({"file", "line", "column", "hint", "related", "record"} <= d.keys() for d in document["diagnostics"])


def test_fifty_thousand_brackets_give_one_diagnostic(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "deep.yaml").write_text("[" * 50_000)
    run = kg("check", "--format", "concise", cwd=tmp_path)
    assert run.returncode == 1
    assert re.fullmatch(r"claims/deep\.yaml:1:21: error K004 .+\n", run.stdout)


def test_the_shipped_claims_have_no_errors() -> None:
    run = kg("check", "--demo")
    assert run.returncode == 0, run.stdout
    assert ": 0 errors" in run.stderr or "no faults" in run.stderr


def test_paths_choose_what_is_reported(tracker: Path) -> None:
    (tracker / "claims" / "bad.yaml").write_text("actor: {}\n")
    assert kg("check", "claims/exchange.yaml", cwd=tracker).returncode == 0
    assert kg("check", "claims/bad.yaml", cwd=tracker).returncode == 1
    missing = kg("check", "claims/none.yaml", cwd=tracker)
    assert missing.returncode == 2
    assert "none.yaml" in missing.stderr


def test_warnings_fail_only_when_strict(tracker: Path) -> None:
    (tracker / "claims" / "more.yaml").write_text("actors:\n  nobody: {name: Nobody, type: person}\n")
    assert kg("check", cwd=tracker).returncode == 0
    assert kg("check", "--strict", cwd=tracker).returncode == 1


@pytest.mark.parametrize("command", [("who",), ("query", "ASK {}"), ("map",), ("build",), ("list",), ("show", "ruritania")])
def test_errors_in_the_claims_stop_every_other_command(tracker: Path, command: tuple[str, ...]) -> None:
    (tracker / "claims" / "bad.yaml").write_text("actors:\n  x: {name: X, type: group, part_of: nowhere}\n")
    run = kg(*command, cwd=tracker)
    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr == "kg: the claims have 1 error: run kg check\n"
    assert sorted(path.name for path in tracker.iterdir()) == ["claims"]


def test_allow_errors_works_on_the_good_records_and_says_so(tracker: Path) -> None:
    (tracker / "claims" / "bad.yaml").write_text("actors:\n  x: {name: X, type: group, part_of: nowhere}\n")
    run = kg("list", "actor", "--format", "json", "--allow-errors", cwd=tracker)
    assert run.returncode == 0
    assert [row["id"] for row in json.loads(run.stdout)] == ["ruritania", "ida-falk"]
    assert "1 error in the claims; 1 record left out" in run.stderr


def test_misuse_is_one_line_and_status_2(tmp_path: Path) -> None:
    for args in (
        ("check",),
        ("who", "--root", "nowhere"),
        ("query", "--demo"),
        ("query", "--demo", "--name", "who-accused"),
        ("rule", "K999"),
    ):
        run = kg(*args, cwd=tmp_path)
        assert run.returncode == 2, args
        assert run.stderr.startswith("kg: "), args
        assert run.stderr.count("\n") == 1, args
        assert "Traceback" not in run.stderr


def test_who_accuses_whom_between_sides() -> None:
    run = kg("who", "--demo", "--level", "side", "--format", "json")
    pairs = {tuple(row["ids"]): row for row in json.loads(run.stdout) if row["kind"] == "pair"}
    assert ("united-states", "russia") in pairs
    assert ("russia", "united-states") in pairs
    assert "nicholson-arms-2017-04" in pairs["united-states", "russia"]["answered"]["statements"]


def test_the_question_of_questions() -> None:
    run = kg("query", "--demo", "SELECT ?accuser ?accused WHERE { ?accuser kg:accuses ?accused }")
    assert re.search(r"^John Nicholson +Russia$", run.stdout, re.MULTILINE)


def test_show_hangs_the_answers_below_the_statement() -> None:
    run = kg("show", "--demo", "nicholson-arms-2017-04")
    above, _, below = run.stdout.partition("\nAnswers\n")
    assert "John Nicholson" in above
    assert "Sergey Lavrov denies" in below
    assert "lavrov-denial-2017-04" in below


def test_names_aliases_and_ids_are_one(tracker: Path) -> None:
    by_id, by_name = (kg("show", words, cwd=tracker).stdout for words in ("ida-falk", "ida falk"))
    assert by_id == by_name != ""
    unknown = kg("show", "Ida Flak", cwd=tracker)
    assert unknown.returncode == 2
    assert "did you mean 'Ida Falk'?" in unknown.stderr


def test_a_query_that_fails_says_why_in_one_line(tracker: Path) -> None:
    run = kg("query", "SELECT", cwd=tracker)
    assert run.returncode == 2
    assert re.fullmatch(r"kg: .+\n", run.stderr)


def test_rows_left_out_are_said(tracker: Path) -> None:
    run = kg("query", "SELECT * WHERE { ?s ?p ?o }", "--max-rows", "3", cwd=tracker)
    assert len(run.stdout.splitlines()) == 4
    assert "only the first 3 rows" in run.stderr


def test_text_from_claims_cannot_steer_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "x.yaml").write_text(EXCHANGE.replace("secret", "[bold red]secret[/]"), "utf-8")
    check = kg("check", cwd=tmp_path)
    assert "\x1b" not in check.stdout + check.stderr
    assert check.returncode == 1
    (tmp_path / "claims" / "x.yaml").write_text(EXCHANGE.replace("\\e[31m", "[bold red]").replace("\\e[0m", ":smile:"), "utf-8")
    for args in (("show", "falk-tolls"), ("query", "SELECT ?says { ?s kg:says ?says }")):
        assert "[bold red]tolls:smile:" in kg(*args, cwd=tmp_path).stdout


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    errors = tmp_path / "errors"
    with errors.open("wb") as log, subprocess.Popen([KG, "list", "--demo"], stdout=subprocess.PIPE, stderr=log) as child:
        assert child.stdout
        child.stdout.close()
        child.wait(timeout=60)
    assert errors.read_bytes() == b""


def _heed_interrupts() -> None:
    """A job in the background is born deaf to them, and hands that on."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_end_it_quietly(tmp_path: Path, sent: signal.Signals, status: int) -> None:
    errors = tmp_path / "errors"
    with (
        errors.open("wb") as log,
        subprocess.Popen(
            [KG, "query", "--root", str(CLAIMS), "-"],
            stdin=subprocess.PIPE,
            stderr=log,
            preexec_fn=_heed_interrupts,  # noqa: PLW1509 - the tests run no threads
        ) as child,
    ):
        assert child.stdin is not None
        child.stdin.write(b" " * (1 << 17))  # more than a pipe holds: when it is written, the query is being read
        child.stdin.flush()
        while Path(f"/proc/{child.pid}/stat").read_text().rpartition(") ")[2][0] != "S":  # it waits for the rest
            time.sleep(0.001)
        child.send_signal(sent)
        assert child.wait(timeout=60) == status
    assert b"Traceback" not in errors.read_bytes()


def test_init_makes_a_tracker_that_passes(tmp_path: Path) -> None:
    made = kg("init", "mine", cwd=tmp_path)
    assert made.returncode == 0
    run = kg("check", "--strict", cwd=tmp_path / "mine")
    assert (run.returncode, run.stdout) == (0, "")
    assert "no faults" in run.stderr
    assert kg("init", "mine", cwd=tmp_path).returncode == 2


def test_init_example_copies_the_shipped_claims(tmp_path: Path) -> None:
    assert kg("init", "--example", cwd=tmp_path).returncode == 0
    line = re.compile(rb"\A# yaml-language-server: [^\n]*\n")  # which names a file of this repository
    ours = {path.relative_to(CLAIMS): line.sub(b"", path.read_bytes()) for path in CLAIMS.rglob("*") if path.is_file()}
    theirs = {
        path.relative_to(tmp_path / "claims"): path.read_bytes() for path in (tmp_path / "claims").rglob("*") if path.is_file()
    }
    assert ours == theirs != {}


def test_build_writes_the_graph_and_a_store(tracker: Path) -> None:
    run = kg("build", cwd=tracker)
    assert run.returncode == 0
    assert run.stdout.splitlines() == ["build/graph.nt", "build/graph.ttl", "build/graph.jsonld", "build/store"]
    first = {name: (tracker / "build" / name).read_bytes() for name in ("graph.nt", "graph.ttl", "graph.jsonld")}
    assert kg("build", cwd=tracker).returncode == 0
    assert first == {name: (tracker / "build" / name).read_bytes() for name in first}

    assert stores.size(tracker / "build" / "store") == first["graph.nt"].count(b"\n")


def test_map_writes_one_page(tracker: Path) -> None:
    run = kg("map", cwd=tracker)
    assert (run.returncode, run.stdout) == (0, "map.html\n")
    assert (tracker / "map.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_rule_explains_every_code() -> None:
    listed = [line.split()[0] for line in kg("rule").stdout.splitlines()]
    assert listed == sorted(set(listed))
    explained = kg("rule", "k201").stdout
    assert explained.startswith("K201 (error): ")
    assert "Fails:" in explained
    assert "Passes:" in explained


def test_python_m_kg_is_the_command() -> None:
    run = subprocess.run([sys.executable, "-m", "kg", "--version"], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (0, f"kg {__version__}\n")
