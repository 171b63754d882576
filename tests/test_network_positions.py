"""Positions over time: shifts by hand, and every search against a comparison of all pairs."""

from __future__ import annotations

import json
import random

import harbour
import pytest
from conftest import Claims

from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.corpus.resolution import Resolved
from kg.corpus.scope import wider
from kg.network.positions import Position, Shift, positions
from kg.render.positions import table
from kg.render.table import render

HEAD = """\
actors:
  ruritania: {name: Ruritania, type: state}
  ministry: {name: Ministry, type: organization, part_of: ruritania}
  ida: {name: Ida Falk, type: person, roles: [{position: Minister, of: ministry}]}
  max: {name: Max Orth, type: person}
sources:
  daily: {title: The Daily}
allegations:
  robs: {text: Strelsau robs., concerns: ministry}
  tolls: {text: Strelsau takes secret tolls., concerns: ministry, broader: robs}
  night: {text: Strelsau takes tolls by night., concerns: ministry, broader: tolls}
  spies: {text: Strelsau spies., concerns: ministry}
statements:
"""


def read(claims: Claims, *lines: str) -> Corpus:
    rows = []
    for n, line in enumerate(lines):
        act, date, allegation, *rest = line.split(" ")
        more = "".join(f", {item}" for item in rest).replace(":", ": ")
        against = ", against: ruritania" if act == "accuses" else ""
        who = "" if "speaker" in more else ", speaker: ida"
        about = f"allegation: {allegation}" if allegation != "-" else "says: So."
        rows.append(f"  s{n}: {{act: {act}, date: '{date}', {about}{who}{against}{more}, reports: [{{source: daily}}]}}\n")
    return claims(HEAD + "".join(rows)).corpus


def of(corpus: Corpus, actor: str = "ida") -> dict[str, Position]:
    return {p.id: p for p in positions(corpus, actor, Filter())}


def test_certainty_shifts_between_two_dates(claims: Claims) -> None:
    corpus = read(claims, "asserts 2031-02 robs certainty:possible", "asserts 2031-04 robs", "asserts 2031-05 robs")
    found = of(corpus)
    assert found["s1"].shifts == (Shift("s0", "certainty", "possible", "asserted"),)
    assert found["s2"].shifts == ()
    assert [found[id_].superseded_by for id_ in ("s0", "s1", "s2")] == ["s1", "s2", None]
    shown = table(corpus, found.values())
    assert shown.rows[1][5] == "possible to asserted between 2031-02 and 2031-04"


def test_a_later_denial_supersedes_and_does_not_contradict(claims: Claims) -> None:
    found = of(read(claims, "asserts 2031-02 robs", "denies 2031-04 robs"))
    assert found["s1"].shifts == (Shift("s0", "stance", "affirms", "disputes"),)
    assert (found["s0"].contradicts, found["s1"].contradicts) == (None, None)


@pytest.mark.parametrize(("first", "second"), [("2031-04", "2031-04-09"), ("unknown", "2031"), ("2031-04~", "2031-05")])
def test_opposite_stances_contradict_where_dates_overlap(claims: Claims, first: str, second: str) -> None:
    found = of(read(claims, f"asserts {first} robs", f"denies {second} robs"))
    assert (found["s0"].contradicts, found["s1"].contradicts) == ("s1", "s0")
    assert found["s0"].superseded_by is None
    assert found["s1"].shifts == ()


def test_scope_shifts_are_named_once(claims: Claims) -> None:
    found = of(read(claims, "asserts 2031-02 night", "asserts 2031-04 robs", "asserts 2031-05 robs", "asserts 2031-06 tolls"))
    assert found["s1"].shifts == (Shift("s0", "wider", "night", "robs"),)
    assert found["s2"].shifts == ()
    assert found["s3"].shifts == (Shift("s2", "narrower", "robs", "tolls"), Shift("s0", "wider", "night", "tolls"))


