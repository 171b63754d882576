"""The commands of analysis as a user meets them: the same bytes from every process, their forms, their misuse."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg import resources

KG = str(Path(sys.executable).with_name("kg"))
COMMANDS = {
    "stats": [],
    "answers": [],
    "origins": ["russia-arms-taliban"],
    "standing": ["--all"],
    "sides": [],
    "positions": ["kabulov"],
    "network": [],
    "audit": [],
}


def everything(seed: str) -> str:
    """What all commands print in one process under a hash seed of its own."""
    calls = [[name, *args, "--demo", "--format", "json"] for name, args in COMMANDS.items()]
    code = (
        "import sys\nfrom kg.cli.app import app\n"
        f"for call in {calls!r}:\n    sys.stdout.write('# ' + call[0] + chr(10)); app(call, standalone_mode=False)\n"
    )
    env = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, env=env).stdout


def test_two_processes_print_the_same_bytes() -> None:
    first, second = everything("1"), everything("2")
    assert first == second
    assert first.count("\n# ") + first.startswith("# ") == len(COMMANDS)


def test_ids_in_the_output_are_ids_of_records() -> None:
    run = subprocess.run([KG, "answers", "--unanswered", "--demo", "--format", "json"], capture_output=True, check=True)
    ids = [record["id"] for record in json.loads(run.stdout) if record["kind"] == "statement"]
    text = "".join(path.read_text("utf-8") for path in resources.folder("claims").rglob("*.yaml"))
    assert len(ids) > 50
    assert all(f"\n  {id_}:\n" in text for id_ in ids)


@pytest.mark.parametrize(
    ("command", "name"), [("network", "graph.gexf"), ("network", "graph.graphml"), ("brief", "brief.html"), ("brief", "brief.md")]
)
def test_a_file_is_written_the_same_twice(tmp_path: Path, command: str, name: str) -> None:
    found = []
    for seed in ("1", "2"):
        path = tmp_path / seed / name
        env = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([KG, command, "--demo", "-o", str(path)], capture_output=True, check=True, env=env)
        found.append(path.read_bytes())
    assert found[0] == found[1]
    assert found[0].startswith((b"<", b"# "))


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["positions"], "name an actor"),
        (["network", "-o", "graph.png"], "should end in .graphml or .gexf"),
        (["brief", "-o", "brief.pdf"], "should end in .html or .md"),
        (["origins", "no-such-thing-at-all"], "no record 'no-such-thing-at-all'"),
        (["answers", "--from", "2031-13"], "is not a date"),
        (["sides", "--topic", "no-such-topic"], "no topic 'no-such-topic'"),
    ],
)
def test_misuse_is_one_line_and_status_2(args: list[str], message: str) -> None:
    run = subprocess.run([KG, *args, "--demo"], capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 2
    assert run.stdout == ""
    assert message in run.stderr
    assert run.stderr.count("\n") == 1
