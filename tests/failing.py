"""Makes the n-th call of the writer fail, end the process or get a signal; and runs `kg` in a child that is forked for it."""

from __future__ import annotations

import errno
import fcntl
import importlib
import os
import signal
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple, Self

from kg import write
from kg.cli import main

WRITER: Final = str(Path(write.__file__))
CALLS: Final = ("mkdir", "open", "fdopen", "fsync", "chmod", "replace", "close")
"""The system's calls that are counted where the writer makes them; those of the file it writes are counted too."""

_closes: Final = os.close


class Ran(NamedTuple):
    """What became of a child: exit status, or the negative number of the signal that ended it, and its two streams."""

    status: int
    out: str
    err: str


class Counting:
    """Stands for the system's calls: counts those that the writer makes, and does `what` at the n-th."""

    def __init__(self, n: int, what: Callable[[], Any]) -> None:
        self.n, self.what, self.count, self.at = n, what, 0, ""

    def __enter__(self) -> Self:
        self.kept = [(os, name, getattr(os, name)) for name in CALLS] + [(fcntl, "flock", fcntl.flock)]
        for module, name, call in self.kept:
            setattr(module, name, self.counted(name, call))
        return self

    def __exit__(self, *_: object) -> None:
        for module, name, call in self.kept:
            setattr(module, name, call)

    def step(self, name: str, *args: Any) -> None:
        self.count += 1
        if self.count == self.n:
            self.at = name
            if name in {"fdopen", "close"}:  # the caller's descriptor is not to be lost for the test
                _closes(args[0])
            self.what()

    def counted(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **options: Any) -> Any:
            if not _is_writing():
                return call(*args, **options)
            self.step(name, *args)
            if name == "fsync":  # what is held back until power fails is nothing that a test could see, and it takes long
                return None
            made = call(*args, **options)
            return _File(self, made) if name == "fdopen" else made

        return counted


class _File:
    """A file whose calls are counted too."""

    def __init__(self, counting: Counting, file: Any) -> None:
        self.counting, self.file = counting, file

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.counting.step("close the file")
        finally:
            self.file.close()

    def write(self, data: bytes) -> int:
        half = len(data) // 2  # a disk that fills up takes the beginning
        self.file.write(data[:half])
        self.counting.step("write")
        return half + int(self.file.write(data[half:]))

    def flush(self) -> None:
        self.counting.step("flush")
        self.file.flush()

    def fileno(self) -> int:
        return int(self.file.fileno())


def _is_writing() -> bool:
    """Whether the writer is among those who called."""
    frame: Any = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_filename == WRITER:
            return True
        frame = frame.f_back
    return False


def fails(code: int) -> Callable[[], None]:
    """What raises the system's error with this number."""

    def fail() -> None:
        raise OSError(code, os.strerror(code))

    return fail


def gets(number: signal.Signals) -> Callable[[], None]:
    """What sends this process a signal."""
    return lambda: os.kill(os.getpid(), number)


_IMPORTED: Final = (
    *("check", "tracker", "query", "engine.oxigraph", "edit.new", "edit.layout", "edit.init", "edit.schema", "export.files"),
    *(
        "export.sqlite",
        "network.graph_files",
        "network.who",
        "page.brief.html",
        "page.brief.markdown",
        "page.map",
        "page.map_svg",
    ),
    *("page.timeline", "render.sarif", "render.show", "render.who"),
)


def load() -> None:
    """What the commands import, imported once for all children that are forked."""
    for name in _IMPORTED:
        importlib.import_module(f"kg.{name}")


FAILURES: Final = {"EIO": errno.EIO, "ENOSPC": errno.ENOSPC, "EROFS": errno.EROFS}


def kg(folder: Path, *args: str, before: Callable[[], Any] = lambda: None, n: int = 0, what: Callable[[], Any] = print) -> Ran:
    """`kg` with these arguments in `folder`, in a child that first calls `before` and does `what` at the writer's n-th call."""
    threads = {path.read_text().strip() for path in Path("/proc/self/task").glob("*/comm")}
    assert not any(name.startswith("rocksdb") for name in threads), (
        "a store is open here; a fork would wait for it: see stores.py"
    )
    streams = [folder.parent / f"{folder.name}.{name}" for name in ("out", "err")]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # no thread of ours holds a lock here
        child = os.fork()
    if not child:
        status = 99
        try:
            os.chdir(folder)
            for number, path in enumerate(streams, 1):
                os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
            sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - it ends with the child
            sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - same
            sys.argv = ["kg", *args]
            before()
            with Counting(n, what):
                main()
            status = 0
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(end.code is not None)
        except BaseException:  # noqa: BLE001 - a child that went on would be a second pytest
            import traceback

            traceback.print_exc()
        finally:
            for stream in (sys.stdout, sys.stderr):
                try:
                    stream.flush()
                except OSError:
                    status = status or 98
            os._exit(status)
    _, waited = os.waitpid(child, 0)
    out, err = (path.read_bytes().decode() for path in streams)  # with the line ends that were written
    return Ran(os.waitstatus_to_exitcode(waited), out, err)
