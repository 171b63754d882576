"""Ends a command that is deaf to signals: one deep in a library's code, or in allocations that fail over and over.

Python's own handlers run between steps of Python, and there may be none for minutes. The number of a signal, though, is written
into a pipe at once. A process of a few lines reads it there, gives the command the time to end as it should, and then ends it.
"""

from __future__ import annotations

import os
import select
import signal
from typing import Final, NoReturn

PATIENCE: Final = 1.5
"""Seconds that a command has to end after a signal."""
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
        gone = select.poll()
        gone.register(reader, 0)  # what is heard of a pipe in any case is that its other end is closed
        if not gone.poll(PATIENCE * 1000) and os.getppid() == watched:
            os.write(2, b"kg: it did not stop, and was ended\n")
            os.kill(watched, signal.SIGKILL)
    os._exit(0)
