"""Ends a command that is deaf to signals: one deep in a library's code, or in allocations that fail over and over.

Python's own handlers run between steps of Python, and there may be none for minutes. The number of a signal, though, is written
into a pipe at once. A process of a few lines reads it there, gives the command the time to end as it should, and then ends it.
"""

from __future__ import annotations

import os
import select
import signal
import time
from pathlib import Path
from typing import Final, NoReturn

PATIENCE: Final = 1.5
"""Seconds that a command has to end after a signal, without those that it waits for a processor which others use."""
MOST_BUSY: Final = 30.0
"""How many seconds of waiting for a processor are let pass at most."""
ENDING: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def watch() -> None:
    """Start the process that watches this one; without one, where none can be made, signals work as far as Python lets them."""
    reader, writer = os.pipe()
    watched = os.getpid()
    try:
        child = os.fork()
    except OSError:
        os.close(reader)
        os.close(writer)
        return
    if not child:
        try:
            os.close(writer)
            _watch(reader, watched)
        finally:
            os._exit(0)
    os.close(reader)
    os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)


def _watch(reader: int, watched: int) -> NoReturn:
    """Wait for the end of the command, or for a signal that should be its end."""
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)  # those of a terminal go to all its processes
    for handle in (0, 1):  # whoever reads from the command is not to wait for us
        os.close(handle)
    while met := os.read(reader, 1):
        if met[0] not in ENDING:
            continue
        if not _ends(reader, watched) and os.getppid() == watched:
            os.write(2, b"kg: it did not stop, and was ended\n")
            os.kill(watched, signal.SIGKILL)
    os._exit(0)


def _ends(reader: int, watched: int) -> bool:
    """Whether the command ends in time: on a busy machine one that is about to end may not run for seconds."""
    gone = select.poll()
    gone.register(reader, 0)  # what is heard of a pipe in any case is that its other end is closed
    end, kept_waiting = time.monotonic() + PATIENCE, _kept_waiting(watched)
    while (left := end + min(_kept_waiting(watched) - kept_waiting, MOST_BUSY) - time.monotonic()) > 0:
        if gone.poll(left * 1000):
            return True
    return False


def _kept_waiting(process: int) -> float:
    """The seconds that a process could have run, and had no processor; none where the system does not count them."""
    try:
        return int(Path(f"/proc/{process}/schedstat").read_text("ascii").split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0
