"""What a command reads from a place that the user names: a file, a pipe or standard input, none of them without end."""

from __future__ import annotations

import os
import select
import stat
import time
from pathlib import Path
from typing import Final

from kg.cli.output.terminal import fail

SILENCE: Final = 30.0
"""Seconds to wait for a pipe that says nothing."""
_PIECE: Final = 2**16


def read(path: Path | None, most: int) -> bytes:
    """The bytes of a file, or of standard input for None; the command ends where there are more than `most`, or none come."""
    shown = "standard input" if path is None else f"'{path}'"
    try:
        handle = 0 if path is None else os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            data = _taken(handle, most)
        finally:
            if path is not None:
                os.close(handle)
    except TimeoutError:
        fail(f"could not read {shown}: no data for {SILENCE:g} seconds")
    except OSError as error:
        fail(f"could not read {shown}: {error.strerror or error}")
    if len(data) > most:
        fail(f"could not read {shown}: it is larger than {most >> 20:,} MiB")
    return data


def _taken(handle: int, most: int) -> bytes:
    """What comes, one byte more than allowed at most."""
    mode = os.fstat(handle).st_mode
    waits = not stat.S_ISREG(mode) and not os.isatty(handle)
    poll = select.poll()
    poll.register(handle, select.POLLIN)
    data = bytearray()
    since = time.monotonic()
    while len(data) <= most:
        if waits and not poll.poll(max(0.0, since + SILENCE - time.monotonic()) * 1000):
            raise TimeoutError
        try:
            piece = os.read(handle, min(_PIECE, most + 1 - len(data)))
        except BlockingIOError:
            continue
        if not piece:
            break
        data += piece
        since = time.monotonic()
    return bytes(data)
