"""`kg merge-file`: a status and a file for git, and for people where both sides differ, and why lines were merged."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from forked import kg

BASE: Final = "topics:\n  ships: {label: Ships}\n  tolls:\n    label: Tolls\n    notation: [x:1]\n"


def merge(folder: Path, ours: str, theirs: str, base: str = BASE) -> tuple[int, str, str]:
    """The status, what is said, and the merged file."""
    for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
        (folder / name).write_text(text, newline="")
    ran = kg("merge-file", "base", "ours", "theirs", "claims/topics.yaml", cwd=folder)
    assert ran.stdout == ""
    assert (folder / "theirs").read_bytes() == theirs.encode()
    return ran.returncode, ran.stderr, (folder / "ours").read_bytes().decode()


def test_both_changes_are_in_the_file_and_nothing_is_said(tmp_path: Path) -> None:
    ours, theirs = BASE.replace("Ships", "All ships"), BASE.replace("[x:1]", "[x:1, x:2]")
    assert merge(tmp_path, ours, theirs) == (0, "", BASE.replace("Ships", "All ships").replace("[x:1]", "[x:1, x:2]"))


def test_a_conflict_is_named_with_both_values(tmp_path: Path) -> None:
    status, said, merged = merge(tmp_path, BASE.replace("Tolls", "A"), BASE.replace("Tolls", "B").replace("Ships", "C"))
    assert (status, said) == (1, "kg: claims/topics.yaml: 1 conflict\n  topic 'tolls': label: A (ours), B (theirs)\n")
    both = "<<<<<<< ours\n    label: A\n=======\n    label: B\n>>>>>>> theirs\n"
    assert merged == BASE.replace("    label: Tolls\n", both).replace("Ships", "C")


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_and_a_mark_stay_as_ours_are(tmp_path: Path, end: str) -> None:
    ours = "\ufeff" + BASE.replace("Ships", "All ships").replace("\n", end)
    status, _, merged = merge(tmp_path, ours, BASE.replace("[x:1]", "[x:2]"), BASE.replace("\n", end))
    assert (status, merged) == (0, ours.replace("[x:1]", "[x:2]"))


@pytest.mark.parametrize(
    ("theirs", "reason"),
    [
        (BASE.replace("  tolls:", "  tolls"), "their version cannot be read: line 3: K006"),
        (BASE.replace("label: Ships", "label: Ships, label: Boats"), "their version cannot be read: line 2: K007"),
        (BASE.replace("\n", "\r\n", 1), "their version ends its lines in several ways"),
    ],
)
def test_what_cannot_be_read_is_merged_by_lines_and_said_to_be(tmp_path: Path, theirs: str, reason: str) -> None:
    status, said, merged = merge(tmp_path, BASE + "  more: {label: More}\n", theirs)
    assert said.startswith("kg: claims/topics.yaml was merged by lines, ")
    assert reason in said
    assert status == ("<<<<<<<" in merged)
    assert "more" in merged


def test_a_file_that_both_made_has_the_records_of_both(tmp_path: Path) -> None:
    status, _, merged = merge(tmp_path, "topics:\n  b: {label: B}\n", "topics:\n  a: {label: A}\n", "")
    assert (status, merged) == (0, "topics:\n  a: {label: A}\n  b: {label: B}\n")


def test_one_id_for_two_new_records_is_a_conflict(tmp_path: Path) -> None:
    status, said, _ = merge(tmp_path, BASE + "  new: {label: A}\n", BASE + "  new: {label: B}\n")
    assert (status, said.splitlines()[1]) == (1, "  topic 'new': {label: A} (ours), {label: B} (theirs)")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    ran = kg("merge-file", "base", "ours", "theirs", cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (2, "kg: could not read 'base': No such file or directory\n")


WHO: Final = "statements:\n  words: {act: asserts, date: 2021%s}\n"


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("", ", speaker: ann", ", speaker: bob", None),  # two first answers to who spoke
        (", speaker: ann", ", speaker: bob", ", speaker: [ann, cy]", None),  # replaced, and added to
        (", speaker: ann", ", speaker: [ann, bob]", ", speaker: [ann, cy]", ", speaker: [ann, bob, cy]"),
        ("", ", answers: x", ", answers: w", ", answers: [w, x]"),
        (", answers: [x, w, z]", ", answers: [w, z]", ", answers: [x, w]", ", answers: [w]"),
        (", answers: [x, w]", ", answers: x", ", answers: w", None),  # nothing would be left
    ],
)
def test_lists_are_sets_but_for_what_neither_side_wrote(
    tmp_path: Path, base: str, ours: str, theirs: str, merged: str | None
) -> None:
    for one, other in ((ours, theirs), (theirs, ours)):
        status, _, found = merge(tmp_path, WHO % one, WHO % other, WHO % base)
        assert status == (merged is None)
        assert merged is None or found == WHO % merged
