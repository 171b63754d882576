"""Makes the n-th call of the writer fail, end the process or get a signal."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Self

from forked import Ran, run

from kg import lock, write

WRITERS: Final = {str(Path(write.__file__)), str(Path(lock.__file__))}
CALLS: Final = ("mkdir", "open", "fdopen", "fsync", "fchmod", "link", "rename", "close")
"""The system's calls that are counted where the writer makes them; those of the file it writes are counted too."""

_closes: Final = os.close


class Counting:
    """Stands for the system's calls: counts those that the writer makes, and does `what` at the n-th."""

    def __init__(self, n: int, what: Callable[[], Any]) -> None:
        self.n, self.what, self.count, self.at = n, what, 0, ""

    def __enter__(self) -> Self:
        self.kept: list[tuple[Any, str, Any]] = [(os, name, getattr(os, name)) for name in CALLS] + [
            (fcntl, "flock", fcntl.flock),
            (write, "_exchange", write._exchange),
        ]
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

    def read(self, size: int) -> bytes:
        return bytes(self.file.read(size))

    def fileno(self) -> int:
        return int(self.file.fileno())


def _is_writing() -> bool:
    """Whether the writer is among those who called."""
    frame: Any = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_filename in WRITERS:
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


FAILURES: Final = {"EIO": errno.EIO, "ENOSPC": errno.ENOSPC, "EROFS": errno.EROFS}


def kg(folder: Path, *args: str, before: Callable[[], Any] = lambda: None, n: int = 0, what: Callable[[], Any] = print) -> Ran:
    """`kg` with these arguments in `folder`, in a child that first calls `before` and does `what` at the writer's n-th call."""
    return run(*args, cwd=folder, before=before, around=Counting(n, what))
