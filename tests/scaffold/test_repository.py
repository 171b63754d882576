"""The files that `kg init` puts around claims: what services read by their own schemas, where they go, and what stays."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from importlib import resources
from pathlib import Path, PurePosixPath
from typing import Any, Final

import editor
import forked
import jsonschema
import new_tracker
import pytest
from places import REPOSITORY

from kg import __version__
from kg.installed import Unpinned
from kg.scaffold.repository import FILL_IN, HOOKS, LICENCE, WORKFLOWS, place

COMMIT: Final = "0123456789abcdef0123456789abcdef01234567"
NEEDED: Final = f"rejoinder @ git+https://git.example/a/b.git@{COMMIT}"
FOLDERS: Final = ["", "sub", "data/a b", "it's: #1"]


def service(name: str) -> Any:
    """The validator for a service's files, by the schema that check-jsonschema ships."""
    text = (resources.files("check_jsonschema") / "builtin_schemas" / "vendor" / f"{name}.json").read_text("utf-8")
    return jsonschema.Draft7Validator(json.loads(text))


WORKFLOW: Final = service("github-workflows")
GITLAB: Final = service("gitlab-ci")


@pytest.mark.parametrize("inside", FOLDERS)
@pytest.mark.parametrize("needed", [NEEDED, "rejoinder==0.1.0", Unpinned("a folder of one machine")], ids=str)
def test_that_services_take_what_is_written(needed: str | Unpinned, inside: str) -> None:
    workflow = editor.read(new_tracker.around(needed, inside=inside)[WORKFLOWS["github"]].decode())
    assert [error.message for error in WORKFLOW.iter_errors(workflow)] == []
    steps = workflow["jobs"]["check"]["steps"]
    assert any("--changed-since" in step.get("run", "") for step in steps)
    assert steps[0]["with"]["fetch-depth"] == 0
    lab = editor.read(new_tracker.around(needed, "gitlab", inside)[WORKFLOWS["gitlab"]].decode())
    assert [error.message for error in GITLAB.iter_errors(lab)] == []
    for text in ([step["run"] for step in steps if "run" in step], lab["claims"]["script"]):
        if isinstance(needed, str):
            assert f'pip install "{needed}"' in text
        else:
            assert not any(line.startswith("pip") for step in text for line in step.splitlines())


@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_that_a_readme_is_laid_out_as_prettier_would(forge: Any) -> None:
    """No paragraph is indented and none ends early, so that a formatter beside `kg fmt` has nothing to change in it."""
    lines = new_tracker.around(NEEDED, forge)[PurePosixPath("README.md")].decode().splitlines()
    assert "`kg doctor --repo` says which files around the claims are missing or out of date." in lines
    assert [line for line in lines if line != line.strip()] == []


def test_that_the_schemas_refuse_what_is_wrong() -> None:
    workflow = editor.read(new_tracker.around(NEEDED)[WORKFLOWS["github"]].decode())
    workflow["jobs"]["check"]["steps"][0]["run"] = ["no", "text"]
    assert not WORKFLOW.is_valid(workflow)
    assert not GITLAB.is_valid({"claims": {"script": 7}})


def test_the_action_by_its_schema() -> None:
    action = editor.read((REPOSITORY / "action.yml").read_text("utf-8"))
    assert [error.message for error in service("github-actions").iter_errors(action)] == []


