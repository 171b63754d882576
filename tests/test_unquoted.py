"""Typographic quotation marks around a value that was pasted: taken off where it is written, and named where it is checked."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import forked
import new_tracker
import pytest

from kg import edtf, ids
from kg.evidence.quotes import Look, Outcome
from kg.letters import unquoted

TIMES: Final = "00:00:01,000 --> 00:00:02,000"
PAIRS: Final = ["“{}”", "„{}“", "«{}»", "»{}«", "‘{}’", "‚{}‘", "‹{}›", "「{}」", "”{}”", " “{}” ", "« {} »"]


@pytest.mark.parametrize("pair", PAIRS)
def test_each_pair_is_taken_off_once(pair: str) -> None:
    assert unquoted(pair.format("no ship paid")) == "no ship paid"
    assert unquoted(pair.format("it doesn’t pay")) == "it doesn’t pay"
    assert unquoted(pair.format("2032-03-01")) == "2032-03-01"


@pytest.mark.parametrize(
    "text",
    ["", "“”", "no ship", "“no” ship", "“no” and “ship”", "a “ship”", "’tis", "the traders’", "“no ship", '"no ship"', "“ ”"],
)
def test_what_stays(text: str) -> None:
    assert unquoted(text) == text


def test_a_long_text_takes_no_time() -> None:
    assert unquoted("“" + "a’a" * 200_000) == "“" + "a’a" * 200_000


@pytest.mark.parametrize("pair", PAIRS)
def test_dates_and_addresses(pair: str) -> None:
    date = edtf.parse(pair.format("2032-03-01").strip())
    assert isinstance(date, edtf.BadDate)
    assert (date.reason, date.suggestion) == ("quotation marks are around it", "2032-03-01")
    assert ids.web_address(pair.format("https://example.org/a")) == "https://example.org/a"


@pytest.mark.parametrize(
    ("quote", "text", "outcome"),
    [
        ("“no ship paid”", "He said no ship paid then.", Outcome.NORMALISED),
        ("“no ship paid”", f"1\n{TIMES}\nHe said no ship\n\n2\n{TIMES}\npaid then", Outcome.NORMALISED),
        ("no ship paid", "no \u200fship\u200e paid", Outcome.NORMALISED),
        ("no efficient ship", "no e\ufb03cient ship", Outcome.NORMALISED),
        ("no efficient ship", "no effi\u00adcient ship", Outcome.NORMALISED),
        ("no efficient ship", "no effi\u00ad\n cient ship", Outcome.NORMALISED),
        ("no ship paid", " 1  no ship\n 2  paid a toll", Outcome.NORMALISED),
        ("no ship paid", "[00:01] no ship\n[00:04] paid a toll", Outcome.NORMALISED),
        ("“no ships paid”", "He said no ship paid then.", Outcome.ABSENT),
        ("“no” ship “paid”", "He said no “ship” paid then.", Outcome.ABSENT),
    ],
)  # fmt: skip
def test_quotes_in_texts(quote: str, text: str, outcome: Outcome) -> None:
    assert Look(text).find(quote)[0] is outcome


def test_that_new_takes_them_off_and_says_so(tmp_path: Path) -> None:
    new_tracker.put(tmp_path)
    ran = forked.run(
        *("new", "statement", "pasted", "--speaker", "“ida-falk”", "--act", "asserts", "--date", "‘2032-03-01’"),
        *("--topic", "tariffs", "--says", "“Fees” are tolls.", "--source", "gazette-2032-03-02"),
        *("--quote", "“tolls that nobody announced”", "--file", "claims/new.yaml"),
        cwd=tmp_path,
    )  # fmt: skip
    assert ran.status == 0, ran.err
    text = (tmp_path / "claims" / "new.yaml").read_text("utf-8")
    assert "quote: tolls that nobody announced\n" in text
    assert "says: “Fees” are tolls.\n" in text
    for name, value in (("speaker", "“ida-falk”"), ("date", "‘2032-03-01’"), ("quote", "“tolls that nobody announced”")):
        assert f"--{name}: removed the quotation marks around {value}" in ran.err


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("act: denies", "act: “denies”", "did you mean 'denies'?"),
        ("date: 2032-03-03", "date: “2032-03-03”", "did you mean '2032-03-03'?"),
        ("speaker: otto-brand", "speaker: “otto-brand”", "did you mean 'otto-brand'?"),
        ("speaker: otto-brand", "speaker: «otto-brand»", "did you mean 'otto-brand'?"),
    ],
)
def test_that_the_check_offers_the_value_without_them(old: str, new: str, hint: str, tmp_path: Path) -> None:
    path = new_tracker.put(tmp_path) / "claims" / "harbour-dispute" / "tolls.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    ran = forked.run("check", cwd=tmp_path)
    assert ran.status == 1
    assert f"hint: {hint}" in ran.out
