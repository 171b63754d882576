"""Dates that cannot both be right, in every pair of fields that can contradict, and days of two places that can."""

from __future__ import annotations

import pytest
from conftest import Claims

from kg.corpus.corpus import Corpus
from kg.rules import chronology, dates

BASE = """actors:
  alba: {name: Alba, type: state}
  borea: {name: Borea, type: state}
sources:
  daily: {title: The Daily, date: 2021-03-20, url: "https://example.org/daily"}
  other: {title: Other, DATE url: "https://example.org/other"}
allegations:
  raid: {text: Borea raids Alba., accused: borea, status: [{step: charged, date: STEP, source: daily}]}
statements:
  charge: {act: accuses, speaker: alba, allegation: raid, date: "SAID", NONE reports: [{source: daily}]}
  denial: {act: denies, speaker: borea, answers: charge, date: "ANSWERED", reports: [{source: daily}]}
  wrong: {act: asserts, speaker: alba, says: So., date: 2021-03-05, WITHDRAWN reports: [{source: daily}]}
"""
GOOD = {"DATE": "", "STEP": "2021-03-01", "SAID": "2021-03-05", "NONE": "", "ANSWERED": "2021-03-06", "WITHDRAWN": ""}


def told(corpus: Corpus) -> list[tuple[str, str]]:
    rules = (chronology.answer_too_early, chronology.said_after_source, dates.contradicting_dates, dates.another_calendar)
    return [(d.code, d.record[1] if d.record else "") for rule in rules for d in rule(corpus)]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"DATE": "date: 2021-03-10, retrieved: 2021-03-01,"}, [("K321", "other")]),
        ({"DATE": "date: 2021-03-10, retrieved: 2021-03-09,"}, []),  # the day before, in another place
        ({"DATE": "date: 2021-03, retrieved: 2021-02,"}, []),
        (
            {"DATE": f"date: 2021-03-10, evidence: [{{sha256: {'ab' * 32}, media: a/b, size: 1, retrieved: 2021-03-01}}],"},
            [("K321", "other")],
        ),
        ({"DATE": "date: 2021-03, retrieved: 2021-01,"}, [("K321", "other")]),
        ({"DATE": "date: 2021-03-10~, retrieved: 2020,"}, []),
        ({"DATE": "date: 2021-03-10, dead: 2020,"}, [("K321", "other")]),
        ({"DATE": "retrieved: 2022, dead: 2020,"}, [("K321", "other")]),
        ({"DATE": "date: 2021-03-10, retrieved: 2022, dead: 2021-06,"}, [("K321", "other")]),
        ({"STEP": "2021-03-25"}, [("K321", "raid")]),
        ({"STEP": "2021-03-21"}, []),
        ({"NONE": "no_answer_as_of: 2021-03-01,"}, [("K321", "charge")]),
        ({"NONE": "no_answer_as_of: 2021-03-05,"}, []),
        ({"WITHDRAWN": "withdrawn: {date: 2021-02, reason: Wrong.},"}, [("K321", "wrong")]),
        ({"WITHDRAWN": "withdrawn: {date: 2022, reason: Wrong.},"}, []),
        ({"ANSWERED": "2021-03-04"}, []),  # the day before, in another place
        ({"ANSWERED": "2021-03-03"}, [("K301", "denial")]),
        ({"SAID": "2021-03-05T01:00:00+04:30", "ANSWERED": "2021-03-04T21:00:00Z"}, []),
        ({"SAID": "2021-03-05T01:00:00+04:30", "ANSWERED": "2021-03-04T20:00:00Z"}, [("K301", "denial")]),
        ({"SAID": "2021-03-05T01:00:00", "ANSWERED": "2021-03-05T00:00:00"}, []),  # no zone is known
        ({"SAID": "1399-12-15", "ANSWERED": "unknown"}, [("K322", "charge")]),
        ({"SAID": "1442-07", "ANSWERED": "unknown"}, [("K322", "charge")]),
        ({"SAID": "1800", "ANSWERED": "unknown"}, []),
    ],
)
def test_what_contradicts_what(claims: Claims, changed: dict[str, str], expected: list[tuple[str, str]]) -> None:
    text = BASE
    for name, value in (GOOD | changed).items():
        text = text.replace(name, value)
    loaded = claims(text)
    assert loaded.diagnostics == []
    assert told(loaded.corpus) == expected


@pytest.mark.parametrize("word", ["present", "now", "Today", "ongoing", "incumbent"])
def test_an_end_that_has_not_come_is_left_out(claims: Claims, word: str) -> None:
    text = "actors:\n  alba: {name: Alba, type: state}\n  ann: {name: Ann, type: person, roles: "
    (found,) = claims(f"{text}[{{position: P, of: alba, to: {word}}}]}}\n").diagnostics
    assert (found.code, found.hint) == ("K106", "leave 'to' out: what has no end still holds")
