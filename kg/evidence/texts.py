"""The text of a document of any kind that is kept: web page, PDF, plain text, subtitles.

Web pages and PDF are read in a process of their own (`kg.evidence.child`), whose end, however it comes, is one line here.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import Final

from kg import __version__
from kg.evidence import media, subtitles
from kg.evidence.charset import read_page, read_plain
from kg.evidence.child import MEMORY, SECONDS
from kg.evidence.kept import Refused, Texts

_PATIENCE: Final = 60
"""Seconds that the process may take besides reading: to start, on a machine that has much to do."""


def texts(data: bytes, kind: str, charset: str = "") -> Texts | Refused:
    """The text of a document of this media type; `charset` is what is known of its encoding from elsewhere."""
    match kind:
        case media.PDF:
            return _apart("pdf", data)
        case media.HTML | media.XHTML:
            page = read_page(data, charset)
            return page if isinstance(page, Refused) else _apart("page", page.encode("utf-8", "replace"))
        case _:
            text = read_plain(data, charset)
            if isinstance(text, Refused):
                return text
            plain = text.replace("\r\n", "\n").replace("\r", "\n")
            return subtitles.texts(plain) if kind in {media.SRT, media.VTT} else Texts(plain, plain, f"kg {__version__}")


def _apart(kind: str, data: bytes) -> Texts | Refused:
    """What the process finds in the document."""
    try:
        run = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-P", "-m", "kg.evidence.child", kind],
            input=data,
            capture_output=True,
            check=False,
            timeout=SECONDS + _PATIENCE,
            process_group=0,
        )
    except subprocess.TimeoutExpired:
        return Refused(f"reading it was stopped after {SECONDS + _PATIENCE} seconds")
    if run.returncode == 0:
        found = json.loads(run.stdout)
        return Refused(**found) if "reason" in found else Texts(**found)
    if run.returncode == -signal.SIGALRM:
        return Refused(f"reading it was stopped after {SECONDS} seconds")
    words = run.stderr.decode("utf-8", "replace").strip().splitlines()
    if run.returncode < 0 or "MemoryError" in words[-1:]:
        return Refused(f"reading it needs more than {MEMORY >> 20} MiB of memory, or breaks the library that reads it")
    return Refused(f"it could not be read: {words[-1][:200] if words else f'exit status {run.returncode}'}")
