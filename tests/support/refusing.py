"""The judge of bad claim files: each must be refused with a diagnostic, and nothing may be raised, hang or get through.

What it judged is counted, and the count stands in the last lines of a test run (`conftest.py`).
"""

from __future__ import annotations

import re
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kg.check import Checked, check
from kg.claimfile.formatting import formatted
from kg.claimfile.insert import added
from kg.diagnostic import Severity
from kg.render import diagnostics, github, gitlab, junit, sarif

GOOD: Final = """\
actors:
  zz-state: {name: Zubrowka, type: state}
sources:
  zz-daily: {title: The Zubrowka Daily, url: "https://example.org/zz"}
"""
"""A good file that stands beside every bad one, and must still be read."""
HANGS: Final = 60
"""Seconds of computing after which an input is said to hang; the slowest takes about four."""
RAW: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that no output holds: they steer terminals, or reorder a line."""

judged: Counter[str] = Counter()
"""How many inputs were judged, by their outcome."""


@contextmanager
def patience(seconds: int = HANGS) -> Iterator[None]:
    """Ends what computes for longer, or waits ten times as long, instead of waiting for ever: a busy machine is no fault."""

    def ring(*_: object) -> None:
        raise TimeoutError(f"no answer after {seconds} s")

    before = [signal.signal(number, ring) for number in (signal.SIGPROF, signal.SIGALRM)]
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.alarm(10 * seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)
        for number, handler in zip((signal.SIGPROF, signal.SIGALRM), before, strict=True):
            signal.signal(number, handler)


def world(folder: Path) -> Path:
    """A root with the good file in it."""
    root = folder / "claims"
    root.mkdir()
    (root / "zz-good.yaml").write_text(GOOD)
    return root


def verdict(root: Path, data: bytes, name: str = "bad.yaml") -> tuple[Checked | None, str]:
    """What the check makes of a file beside the good one, and what is wrong with that; "" where nothing is."""
    shown = f"{root}/{name}"
    try:
        with patience():
            found = check(root, {shown: data})
            forms = written(found)
            laid_out = formatted(data)
            added(data, "topics", "zz-new", {"label": "New"})
    except TimeoutError as error:
        return None, f"hangs: {error}"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
        return None, f"raises {type(error).__name__}: {error}"
    if not {"zz-state", "zz-daily"} <= found.corpus.kinds.keys():
        return found, "hides the good file"
    if raw := next((form for form, text in forms.items() if RAW.search(text)), ""):
        return found, f"gets through raw in the form '{raw}'"
    if isinstance(laid_out, bytes) and any(d.code.startswith("K0") and d.code != "K014" for d in found.diagnostics):
        return found, "is laid out although its YAML has errors"
    lines = data.count(b"\n") + data.count(b"\r") + 1
    if any(d.mark.file == shown and not 1 <= d.mark.line <= lines for d in found.diagnostics):
        return found, "has a diagnostic outside the file"
    return found, ""


def refused(root: Path, data: bytes, name: str = "bad.yaml") -> tuple[Checked | None, str]:
    """What the check makes of a bad file, and what is wrong with how it is refused; "" where nothing is. Each call counts."""
    found, wrong = verdict(root, data, name)
    if not wrong and found is not None and not any(d.severity is Severity.ERROR for d in found.diagnostics):
        wrong = "is accepted"
    judged["refused" if not wrong else wrong.split()[0]] += 1
    return found, wrong


def written(found: Checked) -> dict[str, str]:
    """What was found, in each form of output."""
    return {
        "text": diagnostics.text(found.diagnostics, found.texts),
        "concise": diagnostics.concise(found.diagnostics),
        "json": diagnostics.as_json(found.diagnostics),
        "sarif": sarif.sarif(found.diagnostics),
        "github": github.commands(found.diagnostics),
        "summary": github.summary(found.diagnostics, ""),
        "gitlab": gitlab.code_quality(found.diagnostics),
        "junit": junit.junit(found.diagnostics, found.texts, strict=False),
    }
