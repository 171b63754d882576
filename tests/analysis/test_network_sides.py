"""Ties between sides: from a few statements by hand, and on the shipped claims against a plain count."""

from __future__ import annotations

import json
from collections import Counter

import harbour
import pytest
from conftest import Claims

from kg.analysis import sides as module
from kg.analysis.sides import sides
from kg.analysis.who import who
from kg.corpus.corpus import Corpus
from kg.corpus.counting import Count, Range
from kg.corpus.filters import Filter
from kg.render.sides import table
from kg.render.table import render

TEXT = """\
actors:
  ruritania: {name: Ruritania, type: state}
  strelsau: {name: Strelsau, type: state}
  zenda: {name: Zenda, type: state}
  ministry: {name: Ministry, type: organization, part_of: ruritania}
  ida: {name: Ida Falk, type: person}
sources:
  daily: {title: The Daily}
topics:
  trade: {label: Trade}
  war: {label: War}
allegations:
  robs: {text: Strelsau robs ships., accused: strelsau, topic: trade}
  spies: {text: Strelsau spies., accused: strelsau, topic: war}
statements:
  one: {act: accuses, speaker: ministry, date: 2031, allegation: robs, reports: [{source: daily}]}
  two: {act: accuses, occasion: one, allegation: spies, reports: [{source: daily}]}
  back: {act: accuses, speaker: strelsau, date: 2031, against: ministry, says: Nonsense., reports: [{source: daily}]}
  third: {act: accuses, speaker: zenda, date: 2031, allegation: robs, reports: [{source: daily}]}
  backing: {act: corroborates, speaker: ministry, date: 2031, answers: third, reports: [{source: daily}]}
  praise: {act: praises, speaker: zenda, date: 2031, toward: ministry, says: Good., reports: [{source: daily}]}
  mixed: {act: praises, speaker: ida, date: 2031, toward: [zenda, ida], says: Good., reports: [{source: daily}]}
  blame: {act: accuses, speaker: ida, date: 2031, against: zenda, says: Bad., reports: [{source: daily}]}
  denial: {act: denies, speaker: strelsau, date: 2031, answers: one, reports: [{source: daily}]}
"""


@pytest.fixture
def corpus(claims: Claims) -> Corpus:
    loaded = claims(TEXT)
    assert not loaded.diagnostics
    return loaded.corpus


def test_ties_carry_sign_counts_and_statements(corpus: Corpus) -> None:
    found = sides(corpus, "side", Filter())
    assert {(t.one, t.other): (t.sign, t.against, t.backing) for t in found.ties} == {
        ("ida", "zenda"): (0, ("blame",), ("mixed",)),
        ("ruritania", "strelsau"): (-1, ("one", "two", "back"), ()),
        ("ruritania", "zenda"): (1, (), ("backing", "praise")),
        ("strelsau", "zenda"): (-1, ("third",), ()),
    }
    ruritania = next(t for t in found.ties if t.other == "strelsau")
    assert ruritania.counts == (Count(Range(3, 3)), Count(Range(0, 0)))
    assert found.triads == ((("ruritania", "strelsau", "zenda"), "+--"),)
    assert found.camps == (frozenset({"ruritania", "zenda"}), frozenset({"strelsau"}))


def test_actors_and_topics_narrow_it(corpus: Corpus) -> None:
    assert ("ministry", "strelsau") in {(t.one, t.other) for t in sides(corpus, "actor", Filter()).ties}
    assert [(t.one, t.other) for t in sides(corpus, "side", Filter(topic="war")).ties] == [("ruritania", "strelsau")]


def test_joint_targets_name_the_topics_that_both_share(corpus: Corpus) -> None:
    (joint,) = sides(corpus, "side", Filter()).joint
    assert (joint.one, joint.other) == ("ruritania", "zenda")
    assert joint.targets == {"strelsau": (("trade",), ("one", "two", "third"))}


def test_who_has_no_side_is_in_no_joint_pair(claims: Claims) -> None:
    actors = """\
  critic: {name: Rolf Gent, type: person}
  aide: {name: Fritz Dechard, type: person, roles: [{position: Spokesman, of: critic}]}
  minister: {name: Otto Bersonin, type: person, roles: [{position: Minister, of: ministry}]}
  paper: {name: The Paper, type: media}
  strangers: {name: Strangers, type: group}
sources:
"""
    said = "".join(
        f"  by-{who}: {{act: accuses, speaker: {who}, date: 2031, allegation: robs, reports: [{{source: daily}}]}}\n"
        for who in ("critic", "aide", "minister", "paper", "strangers")
    )
    corpus = claims(TEXT.replace("sources:\n", actors) + said).corpus
    assert [(j.one, j.other) for j in sides(corpus, "side", Filter()).joint] == [("ruritania", "zenda")]
    joint = sides(corpus, "actor", Filter()).joint
    assert {(j.one, j.other) for j in joint} == {("minister", "ministry"), ("minister", "zenda"), ("ministry", "zenda")}


def test_only_so_many_accusers_are_compared_and_it_says_so(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "JOINED", 1)
    monkeypatch.setattr("kg.render.sides.JOINED", 1)
    found = sides(corpus, "side", Filter())
    assert found.joint == ()
    assert table(corpus, found, joint=True).caption == ("only the 1 that accuse most are compared",)


def test_the_tables_and_records_agree(corpus: Corpus) -> None:
    found = sides(corpus, "side", Filter())
    shown = table(corpus, found)
    assert shown.caption[0] == (
        "1 closed triads, 1 of them balanced; all three for each other (+++): 0; two for, one against (++-): 0; "
        "one for, two against (+--): 1; all three against each other (---): 0"
    )
    assert shown.rows[0] == ("Ruritania", "Strelsau", "against", Count(Range(3, 3)), Count(Range(0, 0)))
    records = json.loads(render(shown, "json", None))
    assert Counter(record["kind"] for record in records) == {"tie": 4, "triad": 1, "joint targets": 1, "balance": 1}
    assert records[-1]["camps"] == [["ruritania", "zenda"], ["strelsau"]]
    assert table(corpus, found, joint=True).rows == (("Ruritania", "Zenda", 1, "Strelsau", "Trade"),)


def test_ties_against_are_the_pairs_of_who() -> None:
    corpus = harbour.shipped()
    found = sides(corpus, "actor", Filter())
    expected: dict[tuple[str, ...], set[str]] = {}
    for pair in who(corpus, "actor", Filter()):
        if pair.accuser != pair.accused:
            expected.setdefault(tuple(sorted((pair.accuser, pair.accused))), set()).update(pair.accusations)
    assert {(t.one, t.other): set(t.against) for t in found.ties if t.against} == expected
    assert len(expected) > 30
