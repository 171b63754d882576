"""The identity of a fault across commits, for services that show which are new."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable

from kg.diagnostic import Diagnostic


def fingerprints(diagnostics: Iterable[Diagnostic]) -> tuple[str, ...]:
    """For each diagnostic 64 hexadecimal digits that stay the same when lines are added above it.

    They follow from the file, the code, the record and the message; of several that agree in these, each has its number.
    """
    seen: Counter[str] = Counter()
    found = []
    for d in diagnostics:
        key = json.dumps([d.mark.file, d.code, d.record, d.message])
        found.append(hashlib.sha256(f"{key} {seen[key]}".encode()).hexdigest())
        seen[key] += 1
    return tuple(found)
