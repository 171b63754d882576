"""Another id for a record: in every field that refers to it, under `was`, and nowhere else; each byte beside it stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from forked import kg

from kg import resources
from kg.check import check, check_tree
from kg.claimfile.insert import Refused
from kg.entry.renaming import Renamed, rename

CLAIMS: Final = """\
# alba is first
dataset: {title: T, base: "https://example.org/", expect: {by_side: {alba: 1}}}
actors:
  alba:  # the key of alba
    name: alba
    type: state
  borea: {name: "borea, not alba", type: state}
  ann: {name: Ann, type: person, roles: [{position: envoy of alba, of: [borea, "alba"]}]}
sources:
  daily: {title: alba, publisher: alba, url: "https://example.org/alba"}
statements:
  alba-words:
    act: praises
    speaker: 'alba'
    toward: [ borea , alba ]
    date: 2021
    says: Praised alba.
    reports:
      - source: daily
"""


def renamed(text: str, old: str, new: str) -> str:
    """The claims under the new id; they have no errors, before or after."""
    checked = check_tree("claims", {"all.yaml": text.encode()})
    assert not checked.errors, [d.message for d in checked.diagnostics]
    found = rename(checked, old, new)
    assert isinstance(found, Renamed), found.reason
    (data,) = found.files.values()
    assert not check_tree("claims", {"all.yaml": data}).errors
    return data.decode()


def test_only_what_refers_to_the_record_is_touched() -> None:
    expected = CLAIMS.replace("by_side: {alba: 1}", "by_side: {aria: 1}").replace("  alba:  #", "  aria:  #")
    expected = expected.replace("key of alba\n", "key of alba\n    was: alba\n").replace(
        'of: [borea, "alba"]', 'of: [borea, "aria"]'
    )
    expected = (
        expected.replace("publisher: alba", "publisher: aria").replace("'alba'", "'aria'").replace("borea , alba", "borea , aria")
    )
    assert renamed(CLAIMS, "alba", "aria") == expected


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends_stay(end: str) -> None:
    text = CLAIMS.replace("\n", end)
    assert renamed(text, "alba", "aria") == renamed(CLAIMS, "alba", "aria").replace("\n", end)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("borea: {name", "coria: {was: borea, name"),
        ("borea: {was: bora, name", "coria: {was: [bora, borea], name"),
        ("borea: {was: 'bora', name", "coria: {was: ['bora', borea], name"),
        ("borea: {was: [bora, boria], name", "coria: {was: [bora, boria, borea], name"),
    ],
)
def test_the_old_id_is_listed_in_braces(old: str, new: str) -> None:
    assert new in renamed(CLAIMS.replace("borea: {name", old), "borea", "coria")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    was: bora\n", "    was: [bora, alba]\n"),
        ("    was:\n      - bora\n      - bara\n", "    was:\n      - bora\n      - bara\n      - alba\n"),
        ("    was: [bora]  # long ago\n", "    was: [bora, alba]  # long ago\n"),
    ],
)
def test_the_old_id_is_listed_line_by_line(old: str, new: str) -> None:
    assert new in renamed(CLAIMS.replace("    name: alba\n", f"    name: alba\n{old}"), "alba", "aria")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("nobody", "aria", "there is no record 'nobody'"),
        ("dataset", "aria", "there is no record 'dataset'"),
        ("alba", "Aria", "'Aria' is not an id"),
        ("alba", "borea", "'borea' is the id of an actor already"),
        ("alba", "daily", "'daily' is the id of a source already"),
        ("alba", "bora", "'bora' was an id of 'borea', and no id is used again"),
    ],
)
def test_refused(old: str, new: str, reason: str) -> None:
    text = CLAIMS.replace("borea: {name", "borea: {was: bora, name")
    found = rename(check_tree("claims", {"all.yaml": text.encode()}), old, new)
    assert isinstance(found, Refused)
    assert found.reason.startswith(reason)


def test_claims_with_errors_are_left_alone() -> None:
    found = rename(check_tree("claims", {"all.yaml": CLAIMS.replace("act: praises", "act: likes").encode()}), "alba", "aria")
    assert isinstance(found, Refused)


def test_every_hundredth_record_of_the_shipped_claims() -> None:
    """The claims are the same under the other id, and the files differ by that id and by `was` alone."""
    checked = check(resources.folder("claims"))
    for id_ in [*checked.corpus.kinds][7::100]:
        if checked.corpus.kinds[id_] == "dataset":
            continue
        found = rename(checked, id_, "quite-another-id")
        assert isinstance(found, Renamed), (id_, found.reason)
        for file, data in found.files.items():
            back = re.sub(r"\n +was: " + id_ + r"(?=\n)|(?<=\{)was: " + id_ + ", ", "", data.decode())
            assert back.replace("quite-another-id", id_) == checked.texts[file].decode()


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    claims = tmp_path / "claims"
    claims.mkdir()
    head, _, tail = CLAIMS.partition("statements:")
    (claims / "actors.yaml").write_text(head)
    (claims / "said.yaml").write_text(f"statements:{tail}")
    return tmp_path


def test_the_command_writes_all_files_and_says_so(tracker: Path) -> None:
    ran = kg("rename", "alba", "aria", cwd=tracker)
    assert (ran.returncode, ran.stdout) == (0, "claims/actors.yaml\nclaims/said.yaml\n")
    assert ran.stderr == "'alba' is 'aria' now: 5 references in 2 files\n"
    assert kg("check", cwd=tracker).returncode == 0
    assert "aria" in kg("show", "alba", cwd=tracker).stdout  # the old id leads on


def test_a_dry_run_writes_nothing(tracker: Path) -> None:
    before = {path: path.read_bytes() for path in (tracker / "claims").iterdir()}
    ran = kg("rename", "alba", "aria", "--dry-run", cwd=tracker)
    assert ran.returncode == 0
    assert "+    was: alba" in ran.stdout.splitlines()
    assert "-    speaker: 'alba'" in ran.stdout.splitlines()
    assert before == {path: path.read_bytes() for path in (tracker / "claims").iterdir()}


def test_a_run_that_was_ended_half_way_is_finished_by_the_same_command(tracker: Path) -> None:
    said = (tracker / "claims" / "said.yaml").read_bytes()
    kg("rename", "alba", "aria", cwd=tracker)
    done: Callable[[], bytes] = (tracker / "claims" / "said.yaml").read_bytes
    whole = done()
    (tracker / "claims" / "said.yaml").write_bytes(said)  # as if it had ended before its second file
    assert kg("check", cwd=tracker).returncode == 1
    ran = kg("rename", "alba", "aria", cwd=tracker)
    assert (ran.returncode, ran.stdout) == (0, "claims/said.yaml\n")
    assert done() == whole
    assert kg("check", cwd=tracker).returncode == 0
