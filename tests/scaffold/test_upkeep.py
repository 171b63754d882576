"""`kg doctor --repo`: what is missing or out of date around the claims of an older tracker, and what to type."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import forked
import new_tracker
import pytest

from kg.installed import Unpinned
from kg.load import load
from kg.scaffold.repository import HOOKS, SCHEMA, WORKFLOWS, place
from kg.scaffold.upkeep import Finding, examine

COMMIT: Final = "0123456789abcdef0123456789abcdef01234567"
OTHER: Final = "f" * 40
NEEDED: Final = f"rejoinder @ git+https://git.example/kg@{COMMIT}"
WORKFLOW: Final = str(WORKFLOWS["github"])


@pytest.fixture
def tracker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tracker as it is made today, in a git repository, as the working folder."""
    new_tracker.put(tmp_path)
    (tmp_path / ".git").mkdir()
    for path, data in new_tracker.around(NEEDED).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def wrong(needed: str | Unpinned = NEEDED) -> list[Finding]:
    loaded = load(Path("claims"))
    found = list(examine(place(Path("claims")), needed, loaded.texts, loaded.corpus.kinds, has_settings=True))
    assert len(found) >= 13
    return [finding for finding in found if finding.state != "ok"]


@pytest.mark.usefixtures("tracker")
def test_a_tracker_of_today() -> None:
    assert wrong() == []


@pytest.mark.parametrize("path", sorted(map(str, new_tracker.around(NEEDED))))
def test_each_file_that_is_missing(path: str, tracker: Path) -> None:
    (tracker / path).unlink()
    if path == "rejoinder.toml":
        assert wrong() == []  # settings are somewhere
        return
    (only,) = wrong()
    assert only == Finding(path, "missing", "", "kg init --repo")
    assert forked.run("init", "--repo", cwd=tracker).status == 0
    assert [finding for finding in wrong() if finding.state == "missing"] == []


