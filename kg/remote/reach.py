"""A connection to a server by its name, within a deadline that holds for looking up the name too.

The system's look-up takes no time limit, and no signal ends it. It runs in a thread that nobody waits for once the time is over.
"""

from __future__ import annotations

import queue
import socket
import threading
import time
from collections.abc import Callable
from typing import Any, TypeAlias

_Found: TypeAlias = list[tuple[Any, Any, int, str, Any]]
"""What `socket.getaddrinfo` gives: family, kind, protocol, canonical name and address."""


def reach(host: str, port: int, end: float, permit: Callable[[str], bool] | None = None) -> socket.socket:
    """A connected socket, by `end` on the monotonic clock; each address of the host is tried in turn.

    With `permit` all addresses of the host have to be permitted: it is what is connected to that is looked at.

    Raises:
        TimeoutError: the time was over first.
        OSError: the host name is unknown, or it cannot be reached: what was said of its last address.
        UnicodeError: the name is not one that can be looked up.
    """
    failure: OSError | None = None
    found = _looked_up(host, port, end)
    if permit is not None and not all(permit(str(one[4][0])) for one in found):
        raise PermissionError(f"'{host}' is in a private network or is this machine")
    for family, kind, protocol, _, address in found:
        channel = socket.socket(family, kind, protocol)
        try:
            channel.settimeout(_left(end))
            channel.connect(address)
            channel.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            channel.settimeout(_left(end))
        except OSError as error:
            channel.close()
            failure = error
        else:
            return channel
    raise failure or OSError("the name has no address")


def _looked_up(host: str, port: int, end: float) -> _Found:
    """The addresses of a host."""
    answers: queue.SimpleQueue[_Found | Exception] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            answers.put(socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM))
        except Exception as error:  # noqa: BLE001 - it is raised where somebody waits for it
            answers.put(error)

    threading.Thread(target=look_up, daemon=True).start()
    try:
        found = answers.get(timeout=_left(end))
    except queue.Empty as error:
        raise TimeoutError from error
    if isinstance(found, Exception):
        raise found
    return found


def _left(end: float) -> float:
    """The seconds until `end`.

    Raises:
        TimeoutError: there are none.
    """
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
