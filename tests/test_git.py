"""Reading an earlier commit is safe in anybody's repository: nothing it says is run, visited, or written to the disk.

Each way in which a repository can name a program or an address has a canary, which is first shown to sing where git is used as
people use it, if git has a command for that.
"""

from __future__ import annotations

import binascii
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from forked import kg
from repositories import git
from tally import Counted

from kg import git as reader
from kg.git import GitError, files_at, parting

pytestmark = pytest.mark.slow

DATASET: Final = "dataset:\n  title: T\n  base: https://example.org/t/\n  license: CC-BY-4.0\n  curators: [Desk]\n"
ENDINGS: Final = (".yaml", ".yml")

SETTINGS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "fsmonitor": ("[core]\n\tfsmonitor = CANARY\n", ("status",)),
    "hooks elsewhere": ("[core]\n\thooksPath = HOOKS\n", ("commit", "--allow-empty", "-qm", "x")),
    "filter": ('[filter "x"]\n\tclean = CANARY\n\tsmudge = CANARY\n', ("add", "claims")),
    "filter process": ('[filter "x"]\n\tprocess = CANARY\n\trequired = true\n', ("add", "claims")),
    "external diff": ("[diff]\n\texternal = CANARY\n", ("diff",)),
    "diff command": ('[diff "x"]\n\tcommand = CANARY\n', ("diff",)),
    "textconv": ('[diff "x"]\n\ttextconv = CANARY\n', ("diff",)),
    "pager": ("[core]\n\tpager = CANARY\n[pager]\n\tls-tree = true\n\tcat-file = true\n\trev-parse = true\n", ()),
    "pager of a command": (
        "[pager]\n\tls-tree = CANARY\n\tcat-file = CANARY\n\tmerge-base = CANARY\n",
        (),
    ),
    "alias": ("[alias]\n\tls-tree = !CANARY\n\trev-parse = !CANARY\n\tcat-file = !CANARY\n\tx = !CANARY\n", ("x",)),
    "include": ("[include]\n\tpath = INCLUDED\n", ("status",)),
    "includeIf": ('[includeIf "gitdir:**"]\n\tpath = INCLUDED\n', ("status",)),
    "ssh": ("[core]\n\tsshCommand = CANARY\n" + "PROMISOR ssh://host.invalid/r", ("fetch", "origin")),
    "gitProxy": ("[core]\n\tgitProxy = CANARY\n" + "PROMISOR git://host.invalid/r", ("fetch", "origin")),
    "ext": ('[protocol "ext"]\n\tallow = always\n[protocol]\n\tallow = always\n' + "PROMISOR ext::CANARY", ("fetch", "origin")),
    "upload-pack": ("PROMISOR .\n\tuploadpack = CANARY", ("fetch", "origin")),
    "http": ("[credential]\n\thelper = !CANARY\n[core]\n\taskPass = CANARY\n" + "PROMISOR http://127.0.0.1:PORT/r", ()),
    "remote helper": ("PROMISOR x://host.invalid/r\n\tvcs = canary", ()),
    "editor": ("[core]\n\teditor = CANARY\n[sequence]\n\teditor = CANARY\n", ("commit", "--allow-empty")),
    "signatures": (
        "[gpg]\n\tprogram = CANARY\n[log]\n\tshowSignature = true\n[commit]\n\tgpgSign = true\n",
        ("commit", "-S", "-m", "x"),
    ),
    "alternates": ("[core]\n\talternateRefsCommand = CANARY\n[uploadpack]\n\tpackObjectsHook = CANARY\n", ()),
}
"""What a repository can set: the lines of its configuration, and a command of git that the canary is seen by."""
PROMISOR: Final = (
    "[extensions]\n\tpartialClone = origin\n"
    '[remote "origin"]\n\tpromisor = true\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n\turl = '
)
HOOKS: Final = (
    "pre-commit post-checkout post-index-change reference-transaction post-merge fsmonitor-watchman pre-auto-gc update".split()
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with two commits; its attributes ask for every driver, and its second commit changes the claims."""
    folder = tmp_path_factory.mktemp("repository")
    (folder / "claims").mkdir()
    (folder / "claims" / "dataset.yaml").write_text(DATASET)
    (folder / ".gitattributes").write_text("* filter=x diff=x merge=x\n")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "one")
    (folder / "claims" / "dataset.yaml").write_text(DATASET + "# more\n")
    git(folder, "commit", "-qam", "two")
    (folder / "claims" / "dataset.yaml").write_text(DATASET + "# and more\n")
    return folder


@pytest.fixture
def repository(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "r")


@pytest.fixture(scope="module")
def visits(counted: Counted) -> Iterator[list[str]]:
    seen: list[str] = []
    yield seen
    counted(
        "hostile repositories: {read} read with a canary in each, {visits} visits to any of them",
        read=len(seen),
        visits=sum(map(bool, seen)),
    )


def without_the_old_blob(repository: Path) -> str:
    """The id of the first state of the claims, which is no longer among the objects."""
    id_ = git(repository, "rev-parse", "HEAD~1:claims/dataset.yaml")
    (repository / ".git" / "objects" / id_[:2] / id_[2:]).unlink()
    return id_


def planted(repository: Path, lines: str, nest: Path, port: int) -> Path:
    """The file that a canary writes into when the repository's configuration leads to it."""
    song, bird, included, hooks = nest / "song", nest / "bird", nest / "included", nest / "hooks"
    bird.write_text(f"#!/bin/sh\necho \"$0 $*\" >> '{song}'\nexit 1\n")
    bird.chmod(0o755)
    hooks.mkdir()
    shutil.copy(bird, nest / "git-remote-canary")
    for folder in (hooks, repository / ".git" / "hooks"):
        for name in HOOKS:
            shutil.copy(bird, folder / name)
    included.write_text(f"[core]\n\tfsmonitor = {bird}\n\tpager = {bird}\n")
    head, promisor, url = lines.partition("PROMISOR ")
    with (repository / ".git" / "config").open("a") as file:
        text = head + (PROMISOR if promisor else "") + url
        for word, value in {"CANARY": bird, "HOOKS": hooks, "INCLUDED": included, "PORT": port}.items():
            text = text.replace(word, str(value))
        file.write(text + "\n")
    return song


@pytest.mark.parametrize("setting", SETTINGS)
def test_that_no_setting_of_a_repository_runs_or_visits_anything(
    setting: str, repository: Path, tmp_path: Path, visits: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines, control = SETTINGS[setting]
    nest = tmp_path / "nest"
    nest.mkdir()
    promises = "PROMISOR" in lines
    if promises:
        without_the_old_blob(repository)
    with socket.create_server(("127.0.0.1", 0)) as server:
        song = planted(repository, lines, nest, server.getsockname()[1])
        monkeypatch.setenv("PATH", f"{nest}:{os.environ['PATH']}")
        before = {path: path.stat().st_mtime_ns for path in repository.rglob("*")}
        ran = kg("check", "--changed-since", "HEAD~1", cwd=repository)
        assert (ran.returncode, ran.stdout) == (2 if promises else 0, "")
        if promises:
            assert ran.stderr.startswith("kg: --changed-since: ")
            assert ran.stderr.endswith(
                "; this clone was made without some of its objects: git fetch --refetch --no-filter origin\n"
            )
            assert ran.stderr.count("\n") == 1
        assert {path: path.stat().st_mtime_ns for path in repository.rglob("*")} == before
        server.settimeout(0.05)
        with pytest.raises(TimeoutError):
            server.accept()
    visits.append(song.read_text() if song.exists() else "")
    assert visits[-1] == ""
    if control:
        env = {**os.environ, "GIT_PROTOCOL_FROM_USER": "1", "GIT_TERMINAL_PROMPT": "0"}
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *who, *control], cwd=repository, env=env, check=False, capture_output=True, timeout=60)
        assert song.exists(), "the canary does not sing even where it should"


