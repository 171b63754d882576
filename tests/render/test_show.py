"""What `kg show` prints of each kind of record, and how records are found by what people call them."""

from __future__ import annotations

import harbour
import pumps
import pytest
from conftest import Claims

from kg.corpus.corpus import Corpus
from kg.corpus.identify import find, nearest, search
from kg.corpus.labels import label
from kg.diagnostic import Mark
from kg.render.show import show

ALL = ("actor", "source", "topic", "allegation", "statement")


def shown(id_: str) -> str:
    record = harbour.corpus().get(id_)
    assert record is not None
    return show(harbour.corpus(), record)


def test_a_statement_with_its_evidence() -> None:
    text = shown("charge")
    head, _, rest = text.partition("\nEvidence\n")
    assert head.startswith(
        "Ann Envoy accuses Harbour Ministry and Max Minister, between 2011-05-01 and 2011-05-02 "
        "· retracted 2012 · corrected 2011-05-07\nstatement charge  "
    )
    for line in (
        "  when          between 2011-05-01 and 2011-05-02",
        "  speaker       Ann Envoy, Envoy “at large”",
        "  for           South",
        "  side          South",
        "  to            The League and The Herald",
        "  against       Harbour Ministry and Max Minister",
        "  puts forward  “The ministry sells permits.” (permits-sold)",
        "  certainty     probable",
        '  says          Said that "permits" were for sale. Twice.',
        "  later         retracted 2012 (retraction)",
        "  later         corrected 2011-05-07 (correction)",
        "  answer        answered",
    ):
        assert f"\n{line}\n" in head
    for words in (
        "“prices [are] printed”",
        "dated there: 2011-04",
        "put there: possible",
        "named there: Anne Envoi",
        "taken from: wire",
    ):
        assert words in rest


def test_the_tree_of_answers_of_answers() -> None:
    _, _, tree = shown("charge").partition("\nAnswers\n")
    lines = [line for line in tree.splitlines() if line.endswith(")")]
    depth = {line.split("(")[-1][:-1]: len(line) - len(line.lstrip()) for line in lines}
    assert depth == {
        "rebuttal": 2,
        "counter": 2,
        "countercounter": 4,
        "postscript": 6,
        "denial": 2,
        "rejoinder": 4,
        "qualification": 4,
        "no-comment": 2,
        "support": 2,
        "correction": 2,
        "concession": 2,
        "retraction": 2,
        "backing": 4,
        "denial-of-backing": 6,
    }
    assert "Harbour Ministry accuses Ann Envoy in turn, 2011-05-03  (counter)" in tree
    assert " qualifies its own earlier words, 2011-05-11  (postscript)" in tree


def test_silence_has_one_of_five_names() -> None:
    assert "\n  answer        not looked for\n" in shown("undecided")
    assert "\n  answer        answered\n" in shown("remark")
    assert "\nAnswers\n" not in shown("undecided")
    assert "\nAnswers\n" in shown("remark")
    assert "  answer " not in shown("notice")


def test_what_is_worked_out_is_said_to_be_so() -> None:
    assert "  when          unknown, 2013-01-01 at the earliest, 2013-03-05 at the latest\n" in shown("undecided")


def test_a_withdrawn_statement_shows_why_and_nothing_of_what_was_said() -> None:
    text = shown("wrong")
    assert 'Withdrawn on 2026-01-02: The article names "another" speaker.' in text
    assert "trace”" not in text
    assert "Bystander" not in text


@pytest.mark.parametrize(
    ("id_", "line"),
    [
        ("envoy", "  role          Envoy “at large”, South and The League (2009-03–)"),
        ("police", "  part of       Coast Militia (1999–2004)"),
        ("north", "  also          Northland, شمال (Persian), North Coast (English, 1900–about 1950), Coast (–1900)"),
        ("herald-may", "  kind          article"),
        ("permits", "  broader       harbour"),
        ("permits-sold", "Findings"),
        ("harbour-rotten", "Disputed by"),
        ("page", "Reports"),
    ],
)
def test_other_records(id_: str, line: str) -> None:
    assert line in shown(id_).splitlines()


def test_every_shipped_record_can_be_shown() -> None:
    corpus = harbour.shipped()
    records = [record for record in corpus.whole() if record.kind in ALL]
    assert len(records) > 400
    for record in records:
        text = show(corpus, record)
        assert label(corpus, record) in text.splitlines()[0]
        assert "\x1b" not in text


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("envoy", ("envoy",)),
        ("Ann Envoy", ("envoy",)),
        ("ann  envoy", ("envoy",)),
        ("Northland", ("north",)),
        ("harbour-office", ("ministry",)),
        ("Permits for sale", ("herald-may", "herald-may-2")),
        ("wire", ("wire",)),
        ("Harbour Ministry", ("ministry",)),
        ("Harbour Mini", ()),
        ("Max", ("minister",)),
        ("inister", ()),
        ("zzz", ()),
        ("--", ()),
    ],
)
def test_find(words: str, found: tuple[str, ...]) -> None:
    assert find(harbour.corpus(), words, ALL) == found


def test_nearest_is_a_name_people_would_type() -> None:
    assert nearest(harbour.corpus(), "Ann Envoi", ("actor",)) == "Ann Envoy"
    assert nearest(harbour.corpus(), "xyzzy", ("actor",)) is None


def test_search_reads_texts_and_quotes() -> None:
    ids = {record.id for record in search(harbour.corpus(), "prices printed", ALL)}
    assert ids == {"charge"}
    assert {r.id for r in search(harbour.corpus(), "minister", ("actor",))} == {"minister"}


