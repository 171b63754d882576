"""What ends a command that could not end well: one line and exit status 2, whatever went wrong.

Every failure that can be foreseen is explained where it happens. Here is what is left: a library that is not installed, a failure
of the machine that nobody explained, and a fault of this program, which says how to report it.
"""

from __future__ import annotations

import os
import resource
import sys
import traceback
from pathlib import Path
from typing import Final

from kg import __version__

TRACE: Final = "KG_TRACEBACK"
"""The variable that names a file to which the traceback of a fault of this program is added."""
_UNMAPPED: Final = ("failed to map segment", "cannot allocate memory")
"""What the system's loader says where there is no memory for a library."""
_FULL: Final = b"kg: there is not enough memory for this (ulimit -v)\n"


def explain(error: BaseException) -> None:
    """Say in one line on standard error why the command ends."""
    if isinstance(error, MemoryError) or (isinstance(error, ImportError) and any(words in str(error) for words in _UNMAPPED)):
        os.write(2, _FULL)  # with no more memory than there is
        return
    print(f"kg: {_words(error)}", file=sys.stderr)


def _words(error: BaseException) -> str:
    from kg.render.escape import printable

    if isinstance(error, OSError) and error.errno is not None:
        where = f"'{os.fsdecode(error.filename)}': " if isinstance(error.filename, str | bytes) else ""
        return printable(f"failed: {where}{error.strerror or error}")
    if isinstance(error, ModuleNotFoundError) and (library := _library(error)):
        return f"'{library}' is not installed, and this needs it: pip install rejoinder"
    return printable(_fault(error))


def _library(error: ModuleNotFoundError) -> str:
    """The library that is not installed, as where claims are only checked; empty where a module of Python or ours is missing."""
    name = (error.name or "").partition(".")[0]
    return "" if name == "kg" or name in sys.stdlib_module_names else name


def _fault(error: BaseException) -> str:
    """A fault of this program, with a way to report it."""
    name = os.environ.get(TRACE, "")
    last = traceback.extract_tb(error.__traceback__)[-1:]
    place = f" in {Path(last[0].filename).name}, line {last[0].lineno}" if last else ""
    how = f"run it again with {TRACE}=FILE and report it with that file (CONTRIBUTING.md)"
    if name:
        try:
            with Path(name).open("a", encoding="utf-8", errors="backslashreplace") as file:
                traceback.print_exception(error, file=file)
            how = f"report it with '{name}' (CONTRIBUTING.md)"
        except OSError as failed:
            how = f"'{name}' could not be written: {failed.strerror}"
    return f"this is a bug in kg {__version__}: {type(error).__name__}{place}; {how}"


def has_room(least: int) -> bool:
    """Whether the memory limit, if there is one, leaves `least` bytes of address space."""
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit == resource.RLIM_INFINITY:
        return True
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # each of its threads would take a share, and wait for it for ever
    return limit >= least
