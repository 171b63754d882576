"""For whom a statement counts: companies, courts, regulators, spokesmen, analysts and outlets, as speakers and as accused."""

from __future__ import annotations

import pytest
from charges import accusations
from conftest import Claims
from many_readings import TEXT

from kg.analysis.answers import ledger
from kg.analysis.audit import audit
from kg.analysis.sides import sides
from kg.analysis.who import who
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.corpus.level import accused_at, speakers_at


@pytest.fixture
def corpus(claims: Claims) -> Corpus:
    return claims(TEXT).corpus


@pytest.mark.parametrize(
    ("statement", "speakers"),
    [
        ("charge", ("rival",)),  # a person who speaks for a company
        ("counter", ("acme",)),  # its press desk
        ("decision", ("court",)),  # never its government
        ("warning", ("watchdog",)),
        ("opinion", ("analyst",)),  # nobody said that he speaks for his institute
        ("blame", ("gazette",)),
        ("reply", ("singer",)),  # a spokesman of a person
        ("turned", ("singer",)),  # for a person
        ("several", ("alba", "analyst")),
        ("joint", ("alba", "borland")),
    ],
)
def test_each_statement_counts_for_the_right_party(corpus: Corpus, statement: str, speakers: tuple[str, ...]) -> None:
    assert speakers_at(corpus, corpus.resolved[statement], "side") == speakers
    assert speakers_at(corpus, corpus.resolved[statement], "actor") == corpus.resolved[statement].speakers


def test_an_accusation_of_a_spokesman_counts_against_the_person_spoken_for(corpus: Corpus) -> None:
    assert accused_at(corpus, corpus.resolved["at-spokesman"], "side") == ("singer",)
    assert accused_at(corpus, corpus.resolved["at-spokesman"], "actor") == ("spokesman",)


def test_the_record_counts_nobody_for_a_government_who_does_not_speak_for_it(corpus: Corpus) -> None:
    assert set(accusations(corpus, by="alba", level="side")) == {"joint", "several", "nobody"}
    pairs = {(p.accuser, p.accused) for p in who(corpus, "side", Filter())}
    assert {("watchdog", "acme"), ("acme", "rival"), ("rival", "acme")} <= pairs
    assert not any("court" in pair for pair in pairs)  # a finding accuses nobody


def test_companies_and_persons_counter_and_answer_for_themselves(corpus: Corpus) -> None:
    entries = {entry.id: entry for entry in ledger(corpus, Filter()).entries}
    assert entries["charge"].by_the_accused
    assert {answer.act for answer in entries["charge"].answers} == {"denies", "counters"}
    assert entries["blame"].by_the_accused
    assert {answer.act for answer in entries["blame"].answers} == {"denies", "counters"}


def test_what_is_only_told_denied_or_taken_back_answers_nothing_for_sure(corpus: Corpus) -> None:
    entries = {entry.id: entry for entry in ledger(corpus, Filter()).entries}
    assert (entries["joint"].status, entries["joint"].perhaps) == ("perhaps answered", ("told-denial",))
    assert (entries["several"].status, entries["several"].retracted) == ("not looked for", ("dropped",))
    assert entries["opinion"].status == "none found"  # to decline to comment denies nothing elsewhere


def test_the_audit_compares_sides_of_any_kind(corpus: Corpus) -> None:
    accused = {f.side: f for f in audit(corpus) if f.measure == "answer recorded to what is said against them"}
    assert set(accused) == {"acme", "rival", "alba", None}
    assert set(accused["acme"].units) == {"charge", "again", "third-time", "heard", "joint", "warning", "undated", "perhaps-that"}
    assert accused["acme"].hits == ("charge",)


@pytest.mark.parametrize(("stance", "backed"), [("", {("borland", "rival")}), (", allegation: waters, stance: disputes", set())])
def test_support_that_holds_the_contrary_backs_nobody(claims: Claims, stance: str, backed: set[tuple[str, str]]) -> None:
    plain = "date: 2031-09, answers: charge"
    assert plain in TEXT
    found = sides(claims(TEXT.replace(plain, plain + stance)).corpus, "side", Filter())
    assert {(tie.one, tie.other) for tie in found.ties if tie.backing} == backed
