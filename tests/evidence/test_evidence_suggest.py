"""Sentences that report speech: marked in five languages, with nothing filled in; and what the record leaves of a text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Claims
from forked import kg

from kg.corpus.corpus import Corpus
from kg.evidence.coverage import coverage
from kg.evidence.lexicon import languages, lexicon
from kg.evidence.sentences import sentences
from kg.evidence.suggest import language_of, suggestions

TEXT = """\
The bridge was built in 1801 of local stone.

On Tuesday Gen. Ida Falk said that Glottenberg had burnt the bridge. “It was arson. Everybody saw the fire.” The weather was mild.

Glottenberg denied the charge, calling it “a tale for children”. Mr. Holm of the U.S. office did not reply to questions.

According to the Gazette, Ruritania has promised to rebuild it!
"""
CLAIMS = """\
dataset: {title: T, base: "https://x.example/"}
actors:
  falk: {name: Ida Falk, type: person, roles: [{position: General, of: ruritania}]}
  ruritania: {name: Ruritania, type: state}
  glottenberg: {name: Glottenberg, type: state}
sources:
  daily:
    title: The Daily
    lang: en
    set_aside:
      - {words: "Mr. Holm of", why: It is no answer.}
      - {words: Nothing begins so, why: Left over.}
allegations:
  burnt: {text: Glottenberg burnt the bridge., accused: glottenberg}
  sold: {text: Ruritania sold the harbour., accused: ruritania}
statements:
  charge:
    act: accuses
    speaker: falk
    date: 1894-02-27
    allegation: burnt
    says: Said that Glottenberg had burnt the bridge.
    reports: [{source: daily}]
  arson: {act: asserts, speaker: falk, date: 1894-02-27, says: So., reports: [{source: daily, quote: It was arson.}]}
"""


@pytest.fixture
def corpus(claims: Claims) -> Corpus:
    loaded = claims(CLAIMS)
    assert not [one for one in loaded.diagnostics if one.severity == "error"]
    return loaded.corpus


def test_sentences_have_their_places() -> None:
    found = sentences(TEXT, lexicon("en").abbreviations)
    assert [one.paragraph for one in found] == [1, 2, 2, 2, 2, 3, 3, 4]
    assert found[1].text == "On Tuesday Gen. Ida Falk said that Glottenberg had burnt the bridge."
    assert found[6].text.startswith("Mr. Holm of the U.S. office")
    assert all(TEXT[one.start : one.end] == one.text for one in found)
    assert sentences("", ()) == ()


PRINTED = """\
The report of the harbour board

The ministry of Ruritania told the board that these were harbour fees. Its minis-
ter, Ida Falk, refused to name the ships. A spokesman of the Crown of Glottenberg
Harbour denied it.
The tolls were paid at night.
"""
SAID = """\
I have one thing
to say. We have never
asked a ship for money
Any more of it?
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            PRINTED,
            [
                "The report of the harbour board",
                "The ministry of Ruritania told the board that these were harbour fees.",
                "Its minis-ter, Ida Falk, refused to name the ships.",
                "A spokesman of the Crown of Glottenberg Harbour denied it.",
                "The tolls were paid at night.",
            ],
        ),
        (SAID, ["I have one thing to say.", "We have never asked a ship for money", "Any more of it?"]),
        ("A long word is bro\u00ad\nken here", ["A long word is broken here"]),
        ("* one\n* two\n\nHome\nWorld\n", ["* one", "* two", "Home", "World"]),
        (f"{'A paragraph of the web. ' * 20}and a title\nthen another", None),
    ],
)
def test_a_sentence_may_run_over_lines_of_print_and_captions(text: str, expected: list[str] | None) -> None:
    found = sentences(text, ())
    if expected is None:  # lines longer than those of print are paragraphs
        assert found[-1].text == "then another"
    else:
        assert [one.text for one in found] == expected
    assert all("".join(text[one.start : one.end].split())[:5] == "".join(one.text.split())[:5] for one in found)


def test_a_quote_over_a_hyphen_at_the_end_of_a_line_is_cited(claims: Claims) -> None:
    quoted = CLAIMS.replace("quote: It was arson.", "quote: 'minister, Ida Falk, refused'")
    corpus = claims(quoted).corpus
    found = coverage(corpus, corpus.sources["daily"], PRINTED)
    assert not [one for one in found.left if "refused" in one.sentence.text]


def test_what_is_marked_and_what_helps_to_read_it(corpus: Corpus) -> None:
    found = suggestions(TEXT, "en", corpus)
    assert [one.sentence.text.split()[0] for one in found] == ["On", "“It", "Everybody", "Glottenberg", "Mr.", "According"]
    first = found[0]
    assert (first.cues[0], first.actors, first.allegations) == ("said", ("falk", "glottenberg"), ("burnt",))
    assert found[1].actors_before == ("falk", "glottenberg")
    assert found[3].quotations == ("a tale for children",)


@pytest.mark.parametrize(
    ("language", "reporting", "plain"),
    [
        ("en", "The minister denied that money was paid.", "The bridge is two hundred metres long."),
        ("de", "Der Minister wies den Vorwurf zurück und sagte nichts weiter.", "Die Brücke ist zweihundert Meter lang."),
        ("fr", "Le ministre a démenti toute implication dans cette affaire.", "Le pont mesure deux cents mètres de long."),
        ("es", "El ministro negó que se hubiera pagado dinero.", "El puente mide doscientos metros de largo."),
        ("ru", "Министр опроверг обвинения и заявил, что денег не было.", "Длина моста составляет двести метров."),
    ],
)
def test_each_language_has_its_words(language: str, reporting: str, plain: str) -> None:
    found = suggestions(f"{reporting} {plain}", language, Corpus())
    assert [one.sentence.text for one in found] == [reporting]


