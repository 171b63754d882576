"""The commands of analysis as a user meets them: the same bytes from every process, their forms, their misuse."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Final

import new_tracker
import pytest
from effort import times
from forked import kg
from in_process import ONCE

from kg import resources

pytestmark = pytest.mark.slow

CALLS: Final = (
    ["stats"],
    ["answers"],
    ["answers", "--unanswered"],
    ["answers", "russia", "--from", "2017", "--to", "2017-06", "--maybe"],
    ["who", "--level", "side"],
    ["who", "--from", "2017-04", "--to", "2017-04", "--maybe"],
    ["origins"],
    ["origins", "russia-arms-taliban"],
    [
        "origins",
        "--independent",
        "nicholson-arms-2017-04",
        "tillerson-arms-2017-08",
        "sputnik-2017-04-25",
        "russia-backs-taliban",
    ],
    ["standing", "--all"],
    ["standing", "tillerson-arms-2017-08"],
    ["sides"],
    ["sides", "--joint"],
    ["positions", "kabulov"],
    ["positions", "--sources"],
    ["network"],
    ["network", "--level", "side", "--by", "year"],
    ["network", "--by", "quarter", "--pairs"],
    ["audit"],
)
FORMS: Final = ("table", "json", "markdown", "csv")


@cache
def everything(seed: str, share: int = 1) -> dict[tuple[str, str], bytes]:
    """What all commands print in one in `share` forms, by the call and the form, in one process under a hash seed of its own."""
    code = ONCE
    for n, call in enumerate(CALLS):
        for form in FORMS[n % share :: share]:
            marked = f"\0{' '.join(call)}\0{form}\0"
            code += f"sys.stdout.write({marked!r}); app({[*call, '--demo', '--format', form]!r}, standalone_mode=False)\n"
    env = {name: value for name, value in os.environ.items() if name not in {"KG_SOURCES", "COLUMNS"}}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env={**env, "PYTHONHASHSEED": seed})
    parts = run.stdout.split(b"\0")[1:]
    return {(parts[n].decode(), parts[n + 1].decode()): parts[n + 2] for n in range(0, len(parts), 3)}


def test_two_processes_print_the_same_bytes() -> None:
    """Each command in two of its forms, in turn; all of them by night."""
    first, second = everything("1"), everything("2", times(2, 1))
    assert first | second == first
    assert len(second) * times(2, 1) == len(first)
    assert len(first) == len(CALLS) * len(FORMS)


@pytest.mark.parametrize("call", [" ".join(call) for call in CALLS])
def test_the_four_forms_hold_the_same_rows(call: str) -> None:
    """CSV by Python's reader and Markdown by its bars have one table; the plain one has as many lines below its heading."""
    found = {form: everything("1")[call, form].decode() for form in FORMS}
    rows = joined(list(csv.reader(io.StringIO(found["csv"], newline=""))))
    barred = [line for line in found["markdown"].splitlines() if line.startswith("| ")]
    assert len(rows) > 3
    assert len({len(row) for row in rows}) == 1
    assert len(barred) == len(rows) + 1  # the rule below the heading
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in (barred[0], *barred[2:])]
    assert [[re.sub(r"\\(.)", r"\1", cell) for cell in row] for row in cells] == [
        [cell.strip().replace("\n", " ") for cell in row] for row in rows
    ]
    plain = found["table"].splitlines()
    heading = next(n for n, line in enumerate(plain) if line.split("  ")[0] == rows[0][0])
    assert len(plain) - heading == len(rows)
    assert json.loads(found["json"])


def joined(rows: list[list[str]]) -> list[list[str]]:
    """The rows of CSV with the three numbers of a count as the other forms write them."""
    least = {n for n, name in enumerate(rows[0]) if name.endswith(" least")}
    starts = [n for n in range(len(rows[0])) if not {n - 1, n - 2} & least]
    found = [[rows[0][n].removesuffix(" least") for n in starts]]
    for row in rows[1:]:
        found.append([])
        for n in starts:
            text = row[n]
            if n in least and text:
                most, retracted = row[n + 1 : n + 3]
                text = f"{int(text):,}" if text == most else f"{int(text):,}–{int(most):,}"
                text += f" · {int(retracted):,} retracted" if int(retracted or 0) else ""
            found[-1].append(text)
    return found


def test_ids_in_the_output_are_ids_of_records() -> None:
    records = json.loads(everything("1")["answers --unanswered", "json"])
    ids = [record["id"] for record in records if record["kind"] == "statement"]
    text = "".join(path.read_text("utf-8") for path in resources.folder("claims").rglob("*.yaml"))
    assert len(ids) > 50
    assert all(f"\n  {id_}:\n" in text for id_ in ids)


def test_files_are_written_the_same_twice(tmp_path: Path) -> None:
    written = []
    for seed in ("1", "2"):
        code = ONCE
        for command in ("network -o graph.gexf", "network -o graph.graphml", "brief -o brief.html", "brief -o brief.md"):
            code += f"app({[*command.split(), '--demo']!r}, standalone_mode=False)\n"
        (place := tmp_path / seed).mkdir()
        env = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code], cwd=place, capture_output=True, check=True, env=env)
        written.append(new_tracker.contents(place))
    assert written[0] == written[1]
    assert len(written[0]) == 4
    assert all(data.startswith((b"<", b"# ")) for data in written[0].values())


@pytest.mark.parametrize(
    ("ids", "status", "answer"),
    [
        ("sputnik-2017-05-23 tass-2017-08-22", 4, "unknown"),
        ("kabulov-denial-2017-03-24 kabulov-nonsense-2017-02", 3, "no"),
    ],
)
def test_independence_is_in_the_exit_status(ids: str, status: int, answer: str) -> None:
    run = kg("origins", "--independent", *ids.split(), "--demo", "--format", "json")
    assert run.returncode == status
    assert [record["independent"] for record in json.loads(run.stdout)] == [answer]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["positions"], "name an actor, as in 'kg positions ID'; most positions have "),
        (["network", "--pairs"], "--pairs needs --by"),
        (["network", "--by", "year", "-o", "graph.gexf"], "exclude each other"),
        (["origins", "russia-arms-taliban", "--topic", "arms-supply"], "cannot be used with an ID"),
        (["audit", "--sources", "/no/such/folder"], "no such folder"),
        (["network", "-o", "graph.png"], "should end in .graphml or .gexf"),
        (["brief", "-o", "brief.pdf"], "ends in neither .html nor .md"),
        (["origins", "russia-arms-taliban", "russia-backs-taliban"], "compare several with --independent"),
        (["origins", "--independent", "russia-arms-taliban"], "--independent compares two or more"),
        (["origins", "--independent", "tass-2017-03-10", "lavrov"], "may mean several"),
        (["standing", "lavrov-denial-2017-04", "--topic", "arms-supply"], "cannot be used with an ID"),
        (["origins", "no-such-thing-at-all"], "unknown record 'no-such-thing-at-all'"),
        (["answers", "--from", "2031-13"], "is not a date"),
        (["who", "--maybe"], "--maybe needs --from or --to"),
        (["sides", "--topic", "no-such-topic"], "unknown topic 'no-such-topic'"),
    ],
)
def test_misuse_is_one_line_and_status_2(args: list[str], message: str) -> None:
    run = kg(*args, "--demo")
    assert run.returncode == 2
    assert run.stdout == ""
    assert message in run.stderr
    assert run.stderr.count("\n") == 1
