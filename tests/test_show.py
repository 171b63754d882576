"""What `kg show` prints of each kind of record, and how records are found by what people call them."""

from __future__ import annotations

import harbour
import pytest
from conftest import Claims

from kg.corpus.find import find, nearest, search
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
        "Ann Envoy accuses Harbour Ministry and Max Minister, between 2011-05-01 and 2011-05-02\nstatement charge  "
    )
    for line in (
        "  when       between 2011-05-01 and 2011-05-02",
        "  speaker    Ann Envoy, Envoy “at large”",
        "  for        South",
        "  side       South",
        "  to         The League and The Herald",
        "  against    Harbour Ministry and Max Minister",
        "  alleged    that “The ministry sells permits.” (permits-sold)",
        "  certainty  probable",
        '  says       Said that "permits" were for sale. Twice.',
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
        "denial": 2,
        "rejoinder": 4,
        "qualification": 4,
        "no-comment": 2,
        "support": 2,
        "correction": 2,
        "concession": 2,
        "retraction": 2,
    }
    assert "Harbour Ministry accuses Ann Envoy in turn, 2011-05-03  (counter)" in tree


def test_no_answer_found_is_told_from_none_recorded() -> None:
    assert "No answer recorded" in shown("undecided")
    assert "\nAnswers\n" in shown("remark")


def test_what_is_worked_out_is_said_to_be_so() -> None:
    assert "  when       unknown, 2013-01-01 at the earliest, 2013-03-05 at the latest\n" in shown("undecided")


def test_a_withdrawn_statement_shows_why_and_nothing_of_what_was_said() -> None:
    text = shown("wrong")
    assert 'Withdrawn on 2026-01-02: The article names "another" speaker.' in text
    assert "trace”" not in text
    assert "Bystander" not in text


@pytest.mark.parametrize(
    ("id_", "line"),
    [
        ("envoy", "  role       Envoy “at large”, South and The League (2009-03–)"),
        ("police", "  part of    Coast Militia (1999–2004)"),
        ("north", "  also       Northland, شمال"),
        ("herald-may", "  kind       article"),
        ("permits", "  broader    harbour"),
        ("permits-sold", "  status     dismissed, 2014-07-01 (court)"),
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