def test_languages() -> None:
    assert languages() == ("de", "en", "es", "fr", "ru")
    assert [language_of(tag) for tag in ("de-AT", "RU", "fa", None)] == ["de", "ru", "en", "en"]


def test_what_no_report_cites_is_left_most_likely_first(corpus: Corpus) -> None:
    found = coverage(corpus, corpus.sources["daily"], TEXT)
    assert (found.sentences, found.marked, found.cited, found.drafted, found.aside) == (8, 6, 2, 0, 1)
    assert [one.sentence.text.split()[0] for one in found.left] == ["Glottenberg", "According", "Everybody"]
    assert found.unused == ("Nothing begins so",)


def test_a_long_text_takes_time_in_proportion(corpus: Corpus) -> None:
    assert len(suggestions("He said so. " * 20_000, "en", corpus)) == 0  # three words are too few
    assert len(suggestions("x" * 500_000 + " “" * 5_000, "en", corpus)) <= 1


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "claims.yaml").write_text(CLAIMS, "utf-8")
    (tmp_path / "daily.txt").write_text(TEXT, "utf-8")
    assert kg("source", "add", "daily.txt", "--id", "daily", cwd=tmp_path).returncode == 0
    return tmp_path


def test_the_command_lists_and_writes_drafts(tracker: Path) -> None:
    run = kg("suggest", "daily", cwd=tracker)
    assert run.returncode == 0, run.stderr
    assert "paragraph 2: On Tuesday Gen. Ida Falk said" in run.stdout
    assert "  recorded already?: burnt" in run.stdout
    found = json.loads(kg("suggest", "daily", "--format", "json", cwd=tracker).stdout)["sentences"]
    assert [TEXT[one["start"] : one["end"]] for one in found] == [one["sentence"] for one in found]
    listed = kg("suggest", "daily", "--format", "editor", cwd=tracker).stdout.splitlines()
    file, line, column, words = listed[-1].split(":", 3)
    assert (tracker / file).read_text("utf-8").splitlines()[int(line) - 1][int(column) - 1 :] == words.strip()
    run = kg("suggest", "daily", "--drafts", cwd=tracker)
    assert run.returncode == 0, run.stderr
    assert "wrote 3 drafts" in run.stderr
    again = kg("suggest", "daily", "--drafts", cwd=tracker)
    assert "wrote 0 drafts" in again.stderr
    left = kg("coverage", "daily", cwd=tracker)
    assert "6 of 8 sentences report speech: 2 cited, 3 drafted, 1 set aside, 0 left" in left.stdout
    assert "no sentence begins so: Nothing begins so" in left.stdout
    assert kg("check", cwd=tracker).returncode == 0
    every = json.loads(kg("coverage", "--all", "--format", "json", cwd=tracker).stdout)
    assert [(one["id"], one["left"]) for one in every] == [("daily", 0)]


def test_candidates_are_taken_only_for_what_is_in_the_evidence(tracker: Path) -> None:
    candidates = [
        {"quote": "a tale for children", "speaker": "glottenberg", "act": "denies"},
        {"quote": "a tale for kids"},
        {"quote": "A tale for children"},
        {"quote": ["did not reply", "has promised"], "note": "two"},
        {"quote": "It was arson."},
        {"text": "no quote"},
        {"quote": "the bridge", "sure": 0.9},
        {"quote": "the bridge", "speaker": "Ida Falk"},
        {"quote": "the bridge", "source": "weekly"},
        {"quote": "has promised"},
        "x",
    ]
    (tracker / "c.json").write_text(json.dumps({"candidates": candidates}), "utf-8")
    run = kg("suggest", "daily", "--from", "c.json", cwd=tracker)
    assert run.returncode == 0, run.stderr
    assert "took 2 candidates of 11" in run.stderr
    for reason in (
        "refused 2: its quote is not letter for letter in the evidence",
        "refused 2: its quote is recorded already",
        "refused 1: it has no quote",
        "refused 1: a draft has no field 'sure'",
        "refused 1: 'Ida Falk' is not an id",
        "refused 1: it is about another source",
        "refused 1: it is not an object",
    ):
        assert reason in run.stderr
    (written,) = [path for path in (tracker / "claims").rglob("*.yaml") if "drafts:" in path.read_text("utf-8")]
    assert "act: denies" in written.read_text("utf-8")
    (tracker / "c.json").write_text("{", "utf-8")
    assert "it is not JSON" in kg("suggest", "daily", "--from", "c.json", cwd=tracker).stderr


def test_without_a_text_it_is_said(tracker: Path) -> None:
    for digest in (tracker / "evidence").iterdir():
        digest.unlink()
    run = kg("suggest", "daily", cwd=tracker)
    assert (run.returncode, "'daily' has no text" in run.stderr) == (2, True)
    assert kg("suggest", "nothing", cwd=tracker).returncode == 2
    assert kg("coverage", cwd=tracker).returncode == 2
    run = kg("suggest", "daily", "--sources", str(tracker), cwd=tracker)
    assert run.returncode == 0, run.stderr
