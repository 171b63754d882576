"""Two records that are one: what each gives is there, what refers to either leads to the one, and nothing is decided silently."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from forked import kg

from kg.check import check_tree
from kg.claimfile.insert import Refused
from kg.entry.uniting import Differing, United, unite

ACTORS: Final = """\
# who speaks
dataset: {title: T, base: "https://example.org/", expect: {by_side: {alba: 0, republic: 1}}}
actors:
  alba:  # the short name
    name: Alba
    type: state
    lang: en

  republic: {name: Alba, type: state, aliases: [Republic of Alba], same_as: "https://example.org/q1"}
  borea: {name: "republic, not alba", type: state}
  ann: {name: Ann, type: person, roles: [{position: of republic, of: [borea, "republic"]}, {position: x, of: [republic, alba]}]}
sources:
  daily: {title: republic, publisher: republic, url: "https://example.org/republic"}
"""
SAID: Final = """\
allegations:
  dams: {text: Alba shuts the dams of republic., accused: [republic, borea]}
statements:
  words: {act: praises, speaker: republic, toward: [ borea , republic, alba ], date: 2021, says: Praised republic., reports: [{source: daily}]}
  first: {act: accuses, speaker: borea, against: [{who: republic}], date: 2021-03, allegation: dams, reports: [{source: daily, quote: Shut.}]}
  # the same, as the weekly had it
  second:
    act: accuses
    speaker: borea
    against: [{who: republic}]
    date: 2021-03
    may_be: first
    allegation: dams
    reports:
      - source: daily
        quote: Shut again.
