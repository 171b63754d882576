"""Runs `kg` in a child that is forked for it: as alone as a process of its own, and ready at once.

A process that starts anew spends most of its time on imports. Here they are made once, by running the commands, and every child
begins with them. What only a new process can show (its environment from the start, its imports, a terminal) has its own tests;
that both say the same is held in `test_cli.py`.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import importlib
import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Final, NamedTuple

import new_tracker

from kg import check as checking
from kg import resources
from kg.check import Checked
from kg.cli import main
from kg.cli.program import commands

_WARMING: Final = (
    *("check", "list", "stats", "who", "answers", "standing", "sides", "network", "audit", "fmt", "map", "timeline", "brief"),
    *("show ida-falk", "origins falk-tolls-2032-03", "positions ida-falk", "rule K201", "new topic x --label X --note Later."),
    *("schema -o s.json", "network -o n.graphml", "export csv", "export sqlite", "map --format svg", "timeline --format svg"),
    *("check --format sarif", "check --format junit", "init made", "quotes"),
)
"""What is run beforehand; not what opens a store or forks a child itself, since neither goes well with a fork."""


class Ran(NamedTuple):
    """What became of a child: exit status, or the negative number of the signal that ended it, and its two streams."""

    status: int
    out: str
    err: str


_check: Final = checking.check


@functools.cache
def _shipped() -> Checked:
    """The claims that come with the package, which do not change; every child that asks for them has this reading of them."""
    return _check(resources.folder("claims"))


def _checked(root: Path, instead: Mapping[str, bytes] | None = None) -> Checked:
    return _shipped() if root == resources.folder("claims") and not instead else _check(root, instead)


@functools.cache
def _warm() -> None:
    """Import and make what the commands share, by running them."""
    _shipped()
    importlib.import_module("pyshacl")  # takes longer than any check of a graph that a test has

    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(new_tracker.put(Path(folder))),
        Path(os.devnull).open("w", encoding="utf-8") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        for args in _WARMING:
            with contextlib.suppress(SystemExit):
                commands.app(args.split())(args.split())


def kg(*args: str, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    """`kg` with these arguments and these variables in its environment."""
    ran = run(*args, cwd=cwd, env=env)
    return subprocess.CompletedProcess(["kg", *args], *ran)


def run(
    *args: str,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    stdin: str = "",
    merged: bool = False,
    before: Callable[[], Any] = lambda: None,
    around: AbstractContextManager[Any] | None = None,
) -> Ran:
    """`kg` with these arguments, after `before` was called in the child, and within `around`.

    With `merged` both streams are one, as on a terminal, and stand in `out`.
    """
    with _started(args, cwd, env or {}, stdin, before, around, merged=merged) as running:
        return _ended(*running)


def at_once(*commands: tuple[str, ...], cwd: Path) -> list[Ran]:
    """What comes of several runs of `kg`, each started before any has ended."""
    with contextlib.ExitStack() as stack:
        running = [stack.enter_context(_started(args, cwd, {}, "", lambda: None, None)) for args in commands]
        return [_ended(*one) for one in running]


@contextlib.contextmanager
def _started(
    args: tuple[str, ...],
    cwd: Path | None,
    env: Mapping[str, str],
    stdin: str,
    before: Callable[[], Any],
    around: AbstractContextManager[Any] | None,
    *,
    merged: bool = False,
) -> Iterator[tuple[int, list[Any]]]:
    """A child that runs `kg`, and its streams."""
    _warm()
    threads = {path.read_text().strip() for path in Path("/proc/self/task").glob("*/comm")}
    assert not any(name.startswith("rocksdb") for name in threads), (
        "a store is open here; a fork would wait for it: see stores.py"
    )
    with _streams(stdin) as streams:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # no thread of ours holds a lock here
            child = os.fork()
        if not child:
            os._exit(_run(args, cwd, env, [streams[n].fileno() for n in (0, 1, 1 if merged else 2)], before, around))
        yield child, streams


def _ended(child: int, streams: list[Any]) -> Ran:
    """What became of a child, which is waited for."""
    _, waited = os.waitpid(child, 0)
    out, err = (stream.seek(0) or stream.read().decode() for stream in streams[1:])  # with the line ends that were written
    return Ran(os.waitstatus_to_exitcode(waited), out, err)


@contextlib.contextmanager
def _streams(stdin: str) -> Iterator[list[Any]]:
    """Files for the three streams of a child, the first of them filled."""
    with contextlib.ExitStack() as stack:
        streams = [stack.enter_context(tempfile.TemporaryFile(buffering=0)) for _ in range(3)]
        streams[0].write(stdin.encode())
        streams[0].seek(0)
        yield streams


def _run(
    args: tuple[str, ...],
    cwd: Path | None,
    env: Mapping[str, str],
    streams: list[int],
    before: Callable[[], Any],
    around: AbstractContextManager[Any] | None,
) -> int:
    """The exit status of `kg`, run here: whatever happens, the child must end, or it would be a second pytest."""
    status = 99
    try:
        gc.freeze()
        if cwd is not None:
            os.chdir(cwd)
        os.environ.update(env)
        for number, handle in enumerate(streams):
            os.dup2(handle, number)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - they end with the child
        sys.stdout = open(1, "w", 1, encoding="utf-8", closefd=False)  # noqa: SIM115 - same
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - same
        sys.argv = ["kg", *args]
        checking.check = _checked
        before()
        with around or contextlib.nullcontext():
            main()
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - see above
        import traceback

        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                status = status or 98
    return status
