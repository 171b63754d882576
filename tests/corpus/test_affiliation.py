"""For whom a statement speaks, and on which side."""

from __future__ import annotations

import datetime

import pytest
from conftest import State

from kg.corpus.affiliation import Span, roles_on
from kg.corpus.resolution import Resolved


def one(state: State, fields: str) -> Resolved:
    return state(f"  s: {{act: asserts, says: x, {fields}}}\n").resolved["s"]


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("fields", "spoken_for", "sides"),
    [
        ("speaker: ruritania, date: 2017", "ruritania", "ruritania"),
        ("speaker: press-desk, date: 2017", "press-desk", "ruritania"),
        ("speaker: bands, date: 2017", "bands", "bands"),  # the first on the way up, and not the state above it
        ("speaker: pact, date: 2017", "pact", "pact"),
        ("speaker: joint-staff, date: 2017", "joint-staff", "glottenberg pact"),
        ("speaker: moved, date: 2016-12-31", "moved", "ruritania"),
        ("speaker: moved, date: 2017-01-01", "moved", "glottenberg"),
        ("speaker: moved, date: 2016/2017", "moved", "ruritania glottenberg"),
        ("speaker: moved, date: unknown", "moved", "ruritania glottenberg"),
        ("speaker: ring-a, date: 2017", "ring-a", "pact"),
        ("speaker: officials, date: 2017", "officials", "ruritania"),
        ("speaker: unnamed, date: 2017", "unnamed", ""),
        ("speaker: gazette, date: 2017", "gazette", ""),
        ("speaker: herald, date: 2017", "herald", "ruritania"),
        ("speaker: institute, date: 2017", "institute", ""),
        ("speaker: sapt, date: 2016-02-29", "", ""),
        ("speaker: sapt, date: 2016-03-01", "press-desk", "ruritania"),
        ("speaker: sapt, date: 2017-06-14", "press-desk", "ruritania"),
        ("speaker: sapt, date: 2017-06-15", "press-desk joint-staff pact", "ruritania pact glottenberg"),
        ("speaker: sapt, date: 2017-07", "joint-staff pact", "pact glottenberg"),
        ("speaker: sapt, date: unknown", "press-desk joint-staff pact", "ruritania pact glottenberg"),
        ("speaker: flavia, date: 1650", "office", "ruritania"),  # a role without bounds is open
        ("speaker: rupert, date: 2017", "", ""),
        ("speaker: hentzau, date: 2016-12", "glottenberg", "glottenberg"),
        ("speaker: hentzau, date: 2017", "", ""),
        ("speaker: hentzau, date: 2017, for: office", "office", "ruritania"),
        ("speaker: sapt, date: 2017, for: self", "", ""),
        ("speaker: flavia, date: 2017, for: self", "", ""),
        ("speaker: office, date: 2017, for: self", "office", "ruritania"),
        ("speaker: sapt, date: 2017, for: [pact, glottenberg]", "pact glottenberg", "pact glottenberg"),
        ("speaker: [flavia, hentzau], date: 2016", "office glottenberg", "ruritania glottenberg"),
        ("speaker: [flavia, office], date: 2016", "office", "ruritania"),
        ("speaker: [officials, gazette], date: 2017", "officials gazette", "ruritania"),
    ],
)  # fmt: skip
def test_for_whom_a_statement_speaks_and_its_side(state: State, fields: str, spoken_for: str, sides: str) -> None:
    resolved = one(state, fields)
    assert resolved.spoken_for == tuple(spoken_for.split())
    assert sorted(resolved.sides) == sorted(sides.split())


def test_an_accused_stands_on_the_side_of_its_roles_on_that_day(state: State) -> None:
    text = "  s{}: {{act: accuses, speaker: gazette, date: {}, says: x, against: [{}]}}\n"
    asked = [("2017-01", "sapt"), ("2018", "sapt"), ("2017", "rupert"), ("2017", "bands, office"), ("2017", "gazette")]
    corpus = state("".join(text.format(i, date, against) for i, (date, against) in enumerate(asked)))
    found = [sorted(resolved.accused_sides) for resolved in corpus.resolved.values()]
    assert found == [["ruritania"], ["glottenberg", "pact"], [], ["bands", "ruritania"], []]


def test_roles_on_a_day(state: State) -> None:
    sapt = state("  s: {act: asserts, says: x, speaker: sapt, date: 2017}\n").actors["sapt"]
    assert [role.position for role in roles_on(sapt, Span(day("2017-06-14"), day("2017-06-14")))] == ["Spokesman"]
    assert [role.position for role in roles_on(sapt, Span(None, day("2017-06-15")))] == ["Spokesman", "Envoy"]
    assert [role.position for role in roles_on(sapt, Span(day("2017-07-01"), None))] == ["Envoy"]


def test_sides_of_one_actor(state: State) -> None:
    corpus = state("  s: {act: asserts, says: x, speaker: sapt, date: 2017}\n")
    assert corpus.sides_of("press-desk", Span()) == ("ruritania",)
    assert corpus.sides_of("nobody", Span()) == ()
