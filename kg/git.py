"""Reads files as they were at an earlier commit. The one place that runs git; nothing is changed, fetched or checked out.

A repository may come from anybody. No setting of it runs a program here, no address in it is visited, and the names in its trees
are data: they are never the path of anything on this disk. What git answers is read up to a limit, and within `PATIENCE`.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, NamedTuple, NoReturn, cast

PATIENCE: Final = 60.0
"""Seconds that one call of git may take: a setting may name a pipe that nobody writes to."""
MAX_LISTING: Final = 64 * 2**20
"""The longest list of files that is read, in bytes: a tree may hold itself some billion times over."""

_REGULAR: Final = frozenset({b"100644", b"100755"})
_SUBMODULE: Final = b"160000"
_NOWHERE: Final = frozenset({b"", b".", b"..", b".git"})
"""What git itself never puts into a tree, so that whoever did meant to write outside of it."""
_QUIET: Final = {
    "GIT_GRAFT_FILE": "/dev/null/none",  # the parents of a commit are those that it names itself
    "GIT_ALLOW_PROTOCOL": "",  # no protocol is allowed, so that a git that knows nothing of the next line fetches nothing either
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_SAFE: Final = (
    "--no-pager",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "protocol.allow=never"),
    *("-c", "safe.bareRepository=explicit"),  # a folder of claims may hold what looks like a repository, with settings of its own
)
_PIECE: Final = 2**16
_MOST_CONFLICTS: Final = 127
"""The exit status of `git merge-file` is the number of conflicts, up to this."""


class GitError(Exception):
    """Why git could not answer, in words for the user."""


class UnreadableError(GitError):
    """Git says itself why it failed."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its whole hash, and the day on which it was committed, as its committer's clock had it."""

    hash: str
    day: str


def commit(folder: Path, ref: str) -> Commit:
    """The commit that `ref` names in the repository of `folder`.

    Raises:
        GitError: git is missing, `folder` is not in a repository, or `ref` is not a commit of its history.
    """
    wanted = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    found = output(folder, *wanted, silent=f"no commit '{ref}'{_cut(folder)}").decode("ascii", "replace").strip()
    try:
        return Commit(found, output(folder, "log", "-1", "--format=%cs", found).decode("ascii", "replace").strip())
    except UnreadableError as error:
        raise GitError(f"{error}; {advice(folder)}") from error


def parting(folder: Path, ref: str) -> Commit:
    """The commit where `ref` and HEAD part.

    Raises:
        GitError: as of `commit`, or the two have no commit in common.
    """
    asked = commit(folder, ref)
    try:
        base = output(folder, "merge-base", asked.hash, "HEAD", silent=f"'{ref}' and HEAD have no commit in common{_cut(folder)}")
    except UnreadableError as error:
        raise GitError(f"{error}; {advice(folder)}") from error
    return commit(folder, base.decode("ascii", "replace").strip())


def commit_on(folder: Path, day: str) -> Commit:
    """The newest commit of the main line that its committer's clock puts on `day`, as 2026-11-29, or before.

    The main line is that of the first parents from HEAD on. Clocks may be wrong: the line and not the day says which is newer.

    Raises:
        GitError: git is missing, `folder` is in no repository, or no commit is as old.
    """
    try:
        lines = output(folder, "log", "--first-parent", "--format=%H %cs", "HEAD").decode("ascii", "replace").splitlines()
    except UnreadableError as error:
        raise GitError(f"{error}; {advice(folder)}") from error
    for line in lines:
        hash_, _, dated = line.partition(" ")
        if dated <= day:
            return Commit(hash_, dated)
    first = f" (the first is of {lines[-1].partition(' ')[2]})" if lines else ""
    raise GitError(f"no commit is as old as {day}{first}{_cut(folder)}")


