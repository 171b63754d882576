"""Quotes against texts: what counts as the same words, what never does, and what the command counts."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from forked import kg
from hypothesis import given
from hypothesis import strategies as st
from made import made
from places import TESTS

from kg.corpus.corpus import Corpus
from kg.evidence import quotes
from kg.evidence.folder import read_texts
from kg.evidence.kept import Texts
from kg.evidence.quotes import Outcome
from kg.letters import is_blank
from kg.model.records import Statement

CASE = TESTS / "cases" / "K403-quotes"
CUE = "00:00:24,000 --> 00:00:29,000"
WORDS = st.lists(st.from_regex(r"[a-zà-öб-ю]{1,8}", fullmatch=True), min_size=1, max_size=8)


def outcome(quote: str, text: str) -> Outcome:
    said = made(Statement, "s", act="asserts", reports=[{"source": "daily", "quote": quote}])
    (one,) = quotes.compare(Corpus(statements={"s": said}), {"daily": text})
    return one.outcome


@pytest.mark.parametrize(
    ("quote", "text", "expected"),
    [
        ("we shall leave", "He said: we shall leave.", Outcome.EXACT),
        ("we shall leave", "we shall leave", Outcome.EXACT),
        ("we shall leave", "we\u00a0shall \n leave", Outcome.NORMALISED),
        ("don't", "don’t", Outcome.NORMALISED),
        ('the "so-called" truce', "the “so–called” truce", Outcome.NORMALISED),
        ('"no"', "«no»", Outcome.NORMALISED),
        ("war -- and peace", "war — and peace", Outcome.NORMALISED),
        ("café", "cafe\u0301", Outcome.NORMALISED),
        ("groundless", "ground\u00adless", Outcome.NORMALISED),
        ("épée", "e\u00ad\u0301pe\u0301e", Outcome.NORMALISED),
        ("و مذاکره", "و  مذاکره", Outcome.NORMALISED),
        ("平和", "世界平和宣言", Outcome.EXACT),
        ("legal", "illegal", Outcome.ABSENT),
        ("legal", "an illegal or legal act", Outcome.EXACT),
        ("leave", "leaves", Outcome.ABSENT),
        ("5 men", "25 men", Outcome.ABSENT),
        ("cafe", "cafe\u0301", Outcome.ABSENT),
        ("We shall leave", "we shall leave", Outcome.ABSENT),
        ("we will leave", "we shall leave", Outcome.ABSENT),
        ("we shall leave", "we shall, leave", Outcome.ABSENT),
        ("re-entry", "reentry", Outcome.ABSENT),
        ("re-entry", "re - entry", Outcome.ABSENT),
        ("we shall leave", "", Outcome.ABSENT),
        ("first find", "ﬁrst ﬁnd", Outcome.NORMALISED),
        ("an office in IJmuiden", "an o\ufb03ce in \u0132muiden", Outcome.NORMALISED),
        ("fl at st", "ﬂ at ﬆ", Outcome.NORMALISED),
        ("well... no", "well… no", Outcome.NORMALISED),
        ("سلام", "\ufeb3\ufefc\ufee1", Outcome.NORMALISED),
        ("a\u200fb", "a b", Outcome.ABSENT),
        ("he said سلام today", "he said \u2068سلام\u2069\u200e today", Outcome.NORMALISED),
        # the marks around a quote may be the curator's own
        ("“We left”", "he said: We left, and", Outcome.NORMALISED),
        ("„wir gehen“", "er sagte: »wir gehen«", Outcome.NORMALISED),
        ("‘we left’", "he said we left", Outcome.NORMALISED),
        ("we “left”", "we left", Outcome.ABSENT),
        ("peace, he said", "\u202apeace\u202c, he said\u200f", Outcome.NORMALISED),
        # subtitles
        ("it could lose money, and they knew", f"1\n{CUE}\nit could lose money,\n\n2\n{CUE}\nand they knew.", Outcome.NORMALISED),
        ("and they knew", f"WEBVTT\n\n{CUE} align:start\n<v Ida>and <i>they</i>\n\n{CUE}\nknew", Outcome.NORMALISED),
        ("money 2 and", f"1\n{CUE}\nmoney\n\n2\n{CUE}\nand", Outcome.ABSENT),
        ("in 2 of 3 cases", f"1\n{CUE}\nin\n2\nof 3 cases", Outcome.NORMALISED),
        ("we left and came back", f"WEBVTT\n\nintro-1\n{CUE}\nwe left\n\nintro-2\n{CUE}\nand came back", Outcome.NORMALISED),
        ("we left and came", f"WEBVTT\n\n{CUE}\nwe left\n\nNOTE by the\ndesk\n\n{CUE}\nand came", Outcome.NORMALISED),
        ("we left by the desk", f"WEBVTT\n\n{CUE}\nwe left\n\nNOTE by\nthe desk\n\n{CUE}\nand", Outcome.ABSENT),
        ("we left and", f"WEBVTT\n\n{CUE}\nwe<00:00:25.500><c> left</c> and", Outcome.NORMALISED),
        ("we left and", "1\n00:01,0-->00:02,0\n{\\an8}we left\n\n2\n00:02,0-->00:03,0\nand", Outcome.NORMALISED),
        ("we left and came", "0:00:01.000,0:00:04.000\nwe left\n\n0:00:04.000,0:00:06.000\nand came", Outcome.NORMALISED),
        # times in a transcript
        ("we left and came back", "we left [00:12] and came (1:02:03) back", Outcome.NORMALISED),
        ("we left and came", "00:01:02:15  we left\n00:01:05:02  and came", Outcome.NORMALISED),
        ("the train left", "the (10:15) train left", Outcome.ABSENT),
        # times at the beginning of lines
        ("we left at 10:15 and came back", "[00:01:02] we left at 10:15\n00:01:07 and came back", Outcome.NORMALISED),
        # numbered lines of a transcript, whose pages begin anew
        ("to everyone impacted by it", "24   I say\n25   to everyone\n 1   impacted\n 2   by it", Outcome.NORMALISED),
        ("paid 20 dollars", "19   he\n20   paid\n21   20   dollars", Outcome.NORMALISED),
        ("we left and came back", "12   we left\n\n13   and came back", Outcome.NORMALISED),
        ("we left and came back to town", "09 we left\n10 and came back\n11 to town", Outcome.NORMALISED),
        ("we left for town", "we left\n12 for town\n13 and", Outcome.ABSENT),
        ("apples pears", "1. apples\n2. pears", Outcome.ABSENT),
        ("apples pears", "3   apples\n7   pears", Outcome.ABSENT),
        # numbers of pages
        ("we left and came back", "we left\n  12\n\fand came back", Outcome.NORMALISED),
        ("we left and came back", "we left\f13\nand came back", Outcome.NORMALISED),
        ("we left and came back", "we left\n13\nand came back", Outcome.ABSENT),
        # words broken at the ends of lines
        ("wrongful act", "wrong\u00ac\nful act", Outcome.NORMALISED),
        ("wrongful act", "24   wrong\u2011\n25   ful act", Outcome.NORMALISED),
        ("wrongful convictions", "wrong-\nful convic\u00ad\ntions", Outcome.NORMALISED),
        ("re-entry", "re-\n  entry", Outcome.NORMALISED),
        ("reentry of wrongful", "re-\nentry of wrong-\nful", Outcome.NORMALISED),
        ("ful", "con-\nvic-\ntions", Outcome.ABSENT),
        ("12", "1-\n2", Outcome.ABSENT),
    ],
)
def test_what_counts_as_the_same_words(quote: str, text: str, expected: Outcome) -> None:
    assert outcome(quote, text) is expected


@given(WORDS, WORDS, WORDS)
def test_that_words_are_found_wherever_they_stand_and_only_there(before: list[str], words: list[str], after: list[str]) -> None:
    text = " ".join([*before, *words, *after])
    assert outcome(" ".join(words), text) is Outcome.EXACT
    assert outcome(" ".join(words), text.replace(" ", "\n\t")) is (Outcome.NORMALISED if len(words) > 1 else Outcome.EXACT)
    absent = " ".join([*words, "zz"])
    assert outcome(absent, text) is (Outcome.EXACT if f" {absent} " in f" {text} " else Outcome.ABSENT)


@given(st.text(), st.text(min_size=1).filter(lambda text: not is_blank(text)))
def test_that_nothing_is_found_that_the_normalised_text_does_not_hold(text: str, quote: str) -> None:
    found = outcome(quote, text)
    if found is Outcome.EXACT:
        assert quote in text
    if found is Outcome.NORMALISED:
        assert re.sub(r"\W", "", quotes.normalised(quote)) in re.sub(r"\W", "", quotes.normalised(text))


@given(st.text())
def test_that_normalising_twice_changes_nothing(text: str) -> None:
    assert quotes.normalised(quotes.normalised(text)) == quotes.normalised(text)


def test_that_a_source_without_a_text_is_never_passed() -> None:
    said = made(Statement, "s", act="asserts", reports=[{"source": "weekly", "quote": "we shall"}])
    compared = quotes.compare(Corpus(statements={"s": said}), {"daily": "we shall"})
    assert [one.outcome for one in compared] == [Outcome.NOT_AT_HAND]
    assert list(quotes.not_found(compared)) == []


def test_that_texts_are_those_named_by_a_source(tmp_path: Path) -> None:
    (tmp_path / "daily.txt").write_bytes(b"\xef\xbb\xbfa")
    (tmp_path / "other.txt").write_bytes(b"b")
    (tmp_path / "weekly.excerpt-2.txt").write_bytes(b"d")
    (tmp_path / "weekly.excerpt.txt").write_bytes(b"c")
    (tmp_path / "weekly.notes.txt").write_bytes(b"e")
    found = read_texts(tmp_path, ["daily", "weekly"])
    assert {id_: [(one.body, bool(one.partial)) for one in own] for id_, own in found.items()} == {
        "daily": [("a", False)],
        "weekly": [("c", True), ("d", True)],
    }


def test_that_a_text_that_cannot_be_read_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    (tmp_path / "folder.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    for source, reason in (("latin", "not UTF-8 at byte 3"), ("folder", "Is a directory"), ("pipe", "not a regular file")):
        with pytest.raises(ValueError, match=reason):
            read_texts(tmp_path, [source])
    with pytest.raises(NotADirectoryError):
        read_texts(tmp_path / "nowhere", [])


def test_the_command_counts_all_four() -> None:
    run = kg("quotes", "--sources", "sources", "--format", "concise", cwd=CASE)
    assert run.returncode == 1
    assert run.stdout == (CASE / "expected.txt").read_text("utf-8")
    assert run.stderr == (
        "compared 5 quotes: 1 found as printed, 1 found except for typography or line breaks, 2 not found, "
        "1 not compared: no text available (looked into: 4 whole text, 0 excerpt, 1 none)\n"
    )


def test_the_command_shows_the_line_of_a_quote_that_is_absent() -> None:
    run = kg("quotes", "--sources", "sources", cwd=CASE)
    head, source, caret = run.stdout.splitlines()[:3]
    assert " error K403 " in head
    column = int(head.split(":")[2])
    line = head.split(":")[1]
    assert source.startswith(f"  {line} | ")
    assert caret.rstrip().endswith("^")
    assert (CASE / head.split(":")[0]).read_text("utf-8").splitlines()[int(line) - 1] == source.split(" | ", 1)[1]
    assert caret.index("^") - caret.index("|") - 1 == column


def test_the_command_lists_what_could_not_be_settled(tmp_path: Path) -> None:
    (tmp_path / "daily.excerpt.txt").write_text("It is Alba's - and only Alba's - word.", "utf-8")
    (tmp_path / "daily.excerpt-2.txt").write_text("He said: we shall leave by spring.", "utf-8")
    run = kg("quotes", "--sources", str(tmp_path), cwd=CASE)
    assert run.returncode == 0, run.stderr
    assert run.stdout == (
        "claims/claims.yaml:16:13: 'it is Alba's - and only Alba's - word' is not in the available excerpt of 'daily'\n"
        "claims/claims.yaml:17:13: 'we will leave by spring' is not in the available excerpt of 'daily'\n"
        "claims/claims.yaml:18:13: 'legal' is not in the available excerpt of 'daily'\n"
        "no text of 1 of the quoted sources: weekly (1)\n"
    )
    assert "1 found as printed" in run.stderr  # in the second of the excerpts
    listed = kg("quotes", "--sources", str(tmp_path), "--format", "table", cwd=CASE)
    assert listed.stdout.startswith("1 found as printed, 0 found but for")
    assert [line.split("  ")[0] for line in listed.stdout.splitlines()[2:]] == ["statement", *["pledge"] * 5]
    assert [" ".join(line.split()) for line in listed.stdout.splitlines()][3] == (
        "pledge daily exact excerpt text, copy 1 of 2 we shall leave by spring"
    )


def test_the_command_as_json_has_every_quote_with_its_ids() -> None:
    run = kg("quotes", "--format", "json", cwd=CASE, KG_SOURCES="sources")
    found = json.loads(run.stdout)
    assert found["version"] == 1
    assert found["counts"] == {"exact": 1, "normalised": 1, "absent": 2, "not in excerpt": 0, "not at hand": 1}
    assert found["depths"] == {"whole text": 4, "excerpt": 0, "none": 1}
    assert [one["outcome"] for one in found["quotes"]] == ["exact", "normalised", "absent", "absent", "not at hand"]
    assert found["quotes"][2] == {
        "id": "pledge",
        "source": "daily",
        "quote": "we will leave by spring",
        "outcome": "absent",
        "depth": "whole text",
        "place": None,
        "file": "claims/claims.yaml",
        "line": 17,
        "column": 13,
    }


def test_the_command_needs_a_folder_of_texts(tmp_path: Path) -> None:
    for arguments, said in (((), "--sources"), (("--sources", str(tmp_path / "nowhere")), "no such folder")):
        run = kg("quotes", *arguments, cwd=CASE, KG_SOURCES="")
        assert run.returncode == 2
        assert said in run.stderr
    (tmp_path / "daily.txt").write_bytes(b"\xff")
    run = kg("quotes", "--sources", str(tmp_path), cwd=CASE)
    assert (run.returncode, run.stdout) == (2, "")
    assert "not UTF-8" in run.stderr


BODY, VISIBLE = "The envoy left.", "Menu\nThe envoy left.\nRead more: we shall re-\nturn"


@pytest.mark.parametrize(
    ("quote", "copies", "expected"),
    [
        ("envoy left", (Texts(BODY, VISIBLE, ""),), (Outcome.EXACT, "whole text", "text")),
        ("Read more", (Texts(BODY, VISIBLE, ""),), (Outcome.EXACT, "whole text", "visible text")),
        ("we shall return", (Texts(BODY, VISIBLE, ""),), (Outcome.NORMALISED, "whole text", "running text")),
        ("we stay", (Texts(BODY, VISIBLE, ""),), (Outcome.ABSENT, "whole text", "")),
        ("we stay", (Texts(BODY, BODY, "", "a part"),), (Outcome.NOT_IN_EXCERPT, "excerpt", "")),
        ("envoy left", (Texts(BODY, BODY, "", "a part"),), (Outcome.EXACT, "excerpt", "text")),
        ("envoy left", (Texts("x", "x", ""), Texts(BODY, BODY, "")), (Outcome.EXACT, "whole text", "text, copy 1 of 2")),
        ("we stay", (Texts("x", "x", "", "a part"), Texts(BODY, BODY, "")), (Outcome.ABSENT, "whole text", "")),
        ("we stay", (), (Outcome.NOT_AT_HAND, "none", "")),
    ],
)
def test_where_a_quote_is_found_and_how_deep_one_could_look(
    quote: str, copies: tuple[Texts, ...], expected: tuple[Outcome, str, str]
) -> None:
    said = made(Statement, "s", act="asserts", reports=[{"source": "daily", "quote": quote}])
    (one,) = quotes.compare(Corpus(statements={"s": said}), {"daily": copies})
    assert (one.outcome, one.depth, one.place) == expected
    assert bool(list(quotes.not_found([one]))) == (one.outcome is Outcome.ABSENT)


def test_nothing_to_find_is_a_success(tmp_path: Path) -> None:
    run = kg("quotes", "--sources", str(tmp_path), cwd=CASE)
    assert (run.returncode, run.stdout) == (0, "no text of 2 of the quoted sources: daily (4), weekly (1)\n")
    assert "5 not compared: no text available" in run.stderr
