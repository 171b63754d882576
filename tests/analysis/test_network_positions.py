"""Positions over time: shifts by hand, and every search against a comparison of all pairs."""

from __future__ import annotations

import json
import random

import harbour
import pytest
import written
from conftest import Claims

from kg.analysis.origins import of_allegation
from kg.analysis.positions import Position, Shift, most_positions, of_everyone, positions
from kg.corpus.aftermath import Later
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.corpus.resolution import Resolved
from kg.corpus.scope import wider
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
    assert shown.rows[1][6] == "possible → asserted between 2031-02 and 2031-04"


def test_a_span_of_days_is_no_second_between(claims: Claims) -> None:
    days = ("asserts [2031-02-01..2031-02-03] robs certainty:possible", "asserts 2031-04 robs", "denies [2032..2033] robs")
    corpus = read(claims, *days)
    shown = table(corpus, of(corpus).values())
    assert [row[6] for row in shown.rows[1:]] == [
        "possible → asserted between some time from 2031-02-01 to 2031-02-03 and 2031-04",
        "puts forward → disputes between 2031-04 and some time from 2032 to 2033",
    ]


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


def test_who_declines_or_promises_keeps_the_position_held_before(claims: Claims) -> None:
    held = ("asserts 2031-02 robs", "declines 2031-04 robs", "promises 2031-05 robs", "asserts 2031 -")
    found = of(read(claims, *held, "asserts 2031-06 robs", "denies 2031-07 robs"))
    assert [found[f"s{n}"].shifts for n in (1, 2, 4)] == [(), (), ()]
    assert found["s5"].shifts == (Shift("s4", "stance", "affirms", "disputes"),)
    assert [found[f"s{n}"].superseded_by for n in (0, 1, 2, 4)] == ["s4", "s4", "s4", "s5"]
    assert found["s3"] == Position("s3", None, "neither", "asserted")


@pytest.mark.parametrize("act", ["settles [ida,max]", "apologizes ida", "promises ida", "qualifies ida", "declines ida"])
def test_only_who_retracts_corrects_or_concedes_ends_a_position(act: str) -> None:
    corpus = stated(
        "denies ida 2031-02 allegation: robs", f"{act} 2031-04 allegation: robs", "asserts ida 2031-05 allegation: robs"
    )
    assert told(corpus) == [
        ("s0", "disputes", ""),
        ("s1", "speaks of", ""),
        ("s2", "puts forward", "disputes → puts forward"),
    ]
    assert of(corpus)["s0"].superseded_by == "s2"


def test_a_concession_that_holds_nothing_still_ends_a_position() -> None:
    corpus = stated("asserts ida 2031-02 allegation: robs", "concedes ida 2031-04 allegation: robs, stance: neither")
    assert told(corpus)[1] == ("s1", "speaks of", "puts forward → speaks of")


def test_a_side_holds_what_is_said_for_it(claims: Claims) -> None:
    corpus = read(claims, "asserts 2031-02 robs", "asserts 2031-04 robs speaker:max", "denies 2031-05 robs speaker:ministry")
    assert list(of(corpus)) == ["s0"]
    assert list(of(corpus, "ruritania")) == list(of(corpus, "ministry")) == ["s0", "s2"]


def stated(*lines: str) -> Corpus:
    """Statements given as act, speaker, date and the other fields."""
    rows = []
    for n, line in enumerate(lines):
        act, who, date, rest = line.split(" ", 3)
        reports = "" if "reports" in rest else ", reports: [{source: daily}]"
        rows.append(f"  s{n}: {{act: {act}, speaker: {who}, date: '{date}', {rest}{reports}}}\n")
    return written.corpus(HEAD + "".join(rows))


def told(corpus: Corpus, actor: str = "ida") -> list[tuple[str, str, str]]:
    """The statement, what it holds and how its speaker took it back, as the table says it, and the shift without its dates."""
    rows = table(corpus, positions(corpus, actor, Filter())).rows
    return [
        (str(row[8]), " ".join(str(part) for part in (row[3], row[7]) if part), str(row[6]).partition(" between")[0])
        for row in rows
    ]


