"""What is wrong with claims is the same, and said in the same words, whichever file each record is in and in whatever order.

The records of the case folders are dealt out to files of their own; where each is written is the only thing that changes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from places import TESTS

from kg.check import check_tree
from kg.diagnostic import Mark

CASES: Final = sorted((TESTS / "cases").glob("*/claims"))
_SECTION: Final = re.compile(r"^(?=[a-z]+:)", re.MULTILINE)
_RECORD: Final = re.compile(r"^(?=  [^ #\n-])", re.MULTILINE)


def records(claims: Path) -> list[str]:
    """Each record of a case as a file of its own, the data set as one; nothing where it is not laid out so plainly."""
    found = []
    for path in sorted(claims.rglob("*.yaml")):
        if path.is_symlink() or not path.is_file():
            return []
        for section in _SECTION.split(path.read_text("utf-8", "replace")):
            head, *parts = _RECORD.split(section)
            if not parts:
                if head.strip() and not head.startswith("#"):
                    return []
            elif head.startswith("dataset:"):
                found.append(section)
            elif re.fullmatch(r"[a-z]+:\n(#.*\n|\n)*", head):
                found += [head + part for part in parts]
            else:
                return []
    return found


def diagnosed(parts: Sequence[str], order: Sequence[int], each: int) -> Counter[object]:
    """What is wrong with the records in this order, so many to a file; where it is, is told by the record and the line in it."""
    files: dict[str, bytes] = {}
    lines: dict[tuple[str, int], tuple[int, int]] = {}
    for at in range(0, len(order), each):
        name, text = f"f{at:05}.yaml", ""
        sections: dict[str, list[int]] = {}
        for i in order[at : at + each]:
            sections.setdefault(parts[i].partition(":")[0], []).append(i)
        for section, inside in sections.items():
            text += f"{section}:\n"
            for i in inside:
                body = parts[i].partition("\n")[2]
                first = text.count("\n") + 1
                lines |= {(f"claims/{name}", first + n): (i, n) for n in range(body.count("\n") + 1)}
                text += body if body.endswith("\n") else f"{body}\n"
        files[name] = text.encode()

    def place(mark: Mark) -> object:
        return lines.get((mark.file, mark.line), ()), mark.column

    return Counter(
        (d.code, d.severity, d.message, d.hint, d.record, place(d.mark), tuple(map(place, d.related)))
        for d in check_tree("claims", files).diagnostics
    )


WORLDS: Final = {
    claims.parent.name: parts
    for claims in CASES
    if len(parts := records(claims)) > 1 and not claims.parent.name.startswith(("K0", "K203"))
}
"""The cases whose records can be dealt out; not those of files, of their text, and of an id that is taken by what comes first."""


def test_that_most_cases_can_be_dealt_out() -> None:
    assert len(WORLDS) > 60
    assert {"K204", "K206"} <= {name.partition("-")[0] for name in WORLDS}
    assert all(diagnosed(parts, range(len(parts)), 1) for name, parts in WORLDS.items() if name.startswith(("K204", "K206")))


@given(st.data())
@settings(max_examples=examples(120))
def test_that_the_order_of_files_and_records_changes_nothing(data: st.DataObject) -> None:
    parts = WORLDS[data.draw(st.sampled_from(sorted(WORLDS)))]
    order = data.draw(st.permutations(range(len(parts))))
    each = data.draw(st.integers(1, len(parts)))
    assert diagnosed(parts, order, each) == diagnosed(parts, range(len(parts)), 1)


def test_that_every_case_is_said_alike_from_the_first_record_and_from_the_last() -> None:
    for name, parts in WORLDS.items():
        backwards = range(len(parts) - 1, -1, -1)
        assert diagnosed(parts, backwards, len(parts)) == diagnosed(parts, range(len(parts)), 1), name


def test_that_no_circle_and_no_name_is_said_otherwise_in_any_order() -> None:
    for parts in (parts for name, parts in WORLDS.items() if name.startswith(("K204", "K206"))):
        usual = diagnosed(parts, range(len(parts)), 1)
        for turn in range(len(parts)):
            order = [*range(turn, len(parts)), *range(turn)]
            assert diagnosed(parts, order, len(parts)) == diagnosed(parts, order[::-1], 1) == usual
