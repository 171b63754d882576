"""Opens stores on disk in processes of their own.

RocksDB keeps threads once it was opened, and a child that is forked later, without them, would wait for them for ever.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_READER: Final = """
import sys, pyoxigraph
store = pyoxigraph.Store.read_only(sys.argv[1])
print("open", flush=True)
sys.stdin.readline()
print(len(store))
"""


@contextmanager
def opened(folder: Path) -> Iterator[Callable[[], int]]:
    """A store that somebody has open: a function that counts its triples and closes it."""
    command = [sys.executable, "-c", _READER, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "open\n"
        yield lambda: int(reader.communicate("\n", timeout=60)[0])


def size(folder: Path) -> int:
    """How many triples a store holds."""
    with opened(folder) as count:
        return count()
