"""The ledger of answers: one exchange by hand, and the shipped claims against a comparison of all pairs."""

from __future__ import annotations

import datetime
import json

import harbour
import pytest
from conftest import Claims

from kg.analysis.answers import Ledger, ledger, totals
from kg.corpus.affiliation import Span
from kg.corpus.answering import Answer
from kg.corpus.corpus import Corpus
from kg.corpus.counting import Count, Range
from kg.corpus.filters import Filter
from kg.corpus.resolution import Resolved
from kg.corpus.scope import scope
from kg.corpus.silence import silence
from kg.engine.guarded import Limits
from kg.query import run
from kg.rdf.graph import ntriples
from kg.render.answers import table
from kg.render.table import render
from kg.sparql.answer import Answer as Rows

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
        "charge": "answered",
        "counter": "not looked for",
        "again": "answered",
        "maybe": "perhaps answered",
        "looked": "none found",
        "nobody": "not looked for",
        "fresh": "denied elsewhere",
    }
    assert [entry.id for entry in found.entries if entry.by_the_accused] == ["charge"]


def test_answers_say_whose_how_when_and_how_far(found: Ledger) -> None:
    charge = next(entry for entry in found.entries if entry.id == "charge")
    assert charge.answers == (
        Answer("counter", "counters", "accused", (0, 30), None),
        Answer("denial", "denies", "accused", (0, 30), "part"),
        Answer("comment", "declines", "others", (4, 4), None),
    )
    assert charge.number == Count(Range(3, 3), unit="answer")
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


def test_totals_are_ranges_that_name_their_unit(corpus: Corpus, found: Ledger) -> None:
    everything = ("charge", "counter", "again", "maybe", "looked", "nobody", "fresh")
    assert {what: (str(number), ids) for what, (number, ids) in totals(corpus, found).items()} == {
        "accusations": ("6–7 statements", everything),  # `again` and `maybe` may be the same
        "occasions": ("6–7 occasions", everything),
        "answered": ("2 statements", ("charge", "again")),
        "perhaps answered": ("1 statement", ("maybe",)),
        "denied elsewhere": ("1 statement", ("fresh",)),
        "none found": ("1 statement", ("looked",)),
        "not looked for": ("2 statements", ("counter", "nobody")),
        "by the accused": ("1 statement", ("charge",)),
    }


def test_filters_and_unanswered_narrow_the_ledger(corpus: Corpus) -> None:
    trade = ledger(corpus, Filter(topic="trade", within=Span(datetime.date(2031, 4, 1), None)))
    assert [entry.id for entry in trade.entries] == ["again", "fresh"]
    shown = table(corpus, ledger(corpus, Filter()), unanswered=True)
    assert [row[1:3] for row in shown.rows] == [
        ("counter", "not looked for"),
        ("maybe", "perhaps answered"),
        ("looked", "looked for but not found as of 2033"),
        ("nobody", "not looked for"),
        ("fresh", "denied elsewhere (only the allegation)"),
    ]


def test_answers_to_and_about_one_actor(corpus: Corpus) -> None:
    assert [entry.id for entry in ledger(corpus, Filter(actor="strelsau")).entries] == ["charge", "counter", "looked"]
    assert [entry.id for entry in ledger(corpus, Filter(actor="rudolf")).entries] == ["counter"]
    assert [entry.id for entry in ledger(corpus, Filter(actor="ministry")).entries] == ["counter"]  # Rudolf speaks for it


def test_a_period_keeps_what_surely_lies_in_it_and_says_how_many_more_may(corpus: Corpus) -> None:
    april = Span(datetime.date(2031, 4, 1), datetime.date(2031, 4, 10))
    found = ledger(corpus, Filter(within=april))
    assert ([entry.id for entry in found.entries], found.more) == (["again"], ("maybe",))
    assert table(corpus, found).caption[-1] == "1 more statement may lie in the period (--maybe adds it)"
    found = ledger(corpus, Filter(within=april, maybe=True))
    assert [(entry.id, entry.lies) for entry in found.entries] == [("again", "surely"), ("maybe", "perhaps")]
    shown = table(corpus, found)
    assert str(shown.rows[1][0]).endswith("(may lie in the period)")
    assert shown.caption[-1] == "1 statement may only possibly lie in the period, and counts at the upper end alone"
    assert str(totals(corpus, found)["accusations"][0]) == "1–2 statements"