def files_at(folder: Path, at: Commit, endings: tuple[str, ...], most: int = 2**20) -> dict[str, bytes]:
    """The regular files below `folder` at a commit, by their path from `folder` on.

    Only names with one of `endings`, in whatever case, are read, and of each file no more than `most` bytes.

    Raises:
        GitError: an object is missing or damaged, or a name in the tree leads out of it.
    """
    prefix = output(folder, "rev-parse", "--show-prefix").removesuffix(b"\n")
    try:
        listing = output(folder, "ls-tree", "-r", "-z", "--full-name", at.hash)
        ids = _listed(listing, prefix, tuple(map(os.fsencode, endings)))
        found = _blobs(folder, dict.fromkeys(ids.values()), most)
    except UnreadableError as error:
        raise GitError(f"{error}; {advice(folder)}") from error
    return {os.fsdecode(name): found[id_] for name, id_ in ids.items()}


def last_change(folder: Path, ref: str = "HEAD") -> tuple[str, str] | None:
    """The last commit up to `ref` that changed something below `folder`, and the day of it; None where there is none yet.

    Raises:
        GitError: git is missing, or `folder` is in no repository.
    """
    found = output(folder, "log", "-1", "--format=%H %cs", "--end-of-options", ref, "--", ".").decode("ascii", "replace").split()
    return (found[0], found[1]) if len(found) == 2 else None


def merged_lines(base: Path, ours: Path, theirs: Path) -> tuple[bytes, bool]:
    """Three versions of a file merged line by line, and whether there are conflicts in the result.

    Raises:
        GitError: git is missing, or cannot read a file.
    """
    labels = [word for label in ("ours", "base", "theirs") for word in ("-L", label)]
    files = [str(path.absolute()) for path in (ours, base, theirs)]
    with running(Path(), "merge-file", "-p", *labels, "--", *files, most=_MOST_CONFLICTS) as git:
        found = git.answers.read()
    return found, git.process.returncode != 0


def setting(folder: Path, name: str) -> str:
    """A setting of git in the repository of `folder`; empty where it has none.

    Raises:
        GitError: git is missing, or `folder` is in no repository.
    """
    output(folder, "rev-parse", "--git-dir")
    return output(folder, "config", "--default", "", "--get", name).decode("utf-8", "replace").strip()


