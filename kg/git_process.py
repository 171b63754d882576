"""Runs git, in this one place.

A repository may come from anybody. No setting of it runs a program here, and no address in it is visited. What git prints is read
up to a limit, and within `PATIENCE`.
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

_ENVIRONMENT: Final = {
    "GIT_GRAFT_FILE": "/dev/null/none",  # the parents of a commit are those that it names itself
    "GIT_ALLOW_PROTOCOL": "",  # no protocol is allowed, so that a git that knows nothing of the next line fetches nothing either
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_OPTIONS: Final = (
    "--no-pager",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "protocol.allow=never"),
    *("-c", "safe.bareRepository=explicit"),  # a folder of claims may hold what looks like a repository, with settings of its own
)
_CHUNK: Final = 2**16


class GitError(Exception):
    """Why git could not answer, in words for the user."""


class UnreadableError(GitError):
    """Git says itself why it failed."""


class Object(NamedTuple):
    """An object of a repository: its id, whether it is a folder, and its bytes, of a large file the first."""

    id: str
    is_tree: bool
    data: bytes


@dataclass(frozen=True, slots=True)
class Git:
    """A running git process."""

    process: subprocess.Popen[bytes]
    stdin: IO[bytes]
    stdout: IO[bytes]
    stderr: IO[bytes]
    folder: Path

    def object(self, name: bytes, most: int) -> Object | None:
        """What `cat-file --batch` has under a name, of a file the first `most` bytes; None where there is nothing."""
        with contextlib.suppress(BrokenPipeError):
            self.stdin.write(name + b"\n")
            self.stdin.flush()
        head = self.stdout.readline().split()
        if not head:
            self.fail("")
        if len(head) != 3 or not head[2].isdigit():
            return None
        size = int(head[2])
        is_tree = head[1] == b"tree"
        if is_tree and size > MAX_LISTING:
            self.fail(f"a folder has a list of more than {MAX_LISTING >> 20} MiB")
        kept = self.stdout.read(min(size, MAX_LISTING if is_tree else most))
        left = size - len(kept) + 1  # with the line end behind it
        while left:
            chunk = self.stdout.read(min(left, _CHUNK))
            if not chunk:
                self.fail("")
            left -= len(chunk)
        return Object(head[0].decode("ascii"), is_tree, kept)

    def kill(self) -> None:
        """Kill it and every process that it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def fail(self, reason: str, fallback: str = "") -> NoReturn:
        """Kill it and raise, for this reason or else for the one that git gives."""
        self.kill()
        said = self.stderr.read(_CHUNK).decode("utf-8", "replace").strip().splitlines()
        own = next((line for line in said if line.startswith(("fatal: ", "error: "))), said[0] if said else "")
        reason = reason or own.removeprefix("fatal: ").removeprefix("error: ")
        if not reason and fallback:
            raise GitError(fallback)
        raise UnreadableError(reason or "it failed without a message")


@contextlib.contextmanager
def running(folder: Path, *arguments: str, fallback: str = "", most: int = 0) -> Iterator[Git]:
    """A call of git, which has to end in time, and with a status of `most` at most."""
    try:
        process = subprocess.Popen(  # noqa: S603 - arguments of our own and one that can be no option
            ["git", *_OPTIONS, *arguments],  # noqa: S607 - the one that the user runs
            cwd=folder,
            env={**os.environ, **_ENVIRONMENT},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            process_group=0,
        )
    except OSError as error:
        raise GitError(f"git could not be run: {error.strerror or error}") from error
    stdin, stdout, stderr = (cast("IO[bytes]", pipe) for pipe in (process.stdin, process.stdout, process.stderr))
    git = Git(process, stdin, stdout, stderr, folder)
    expired = threading.Event()

    def expire() -> None:
        expired.set()
        git.kill()

    timer = threading.Timer(PATIENCE, expire)
    timer.daemon = True
    timer.start()
    try:
        yield git
        with contextlib.suppress(BrokenPipeError):
            stdin.close()
        if not 0 <= process.wait() <= most:
            git.fail("", fallback)
    except GitError as error:
        if expired.is_set():
            raise GitError(f"git {arguments[0]} did not end within {PATIENCE:g} seconds") from error
        raise
    finally:
        timer.cancel()
        if process.poll() is None:
            git.kill()
        process.wait()
        for pipe in (stdin, stdout, stderr):
            with contextlib.suppress(OSError):
                pipe.close()


def output(folder: Path, *arguments: str, fallback: str = "") -> bytes:
    """What git prints; `fallback` is the reason to give if it fails without one."""
    with running(folder, *arguments, fallback=fallback) as git:
        output = git.stdout.read(MAX_LISTING + 1)
        if len(output) > MAX_LISTING:
            git.fail(f"git {arguments[0]} has more to say than {MAX_LISTING >> 20} MiB")
        return output
