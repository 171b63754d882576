"""What checking adds to loading and the rules: order, waivers, and the records that can be worked with in spite of errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.check import Checked, check, sound
from kg.model.references import references

GOOD = """\
actors:
  alba: {name: Alba, type: state}
  berg: {name: Berg, type: state, allow: [{code: K205, why: Named in the next file.}]}
sources:
  gazette: {title: Gazette, date: 2032, url: "https://example.org/gazette"}
statements:
  charge: {act: accuses, speaker: alba, date: 2031, against: alba, says: X, reports: [{source: gazette}]}
"""


def run(folder: Path, **files: str) -> Checked:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return check(folder)


def codes(checked: Checked) -> list[str]:
    return [d.code for d in checked.diagnostics]


def test_a_waiver_silences_its_warning(tmp_path: Path) -> None:
    assert codes(run(tmp_path, a=GOOD)) == []
    assert codes(run(tmp_path, a=GOOD.replace(", allow: [{code: K205, why: Named in the next file.}]", ""))) == ["K205"]


def test_a_waiver_that_nothing_needs_is_reported_in_its_place(tmp_path: Path) -> None:
    checked = run(
        tmp_path,
        a=GOOD,
        b="allegations:\n  x: {text: Berg does., accused: berg, allow: [{code: K309, why: Soon.}, {code: K205, why: Soon.}]}\n",
    )
    assert [(d.code, d.mark.file.rpartition("/")[2], d.mark.line, d.mark.column) for d in checked.diagnostics] == [
        ("K901", "a.yaml", 3, 43)
    ]


def test_an_error_cannot_be_waived(tmp_path: Path) -> None:
    text = GOOD.replace("against: alba,", "").replace("says: X,", "says: X, allow: [{code: K303, why: I want to.}],")
    checked = run(tmp_path, a=text)
    assert codes(checked) == ["K303", "K901"]
    assert checked.diagnostics[1].message == "an error cannot be waived: K303"


def test_a_waiver_of_no_rule_is_reported_beside_errors_too(tmp_path: Path) -> None:
    text = GOOD.replace("against: alba,", "").replace("says: X,", "says: X, allow: [{code: K999, why: I want to.}],")
    assert [d.message for d in run(tmp_path, a=text).diagnostics if d.code == "K901"] == ["unknown rule K999"]


def test_diagnostics_come_in_the_order_of_the_files(tmp_path: Path) -> None:
    checked = run(tmp_path, b="x: {}\n", a=GOOD.replace("speaker: alba", "speaker: abla"), c="actors: {q: {name: Q}}\n")
    assert [d.mark for d in checked.diagnostics] == sorted(d.mark for d in checked.diagnostics)
    assert checked.errors == 3


CHAIN = (
    GOOD
    + """\
  denial: {act: denies, speaker: berg, date: 2031, answers: charge, reports: [{source: gazette}]}
  rebuttal: {act: rebuts, speaker: alba, date: 2031, answers: denial, reports: [{source: gazette}]}
  other: {act: asserts, speaker: alba, date: 2031, says: Y, reports: [{source: gazette}]}
"""
)


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("speaker: alba, date: 2031, against", "speaker: abla, date: 2031, against", {"other"}),
        ("date: 2031, answers: charge", "date: 2031-02-30, answers: charge", {"charge", "other"}),
        ("answers: denial", "answers: denail", {"charge", "denial", "other"}),
        ('{title: Gazette, date: 2032, url: "https:', '{title: Gazette, url: "ftp:', set()),
        ("says: Y", "says: Y, says: Z", {"charge", "denial", "rebuttal"}),
    ],
)
def test_what_leans_on_an_error_goes_with_it(tmp_path: Path, old: str, new: str, kept: set[str]) -> None:
    assert old in CHAIN
    checked = run(tmp_path, a=CHAIN.replace(old, new))
    assert checked.errors
    corpus = sound(checked)
    assert set(corpus.statements) == kept
    for record in corpus.whole():
        for reference in references(record):
            assert corpus.get(reference.id) is not None


def test_sound_claims_are_kept_whole(tmp_path: Path) -> None:
    checked = run(tmp_path, a=CHAIN)
    assert checked.errors == 0
    assert list(sound(checked).whole()) == list(checked.corpus.whole())


def test_a_data_set_with_an_error_still_names_its_base(tmp_path: Path) -> None:
    checked = run(tmp_path, a=CHAIN, d="dataset: {title: T, base: 'https://things.example/', expect: {statements: 99}}\n")
    assert codes(checked) == ["K306"]  # and no word on waivers while there are errors
    assert sound(checked).base == "https://things.example/"
    assert len(sound(checked).statements) == 4


def test_there_must_be_a_folder(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        check(tmp_path / "none")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"a": GOOD, "b": "topics: {alba: {label: T}, war: {label: W, broader: alba}}\n"}, ["K203"]),
        ({"a": GOOD.replace("alba: {name", "Alba: {name")}, ["K105"]),
        (
            {
                "a": GOOD.replace("against: alba, says: X", "allegation: x"),
                "b": 'allegations: {x: {text: "X\x85.", accused: alba}}\n',
            },
            ["K013"],
        ),
    ],
)
def test_one_fault_is_one_diagnostic(tmp_path: Path, files: dict[str, str], expected: list[str]) -> None:
    assert codes(run(tmp_path, **files)) == expected


def test_ids_of_a_file_with_the_wrong_ending_are_not_called_unknown(tmp_path: Path) -> None:
    actors, _, rest = GOOD.partition("sources:")
    (tmp_path / "actors.yml").write_text(actors, "utf-8")
    assert codes(run(tmp_path, a=f"sources:{rest}")) == ["K002"]


def test_a_range_in_brackets_needs_no_quotes(tmp_path: Path) -> None:
    checked = run(tmp_path, a=GOOD.replace("date: 2031", "date: [2030..2031]"))
    assert checked.diagnostics == ()
    assert checked.corpus.resolved["charge"].date.edtf == "[2030..2031]"


def test_a_refusal_to_comment_may_only_perhaps_answer(tmp_path: Path) -> None:
    silence = "  silence: {act: declines, speaker: berg, date: 2031, may_answer: charge, reports: [{source: gazette}]}\n"
    assert codes(run(tmp_path, a=GOOD.replace(", allow: [{code: K205, why: Named in the next file.}]", "") + silence)) == []