"""  # noqa: E501 - claims have long lines
FILES: Final = {"actors.yaml": ACTORS, "said.yaml": SAID}


def united(first: str, second: str, kept: str | None = None, **changes: str) -> United | Differing | Refused:
    texts = {name: changes.get(name.partition(".")[0], text).encode() for name, text in FILES.items()}
    checked = check_tree("claims", texts)
    assert not checked.errors, [d.message for d in checked.diagnostics]
    return unite(checked, first, second, kept)


def written(found: United | Differing | Refused) -> dict[str, str]:
    assert isinstance(found, United), found
    return {name: data.decode() for name, data in found.files.items() if data is not None}


def test_an_actor_gets_what_the_other_has_and_all_that_refers_to_it() -> None:
    found = united("alba", "republic")
    files = written(found)
    own = "    was: republic\n    name: Alba\n    type: state\n"
    gone = '\n  republic: {name: Alba, type: state, aliases: [Republic of Alba], same_as: "https://example.org/q1"}\n'
    expected = ACTORS.replace(gone, "").replace("    name: Alba\n    type: state\n", own)
    expected = expected.replace('"republic"]}', '"alba"]}').replace("of: [republic, alba]", "of: [alba]")
    expected = expected.replace("publisher: republic", "publisher: alba").replace("{alba: 0, republic: 1}", "{alba: 1}")
    added = '    aliases: [Republic of Alba]\n    same_as: "https://example.org/q1"\n'
    assert files["claims/actors.yaml"] == expected.replace(
        "    type: state\n    lang: en\n", f"    type: state\n{added}    lang: en\n"
    )
    said = SAID.replace("speaker: republic", "speaker: alba").replace("[ borea , republic, alba ]", "[ borea , alba ]")
    said = said.replace("accused: [republic, borea]", "accused: [alba, borea]").replace("{who: republic}", "{who: alba}")
    assert files["claims/said.yaml"] == said
    assert isinstance(found, United)
    assert (found.references, [*found.files]) == (9, ["claims/actors.yaml", "claims/said.yaml"])


def test_two_statements_keep_both_reports_and_the_doubt_between_them_is_gone() -> None:
    files = written(united("second", "first"))
    text = files["claims/said.yaml"]
    assert "first:" not in text
    assert "may_be" not in text
    assert "    was: first\n" in text
    assert text.endswith("        quote: Shut again.\n      - source: daily\n        quote: Shut.\n")
    assert [*files] == ["claims/said.yaml"]
    other = written(united("first", "second"))["claims/said.yaml"]
    both = "reports: [{source: daily, quote: Shut again.}, {source: daily, quote: Shut.}]}\n"
    assert other.endswith(both)
    assert "  first: {was: second, act: accuses," in other


def test_what_both_give_differently_is_not_decided() -> None:
    actors = ACTORS.replace("republic: {name: Alba,", "republic: {name: Republic, lang: fr,")
    found = united("alba", "republic", actors=actors)
    assert isinstance(found, Differing)
    assert [(one.path[2], one.values) for one in found.conflicts] == [("name", ("Alba", "Republic")), ("lang", ("en", "fr"))]
    assert "name: Alba\n" in written(united("alba", "republic", "alba", actors=actors))["claims/actors.yaml"]
    kept = written(united("alba", "republic", "republic", actors=actors))["claims/actors.yaml"]
    assert "    name: Republic\n    type: state\n" in kept
    assert "  alba:  # the short name\n    was: republic\n" in kept


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("alba", "nobody", "there is no record 'nobody'"),
        ("alba", "alba", "'alba' is one record already"),
        ("alba", "daily", "'alba' is an actor and 'daily' a source"),
        ("alba", "dataset", "there is no record 'dataset'"),
        ("ann", "republic", "'ann' names 'republic' under 'roles': they are not one"),
    ],
)
def test_refused(first: str, second: str, reason: str) -> None:
    found = united(first, second)
    assert isinstance(found, Refused)
    assert found.reason == reason


def test_a_result_that_would_not_be_sound_is_refused_with_the_fault() -> None:
    found = united("second", "first", actors=ACTORS.replace("expect: {", "expect: {statements: 3, "))
    assert isinstance(found, Refused)
    assert found.reason.startswith(
        "as one record they would not be sound: claims/actors.yaml:2: K306 'statements' should be at least 3"
    )


def test_other_line_ends_stay() -> None:
    other = united("alba", "republic", actors=ACTORS.replace("\n", "\r\n"), said=SAID.replace("\n", "\r\n"))
    plain = written(united("alba", "republic"))
    assert written(other) == {name: text.replace("\n", "\r\n") for name, text in plain.items()}


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    claims = tmp_path / "claims"
    claims.mkdir()
    head, _, rest = SAID.partition("  # the same")
    for name, text in {**FILES, "said.yaml": head, "more.yaml": f"statements:\n  # the same{rest}"}.items():
        (claims / name).write_text(text)
    return tmp_path


def contents(tracker: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in (tracker / "claims").iterdir()}


def test_the_command_writes_all_files_and_removes_one_that_is_left_without_a_record(tracker: Path) -> None:
    ran = kg("merge", "first", "second", "--dry-run", cwd=tracker)
    assert "-  second:" in ran.stdout
    assert "more.yaml" in contents(tracker)
    ran = kg("merge", "first", "second", cwd=tracker)
    assert (ran.returncode, ran.stdout) == (0, "claims/said.yaml\nclaims/more.yaml\n")
    assert ran.stderr == (
        "'second' is now part of 'first': 0 references in 2 files\nkg: 1 comment of 'second' went with it: 'git diff' has them\n"
    )
    assert sorted(contents(tracker)) == ["actors.yaml", "said.yaml"]
    assert kg("check", cwd=tracker).returncode == 0
    assert "first" in kg("show", "second", cwd=tracker).stdout


def test_the_command_names_the_fields_and_values_and_writes_nothing(tracker: Path) -> None:
    path = tracker / "claims" / "more.yaml"
    path.write_text(path.read_text().replace("date: 2021-03", "date: 2021-04"))
    before = contents(tracker)
    ran = kg("merge", "first", "second", cwd=tracker)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == (
        "kg: 'first' and 'second' differ in 1 field; --keep first or --keep second:\n"
        "  statement 'first': date: 2021-03 (first), 2021-04 (second)\n"
        "kg: nothing was written: decide which value is right first\n"
    )
    assert contents(tracker) == before
    assert kg("merge", "first", "second", "--keep", "second", cwd=tracker).returncode == 0
    assert "date: 2021-04" in (tracker / "claims" / "said.yaml").read_text()
    assert kg("merge", "first", "second", "--keep", "third", cwd=tracker).returncode == 2


@pytest.mark.parametrize("left", ["said.yaml", "more.yaml"])
def test_a_run_that_was_ended_half_way_is_finished_by_the_same_command(tracker: Path, left: str) -> None:
    before = contents(tracker)
    kg("merge", "alba", "republic", cwd=tracker)
    done = contents(tracker)
    assert before[left] != done[left]
    (tracker / "claims" / left).write_text(before[left])  # as if it had ended before this file
    assert kg("check", cwd=tracker).returncode == 1
    assert kg("merge", "alba", "republic", cwd=tracker).returncode == 0
    assert contents(tracker) == done


def test_a_second_record_that_is_still_there_is_finished_too(tracker: Path) -> None:
    before = contents(tracker)
    kg("merge", "first", "second", cwd=tracker)
    done = contents(tracker)
    (tracker / "claims" / "more.yaml").write_text(before["more.yaml"])
    ran = kg("merge", "first", "second", cwd=tracker)
    assert ran.returncode == 0, ran.stderr
    assert contents(tracker) == done
