"""The ledger of answers: one exchange by hand, and the shipped claims against a comparison of all pairs."""

from __future__ import annotations

import datetime
import json

import harbour
import pytest
from conftest import Claims

from kg.corpus.affiliation import Span
from kg.corpus.answering import Answer
from kg.corpus.corpus import Corpus
from kg.corpus.counting import Range
from kg.corpus.filters import Filter
from kg.corpus.resolution import Resolved
from kg.corpus.scope import scope
from kg.engine.answer import Answer as Rows
from kg.engine.guarded import Limits
from kg.network.answers import ANSWERED, Ledger, ledger, totals
from kg.query import run
from kg.rdf.graph import ntriples
from kg.render.answers import table
from kg.render.table import render

EXCHANGE = """\
actors:
  ruritania: {name: Ruritania, type: state}
  ministry: {name: Ministry of Tolls, type: organization, part_of: ruritania}
  strelsau: {name: Strelsau, type: state}
  rudolf: {name: Rudolf Rassendyll, type: person, roles: [{position: Minister, of: ministry}]}
  ida: {name: Ida Falk, type: person}
  envoy: {name: The Envoy, type: group, part_of: strelsau}
sources:
  daily: {title: The Daily}
topics:
  trade: {label: Trade}
  war: {label: War}
allegations:
  robs: {text: Ruritania robs ships., accused: ruritania, topic: trade}
  tolls: {text: Ruritania takes secret tolls., accused: ruritania, topic: trade, broader: robs}
  spies: {text: Ruritania spies., accused: ruritania, topic: war}
  lies: {text: Strelsau lies., accused: strelsau}
statements:
  charge: {act: accuses, speaker: envoy, date: 2031-03-01, allegation: robs, reports: [{source: daily}]}
  denial: {act: denies, speaker: rudolf, date: 2031-03, answers: charge, allegation: tolls, reports: [{source: daily}]}
  counter: {act: accuses, occasion: denial, answers: charge, allegation: lies, reports: [{source: daily}]}
  comment: {act: declines, speaker: ida, date: 2031-03-05, answers: charge, reports: [{source: daily}]}
  again: {act: accuses, speaker: ida, date: 2031-04-01, allegation: tolls, may_be: maybe, reports: [{source: daily}]}
  remark: {act: qualifies, speaker: envoy, date: 2031-04-02, answers: again, says: Not all., reports: [{source: daily}]}
  maybe: {act: accuses, speaker: ida, date: 2031-04, allegation: spies, reports: [{source: daily}]}
  perhaps: {act: denies, speaker: ministry, date: 2031-04-09, may_answer: maybe, allegation: spies, reports: [{source: daily}]}
  looked: {act: accuses, speaker: ida, date: 2032, against: envoy, says: Idle., no_answer_as_of: 2033, reports: [{source: daily}]}
  nobody: {act: accuses, speaker: ida, date: 2032, against: [], says: Somebody., reports: [{source: daily}]}
  early: {act: denies, speaker: ministry, date: 2031-02-28, allegation: robs, reports: [{source: daily}]}
  late: {act: denies, speaker: ministry, date: 2033, allegation: robs, reports: [{source: daily}]}
  fresh: {act: accuses, speaker: ida, date: 2032, allegation: tolls, reports: [{source: daily}]}
  assertion: {act: asserts, speaker: ida, date: 2032, says: Rain., reports: [{source: daily}]}
  gone: {act: denies, speaker: ida, date: 2033, answers: fresh, withdrawn: {date: 2034, reason: No.}, reports: [{source: daily}]}
"""


@pytest.fixture
def corpus(claims: Claims) -> Corpus:
    loaded = claims(EXCHANGE)
    assert not loaded.diagnostics
    return loaded.corpus


@pytest.fixture
def found(corpus: Corpus) -> Ledger:
    return ledger(corpus, Filter())


def test_every_accusation_and_everything_answered_has_an_entry(found: Ledger) -> None:
    assert {entry.id: entry.status for entry in found.entries} == {
        "charge": "by the accused",
        "counter": "not looked for",
        "again": "by others",
        "maybe": "perhaps",
        "looked": "none found",
        "nobody": "not looked for",
        "fresh": "through its allegation",
    }


def test_answers_say_whose_how_when_and_how_far(found: Ledger) -> None:
    charge = next(entry for entry in found.entries if entry.id == "charge")
    assert charge.answers == (
        Answer("counter", "counters", "accused", (0, 30), None),
        Answer("denial", "denies", "accused", (0, 30), "part"),
        Answer("comment", "declines", "others", (4, 4), None),
    )
    assert charge.occasions == Range(2, 2)  # the denial and the counter-charge are one utterance
    again = next(entry for entry in found.entries if entry.id == "again")
    assert again.answers == (Answer("remark", "qualifies", "others", (1, 1), None),)


