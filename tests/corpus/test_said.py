"""What had been said by a day, against every way in which the days can have been.

A small record has few days: each statement is put on each day that its date allows, no answer before what it answers. Surely said
is what is said by then in every way, perhaps what is in some.
"""

from __future__ import annotations

import datetime
import itertools
from typing import Final

import harbour
import pytest
from forked import run
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import kg
from kg import resources
from kg.corpus.corpus import Corpus
from kg.corpus.said import said_by
from kg.load import load_tree

FIRST: Final = datetime.date(2030, 1, 29)
DAYS: Final = range(6)
"""The days on which something may have been said, from the first on: those at both ends are for all that is before or after."""
DATES: Final = {
    "2030-01-30": (1, 1),
    "2030-01-31": (2, 2),
    "2030-02-01": (3, 3),
    "2030-02-02": (4, 4),
    "2030-01": (0, 2),
    "2030-02": (3, 5),
    "2030-01-30/2030-02-01": (1, 3),
    "[..2030-01-31]": (0, 2),
    "[2030-02-01..]": (3, 5),
    "2030-01-30~": (0, 5),
    "unknown": (0, 5),
}
"""Dates, and the first and last of these days that each allows; one that is only approximate bounds nothing."""

RECORD: Final = """\
actors:
  alba: {name: Alba, type: state}
  borea: {name: Borea, type: state}
sources:
  daily: {title: The Daily, url: "https://example.org/daily"}
allegations:
  theft: {text: Borea steals salt., accused: borea, status: [{step: charged, date: 2030-02-01, source: daily}]}
statements:
"""


def record(*statements: tuple[str, list[int]]) -> Corpus:
    """A record of statements, each with its date and the numbers of those that it answers."""
    text = RECORD
    for number, (date, answers) in enumerate(statements):
        does = f"denies\n    answers: [{', '.join(f's{one}' for one in answers)}]" if answers else "accuses"
        text += f"  s{number}:\n    act: {does}\n    speaker: alba\n    date: {date!r}\n    allegation: theft\n"
        text += "    says: Said so.\n    reports: [{source: daily}]\n"
    loaded = load_tree("claims", {"a.yaml": text.encode()})
    assert loaded.diagnostics == []
    return loaded.corpus


def ways(statements: list[tuple[str, list[int]]]) -> list[tuple[int, ...]]:
    """Every way in which the days can have been."""
    possible = [range(DATES[date][0], DATES[date][1] + 1) for date, _ in statements]
    return [
        days
        for days in itertools.product(*possible)
        if all(days[earlier] <= days[i] for i, (_, answers) in enumerate(statements) for earlier in answers)
    ]


@st.composite
def some(draw: st.DrawFn) -> list[tuple[str, list[int]]]:
    made = []
    for number in range(draw(st.integers(1, 4))):
        answers = draw(st.lists(st.sampled_from(range(number)), unique=True, max_size=2)) if number else []
        made.append((draw(st.sampled_from(sorted(DATES))), answers))
    return made


@settings(deadline=None, max_examples=150)
@given(some())
def test_that_what_was_said_is_what_every_way_says(statements: list[tuple[str, list[int]]]) -> None:
    found = ways(statements)
    assume(found)  # dates may contradict each other, which is a fault of the record
    corpus = record(*statements)
    for day in DAYS[1:-1]:
        said = said_by(corpus, FIRST + datetime.timedelta(day))
        by_then = [[days[i] <= day for days in found] for i in range(len(statements))]
        assert set(said.corpus.resolved) == {f"s{i}" for i, one in enumerate(by_then) if all(one)}
        assert set(said.perhaps) == {f"s{i}" for i, one in enumerate(by_then) if any(one) and not all(one)}


@pytest.mark.parametrize(("day", "steps", "perhaps"), [("2030-01-31", 0, ()), ("2030-02-01", 1, ())])
def test_that_a_decision_was_not_made_before_its_day(day: str, steps: int, perhaps: tuple[str, ...]) -> None:
    said = said_by(record(("2030-01-30", [])), datetime.date.fromisoformat(day))
    assert len(said.corpus.allegations["theft"].status) == steps
    assert said.decisions == perhaps


@pytest.mark.parametrize("day", ["2007-03-01", "2016-12-31", "2017-04-30", "2018-06-01", "2020-07-01", "2022-01-01"])
def test_that_the_shipped_record_says_less_and_nothing_else(day: str) -> None:
    """Whoever is quoted is quoted with the same words, on the word of the same people; nothing refers to what was not said."""
    whole = harbour.shipped()
    said = said_by(whole, datetime.date.fromisoformat(day))
    assert 0 < len(said.corpus.resolved) < len(whole.resolved)
    for id_, resolved in said.corpus.resolved.items():
        before = whole.resolved[id_]
        assert (resolved.speakers, resolved.tellers, resolved.date) == (before.speakers, before.tellers, before.date)
        assert (resolved.statement.says, resolved.sides) == (before.statement.says, before.sides)
        assert {*resolved.answers, *resolved.follows, *resolved.statement.may_answer} <= set(said.corpus.statements)
    assert not set(said.perhaps) & set(said.corpus.kinds)
    later = set(whole.resolved) - set(said.corpus.resolved) - set(said.perhaps)
    assert all((whole.resolved[id_].latest or datetime.date.max) > datetime.date.fromisoformat(day) for id_ in later)


def test_that_perhaps_is_apart_and_in_no_number() -> None:
    ran = run("list", "statement", "--demo", "--said-by", "2017-04")
    assert ran.status == 0
    claims = kg.open(resources.folder("claims"), said_by="2017-04")
    head, _, rest = ran.out.partition("\n\n")
    assert head == f"The record as surely said by 2017-04-30; perhaps {len(claims.perhaps)} more statements."
    assert f"perhaps said by 2017-04-30: {claims.perhaps[0]}, " in ran.err
    assert f" and {len(claims.perhaps) - 12} more\n" in ran.err
    assert sum(id_ in rest.split() for id_ in claims.corpus.resolved) == len(claims.corpus.resolved)
    assert not any(id_ in rest.split() for id_ in claims.perhaps)
    assert claims.corpus.title.endswith(f": as surely said by 2017-04-30; perhaps {len(claims.perhaps)} more statements")
    assert run("who", "--demo", "--said-by", "soon").err.startswith("kg: --said-by: 'soon' is not a date")
    assert run("who", "--demo", "--said-by", "unknown").err == "kg: --said-by: 'unknown' has no last day\n"
    with pytest.raises(kg.QueryError, match="has no last day"):
        kg.open(resources.folder("claims"), said_by="unknown")


def test_that_what_is_known_on_somebodys_word_stays_on_it() -> None:
    text = RECORD + (
        "  charge:\n    act: accuses\n    speaker: alba\n    date: 2030-01-30\n    allegation: theft\n    says: Said so.\n"
        "    reports: [{source: daily, via: [recalled]}]\n"
        "  recalled:\n    act: asserts\n    speaker: borea\n    date: 2030-02-02\n    says: Recalled the charge.\n"
        "    reports: [{source: daily}]\n"
    )
    whole = load_tree("claims", {"a.yaml": text.encode()}).corpus
    said = said_by(whole, datetime.date(2030, 1, 31)).corpus
    assert set(said.resolved) == {"charge"}
    assert whole.resolved["charge"].tellers == said.resolved["charge"].tellers == ("borea",)
    assert said.statements["charge"].reports[0].via == ("borea",)
