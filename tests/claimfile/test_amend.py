"""More of a record in a claim file: the new lines at their place, every other byte as it was."""

from __future__ import annotations

import pytest

from kg.claimfile.amend import amended
from kg.claimfile.insert import Added, Refused

KEPT = {"sha256": "ab" * 32, "media": "text/html", "size": "12", "retrieved": "2024-01-02"}


def after(text: str, fields: dict[str, object]) -> str:
    found = amended(text.encode(), "sources", "daily", fields)  # type: ignore[arg-type]
    assert isinstance(found, Added), found
    return found.data.decode()


def test_a_field_and_a_list_go_to_the_end_of_the_record() -> None:
    text = "# head\nsources:\n  daily:\n    title: A # why\n    note: >-\n      long\n      text\n\n  weekly: {title: B}\n"
    found = after(text, {"dead": "2024-05-06", "evidence": [KEPT]})
    assert found.startswith(
        text.removesuffix("\n  weekly: {title: B}\n") + "    dead: 2024-05-06\n    evidence:\n      - sha256: ab"
    )
    assert found.endswith("\n        media: text/html\n        size: 12\n        retrieved: 2024-01-02\n\n  weekly: {title: B}\n")


def test_an_item_goes_to_the_end_of_the_list_in_its_indentation() -> None:
    first = after("sources:\n  daily:\n    title: A\n", {"evidence": [KEPT]})
    newer = {**KEPT, "sha256": "cd" * 32}
    second = after(first + "topics:\n  x: {label: X}\n", {"evidence": [newer]})
    assert second.index("ab" * 32) < second.index("cd" * 32) < second.index("topics:")
    flush = "sources:\r\n  daily:\r\n    evidence:\r\n    - sha256: " + "ab" * 32 + "\r\n    title: A"
    assert after(flush, {"evidence": [newer]}).count("\r\n    - sha256: ") == 2


def test_a_record_in_braces_is_written_line_by_line() -> None:
    found = after("sources:\n  daily: {title: A, relies_on: [b]}\n  b: {title: B}\n", {"evidence": [KEPT]})
    assert found.startswith("sources:\n  daily:\n    title: A\n    relies_on: [b]\n    evidence:\n      - sha256: ab")
    assert found.endswith("\n  b: {title: B}\n")


@pytest.mark.parametrize(
    ("text", "fields", "reason"),
    [
        ("sources:\n  daily:\n    dead: 2020\n", {"dead": "2021"}, "already"),
        ("sources:\n  weekly:\n    title: A\n", {"dead": "2021"}, "there is no 'daily'"),
        ("sources: {daily: {title: A}}\n", {"dead": "2021"}, "braces"),
        ("sources:\n  daily: {title: A,\n    # why\n    url: b}\n", {"dead": "2021"}, "comment"),
        ("sources:\n  daily: [\n", {"dead": "2021"}, "YAML"),
    ],
)
def test_what_has_no_place_is_refused(text: str, fields: dict[str, object], reason: str) -> None:
    found = amended(text.encode(), "sources", "daily", fields)  # type: ignore[arg-type]
    assert isinstance(found, Refused)
    assert reason in found.reason