OLDER: Final = {
    "no --changed-since": (WORKFLOW, ' ${BASE:+"--changed-since=origin/$BASE"}', "", "without --changed-since"),
    "only in a comment": (WORKFLOW, "kg check --format github ${BASE", "kg check # ${BASE", "without --changed-since"),
    "an option that is gone": (WORKFLOW, "--format github", "--output-format github", "uses options that are gone"),
    "a shallow clone": (WORKFLOW, "fetch-depth: 0", "fetch-depth: 1", "actions/checkout fetches one commit"),
    "an install without a version": (WORKFLOW, f'"{NEEDED}"', "rejoinder", "'pip install rejoinder' is not pinned"),
    "an install of a branch": (WORKFLOW, f"@{COMMIT}", "@main", "is not pinned to a version"),
    "an install of a range": (WORKFLOW, f'"{NEEDED}"', '"rejoinder>=0.1"', "is not pinned to a version"),
    "another commit": (WORKFLOW, COMMIT, OTHER, "is another kg than the one here"),
    "another version": (WORKFLOW, f'"{NEEDED}"', "rejoinder==0.0.9", "is another kg than the one here"),
    "an action at a branch": (WORKFLOW, f'run: pip install "{NEEDED}"', "uses: a/rejoinder@main", "is not pinned"),
    "a readme with another commit": ("README.md", COMMIT, OTHER, "is another kg than the one here"),
    "a place to fill in": ("README.md", f'pip install "{NEEDED}"', "# FILL IN: x", "does not say where kg is installed from"),
    "a hook that deletions pass by": (str(HOOKS), "always_run: true", "", "skipped where a commit only deletes"),
    "always_run in a comment": (str(HOOKS), "always_run", "# always_run", "skipped where a commit only deletes"),
    "hooks without the check": (str(HOOKS), "kg-check\n        name: kg check\n        entry: kg check", "x", "no hook checks"),
    "line ends that git changes": (".gitattributes", "*.yaml text eol=lf", "*.png binary", "other line ends in a clone"),
    "merges by lines": (".gitattributes", "merge=kg", "diff=kg", "merged by lines and not by record"),
    "nothing on what follows": (WORKFLOW, "kg diff", "true", "does not say what a change does to the claims (kg diff)"),
    "Prettier": (".prettierignore", "claims/", "docs/", "Prettier"),
    "settings without the schema": (".vscode/settings.json", "claim-file.schema.json", "other.json", "names no schema"),
    "an older schema": (str(SCHEMA), '"Claim file"', '"Claims"', "another version of kg"),
    "no schema at all": (str(SCHEMA), "{", "", "another version of kg"),
    "a foreign schema line": (
        "claims/topics.yaml", "topics:", "# yaml-language-server: $schema=https://x.example/s.json\ntopics:", "another schema",
    ),
    "a stale schema line": (
        "claims/actors/actors.yaml", "# Everyone", "# yaml-language-server: $schema=../ontology/s.json\n# Everyone",
        "a schema that is not there",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OLDER)
def test_what_is_out_of_date(name: str, tracker: Path) -> None:
    path, old, new, said = OLDER[name]
    text = (tracker / path).read_text("utf-8")
    assert old in text
    (tracker / path).write_text(text.replace(old, new, 1), "utf-8")
    (only,) = wrong()
    assert (only.file, only.state) == (path, "out of date")
    assert said in only.detail
    assert only.remedy


HOOK: Final = "repos:\n  - repo: https://git.example/kg\n    rev: {}\n    hooks: [{{id: kg-check}}, {{id: kg-fmt}}]\n"


@pytest.mark.parametrize(
    ("rev", "needed", "remedy"),
    [
        (COMMIT, NEEDED, ""),
        (OTHER, NEEDED, f"write in its place: rev: {COMMIT}"),
        ("v0.0.9", NEEDED, f"write in its place: rev: {COMMIT}"),
        ("v0.2.0", "rejoinder==0.2.0", ""),
        ("v0.1.0", "rejoinder==0.2.0", "write in its place: rev: v0.2.0"),
        ("main", Unpinned("a folder of one machine"), "write in its place: rev: COMMIT"),
        ("v0.1.0", Unpinned("a folder of one machine"), ""),
    ],
)
def test_the_version_of_hooks(rev: str, needed: str | Unpinned, remedy: str, tracker: Path) -> None:
    (tracker / HOOKS).write_text(HOOK.format(rev), "utf-8")
    assert [finding.remedy for finding in wrong(needed) if finding.file == str(HOOKS)] == ([remedy] if remedy else [])


def test_what_is_typed_for_a_stale_line_is_right(tracker: Path) -> None:
    path = tracker / "claims" / "actors" / "actors.yaml"
    text = path.read_text("utf-8")
    path.write_text("# yaml-language-server: $schema=../../gone.json\n" + text, "utf-8")
    (only,) = wrong()
    path.write_text(f"{only.remedy.partition('write: ')[2]}\n{text}", "utf-8")
    assert wrong() == []


def test_that_new_ids_do_not_make_a_schema_old(tracker: Path) -> None:
    assert forked.run("schema", "--root", "claims", "-o", str(SCHEMA), cwd=tracker).status == 0
    (tracker / "claims" / "more.yaml").write_text("topics:\n  more: {label: More, note: For later.}\n")
    assert wrong() == []
    offered = json.loads((tracker / SCHEMA).read_text("utf-8"))["definitions"]["id-of-topic"]["defaultSnippets"]
    assert "more" not in {each["label"] for each in offered}


def test_the_command(tracker: Path) -> None:
    for path in (".gitignore", "LICENSE"):
        (tracker / path).unlink()
    ran = forked.run("doctor", "--repo", "--format", "json", cwd=tracker)
    assert ran.status == 1
    rows = {row["file"]: row for row in json.loads(ran.out)}
    assert rows[".gitignore"] == {"file": ".gitignore", "state": "missing", "detail": "", "remedy": "kg init --repo"}
    assert rows["LICENSE"]["state"] == "missing"
    assert "2 files of 15 missing or out of date" in ran.err
    assert forked.run("doctor", "--repo", "--root", "nowhere", cwd=tracker).status == 2
    assert forked.run("doctor", "--root", "elsewhere", cwd=tracker).status == 2


def test_a_tracker_of_the_first_version(tmp_path: Path) -> None:
    """Claims, hooks and a workflow as they once were made, without a git repository."""
    new_tracker.put(tmp_path)
    (tmp_path / WORKFLOW).parent.mkdir(parents=True)
    (tmp_path / WORKFLOW).write_text("jobs:\n  check:\n    steps:\n      - run: pip install rejoinder\n      - run: kg check\n")
    ran = forked.run("doctor", "--repo", "--format", "json", cwd=tmp_path)
    assert ran.status == 1
    found = {(row["file"], row["state"]) for row in json.loads(ran.out)}
    assert {(".git", "missing"), (WORKFLOW, "out of date"), ("README.md", "missing"), (".prettierignore", "missing")} <= found