@pytest.mark.parametrize("second", ["2031-04", "unknown"])
def test_a_retraction_is_a_shift_whether_or_not_its_date_is_known(second: str) -> None:
    corpus = stated("asserts ida 2031-02 allegation: robs", f"retracts ida {second} answers: s0")
    assert told(corpus) == sorted(
        [("s0", "puts forward retracted by s1", ""), ("s1", "retracted", "puts forward → retracted")],
        key=lambda row: row[0] if second != "unknown" else row[0] != "s1",
    )
    found = of(corpus)
    assert found["s1"].shifts == (Shift("s0", "stance", "affirms", "neither"),)
    assert found["s0"].superseded_by == "s1"
    record = json.loads(render(table(corpus, found.values()), "json", None))[list(found).index("s0")]
    assert record["later"] == [{"what": "retracted", "by": "s1"}]


@pytest.mark.parametrize(
    ("stance", "held", "shift"),
    [
        ("", "corrected", "disputes → corrected"),
        (", stance: affirms", "puts forward", "disputes → puts forward (corrects)"),
        (", stance: disputes", "disputes", ""),
    ],
)
def test_a_correction_replaces_a_position_by_its_own(stance: str, held: str, shift: str) -> None:
    corpus = stated("denies ida 2031-02 allegation: robs", f"corrects ida 2031-04 answers: s0{stance}")
    assert told(corpus) == [("s0", "disputes corrected by s1", ""), ("s1", held, shift)]
    assert of(corpus)["s0"].contradicts is None


def test_a_confession_gives_a_denial_up_and_does_not_contradict_it() -> None:
    corpus = stated(
        "accuses max 2031-01 allegation: robs, against: ida",
        "denies ida 2031-02 answers: s0",
        "concedes ida 2031-03 answers: s0",
    )
    assert told(corpus) == [("s1", "disputes given up by s2", ""), ("s2", "concedes", "disputes → concedes")]
    corpus = stated(
        "accuses max unknown allegation: robs, against: ida",
        "rebuts ida unknown answers: s0",
        "concedes max unknown answers: s1",
    )
    assert told(corpus, "max") == [("s0", "puts forward given up by s2", ""), ("s2", "disputes", "puts forward → disputes")]
    assert [p.contradicts for p in of(corpus, "max").values()] == [None, None]


def test_only_what_was_retracted_of_several_is_marked() -> None:
    corpus = stated("asserts ida 2031-02 allegation: [robs, spies]", "retracts ida 2031-04 answers: s0, allegation: spies")
    marked = {(p.id, p.allegation): p.later for p in positions(corpus, "ida", Filter())}
    assert marked["s0", "robs"] == marked["s1", "spies"] == ()
    assert marked["s0", "spies"] == (Later("retracted in part", "s1", ("spies",)),)


def test_of_several_speakers_only_who_took_it_back_did() -> None:
    corpus = stated("asserts [max,ruritania] 2031-02 allegation: robs", "retracts max 2031-04 answers: s0")
    assert told(corpus, "max") == [
        ("s0", "puts forward retracted in part by s1", ""),
        ("s1", "retracted", "puts forward → retracted"),
    ]
    assert told(corpus, "ruritania") == [("s0", "puts forward", "")]
    assert (found := of_allegation(corpus, "robs")).statements == ("s0",)
    assert not found.retracted


def test_an_organisation_takes_nothing_back_for_who_spoke_for_nobody() -> None:
    corpus = stated("asserts [ida,max] 2031-02 allegation: robs", "retracts ida 2031-04 answers: s0")
    assert told(corpus)[0] == ("s0", "puts forward retracted in part by s1", "")
    assert told(corpus, "max") == [("s0", "puts forward", "")]


def test_denying_twice_is_no_shift() -> None:
    corpus = stated(
        "accuses max 2031-01 allegation: robs, against: ruritania",
        "denies ministry 2031-02 answers: s0",
        "corroborates ida 2031-03 answers: s1",
        "denies max 2031-04 answers: s2",
    )
    assert told(corpus, "max") == [("s0", "puts forward", ""), ("s3", "puts forward", "")]
    assert told(corpus, "ruritania") == [("s1", "disputes", ""), ("s2", "disputes", "")]