def test_declining_is_no_stance_and_certainty_needs_two(claims: Claims) -> None:
    found = of(read(claims, "asserts 2031-02 robs", "declines 2031-04 robs", "declines 2031-05 robs", "asserts 2031 -"))
    assert found["s1"].shifts == (Shift("s0", "stance", "affirms", "neither"),)
    assert found["s2"].shifts == ()
    assert found["s3"] == Position("s3", None, "neither", "asserted")


def test_a_side_holds_what_is_said_for_it(claims: Claims) -> None:
    corpus = read(claims, "asserts 2031-02 robs", "asserts 2031-04 robs speaker:max", "denies 2031-05 robs speaker:ministry")
    assert list(of(corpus)) == ["s0"]
    assert list(of(corpus, "ruritania")) == list(of(corpus, "ministry")) == ["s0", "s2"]


@pytest.mark.parametrize("seed", range(80))
def test_searches_equal_a_comparison_of_all_pairs(claims: Claims, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    dates = (
        "2031",
        "2031-02",
        "2031-02-09",
        "2031-02-10",
        "2031-04",
        "2031-04~",
        "2032",
        "unknown",
        "2031-03/2031-05",
        "../2031-03",
    )
    acts = ("asserts", "denies", "declines", "asserts", "denies")
    sure = ("certainty:possible", "certainty:probable", "certainty:asserted")
    lines = []
    for _ in range(rng.randint(2, 9)):
        act = rng.choice(acts)
        more = f" {rng.choice(sure)}" if act != "declines" else ""
        lines.append(f"{act} {rng.choice(dates)} {rng.choice(('robs', 'tolls', 'night', 'spies'))}{more}")
    corpus = read(claims, *lines)
    everything = list(corpus.resolved.values())
    found = of(corpus)
    assert len(found) == len(lines)
    for position in found.values():
        check(corpus, everything, position)


def surely_before(one: Resolved, other: Resolved) -> bool:
    qualified = one.date.qualified or other.date.qualified
    return not qualified and one.latest is not None and other.earliest is not None and one.latest < other.earliest


def check(corpus: Corpus, everything: list[Resolved], position: Position) -> None:
    me, allegation = corpus.resolved[position.id], position.allegation or ""
    same = [r for r in everything if allegation in r.allegations]
    later = {r.id for r in same if surely_before(me, r)}
    assert (position.superseded_by in later) if later else position.superseded_by is None
    if position.superseded_by:
        assert not any(surely_before(corpus.resolved[id_], corpus.resolved[position.superseded_by]) for id_ in later)
    mine = me.stance(allegation)
    opposite = {"affirms": "disputes", "disputes": "affirms"}.get(mine)
    against = {r.id for r in same if r.stance(allegation) == opposite and not surely_before(me, r) and not surely_before(r, me)}
    assert (position.contradicts in against) if against else position.contradicts is None
    earlier = [r for r in same if surely_before(r, me)]
    kinds = {shift.kind for shift in position.shifts}
    if earlier:
        last = max(earlier, key=lambda r: (r.latest is not None and r.latest, r.id))
        expected = {"stance"} if last.stance(allegation) != mine else set()
        if not expected and last.certainty and me.certainty and last.certainty != me.certainty:
            expected = {"certainty"}
        assert kinds == expected
        assert all(shift.since == last.id for shift in position.shifts)
    else:
        assert kinds <= {"wider", "narrower"}
        for shift in position.shifts:
            since = corpus.resolved[shift.since]
            assert surely_before(since, me)
            assert since.stance(shift.before) == mine
            above, below = (shift.before, allegation) if shift.kind == "narrower" else (allegation, shift.before)
            assert above in wider(corpus.allegations, below) - {below}


def test_the_shipped_claims_show_nicholsons_shift() -> None:
    corpus = harbour.shipped()
    found = positions(corpus, "john-nicholson", Filter())
    records = json.loads(render(table(corpus, found), "json", None))
    words = [shift["words"] for record in records for shift in record["shifts"]]
    assert "asserted to implied between 2017-02 and 2017-04-24" in words
    assert [record["id"] for record in records] == [p.id for p in found]
