"""What takes long to make and is the same for all tests: one process of a run makes it, and the others read it."""

from __future__ import annotations

import fcntl
import hashlib
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

_T = TypeVar("_T")


def of_the_run(factory: pytest.TempPathFactory) -> Path:
    """The folder that all processes of a run share."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


class Once:
    """Values by what they are made of, in a folder; who wants one that another process is making waits for it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.known: dict[str, bytes] = {}

    def made(self, of: str, make: Callable[[], _T]) -> _T:
        """What `make` gives, or gave before for the same text; the caller may change it."""
        name = hashlib.sha256(of.encode("utf-8", "surrogatepass")).hexdigest()
        if name not in self.known:
            path = self.folder / name
            with (self.folder / f"{name}.lock").open("a") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                if not path.exists():
                    fresh = path.with_suffix(".fresh")  # whole or not there, as whoever makes it may be killed by its test
                    fresh.write_bytes(pickle.dumps(make()))
                    fresh.replace(path)
                self.known[name] = path.read_bytes()
        found: _T = pickle.loads(self.known[name])  # noqa: S301 - our own, written in this run
        return found