def test_that_a_repository_among_the_claims_is_not_taken_for_theirs(repository: Path, tmp_path: Path, visits: list[str]) -> None:
    nest = tmp_path / "nest"
    nest.mkdir()
    song = planted(repository, SETTINGS["fsmonitor"][0], nest, 0)
    shutil.copytree(repository / ".git", tmp_path / "outer" / "claims", dirs_exist_ok=True)
    ran = kg("check", "--changed-since", "HEAD~1", cwd=tmp_path / "outer")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "bare" in ran.stderr
    visits.append(song.read_text() if song.exists() else "")
    assert visits[-1] == ""


def tree(repository: Path, *entries: tuple[str, bytes, str]) -> str:
    """The id of a tree with these entries (mode, name, id), whatever they are called."""
    data = b"".join(f"{mode} ".encode() + name + b"\0" + binascii.unhexlify(id_) for mode, name, id_ in entries)
    made = ["git", "hash-object", "-t", "tree", "--literally", "-w", "--stdin"]
    return subprocess.run(made, cwd=repository, input=data, check=True, capture_output=True).stdout.decode().strip()


def history(repository: Path, name: bytes, *, is_folder: bool) -> None:
    """Put a tree into the history whose claims hold an entry of this name."""
    blob, dataset = (git(repository, "rev-parse", f"{at}:claims/dataset.yaml") for at in ("HEAD~1", "HEAD"))
    inner = ("40000", name, tree(repository, ("100644", b"planted.yaml", blob))) if is_folder else ("100644", name, blob)
    claims = tree(repository, inner, ("100644", b"dataset.yaml", dataset))
    bad = git(repository, "commit-tree", tree(repository, ("40000", b"claims", claims)), "-m", "bad")
    git(repository, "update-ref", "HEAD", git(repository, "commit-tree", "HEAD^{tree}", "-p", bad, "-m", "good"))


@pytest.mark.parametrize("name", [b"..", b".", b".git", b".GIT", b"../..", b"/tmp", b"a/../.."], ids=ascii)
def test_that_a_name_which_leads_out_of_its_tree_is_refused(name: bytes, repository: Path) -> None:
    history(repository, name, is_folder=True)
    before = sorted(repository.parent.rglob("*"))
    ran = kg("check", "--changed-since", "HEAD~1", cwd=repository)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "holds a path that leads out of its tree: '" in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert sorted(repository.parent.rglob("*")) == before


