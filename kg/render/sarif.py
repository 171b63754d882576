"""Diagnostics as SARIF 2.1.0 (OASIS, errata 01), which code scanning services read.

Columns count code points, paths are relative to the repository, and fingerprints stay when lines move.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote

from kg import __version__
from kg.diagnostic import Diagnostic, Mark
from kg.render.escape import printable
from kg.render.fingerprint import fingerprints
from kg.render.rule_link import explained, link
from kg.rules.catalogue import RULES
from kg.rules.rule import Rule

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(diagnostics: Iterable[Diagnostic]) -> str:
    """A SARIF log with one run; the files of `diagnostics` are shown relative to the repository."""
    found = tuple(diagnostics)
    used = [rule for rule in RULES if rule.code in {d.code for d in found}]
    index = {rule.code: i for i, rule in enumerate(used)}
    run = {
        "tool": {
            "driver": {
                "name": "rejoinder",
                "semanticVersion": __version__,
                "rules": [_rule(rule) for rule in used],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(d, mark, index) for d, mark in zip(found, fingerprints(found), strict=True)],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.why}\n\nFails:\n\n{rule.fail}\nPasses:\n\n{rule.passes}\nsee: {explained(rule.code)}"},
        **({"helpUri": link(rule.code)} if link(rule.code) else {}),
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(diagnostic: Diagnostic, fingerprint: str, index: dict[str, int]) -> dict[str, Any]:
    message = f"{diagnostic.message} ({diagnostic.hint})" if diagnostic.hint else diagnostic.message
    location = _location(diagnostic.mark)
    if diagnostic.record:
        kind, id_ = diagnostic.record
        location["logicalLocations"] = [{"name": id_, "fullyQualifiedName": f"{kind}:{id_}"}]
    result = {
        "ruleId": diagnostic.code,
        "ruleIndex": index[diagnostic.code],
        "level": diagnostic.severity.value,
        "message": {"text": _plain(message)},
        "locations": [location],
        "partialFingerprints": {"rejoinder/v1": fingerprint},
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            _location(mark) for mark in dict.fromkeys(diagnostic.related)
        ]  # no two alike, says the schema
    return result


def _plain(text: str) -> str:
    """`text` as a message in which nothing is a link (section 3.11.6) or a placeholder (3.11.5)."""
    text = printable(text).replace("{", "{{").replace("}", "}}")
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]") if "](" in text else text


def _location(mark: Mark) -> dict[str, Any]:
    uri = quote(os.fsencode(mark.file))
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": mark.line, "startColumn": mark.column},
        }
    }