def _cut(folder: Path) -> str:
    """What may be the reason why something is not found: the clone has no whole history."""
    is_shallow = output(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"
    return "; this clone is shallow: fetch more of its history (git fetch --unshallow, or fetch-depth: 0)" if is_shallow else ""


def tracked(folder: Path) -> list[tuple[bool, str, str]]:
    """What the index has below `folder`: whether a sparse checkout may leave it out, its mode, and its path from there on.

    Raises:
        GitError: git is missing, or `folder` is in no repository.
    """
    listing = output(folder, "ls-files", "-t", "--stage", "-z")
    found = []
    for line in listing.split(b"\0"):
        about, _, name = line.partition(b"\t")
        if name:
            tag, mode, *_ = about.decode("ascii", "replace").split()
            found.append((tag == "S", mode, os.fsdecode(name)))
    return found


def advice(folder: Path) -> str:
    """What to do about objects that are missing or damaged."""
    try:
        setting = output(folder, "config", "--get-regexp", r"^remote\..*\.promisor$").decode("utf-8", "replace").split(" ")[0]
    except GitError:
        return "the repository is damaged or incomplete: 'git fsck' says where; clone it again"
    remote = setting.removeprefix("remote.").removesuffix(".promisor")
    return f"this clone was made without some of its objects: git fetch --refetch --no-filter {remote}"


def _listed(listing: bytes, prefix: bytes, endings: tuple[bytes, ...]) -> dict[bytes, bytes]:
    """The id of each regular file of a tree whose name has one of `endings`, by its path behind `prefix`."""
    ids = {}
    for line in listing.split(b"\0"):
        about, _, name = line.partition(b"\t")
        if about.startswith(_SUBMODULE) and name.startswith(prefix):
            raise GitError(f"the earlier state is not whole: '{os.fsdecode(name)}' was a submodule, kept in another repository")
        if not name.lower().endswith(endings) or about.split()[0] not in _REGULAR:
            continue
        path = name.removeprefix(prefix)
        if any(part.lower() in _NOWHERE for part in path.split(b"/")):
            raise GitError(f"the earlier state holds a path that leads out of its tree: '{os.fsdecode(name)}'")
        ids[path] = about.split()[2]
    return ids


def _blobs(folder: Path, ids: dict[bytes, None], most: int) -> dict[bytes, bytes]:
    """The first `most` bytes of each object, by its id; one is asked for when the one before it was read."""
    found = {}
    with running(folder, "cat-file", "--batch") as git:
        for id_ in ids:
            object_ = git.object(id_, most)
            if object_ is None:
                git.fail(f"the object {id_.decode('ascii', 'replace')} is missing")
            found[id_] = object_.data
    return found


def output(folder: Path, *arguments: str, silent: str = "") -> bytes:
    """What git writes; `silent` is what it means where it fails without a word."""
    with running(folder, *arguments, silent=silent) as git:
        output = git.answers.read(MAX_LISTING + 1)
        if len(output) > MAX_LISTING:
            git.fail(f"git {arguments[0]} has more to say than {MAX_LISTING >> 20} MiB")
        return output


class Object(NamedTuple):
    """An object of a repository: its id, whether it is a folder, and its bytes, of a large file the first."""

    id: str
    is_tree: bool
    data: bytes


@dataclass(frozen=True, slots=True)
class Git:
    """A call of git: what it reads, and what it writes."""

    process: subprocess.Popen[bytes]
    asks: IO[bytes]
    answers: IO[bytes]
    words: IO[bytes]
    folder: Path

    def object(self, name: bytes, most: int) -> Object | None:
        """What `cat-file --batch` has under a name, of a file the first `most` bytes; None where there is nothing."""
        with contextlib.suppress(BrokenPipeError):
            self.asks.write(name + b"\n")
            self.asks.flush()
        head = self.answers.readline().split()
        if not head:
            self.fail("")
        if len(head) != 3 or not head[2].isdigit():
            return None
        size = int(head[2])
        is_tree = head[1] == b"tree"
        if is_tree and size > MAX_LISTING:
            self.fail(f"a folder has a list of more than {MAX_LISTING >> 20} MiB")
        kept = self.answers.read(min(size, MAX_LISTING if is_tree else most))
        left = size - len(kept) + 1  # with the line end behind it
        while left:
            piece = self.answers.read(min(left, _PIECE))
            if not piece:
                self.fail("")
            left -= len(piece)
        return Object(head[0].decode("ascii"), is_tree, kept)

    def end(self) -> None:
        """End it with all that it has started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def fail(self, reason: str, silent: str = "") -> NoReturn:
        """Give up on it for this reason, or else for the first that git itself gives."""
        self.end()
        said = self.words.read(_PIECE).decode("utf-8", "replace").strip().splitlines()
        own = next((line for line in said if line.startswith(("fatal: ", "error: "))), said[0] if said else "")
        reason = reason or own.removeprefix("fatal: ").removeprefix("error: ")
        if not reason and silent:
            raise GitError(silent)
        raise UnreadableError(reason or "it failed without a word")


@contextlib.contextmanager
def running(folder: Path, *arguments: str, silent: str = "", most: int = 0) -> Iterator[Git]:
    """A call of git, which has to end in time, and with a status of `most` at most."""
    try:
        process = subprocess.Popen(  # noqa: S603 - arguments of our own and one that can be no option
            ["git", *_SAFE, *arguments],  # noqa: S607 - the one that the user runs
            cwd=folder,
            env={**os.environ, **_QUIET},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            process_group=0,
        )
    except OSError as error:
        raise GitError(f"git could not be run: {error.strerror or error}") from error
    asks, answers, words = (cast("IO[bytes]", pipe) for pipe in (process.stdin, process.stdout, process.stderr))
    git = Git(process, asks, answers, words, folder)
    overdue = threading.Event()

    def ring() -> None:
        overdue.set()
        git.end()

    timer = threading.Timer(PATIENCE, ring)
    timer.daemon = True
    timer.start()
    try:
        yield git
        with contextlib.suppress(BrokenPipeError):
            asks.close()
        if not 0 <= process.wait() <= most:
            git.fail("", silent)
    except GitError as error:
        if overdue.is_set():
            raise GitError(f"git {arguments[0]} did not end within {PATIENCE:g} seconds") from error
        raise
    finally:
        timer.cancel()
        if process.poll() is None:
            git.end()
        process.wait()
        for pipe in (asks, answers, words):
            with contextlib.suppress(OSError):
                pipe.close()
