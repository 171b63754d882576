"""`kg check` with its options, as a user and as a service of continuous integration meet it."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
from pathlib import Path

import pytest
from forked import kg
from places import KG
from test_cli import CASES

FAULTS = CASES / "four-faults"
COUNTS = "checked 6 records in 2 files: "
UNJUDGED = "rules of logic for 1 record with faults of its own"


@pytest.mark.parametrize("form", ["text", "concise", "json", "sarif", "github", "gitlab", "junit"])
def test_every_form_says_the_same(form: str, tmp_path: Path) -> None:
    run = kg("check", "--format", form, "-o", str(tmp_path / "new" / "out"), cwd=FAULTS, GITHUB_STEP_SUMMARY="")
    written = (tmp_path / "new" / "out").read_text("utf-8")
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == f"{COUNTS}4 errors, 0 warnings; left out: {UNJUDGED}\n"
    assert set(re.findall(r"K\d\d\d", written)) == {"K007", "K106", "K201", "K301"}
    assert written == kg("check", "--format", form, cwd=FAULTS, GITHUB_STEP_SUMMARY="").stdout


def test_paths_are_those_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    claims = tmp_path / "tracker" / "claims"
    claims.mkdir(parents=True)
    (claims / "a.yaml").write_text("actor: {}\n")
    for form in ("sarif", "github", "gitlab"):
        run = kg("check", "--format", form, cwd=tmp_path / "tracker", GITHUB_STEP_SUMMARY="")
        assert re.search(r"[\"=]tracker/claims/a\.yaml[\",]", run.stdout), form
    assert kg("check", "--format", "concise", cwd=tmp_path / "tracker").stdout.startswith("claims/a.yaml:")


def test_github_gets_a_summary(tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    kg("check", "--format", "github", cwd=FAULTS, GITHUB_STEP_SUMMARY=str(summary))
    lines = summary.read_text("utf-8").splitlines()
    assert lines[:4] == ["before", "### kg check", "", f"{COUNTS}4 errors, 0 warnings; left out: {UNJUDGED}"]
    assert sum(line.startswith("| tests/cases/four-faults/claims/") for line in lines) == 4


def test_a_log_on_github_holds_no_command_of_the_old_form(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "a.yaml").write_text('actors:\n  a: {name: "##[error]x", "##[warning]y": z}\n')
    for form in ("text", "concise", "github"):
        assert "##[" not in kg("check", "--format", form, cwd=tmp_path, GITHUB_ACTIONS="true").stdout
        assert "##[" in kg("check", "--format", form, cwd=tmp_path, GITHUB_ACTIONS="").stdout


def test_rules_are_selected_and_ignored_and_the_rest_is_counted() -> None:
    run = kg("check", "--select", "k2,K3", "--ignore", "K301", "--format", "concise", cwd=FAULTS)
    assert run.returncode == 1
    assert re.findall(r" (K\d+) ", run.stdout) == ["K201"]
    assert run.stderr == f"{COUNTS}1 error, 0 warnings; left out: 3 of codes that were not selected, {UNJUDGED}\n"
    none = kg("check", "--select", "K4", cwd=FAULTS)
    assert (none.returncode, none.stdout) == (0, "")
    assert "no faults; left out: 4 of codes" in none.stderr
    wrong = kg("check", "--select", "K2,K7", cwd=FAULTS)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr == "kg: --select: no rule has a code that begins with 'K7' (kg rule lists them)\n"


def test_exit_zero_forgives_the_claims_and_not_the_user() -> None:
    assert kg("check", "--exit-zero", cwd=FAULTS).returncode == 0
    assert kg("check", "--exit-zero", "--root", "nowhere", cwd=FAULTS).returncode == 2


def test_settings_are_read_and_options_take_their_place(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "a.yaml").write_text("actors:\n  nobody: {name: Nobody, type: person}\n")
    settings = tmp_path / "rejoinder.toml"
    settings.write_text("strict = true\n")
    assert kg("check", cwd=tmp_path).returncode == 1
    assert kg("check", "--no-strict", cwd=tmp_path).returncode == 0
    settings.write_text('strict = true\nignore = ["K205"]\n')
    assert kg("check", cwd=tmp_path).returncode == 0
    assert kg("check", "--ignore", "K206", cwd=tmp_path).returncode == 1
    settings.write_text("strict = maybe\n")
    wrong = kg("check", cwd=tmp_path)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr.startswith("kg: '")
    assert len(wrong.stderr.splitlines()) == 1


def test_waived_and_elsewhere_are_counted(tmp_path: Path) -> None:
    claims = tmp_path / "claims"
    claims.mkdir()
    (claims / "a.yaml").write_text("actors:\n  a: {name: A, type: state, allow: [{code: K205, why: Later.}]}\n")
    (claims / "b.yaml").write_text("actors:\n  b: {name: B, type: state}\n")
    run = kg("check", "claims/a.yaml", "--format", "json", cwd=tmp_path)
    counts = json.loads(run.stdout)["counts"]
    assert (counts["left_out"]["waived"], counts["left_out"]["elsewhere"]) == (1, 1)
    assert run.stderr == "checked 2 records in 2 files: no faults; left out: 1 waived, 1 in other files\n"


def test_what_could_not_be_read_is_counted(tmp_path: Path) -> None:
    claims = tmp_path / "claims"
    (claims / "folder.yaml").mkdir(parents=True)
    (claims / "a.yaml").write_text('actors:\n  a: {name: A, type: state}\n  b: {name: "B, type: state}\n')
    (claims / "b.yaml").write_text("actor:\n  c: {name: C, type: state}\n")
    (claims / "c.yml").write_text("")
    (claims / "d.yaml").write_text("actors:\n  d: {name: D, name: E, type: state}\n")
    run = kg("check", "--format", "json", cwd=tmp_path)
    assert json.loads(run.stdout)["counts"]["left_out"]["unread"] == 4
    assert run.stderr.endswith("; left out: all or part of 4 files that could not be read\n")


@pytest.mark.parametrize("command", ["check", "fmt"])
@pytest.mark.parametrize(
    ("path", "said"),
    [
        (
            "draft.yaml",
            "kg: 'draft.yaml' is not in the folder of claims 'claims', so it holds no claims (--root names another",
        ),
        ("elsewhere", "kg: 'elsewhere' is not in the folder of claims 'claims'"),
        ("claims/README.md", "kg: 'claims/README.md' is not a claim file: their names end in .yaml"),
        ("claims/none.yaml", "kg: no such file or folder: 'claims/none.yaml'"),
    ],
)
def test_a_path_of_which_nothing_would_be_checked_is_never_passed(command: str, path: str, said: str, tmp_path: Path) -> None:
    for name in ("draft.yaml", "elsewhere/a.yaml", "claims/README.md", "claims/a.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("actors:\n  a: {name: A, type: stat}\n")
    run = kg(command, path, cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith(said)
    assert len(run.stderr.splitlines()) == 1


def test_a_path_around_the_claims_is_all_of_them(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "a.yaml").write_text("actors:\n  a: {name: A, type: stat}\n")
    for path in (".", "claims", "claims/a.yaml", str(tmp_path)):
        assert kg("check", path, cwd=tmp_path).returncode == 1, path


def on_a_terminal(**env: str) -> str:
    """What `kg check` writes to a terminal."""
    ours, theirs = pty.openpty()
    plain = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    run = subprocess.Popen([KG, "check"], stdout=theirs, stderr=subprocess.DEVNULL, cwd=FAULTS, env={**plain, **env})
    os.close(theirs)
    read = b""
    try:
        while block := os.read(ours, 4096):
            read += block
    except OSError:  # the other end is closed
        pass
    finally:
        os.close(ours)
        run.wait(timeout=60)
    return read.decode().replace("\r\n", "\n")


def test_colour_is_for_terminals_alone() -> None:
    piped = kg("check", cwd=FAULTS).stdout
    shown = on_a_terminal(TERM="xterm")
    assert "\x1b" not in piped
    assert "\x1b[1;31merror K007\x1b[0m" in shown
    assert re.sub(r"\x1b\[[0-9;]*m", "", shown) == piped
    assert on_a_terminal(TERM="xterm", NO_COLOR="1") == piped
    assert on_a_terminal(TERM="dumb") == piped


@pytest.mark.parametrize("form", ["text", "sarif", "junit"])
@pytest.mark.parametrize("files", [[], ["README.md"], ["sub/.hidden.yaml"]])
def test_where_nothing_can_be_checked_nothing_passes(form: str, files: list[str], tmp_path: Path) -> None:
    """As with a submodule that was not checked out: an empty report would close every alert."""
    claims = tmp_path / "claims"
    claims.mkdir()
    for name in files:
        (claims / name).parent.mkdir(exist_ok=True)
        (claims / name).write_text("x\n")
    run = kg("check", "--format", form, cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("kg: nothing was checked: no claim file under 'claims'")
