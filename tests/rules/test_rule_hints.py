"""That what a hint offers does away with its diagnostic and brings no new one: each is typed in and the claims checked again."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from kg.check import check

ACTORS: Final = """\
actors:
  alba: {name: Alba, type: state}
  borea: {name: Borea, type: state}
  ceria: {name: Ceria, type: state}
sources:
  daily: {title: The Daily, url: "https://example.org/daily"}
allegations:
  raids: {text: Borea raids villages., accused: borea}
  lies: {text: Borea lies about it., accused: borea}
statements:
  charge: {act: accuses, speaker: alba, date: 2021-03-05, allegation: [raids, lies], reports: [{source: daily}]}
  denial: {act: denies, speaker: borea, date: 2021-03-08, answers: charge, reports: [{source: daily}]}
"""
ORGANIZATION: Final = """\
actors:
  alba: {name: Alba, type: state}
  dockers: {name: Dockers, type: organization}
  press: {name: Press desk, type: group, part_of: dockers}
  ann: {name: Ann Reed, type: person, roles: [{position: Speaker, of: dockers}]}
sources:
  daily: {title: The Daily, url: "https://example.org/daily"}
statements:
  charge: {act: accuses, speaker: alba, against: dockers, date: 2021-03-05, says: Blamed it., reports: [{source: daily}]}
  a: {act: asserts, speaker: press, date: 2021-03-06, says: It rained., reports: [{source: daily}]}
  b: {act: asserts, speaker: ann, date: 2021-03-07, says: It snowed., reports: [{source: daily}]}
"""
GONE: Final = """\
actors:
  old-alba: {name: Kingdom of Alba, type: state, to: 1990}
  new-alba: {name: Republic of Alba, type: state, from: 1991, succeeds: old-alba}
  lawyers: {name: Lawyers, type: group, part_of: ann}
  ann: {name: Ann Reed, type: person}
sources:
  daily: {title: The Daily, url: "https://example.org/daily"}
statements:
  late: {act: asserts, speaker: old-alba, date: 2021-03-05, says: It rained., reports: [{source: daily}]}
  b: {act: asserts, speaker: lawyers, date: 2021-03-07, says: It snowed., reports: [{source: daily}]}
  c: {act: settles, speaker: ann, jointly: true, date: 2021-03-07, says: Ended it., reports: [{source: daily}]}