def test_the_table_and_its_records_agree(corpus: Corpus, found: Ledger) -> None:
    shown = table(corpus, found)
    assert shown.caption[0] == "6–7 statements of accusation, on 6–7 occasions"
    assert shown.caption[1].startswith("of these, 2 answered; 1 perhaps answered;")
    records = json.loads(render(shown, "json", None))
    assert [r["id"] for r in records if r["kind"] == "statement"] == [row[1] for row in shown.rows]
    charge = next(r for r in records if r.get("id") == "charge")
    assert charge["answers"][1] == {"id": "denial", "act": "denies", "by": "accused", "days": [0, 30], "meets": "part"}
    assert records[-1]["answered"] == {
        "least": 2,
        "most": 2,
        "statements": ["charge", "again"],
        "retracted": [],
        "perhaps": [],
    }
    assert (charge["answered"], charge["by"]) == ("answered", "the accused")
    assert shown.rows[0][3:] == ("counters, declines, denies", Count(Range(3, 3), unit="answer"), "0–4", "part", "1")


def test_the_shipped_claims_equal_a_comparison_of_all_pairs() -> None:
    corpus = harbour.shipped()
    found = ledger(corpus, Filter())
    everything = list(corpus.resolved.values())
    assert len(found.entries) > 50
    for entry in found.entries:
        charge = corpus.resolved[entry.id]
        assert {a.id for a in entry.answers} == {r.id for r in everything if entry.id in r.answers and not r.is_attributed}
        assert set(entry.perhaps) == {
            r.id
            for r in everything
            if (entry.id in r.answers and r.is_attributed) or (entry.id in r.statement.may_answer and entry.id not in r.answers)
        }
        if entry.accuses:
            assert entry.through == max([(0, 0), *(meeting(corpus, everything, charge, a) for a in charge.allegations)])
    assert sum(sum(entry.through) for entry in found.entries) > 10


def test_answered_accusations_are_those_of_the_graph() -> None:
    corpus = harbour.shipped()
    text = "SELECT DISTINCT ?s WHERE { ?s a kg:Accusation . ?a kg:answers ?s . FILTER NOT EXISTS { ?a kg:attributed true } }"
    answer = run(ntriples(corpus), text, corpus.base, Limits(30, 10_000, 2 << 30))
    assert isinstance(answer, Rows)
    asked = {term.value.rpartition("/")[2] for (term,) in answer.rows if term is not None}
    assert set(ledger(corpus, Filter()).ids("answered")) == asked
    assert len(asked) > 10


def meeting(corpus: Corpus, everything: list[Resolved], charge: Resolved, allegation: str) -> tuple[int, int]:
    """How many free-standing denials meet the allegation whole and in part, each compared by itself."""
    counts = {"whole": 0, "part": 0, "none": 0}
    for answer in everything:
        free = answer.disputes and not answer.statement.answers and answer.act != "finds"
        before = answer.latest is not None and charge.earliest is not None and answer.latest < charge.earliest
        if free and not before and answer.speakers != charge.speakers:
            scopes = {scope(corpus.allegations, own, allegation) for own in answer.disputes}
            counts["whole" if "whole" in scopes else "part" if "part" in scopes else "none"] += 1
    return counts["whole"], counts["part"]


def test_a_denial_denies_nothing_elsewhere_that_its_speaker_took_back(claims: Claims) -> None:
    corpus = claims(
        "actors:\n  ida: {name: Ida, type: person}\n  max: {name: Max, type: person}\nsources:\n  s: {title: S}\n"
        "allegations:\n  theft: {text: Max steals., accused: max}\n  fire: {text: Max burns it., accused: max}\nstatements:\n"
        "  on-theft: {act: accuses, speaker: ida, date: 2031-01-01, allegation: theft, reports: [{source: s}]}\n"
        "  on-fire: {act: accuses, speaker: ida, date: 2031-01-01, allegation: fire, reports: [{source: s}]}\n"
        "  denial: {act: denies, speaker: max, date: 2031-01-05, allegation: [theft, fire], reports: [{source: s}]}\n"
        "  back: {act: retracts, speaker: max, date: 2031-01-09, answers: denial, allegation: fire, reports: [{source: s}]}\n"
    ).corpus
    assert silence(corpus, "on-theft") == "denied elsewhere"
    assert silence(corpus, "on-fire") == "not looked for"
