"""Which tests judge a change that mutation testing made, and in which order: those of the part that was changed, the quick first.

What only passes through the reader of claim files, as nearly every test does, would take hours and notice nothing more.
"""

from __future__ import annotations

import os
from typing import Final

import pytest

_CASES: Final = ("test_case_forms.py::", "test_cases.py::")
_JUDGES: Final[dict[str, tuple[str, ...]]] = {
    "kg.edtf.": ("test_edtf.py", "test_edtf_words.py", "test_edtf_properties.py"),
    "kg.rules.fairness.": ("test_fairness.py", *_CASES, "test_rules.py"),
    "kg.rules.rule.": ("test_rules.py",),
    "kg.rules.wording.": ("test_fast_paths.py", "test_fairness.py", *_CASES),
    "kg.rules.": (*_CASES, "test_affiliation.py", "test_rules.py"),
    "kg.write.": ("test_write.py",),
    "kg.claimfile.": ("test_yamlmark.py", "test_yamlmark_lines.py", "[K0", "[K109", "[ok-", "test_yamlmark_properties.py"),
}


def judges(items: list[pytest.Item]) -> list[pytest.Item]:
    """The tests among `items` that are to run: all of them where no code was changed."""
    changed = os.environ.get("MUTANT_UNDER_TEST", "")
    parts = next((parts for part, parts in _JUDGES.items() if changed.startswith(part)), None)
    if parts is None:
        return items
    ranked: list[tuple[bool, int, pytest.Item]] = []
    for item in items:
        is_slow = hasattr(getattr(item, "obj", None), "hypothesis")
        ranked += [(is_slow, rank, item) for rank, part in enumerate(parts) if part in item.nodeid][:1]
    return [item for _, _, item in sorted(ranked, key=lambda found: found[:2])]
