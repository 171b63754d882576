"""The page on the JSON of the analyses against what the commands print: every key is documented, every documented key printed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import pytest
from in_process import ONCE
from places import REPOSITORY, TESTS

PAGE: Final = REPOSITORY / "docs" / "json.md"
ARGUMENTS: Final = {
    "kg stats": [],
    "kg who": [],
    "kg answers": [],
    "kg findings": [],
    "kg origins": [],
    "kg origins --independent": ["nicholson-arms-2017-04", "tillerson-arms-2017-08", "scaparrotti-supply-2017-03"],
    "kg standing": ["--all"],
    "kg sides": [],
    "kg positions": ["kabulov"],
    "kg positions --sources": [],
    "kg network": [],
    "kg network --by quarter": [],
    "kg audit": [],
}
ELSEWHERE: Final = {"kg findings": str(TESTS / "findings")}
"""Commands for which the shipped claims have nothing to show, with the claims that have."""
ALSO: Final = {"kg origins": [], "kg positions": ["max"], "kg standing": []}
"""Commands that are also run on a record that has what the shipped one lacks: words that were taken back, and `rests_on`."""

RECORD: Final = TESTS / "graphs" / "taken-back" / "claims"
OPEN: Final = {"counts", "triads", "silences"}
"""Keys whose objects have what they count for keys."""


@cache
def documented() -> dict[str, dict[str, set[str]]]:
    """For each command, for each form of its objects, the keys."""
    found: dict[str, dict[str, set[str]]] = {}
    command = form = ""
    for line in PAGE.read_text("utf-8").splitlines():
        if line.startswith("## kg "):
            command, form = line.removeprefix("## "), ""
            found[command] = {}
        elif line.startswith("### "):
            form = line.removeprefix("### ")
            found[command][form] = set()
        elif line.startswith("- `") and form:
            names = line.partition(": ")[0]
            assert re.fullmatch(r"- `[a-z_.]+`(, `[a-z_.]+`)*", names), line
            found[command][form] |= set(re.findall(r"`([a-z_.]+)`", names))
    return found


@cache
def printed() -> dict[str, list[dict[str, Any]]]:
    """What each command prints on the shipped claims, or on those that it needs, and on the record, all from one process."""
    calls = [
        (name, [*name.split(" ")[1:], *more, *(["--root", ELSEWHERE[name]] if name in ELSEWHERE else ["--demo"])])
        for name, more in ARGUMENTS.items()
    ]
    calls += [(name, [*name.split(" ")[1:], *more, "--root", str(RECORD)]) for name, more in ALSO.items()]
    code = ONCE
    for name, call in calls:
        code += f"print('\\n# {name}', flush=True)\napp({[*call, '--format', 'json']!r}, standalone_mode=False)\n"
    env = {name: value for name, value in os.environ.items() if name != "KG_SOURCES"}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, env=env)
    parts = [part.partition("\n") for part in run.stdout.split("\n# ")[1:]]
    found: dict[str, list[dict[str, Any]]] = {}
    for name, _, text in parts:
        found.setdefault(name, []).extend(json.loads(text))
    return found


def keys(value: Any, path: str = "") -> Iterator[str]:
    """The keys of an object and of those within it, with dots between."""
    for name, inner in value.items():
        yield path + name
        for one in inner if isinstance(inner, list) else [inner]:
            if isinstance(one, dict) and name not in OPEN:
                yield from keys(one, f"{path}{name}.")


def form_of(command: str, record: dict[str, Any]) -> str:
    """The form of an object, by its kind where it has one."""
    forms = list(documented()[command])
    kind = record.get("kind", record.get("by"))
    if command == "kg stats":
        return "counts" if kind == "record" else "tally"
    if kind in forms:
        return str(kind)
    return next(form for form in forms if form not in {"conflict", "not measured"})


@pytest.mark.parametrize("command", ARGUMENTS)
def test_every_key_is_documented_and_every_documented_key_is_there(command: str) -> None:
    seen: dict[str, set[str]] = {}
    for record in printed()[command]:
        seen.setdefault(form_of(command, record), set()).update(keys(record))
    assert seen == documented()[command]


def test_every_command_with_a_form_is_on_the_page() -> None:
    assert set(documented()) == set(ARGUMENTS)


def test_every_object_says_what_it_is_about() -> None:
    for command, records in printed().items():
        assert records
        for record in records:
            assert ("id" in record) != ("ids" in record), (command, record)


def test_all_objects_of_a_form_have_the_same_keys() -> None:
    for command, records in printed().items():
        found: dict[str, set[str]] = {}
        for record in records:
            assert found.setdefault(form_of(command, record), set(record)) == set(record)