@pytest.mark.parametrize(("forge", "where"), [("github", WORKFLOWS["github"]), ("gitlab", WORKFLOWS["gitlab"])])
def test_that_a_workflow_that_is_not_filled_in_fails_and_says_so(forge: Any, where: PurePosixPath) -> None:
    made = editor.read(new_tracker.around(Unpinned("a folder of one machine"), forge)[where].decode())
    steps = made["claims"]["script"] if forge == "gitlab" else [s["run"] for s in made["jobs"]["check"]["steps"] if "run" in s]
    run = subprocess.run(["bash", "-e", "-c", steps[0]], capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert f"{where} does not say yet where kg is installed from: fill in" in run.stdout
    assert FILL_IN in new_tracker.around(Unpinned("a folder of one machine"), forge)[where].decode()


@pytest.mark.parametrize("inside", FOLDERS[1:])
def test_that_hooks_and_workflows_work_in_a_folder_of_a_repository(inside: str, tmp_path: Path) -> None:
    made = new_tracker.around(NEEDED, inside=inside)
    new_tracker.put(tmp_path / inside)
    fmt, check = editor.read(made[HOOKS].decode())["repos"][0]["hooks"]
    file = f"{inside}/claims/topics.yaml"
    assert re.search(fmt["files"], file)
    assert not re.search(fmt["files"], "claims/topics.yaml")
    workflow = editor.read(made[WORKFLOWS["github"]].decode())["jobs"]["check"]
    assert workflow["defaults"]["run"]["working-directory"] == inside
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    for words in ([*shlex.split(fmt["entry"]), file], shlex.split(check["entry"])):
        run = subprocess.run(words, cwd=tmp_path, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stderr
    assert "checked 15 records in 5 files: no faults" in run.stderr


def init(cwd: Path, *args: str, origin: str | None = None) -> subprocess.CompletedProcess[str]:
    """`kg init` as it is when `kg` was installed with this `direct_url.json`, or from an index."""
    metadata = cwd.parent / "site" / f"rejoinder-{__version__}.dist-info"
    metadata.mkdir(parents=True, exist_ok=True)
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: rejoinder\nVersion: {__version__}\n")
    (metadata / "direct_url.json").unlink(missing_ok=True)
    if origin is not None:
        (metadata / "direct_url.json").write_text(origin)
    return subprocess.run(
        [sys.executable, "-c", "from kg.cli import main; main()", *args],
        cwd=cwd, check=False, capture_output=True, text=True, timeout=60,
        env={**os.environ, "PYTHONPATH": f"{metadata.parent}:{REPOSITORY}"},
    )  # fmt: skip


def test_that_kg_pins_what_it_was_installed_from(tmp_path: Path) -> None:
    origin = {"url": "https://git.example/a/b.git", "vcs_info": {"vcs": "git", "commit_id": COMMIT}}
    for name, given, wanted in (("git", json.dumps(origin), NEEDED), ("index", None, f"rejoinder=={__version__}")):
        mine = tmp_path / name
        (mine / ".git").mkdir(parents=True)
        made = init(mine, "init", origin=given)
        assert made.returncode == 0, made.stderr
        for path in (WORKFLOWS["github"], "README.md"):
            assert f'pip install "{wanted}"' in (mine / path).read_text("utf-8")
            assert FILL_IN not in (mine / path).read_text("utf-8")
        well = init(mine, "doctor", "--repo", origin=given)
        assert (well.returncode, well.stderr) == (0, f'this kg is installed by pip install "{wanted}"\n')
        assert "out of date" not in well.stdout
    older = init(tmp_path / "git", "doctor", "--repo")
    assert older.returncode == 1
    assert f'write: pip install "rejoinder=={__version__}"' in older.stdout


def test_that_nothing_that_is_there_is_changed(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    theirs = {
        "README.rst": "Mine\n",
        ".gitignore": "*.log\n",
        "LICENCE.txt": "Mine.\n",
        ".github/PULL_REQUEST_TEMPLATE.md": "Mine\n",
        ".github/workflows/ci.yaml": "jobs: {a: {steps: [{run: kg check}]}}\n",
        "pyproject.toml": "[tool.rejoinder]\nstrict = true\n",
    }
    for name, text in theirs.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    ran = forked.run("init", cwd=tmp_path)
    assert ran.status == 0, ran.err
    for name, text in theirs.items():
        assert (tmp_path / name).read_text() == text
        assert name == "pyproject.toml" or f"kg: {name} is already there and stays as it is" in ran.err
    for absent in ("README.md", "LICENSE", "rejoinder.toml", ".github/workflows/claims.yml", ".github/pull_request_template.md"):
        assert not (tmp_path / absent).exists(), absent
    assert "rejoinder.toml was not written: there are settings already" in ran.err


def test_that_no_link_is_followed(tmp_path: Path) -> None:
    """A link that leads nowhere is there too: nothing is written through it, and nothing in its place."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "README.md").symlink_to(tmp_path / "elsewhere.md")
    assert forked.run("init", cwd=tmp_path / "mine").status == 0
    assert not (tmp_path / "elsewhere.md").exists()
    (tmp_path / "outside").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / ".github").symlink_to(tmp_path / "outside")
    ran = forked.run("init", cwd=tmp_path / "other")
    assert ran.status == 2
    assert list((tmp_path / "outside").iterdir()) == []
    assert [path.name for path in (tmp_path / "other").iterdir()] == [".github"]


def test_a_tracker_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    ran = forked.run("init", "trackers/ports", cwd=tmp_path)
    assert ran.status == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [".git", "trackers"]
    assert (
        f"is a folder of the repository '{tmp_path}', at whose root alone these files work: .github/workflows/claims.yml"
        in ran.err
    )
    mine = tmp_path / "trackers" / "ports"
    assert {".gitattributes", ".gitignore", "README.md", "LICENSE", "rejoinder.toml"} <= {path.name for path in mine.iterdir()}
    again = forked.run("init", "--repo", cwd=mine)
    assert again.status == 0, again.err
    assert 'working-directory: "trackers/ports"' in (tmp_path / WORKFLOWS["github"]).read_text("utf-8")
    assert (tmp_path / ".prettierignore").read_text("utf-8").splitlines()[-1] == "trackers/ports/claims/"
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text("utf-8"))
    assert settings["yaml.schemas"][".vscode/claim-file.schema.json"][0] == "trackers/ports/claims/**/*.yaml"
    other = forked.run("init", "--repo", "--root", "trackers/ports/claims", cwd=tmp_path)
    assert (other.status, other.out) == (0, "")


@pytest.mark.parametrize("licence", ["CC-BY-4.0", "CC0-1.0", "ODbL-1.0"])
def test_the_licence(licence: str, tmp_path: Path) -> None:
    assert forked.run("init", "--license", licence, cwd=tmp_path).status == 0
    notice = (tmp_path / LICENCE).read_text("utf-8")
    assert f"SPDX-License-Identifier: {licence}\n" in notice
    assert f"https://spdx.org/licenses/{licence}.html" in notice
    assert f"  license: {licence}\n" in (tmp_path / "claims/dataset.yaml").read_text("utf-8")
    assert forked.run("check", cwd=tmp_path).status == 0
    (tmp_path / LICENCE).unlink()
    assert forked.run("init", "--repo", cwd=tmp_path).status == 0
    assert (tmp_path / LICENCE).read_text("utf-8") == notice


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--license", "CC-BY"), "'CC-BY' is not the SPDX id of a licence"),
        (("--license", "CC0-1.0", "--example"), "the claims that come with the package are under CC-BY-4.0"),
        (("--repo",), "no such folder: 'claims'"),
        (("--repo", "a"), "--repo adds files to existing claims"),
        (("--root", "a"), "--root needs --repo"),
    ],
)
def test_what_is_refused(args: tuple[str, ...], said: str, tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir() if args == ("--repo", "a") else None
    ran = forked.run("init", *args, cwd=tmp_path)
    assert ran.status == 2
    assert said in ran.err
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_where_a_repository_begins(tmp_path: Path) -> None:
    assert place(tmp_path / "claims").inside == ""
    (tmp_path / ".git").write_text("gitdir: /elsewhere\n")  # as in a worktree or a submodule
    assert place(tmp_path / "claims").root == tmp_path
    assert place(tmp_path / "a" / "b" / "claims").inside == "a/b"


def test_that_settings_that_cannot_be_read_leave_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.rejoinder\n")
    ran = forked.run("init", cwd=tmp_path)
    assert ran.status == 2
    assert "pyproject.toml" in ran.err
    assert "bug in kg" not in ran.err
    assert [path.name for path in tmp_path.rglob("*")] == ["pyproject.toml"]