@pytest.mark.parametrize(
    "name",
    [b"nul.yaml", b"x" * 4000 + b".yaml", b"DATASET.yaml", b"a\nb.yaml", b"\xff.yaml", b"x.yml"],
    ids=lambda n: ascii(n[:9]),
)
def test_that_other_names_are_judged_as_those_of_files_are(name: bytes, repository: Path) -> None:
    history(repository, name, is_folder=False)
    ran = kg("check", "--changed-since", "HEAD~1", cwd=repository)
    assert ran.returncode == 0, ran.stderr
    assert len(files_at(repository / "claims", parting(repository / "claims", "HEAD~1"), ENDINGS)) == 2


def test_that_nothing_is_written_for_an_old_state(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", "/proc/nowhere")
    assert kg("check", "--changed-since", "HEAD~1", cwd=repository).returncode == 0


@pytest.mark.parametrize("what", ["blob", "damaged blob", "tree", "commit", "damaged pack", "truncated pack", "no objects"])
def test_that_what_is_missing_or_damaged_is_one_line(what: str, repository: Path) -> None:
    objects = repository / ".git" / "objects"
    id_ = git(repository, "rev-parse", {"tree": "HEAD~1:claims", "commit": "HEAD~1"}.get(what, "HEAD~1:claims/dataset.yaml"))
    loose = objects / id_[:2] / id_[2:]
    loose.chmod(0o644)
    if what in {"blob", "tree", "commit"}:
        loose.unlink()
    elif what == "damaged blob":
        loose.write_bytes(loose.read_bytes()[:-9] + b"nonsense.")
    elif what == "no objects":
        shutil.rmtree(objects)
    else:
        git(repository, "repack", "-adq")
        (pack,) = objects.glob("pack/*.pack")
        pack.chmod(0o644)
        data = pack.read_bytes()
        pack.write_bytes(
            data[:20] if what.startswith("truncated") else data[:12] + bytes(b ^ 255 for b in data[12:-20]) + data[-20:]
        )
    ran = kg("check", "--changed-since", git(repository, "rev-parse", "HEAD~1") if what == "tree" else "HEAD~1", cwd=repository)
    assert (ran.returncode, ran.stdout) == (2, ""), ran.stderr
    assert ran.stderr.startswith("kg: --changed-since: ")
    assert ran.stderr.count("\n") == 1
    if what in {"blob", "damaged blob", "tree"}:
        assert ran.stderr.endswith("; the repository is damaged or incomplete: 'git fsck' says where; clone it again\n")
    if what == "blob":
        assert f"the object {id_} is missing" in ran.stderr


def test_that_a_blobless_clone_says_what_to_type_and_that_this_helps(repository: Path, tmp_path: Path) -> None:
    git(repository, "config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--filter=blob:none", f"file://{repository}", str(clone))
    ran = kg("check", "--changed-since", "HEAD~1", cwd=clone)
    assert (ran.returncode, ran.stdout) == (2, "")
    command = ran.stderr.rstrip("\n").rpartition(": ")[2]
    assert command == "git fetch --refetch --no-filter origin"
    git(clone, *command.split()[1:])
    assert kg("check", "--changed-since", "HEAD~1", cwd=clone).returncode == 0


def test_that_a_tree_without_end_ends(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_LISTING", 2**20)
    id_ = tree(repository, ("100644", b"a.yaml", git(repository, "rev-parse", "HEAD:claims/dataset.yaml")))
    for _ in range(9):
        id_ = tree(repository, *(("40000", str(n).encode(), id_) for n in range(10)))  # a milliard of files
    git(repository, "update-ref", "HEAD", git(repository, "commit-tree", tree(repository, ("40000", b"claims", id_)), "-m", "x"))
    with pytest.raises(GitError, match="git ls-tree has more to say than 1 MiB"):
        files_at(repository / "claims", parting(repository / "claims", "HEAD"), ENDINGS)


def test_that_a_file_is_read_as_far_as_it_is_wanted(repository: Path) -> None:
    large = repository / "claims" / "large.yaml"
    large.write_bytes(b"x" * 3_000_000)
    git(repository, "add", "claims/large.yaml")
    git(repository, "commit", "-qm", "large")
    found = files_at(repository / "claims", parting(repository / "claims", "HEAD"), ENDINGS, 1000)
    assert {name: len(data) for name, data in found.items()} == {"dataset.yaml": len(DATASET) + 7, "large.yaml": 1000}


def test_that_a_setting_which_never_ends_does(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "PATIENCE", 0.5)
    os.mkfifo(repository / "pipe")
    with (repository / ".git" / "config").open("a") as file:
        file.write("[include]\n\tpath = ../pipe\n")
    began = time.monotonic()
    with pytest.raises(GitError, match=r"git rev-parse did not end within 0\.5 seconds"):
        files_at(repository, parting(repository, "HEAD"), ENDINGS)
    assert time.monotonic() - began < 10
    assert threading.active_count() < 10