"""


def statement(name: str, fields: str) -> str:
    return f"{ACTORS}  {name}: {{{fields}, reports: [{{source: daily}}]}}\n"


BOTH: Final = statement("both", "act: denies, speaker: ceria, date: 2021-03-11, answers: [charge, denial]")
PART: Final = statement("part", "act: rebuts, speaker: borea, date: 2021-03-11, answers: charge")
CORRECTION: Final = statement("correction", "act: corrects, speaker: borea, date: 2021-03-11, answers: denial")
NEEDLESS: Final = statement("more", "act: denies, speaker: ceria, date: 2021-03-11, answers: charge, stance: disputes")
CALL: Final = statement(
    "call", "act: demands, speaker: ceria, to: alba, date: 2021-03-11, allegation: raids, says: Called for it."
)
NOTHING: Final = statement("more", "act: asserts, speaker: ceria, date: 2021-03-11, says: It rained., stance: affirms")


def codes(text: str, folder: Path) -> dict[str, str]:
    """The codes of what is wrong, with the hints; records that nothing mentions are left out, for the data sets are short."""
    (folder / "claims.yaml").write_text(text, "utf-8")
    return {d.code: d.hint for d in check(folder).diagnostics if d.code != "K205"}


@pytest.mark.parametrize(
    ("code", "text", "offered", "old", "new"),
    [
        ("K311", BOTH, "'stance: affirms'", "answers: [charge, denial]", "answers: [charge, denial], stance: affirms"),
        ("K311", BOTH, "'stance: disputes'", "answers: [charge, denial]", "answers: [charge, denial], stance: disputes"),
        ("K311", BOTH, "'stance: neither'", "answers: [charge, denial]", "answers: [charge, denial], stance: neither"),
        ("K312", PART, "'allegation'", "11, answers: charge", "11, answers: charge, allegation: lies"),
        ("K312", PART, "'allegation'", "11, answers: charge", "11, answers: charge, allegation: [lies, raids]"),
        ("K313", CORRECTION, "'stance: affirms'", "answers: denial", "answers: denial, stance: affirms"),
        ("K313", CORRECTION, "'stance: disputes'", "answers: denial", "answers: denial, stance: disputes"),
        ("K313", CORRECTION, "'stance: neither'", "answers: denial", "answers: denial, stance: neither"),
        ("K314", NEEDLESS, "leave it out", ", stance: disputes", ""),
        ("K314", NOTHING, "leave 'stance' out", ", stance: affirms", ""),
        ("K323", CALL, "'stance: affirms'", "raids, says: Called", "raids, stance: affirms, says: Called"),
        ("K323", CALL, "'stance: neither'", "raids, says: Called", "raids, stance: neither, says: Called"),
        ("K315", ORGANIZATION, "'side: true'", "type: organization", "type: organization, side: true"),
        ("K315", ORGANIZATION, "'side: false'", "type: organization", "type: organization, side: false"),
        ("K315", ORGANIZATION, "a company", "type: organization", "type: company"),
        ("K315", ORGANIZATION, "a court", "type: organization", "type: court"),
        ("K316", GONE, "'new-alba'", "speaker: old-alba", "speaker: new-alba"),
        ("K211", GONE, "'for: ann'", "speaker: lawyers", "speaker: lawyers, for: ann"),
        ("K318", GONE, "under 'speaker'", "speaker: ann, jointly", "speaker: [ann, lawyers], jointly"),
        ("K318", GONE, "leave 'jointly' out", "speaker: ann, jointly: true", "speaker: [ann, lawyers]"),
    ],
)  # fmt: skip
def test_what_a_hint_offers_is_taken(code: str, text: str, offered: str, old: str, new: str, tmp_path: Path) -> None:
    before = codes(text, tmp_path)
    assert offered in before[code]
    assert text.count(old) == 1
    changed = text.replace(old, new).replace(", part_of: ann}", "}" if code == "K211" else ", part_of: ann}")
    assert codes(changed, tmp_path) == {other: hint for other, hint in before.items() if other != code}


def test_that_one_cause_is_one_diagnostic(tmp_path: Path) -> None:
    """A denial of another allegation is K310 alone, and its stance, once written, is not called needless."""
    apart = statement("apart", "act: denies, speaker: borea, date: 2021-03-11, answers: second, allegation: raids").replace(
        "statements:\n",
        "statements:\n  second: {act: accuses, speaker: alba, date: 2021-03-09, allegation: lies, reports: [{source: daily}]}\n",
    )
    assert set(codes(apart, tmp_path)) == {"K310"}
    assert set(codes(apart.replace("allegation: raids, rep", "allegation: raids, stance: disputes, rep"), tmp_path)) == {"K310"}
    assert set(codes(BOTH, tmp_path)) == {"K311"}
    assert set(codes(PART, tmp_path)) == {"K312"}
    assert set(codes(CORRECTION, tmp_path)) == {"K313"}


def test_that_people_outlets_and_groups_are_never_asked_for_a_side(tmp_path: Path) -> None:
    for type_ in ("person", "media", "group", "state", "company", "court", "alliance", "armed-group"):
        text = ORGANIZATION.replace("type: organization", f"type: {type_}")
        if type_ == "person":
            text = text.replace(", part_of: dockers", "")
        assert "K315" not in codes(text, tmp_path), type_


def test_that_nothing_is_asked_of_a_denial_of_ones_own_words(tmp_path: Path) -> None:
    remark = "remark: {act: asserts, speaker: borea, date: 2021-03-09~, allegation: raids, reports: [{source: daily, via: alba}]}"
    text = statement("never", "act: denies, speaker: borea, date: 2021-03-12, answers: [remark, charge]").replace(
        "statements:\n", f"statements:\n  {remark}\n"
    )
    assert codes(text, tmp_path) == {}
