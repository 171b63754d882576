"""The workflow that comments on pull requests: which one, with which words, once, and with nothing of a stranger's being run.

Its script is run as it is, by Node, with a forge that notes what is asked of it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

import editor
import new_tracker
import pytest

from kg.scaffold.repository import COMMENT, WORKFLOWS

FORGE: Final = """
const { comments, pulls, script } = JSON.parse(process.argv[1]);
const asked = [];
const note = (name) => async (given) => { asked.push([name, given]); };
const github = {
  paginate: async (list, given) => list(given),
  rest: {
    pulls: { list: ({ head, state }) => pulls.filter((one) => one.head.label === head && one.state === state) },
    issues: {
      listComments: ({ issue_number }) => comments.filter((one) => one.on === issue_number),
      updateComment: note('update'), createComment: note('create'),
    },
  },
};
const workflow_run = { head_sha: 'c2', head_branch: 'topic', head_repository: { owner: { login: 'eve' } } };
const context = { repo: { owner: 'o', repo: 'r' }, payload: { workflow_run } };
const run = Object.getPrototypeOf(async () => {}).constructor('require', 'github', 'context', script);
run(require, github, context).then(() => console.log(JSON.stringify(asked)));
"""
WORDS: Final = "### What was written\n- Ann accuses Bob\n"
OPEN: Final = [
    {"number": 6, "state": "open", "head": {"label": "eve:topic", "sha": "c1"}},
    {"number": 7, "state": "open", "head": {"label": "eve:topic", "sha": "c2"}},
    {"number": 8, "state": "open", "head": {"label": "ann:topic", "sha": "c2"}},
]
BOT: Final = {"login": "github-actions[bot]"}


def workflow() -> Any:
    return editor.read(new_tracker.around()[COMMENT].decode())


def asked(folder: Path, words: str | None, *, pulls: Any = OPEN, comments: Any = ()) -> list[Any]:
    """What the script asks of the forge where the other run has written these words."""
    if words is not None:
        (folder / "found").mkdir()
        (folder / "found" / "what-changes.md").write_text(words, encoding="utf-8")
    (step,) = (step for step in workflow()["jobs"]["comment"]["steps"] if "script" in step.get("with", {}))
    given = json.dumps({"comments": list(comments), "pulls": pulls, "script": step["with"]["script"]})
    node = shutil.which("node")
    assert node is not None
    ran = subprocess.run([node, "-e", FORGE, given], cwd=folder, capture_output=True, text=True, check=True, timeout=60)
    found: list[Any] = json.loads(ran.stdout)
    return found


def test_it_runs_nothing_of_the_pull_request_and_may_only_comment() -> None:
    found = workflow()
    assert found["permissions"] == {}
    job = found["jobs"]["comment"]
    assert job["permissions"] == {"actions": "read", "pull-requests": "write"}
    assert [step["uses"].partition("@")[0] for step in job["steps"]] == ["actions/download-artifact", "actions/github-script"]
    assert "${{" not in job["steps"][1]["with"]["script"]  # nothing is put into the text of a program
    other = editor.read(new_tracker.around()[WORKFLOWS["github"]].decode())
    assert found["on"]["workflow_run"]["workflows"] == [other["name"]]
    assert other["permissions"] == {"contents": "read"}


def test_the_comment_goes_to_the_pull_request_whose_head_the_run_was_of(tmp_path: Path) -> None:
    ((what, given),) = asked(tmp_path, WORDS)
    assert (what, given["issue_number"]) == ("create", 7)
    assert given["body"] == f"<!-- kg diff -->\n{WORDS}"


def test_one_comment_is_kept_up_to_date(tmp_path: Path) -> None:
    comments = [
        {"on": 7, "id": 1, "user": {"login": "eve"}, "body": "<!-- kg diff -->\nmine"},
        {"on": 7, "id": 2, "user": BOT, "body": "<!-- kg diff -->\nold"},
    ]
    ((what, given),) = asked(tmp_path, "- nothing in the records changed\n", comments=comments)
    assert (what, given["comment_id"]) == ("update", 2)


@pytest.mark.parametrize(
    ("words", "pulls"), [(None, OPEN), ("- nothing in the records changed\n", OPEN), (WORDS, OPEN[:1]), ("#" * 300_001, OPEN)]
)
def test_where_there_is_nothing_to_say_or_nobody_to_say_it_to(words: str | None, pulls: Any, tmp_path: Path) -> None:
    assert asked(tmp_path, words, pulls=pulls) == []


def test_a_strangers_text_mentions_nobody_and_is_cut_with_a_count(tmp_path: Path) -> None:
    ((_, given),) = asked(tmp_path, WORDS + "@team " + "x" * 70_000)
    assert "@\u2060team" in given["body"]
    assert given["body"].endswith(f"\n\nand {len(WORDS) + 6 + 70_000 - 60_000} more characters")


def test_a_link_in_the_place_of_the_text_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "found").mkdir()
    (tmp_path / "secret").write_text(WORDS)
    (tmp_path / "found" / "what-changes.md").symlink_to(tmp_path / "secret")
    assert asked(tmp_path, None) == []