def test_free_standing_denials_meet_what_they_cover_unless_they_came_before(found: Ledger) -> None:
    assert {entry.id: entry.through for entry in found.entries if sum(entry.through)} == {
        "charge": (1, 0),  # `late`, not `early`
        "again": (1, 0),
        "fresh": (1, 0),
        "maybe": (1, 0),
    }
    assert found.disputed["tolls"].whole == ("early", "late")


def test_totals_are_ranges_over_occasions(corpus: Corpus, found: Ledger) -> None:
    assert totals(corpus, found) == {
        "accusations": (Range(6, 7), ("charge", "counter", "again", "maybe", "looked", "nobody", "fresh")),
        "answered": (Range(2, 3), ("charge", "again")),
        "by the accused": (Range(1, 2), ("charge",)),
    }


def test_filters_and_unanswered_narrow_the_ledger(corpus: Corpus) -> None:
    trade = ledger(corpus, Filter(topic="trade", within=Span(datetime.date(2031, 4, 1), None)))
    assert [entry.id for entry in trade.entries] == ["again", "fresh"]
    shown = table(corpus, ledger(corpus, Filter()), unanswered=True)
    assert [row[1:3] for row in shown.rows] == [
        ("counter", "not looked for"),
        ("maybe", "perhaps"),
        ("looked", "none found as of 2033"),
        ("nobody", "not looked for"),
        ("fresh", "through its allegation"),
    ]


def test_the_table_and_its_records_agree(corpus: Corpus, found: Ledger) -> None:
    shown = table(corpus, found)
    assert shown.caption[0] == "6–7 occasions of accusation; 2–3 answered, 1–2 by the accused’s side"
    records = json.loads(render(shown, "json", None))
    assert [r["id"] for r in records if r["kind"] == "statement"] == [row[1] for row in shown.rows]
    charge = next(r for r in records if r.get("id") == "charge")
    assert charge["answers"][1] == {"id": "denial", "act": "denies", "by": "accused", "days": [0, 30], "meets": "part"}
    assert records[-1]["answered"] == {"least": 2, "most": 3, "ids": ["charge", "again"]}
    assert shown.rows[0][3:] == ("counters, declines, denies", "2", "0–4", "part", "1")


def test_the_shipped_claims_equal_a_comparison_of_all_pairs() -> None:
    corpus = harbour.shipped()
    found = ledger(corpus, Filter())
    everything = list(corpus.resolved.values())
    assert len(found.entries) > 50
    for entry in found.entries:
        charge = corpus.resolved[entry.id]
        assert {a.id for a in entry.answers} == {r.id for r in everything if entry.id in r.answers}
        assert set(entry.perhaps) == {
            r.id for r in everything if entry.id in r.statement.may_answer and entry.id not in r.answers
        }
        if entry.accuses:
            assert entry.through == max([(0, 0), *(meeting(corpus, everything, charge, a) for a in charge.allegations)])
    assert sum(sum(entry.through) for entry in found.entries) > 20


def test_answered_accusations_are_those_of_the_graph() -> None:
    corpus = harbour.shipped()
    text = "SELECT DISTINCT ?s WHERE { ?s a kg:Accusation . ?a kg:answers ?s }"
    answer = run(ntriples(corpus), text, corpus.base, Limits(30, 10_000, 2 << 30))
    assert isinstance(answer, Rows)
    asked = {term.value.rpartition("/")[2] for (term,) in answer.rows if term is not None}
    assert set(ledger(corpus, Filter()).ids(*ANSWERED)) == asked
    assert len(asked) > 10


def meeting(corpus: Corpus, everything: list[Resolved], charge: Resolved, allegation: str) -> tuple[int, int]:
    """How many free-standing answers meet the allegation whole and in part, each compared by itself."""
    counts = {"whole": 0, "part": 0, "none": 0}
    for answer in everything:
        free = answer.act in {"denies", "rebuts", "concedes", "qualifies", "declines"} and not answer.answers
        before = answer.latest is not None and charge.earliest is not None and answer.latest < charge.earliest
        if free and not before and answer.speakers != charge.speakers:
            scopes = {scope(corpus.allegations, own, allegation) for own in answer.allegations}
            counts["whole" if "whole" in scopes else "part" if "part" in scopes else "none"] += 1
    return counts["whole"], counts["part"]
