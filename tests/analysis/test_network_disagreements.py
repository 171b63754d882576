"""Disagreements of sources: every kind by hand, and on the shipped claims against what the files hold."""

from __future__ import annotations

import json

import harbour
import pytest
from conftest import Claims

from kg.analysis.disagreements import Disagreement, Version, conflicts, disagreements
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.render.positions import sources
from kg.render.table import render

TEXT = """\
actors:
  ida: {name: Ida Falk, type: person}
  max: {name: Max Orth, type: person}
sources:
  daily: {title: The Daily}
  weekly: {title: The Weekly}
statements:
  said:
    act: asserts
    speaker: ida
    date: 2031-03
    certainty: possible
    says: Perhaps.
    conflicts_with: other
    reports:
      - {source: daily, date: 2031-03-04, certainty: asserted, says: Surely., named: Ada Falk}
      - {source: weekly, date: 2031-04, certainty: possible, says: Perhaps.}
  other:
    act: asserts
    speaker: max
    date: 2031
    says: No.
    conflicts_with: said
    reports: [{source: daily}]
"""


@pytest.fixture
def corpus(claims: Claims) -> Corpus:
    return claims(TEXT).corpus


def test_each_field_in_which_a_source_differs(corpus: Corpus) -> None:
    assert disagreements(corpus, Filter()) == (
        Disagreement("said", "date", "2031-03", (Version("daily", "2031-03-04"), Version("weekly", "2031-04", apart=True))),
        Disagreement("said", "wording", "Perhaps.", (Version("daily", "Surely."),)),
        Disagreement("said", "certainty", "possible", (Version("daily", "asserted"),)),
        Disagreement("said", "name", "ida", (Version("daily", "Ada Falk"),)),
    )


def test_conflicts_are_listed_once_and_for_either_actor(corpus: Corpus) -> None:
    assert conflicts(corpus, Filter()) == (("other", "said"),)
    assert conflicts(corpus, Filter(), "max") == (("other", "said"),)
    assert disagreements(corpus, Filter(), "max") == ()


def test_the_table_shows_both(corpus: Corpus) -> None:
    shown = sources(corpus, disagreements(corpus, Filter()), conflicts(corpus, Filter()))
    assert shown.rows[0][1:] == ("said", "date", "2031-03", ("2031-03-04 (daily)", "2031-04 (weekly, no day in common)"))
    assert shown.rows[-1][2] == "conflict"
    assert json.loads(render(shown, "json", None))[-1] == {"kind": "conflict", "ids": ["other", "said"]}


def test_the_shipped_claims_are_searched_whole() -> None:
    corpus = harbour.shipped()
    found = disagreements(corpus, Filter())
    for field, name in (("wording", "says"), ("certainty", "certainty"), ("name", "named")):
        written = sum(getattr(report, name) is not None for s in corpus.stated.values() for report in s.reports)
        assert sum(len(d.versions) for d in found if d.field == field) == written > 0
    assert {id_ for pair in conflicts(corpus, Filter()) for id_ in pair} >= {
        id_ for id_, s in corpus.stated.items() if s.conflicts_with
    }