def test_what_is_left_open_is_no_shift() -> None:
    corpus = stated(
        "asserts ida 2031-01 allegation: [robs, spies]",
        "denies max 2031-02 answers: s0",
        "rebuts ida 2031-03 answers: s1",
        "asserts ida 2031-04 allegation: robs",
    )
    assert corpus.resolved["s2"].stances.left_open == ("robs", "spies")
    assert all(p.shifts == () for p in positions(corpus, "ida", Filter()))
    assert {p.superseded_by for p in positions(corpus, "ida", Filter()) if p.id == "s0"} == {"s2"}


def test_a_finding_reads_as_what_it_comes_to() -> None:
    corpus = stated(
        "finds max 2031-01 allegation: robs, outcome: upheld", "finds max 2031-02 allegation: robs, outcome: rejected"
    )
    assert told(corpus, "max") == [
        ("s0", "found to be so", ""),
        ("s1", "found to be untrue", "found to be so → found to be untrue"),
    ]


def test_what_others_tell_or_the_speaker_denies_is_not_a_position() -> None:
    via = "reports: [{source: daily, via: max}]"
    corpus = stated(f"asserts ida 2031-01 allegation: robs, {via}", "denies ida 2031-02 answers: s0")
    assert told(corpus) == [("s1", "speaks of", "")]
    corpus = stated("asserts ida 2031-01 allegation: robs, utterance: disputed", "asserts ida 2031-03 allegation: robs")
    assert told(corpus) == [("s1", "puts forward", "")]
    assert [speaker for speaker, _ in of_everyone(corpus, Filter())] == ["ida"]
    assert most_positions(corpus, Filter(), 3) == (("ida", 1),)


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
    acts = ("asserts", "denies", "declines", "promises", "asserts", "denies")
    sure = ("certainty:possible", "certainty:probable", "certainty:asserted")
    lines: list[str] = []
    for _ in range(rng.randint(2, 9)):
        act = rng.choice(acts)
        earlier = [(n, line.split(" ")[2]) for n, line in enumerate(lines) if line.startswith(("asserts", "denies"))]
        if earlier and rng.random() < 0.2:
            n, about = rng.choice(earlier)
            lines.append(f"retracts {rng.choice(dates)} {about} answers:s{n}")
            continue
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
    same = [r for r in everything if allegation in r.allegations and r.act not in {"declines", "promises"}]
    later = {r.id for r in same if surely_before(me, r)}
    undoing = {target: r for r in everything for target in r.revises}
    undone = undoing.get(me.id)
    assert [one.by for one in position.later] == [r.id for r in everything if me.id in r.revises]
    if undone is not None and position.superseded_by not in {one.by for one in position.later}:
        assert surely_before(corpus.resolved[position.superseded_by or ""], corpus.resolved[position.later[0].by])
    elif undone is None:
        assert (position.superseded_by in later) if later else position.superseded_by is None
    if position.superseded_by in later and undone is None:
        assert not any(surely_before(corpus.resolved[id_], corpus.resolved[position.superseded_by]) for id_ in later)
    mine = me.stance(allegation)
    opposite = {"affirms": "disputes", "disputes": "affirms"}.get(mine)
    against = {
        r.id
        for r in same
        if r.stance(allegation) == opposite
        and not surely_before(me, r)
        and not surely_before(r, me)
        and not {r.id, me.id} & undoing.keys()
    }
    assert (position.contradicts in against) if against else position.contradicts is None
    earlier = [r for r in same if surely_before(r, me)]
    kinds = {shift.kind for shift in position.shifts}
    own = [corpus.resolved[id_] for id_ in me.revises]
    if me.act in {"declines", "promises"}:
        assert kinds == set()
    elif earlier or own:
        last = max(earlier, key=lambda r: (r.latest is not None and r.latest, r.id)) if earlier else own[0]
        last = last if not own or surely_before(own[0], last) else own[0]
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
    assert "asserted → implied between 2017-02 and 2017-04-24" in words
    assert [record["id"] for record in records] == [p.id for p in found]
