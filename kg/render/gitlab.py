"""Diagnostics as a GitLab code quality report, which GitLab shows on the lines of a merge request."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

from kg.diagnostic import Diagnostic, Severity
from kg.render.escape import printable
from kg.render.fingerprint import fingerprints
from kg.render.rule_link import explained

_SEVERITIES: Final = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def code_quality(diagnostics: Iterable[Diagnostic]) -> str:
    """A JSON list, one object a diagnostic, with the five fields that GitLab asks for; paths relative to the repository."""
    found = tuple(diagnostics)
    issues = [
        {
            "description": printable(f"{d.message} ({d.hint})" if d.hint else d.message) + f"; see {explained(d.code)}",
            "check_name": d.code,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[d.severity],
            "location": {"path": printable(d.mark.file), "lines": {"begin": d.mark.line}},
        }
        for d, fingerprint in zip(found, fingerprints(found), strict=True)
    ]
    return json.dumps(issues, indent=2) + "\n"