def test_an_unknown_place_is_still_a_place() -> None:
    assert harbour.corpus().mark("nobody") == Mark("<claims>")


def test_loops_of_answers_are_shown_once(claims: Claims) -> None:
    loaded = claims(
        "actors: {a: {name: A, type: state}, b: {name: B, type: state}}\nsources: {s: {title: S}}\nstatements:\n"
        "  x: {act: rebuts, speaker: a, date: 2030, answers: y, says: X, reports: [{source: s}]}\n"
        "  y: {act: rebuts, speaker: b, date: 2030, answers: x, says: Y, reports: [{source: s}]}\n"
    )
    record = loaded.corpus.get("x")
    assert record is not None
    assert show(loaded.corpus, record).count("(y)") == 2


def told(corpus: Corpus, id_: str) -> str:
    record = corpus.get(id_)
    assert record is not None
    return show(corpus, record)


def under(text: str, heading: str) -> list[str]:
    """The lines of the list under a heading."""
    _, _, rest = text.partition(f"\n{heading}\n")
    return [line.strip() for line in rest.partition("\n\n")[0].splitlines()]


def test_an_allegation_says_who_holds_what_of_it() -> None:
    dump, spy, leak = (told(pumps.corpus(), id_) for id_ in ("dump", "spy", "leak"))
    assert under(dump, "Put forward by") == [
        "Max Orlo accuses Acme Pumps, 2024-01-01 (s1)",
        "Elm and Ash jointly accuse Acme Pumps, 2024-02-10 (j)",
        "The Gazette accuses Acme Pumps, 2024-07 (g)",
    ]
    assert under(dump, "Disputed by") == ["Ida Falk denies what Max Orlo said, 2024-01-02 (s2)"]
    assert under(dump, "Findings") == [
        "found to be so (“proven”), by High Court, 2024-05-01; reversed by Court of Appeal, 2024-09-01; no longer in force (f1)",
        "not proven, or dismissed, by Court of Appeal, 2024-09-01 (f2)",
    ]
    assert under(spy, "Put forward by") == ["Acme's press desk accuses Rival Valves, 2024-01-03 · retracted 2024-02-03 (s3)"]
    assert under(spy, "Said by others to have put it forward") == [
        "Ida Falk is said by Eva Lund to have accused Rival Valves, 2024-03-05 · utterance disputed (r1)"
    ]
    assert under(leak, "Disputed by") == ["Eva Lund corrects an earlier statement of their own, 2024-06-01 (c2)"]


def test_a_finding_with_its_outcome_and_its_review() -> None:
    found = told(pumps.corpus(), "f1").splitlines()
    assert found[0] == "High Court upholds an allegation, 2024-05-01"
    assert "  outcome       upheld: found to be so" in found
    assert "  verdict       “proven”" in found
    assert "  finds on      “Acme dumps waste.” (dump)" in found
    review = "Court of Appeal does not uphold an allegation, reviewing what High Court found, 2024-09-01"
    assert f"  reviewed by   {review} (f2)" in found


def test_what_only_others_say_of_a_speaker_is_never_the_speakers_own() -> None:
    remark = told(pumps.corpus(), "r1")
    for line in (
        "  reported by   Eva Lund, and known from nobody else",
        "  utterance     disputed: its alleged speaker denies having said it",
        "  is said to    put forward “Rival spies on Acme.” (spy)",
    ):
        assert line in remark.splitlines()
    assert "  puts forward" not in remark
    chief = told(pumps.corpus(), "ceo")
    assert under(chief, "Is said by others to have said") == [
        "Ida Falk is said by Eva Lund to have accused Rival Valves, 2024-03-05 · utterance disputed (r1)"
    ]
    assert "(r1)" not in " ".join(under(chief, "Said"))
    accused = told(pumps.corpus(), "acme")
    assert under(accused, "Is said to have been accused by") == [
        "Max Orlo is said by Eva Lund to have accused Acme Pumps, 2024-04 (r3)"
    ]


@pytest.mark.parametrize(
    ("id_", "line"),
    [
        ("acme", "  side          itself a side"),
        ("engineer", "  side          none: under its own name"),
        ("ceo", "  side          Acme Pumps"),
        ("rival", "  also          Rivalis (Russian, 2001–2010)"),
        ("rival", "  succeeds      Old Acme (acme-old)"),
        ("acme-old", "  existed       from 1950 until 2019 at the latest"),
        ("acme-old", "  succeeded by  Rival Valves (rival)"),
        ("russian", "  found gone    2025-01-01"),
        ("russian", "  translated    from Russian"),
        ("russian", "  rests on      The Gazette, “A day in court”, 2024-12-01 (paper)"),
        ("j", "  jointly       in one utterance"),
        ("g", "  answer        looked for but not found, as of 2024-08-01"),
        ("s2", "    “not a drop” (translation from Russian)"),
        ("r3", "    “it leaks like a sieve” (translated by Bo Kern)"),
    ],
)
def test_what_else_is_known_of_companies_sources_and_quotes(id_: str, line: str) -> None:
    assert line in told(pumps.corpus(), id_).splitlines()


def test_findings_about_an_actor_are_no_accusations() -> None:
    acme = told(pumps.corpus(), "acme")
    assert (
        under(acme, "Findings about it")[1]
        == "“Acme dumps waste.” (dump): not proven, or dismissed, by Court of Appeal, 2024-09-01"
    )
    assert "High Court" not in " ".join(under(acme, "Accused by"))
