"""The process in which a web page or a PDF is read: it can open nothing, and its memory and time are bounded.

Run as `python -m kg.evidence.child KIND`, with the document on standard input; it writes one object of JSON. The libraries that
read strangers' documents are loaded first; from then on no file and no connection can be opened, whatever a document asks for.
"""

from __future__ import annotations

import dataclasses
import importlib
import json
import os
import pkgutil
import resource
import signal
import sys
from contextlib import suppress
from typing import Final

from kg.evidence import page, pdf
from kg.evidence.kept import EXTRA, Refused, Texts

MEMORY: Final = 2 << 30
"""Bytes of address space, which the libraries themselves need some of."""
SECONDS: Final = 60


def main() -> None:
    """Read the document and write what was found."""
    kind = sys.argv[1]
    if kind == "pdf":
        _load("encodings", "pypdf")  # which encodings the fonts of a PDF name is not known before it is read
    warm = page.texts("<html><body><p>warm</p></body></html>") if kind == "page" else pdf.texts(b"%PDF-")
    data = sys.stdin.buffer.read()
    if isinstance(warm, Refused) and EXTRA in warm.reason:
        found: Texts | Refused = warm
    else:
        _confine()
        found = page.texts(data.decode("utf-8", "replace")) if kind == "page" else pdf.texts(data)
    sys.stdout.buffer.write(json.dumps(dataclasses.asdict(found), ensure_ascii=False).encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    os._exit(0)


def _load(*packages: str) -> None:
    """Import all modules of these packages that are there, for later none can be opened."""
    for package in packages:
        with suppress(ImportError):
            found = importlib.import_module(package)
            for module in pkgutil.walk_packages(found.__path__, f"{package}."):
                with suppress(Exception):  # encodings of other systems, parts that need further libraries
                    importlib.import_module(module.name)


def _confine() -> None:
    """Forbid new file descriptors, and bound memory and time."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)


if __name__ == "__main__":
    main()
