"""What follows from the records of a data set: who speaks for whom, days, targets, answers, what is disputed."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable
from typing import TypeAlias

import pytest
from conftest import Claims

from kg.corpus.affiliation import Span, roles_on
from kg.corpus.corpus import NOWHERE, Corpus
from kg.corpus.resolution import Resolved, scope, wider
from kg.diagnostic import Mark

# An invented world, in which Ruritania and Glottenberg quarrel over arms for the hill bands.
WORLD = """
actors:
  ruritania: {name: Ruritania, type: state}
  glottenberg: {name: Glottenberg, type: state}
  pact: {name: The Pact, type: alliance}
  bands: {name: The Hill Bands, type: armed-group, part_of: ruritania}
  office: {name: Foreign Office, type: organization, part_of: ruritania}
  press-desk: {name: Press Desk, type: organization, part_of: office}
  officials: {name: Ruritanian officials, type: group, part_of: ruritania}
  unnamed: {name: An unnamed author, type: group}
  gazette: {name: Strelsau Gazette, type: media}
  herald: {name: State Herald, type: media, part_of: ruritania}
  institute: {name: Zenda Institute, type: organization}
  joint-staff: {name: Joint Staff, type: organization, part_of: [glottenberg, pact]}
  moved:
    name: The Moved Corps
    type: organization
    part_of: [{of: ruritania, to: 2016}, {of: glottenberg, from: 2017}]
  ring-a: {name: Ring A, type: organization, part_of: ring-b}
  ring-b: {name: Ring B, type: organization, part_of: [ring-a, pact]}
  sapt:
    name: Sapt
    type: person
    roles:
      - {position: Spokesman, of: press-desk, from: 2016-03, to: 2017-06}
      - {position: Envoy, of: [joint-staff, pact], from: 2017-06-15}
  flavia: {name: Flavia, type: person, roles: [{position: Minister, of: office}]}
  rupert: {name: Rupert, type: person}
  hentzau: {name: Hentzau, type: person, roles: [{position: Guard, of: glottenberg, to: 2016}]}
sources:
  s-undated: {title: Undated}
  s-2017-05: {title: May, date: 2017-05}
  s-2018: {title: Later, date: 2018}
  s-open: {title: Open, date: 2017/..}
allegations:
  backs: {text: Ruritania backs the bands., accused: ruritania, topic: bands-topic}
  arms: {text: Ruritania arms the bands., accused: [ruritania, bands], broader: backs, topic: [arms-topic, bands-topic]}
  rifles: {text: Ruritania gives the bands rifles., accused: office, broader: arms}
  blame: {text: Glottenberg shifts blame., accused: glottenberg}
topics:
  bands-topic: {label: Bands}
  arms-topic: {label: Arms}
"""

State: TypeAlias = Callable[[str], Corpus]


@pytest.fixture
def state(claims: Claims) -> State:
    """A function that loads statements, given as flow mappings by id, into the invented world."""

    def loaded(text: str) -> Corpus:
        found = claims({"world.yaml": WORLD, "statements.yaml": "statements:\n" + text})
        assert found.diagnostics == []
        return found.corpus

    return loaded


def one(state: State, fields: str) -> Resolved:
    return state(f"  s: {{act: asserts, says: x, {fields}}}\n").resolved["s"]


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


# Who speaks, for whom, on which side


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


# Defaults from the occasion


def test_an_occasion_gives_what_is_not_given(state: State) -> None:
    corpus = state(
        "  s1: {act: asserts, says: x, speaker: sapt, for: pact, to: gazette, date: 2017-04-24, certainty: possible}\n"
        "  s2: {act: asserts, says: y, occasion: s1}\n"
        "  s3: {act: asserts, says: y, occasion: s1, speaker: flavia, for: office, to: ruritania, date: 2017-04}\n"
    )
    second, third = corpus.resolved["s2"], corpus.resolved["s3"]
    assert (second.speakers, second.spoken_for, second.to, second.date.text) == (("sapt",), ("pact",), ("gazette",), "2017-04-24")
    assert second.certainty == "asserted"  # how firmly it is put is no part of an occasion
    assert (third.speakers, third.spoken_for, third.to, third.date.text) == (("flavia",), ("office",), ("ruritania",), "2017-04")


def test_nothing_else_is_filled_in(state: State) -> None:
    resolved = one(state, "speaker: rupert, date: unknown")
    assert (resolved.to, resolved.allegations, resolved.topics, resolved.against, resolved.disputes) == ((), (), (), (), ())
    assert (resolved.date.known, resolved.span) == (False, Span(None, None))


@pytest.mark.parametrize(
    ("act", "certainty"), [("accuses", "asserted"), ("denies", "asserted"), ("declines", None), ("retracts", None)]
)
def test_the_default_certainty(state: State, act: str, certainty: str | None) -> None:
    resolved = state(f"  s: {{act: {act}, says: x, answers: s, speaker: sapt, date: 2017}}\n").resolved["s"]
    assert resolved.certainty == certainty


def test_topics_are_those_of_the_allegations_unless_given(state: State) -> None:
    assert one(state, "speaker: sapt, date: 2017, allegation: [backs, arms]").topics == ("bands-topic", "arms-topic")


def test_given_topics_replace_those_of_the_allegations(state: State) -> None:
    assert one(state, "speaker: sapt, date: 2017, allegation: backs, topic: arms-topic").topics == ("arms-topic",)


# Days


@pytest.mark.parametrize(
    ("fields", "earliest", "latest"),
    [
        ("date: 2017-04-24", "2017-04-24", "2017-04-24"),
        ("date: 2017-04~", "2017-04-01", "2017-04-30"),
        ("date: 2017, reports: [{source: s-undated}]", "2017-01-01", "2017-12-31"),
        ("date: 2017, reports: [{source: s-2017-05}]", "2017-01-01", "2017-05-31"),
        ("date: 2017, reports: [{source: s-2018}, {source: s-2017-05}]", "2017-01-01", "2017-05-31"),
        ("date: 2017, reports: [{source: s-2018}]", "2017-01-01", "2017-12-31"),
        ("date: 2017, reports: [{source: s-open}]", "2017-01-01", "2017-12-31"),
        ("date: 2017, reports: [{source: s-2018, via: s-2017-05}]", "2017-01-01", "2017-05-31"),
        ("date: 2017, reports: [{source: s-2018, via: [gazette, s-2017-05]}]", "2017-01-01", "2017-05-31"),
        ("date: 2017, reports: [{source: s-2018, taken_from: s-2017-05}]", "2017-01-01", "2017-05-31"),
        ("date: 2017-06, reports: [{source: s-2017-05}]", "2017-06-01", "2017-06-30"),  # against its date: left to the rules
        ("date: 2016/.., reports: [{source: s-2017-05}]", "2016-01-01", "2017-05-31"),
        ("date: ../2016, reports: [{source: s-2017-05}]", "", "2016-12-31"),
        ("date: unknown", "", ""),
        ("date: unknown, reports: [{source: s-2017-05}]", "", "2017-05-31"),
        ("date: unknown, reports: [{source: s-undated, date: 2017-02}]", "2017-02-01", "2017-02-28"),
        ("date: unknown, reports: [{source: s-undated, date: 2017-02}, {source: s-undated, date: 2016}]", "2016-01-01", "2017-02-28"),
        ("date: unknown, reports: [{source: s-undated, date: 2017-02}, {source: s-undated}]", "2017-02-01", "2017-02-28"),
        ("date: unknown, reports: [{source: s-undated, date: 2017-02}, {source: s-undated, date: 2016/..}]", "2016-01-01", ""),
        ("date: unknown, reports: [{source: s-2017-05, date: 2017}]", "2017-01-01", "2017-05-31"),
        ("date: 2017, reports: [{source: s-undated, date: 2016}]", "2017-01-01", "2017-12-31"),  # the statement's own date stands
        ("date: 2017, reports: [{source: nowhere, via: nobody}]", "2017-01-01", "2017-12-31"),
    ],
)  # fmt: skip
def test_the_first_and_the_last_day(state: State, fields: str, earliest: str, latest: str) -> None:
    resolved = one(state, f"speaker: rupert, {fields}")
    assert resolved.span == Span(day(earliest) if earliest else None, day(latest) if latest else None)


def test_a_statement_is_no_later_than_one_through_which_it_is_known(state: State) -> None:
    text = "  s{}: {{act: asserts, says: x, speaker: rupert, date: {}, reports: [{{source: s-2018, via: [s{}]}}]}}\n"
    corpus = state(text.format(1, "unknown", 2) + text.format(2, "2017", 3) + text.format(3, "../2017-03-04", 4))
    assert corpus.resolved["s1"].span == Span(None, day("2017-03-04"))
    assert corpus.resolved["s2"].span == Span(day("2017-01-01"), day("2017-03-04"))


def test_a_side_follows_the_days_that_were_worked_out(state: State) -> None:
    assert one(state, "speaker: hentzau, date: 2016/.., reports: [{source: s-2018}]").sides == ("glottenberg",)


# Allegations and targets

EXCHANGE = """\
  charge: {act: accuses, speaker: glottenberg, date: 2017, allegation: arms}
  bare-charge: {act: accuses, speaker: glottenberg, date: 2017, says: x, against: [bands]}
  nobody: {act: accuses, speaker: glottenberg, date: 2017, allegation: arms, against: []}
  denial: {act: denies, speaker: ruritania, date: 2017, answers: charge}
  rebuttal-of-denial: {act: rebuts, speaker: glottenberg, date: 2017, answers: denial}
  denial-of-rebuttal: {act: denies, speaker: ruritania, date: 2017, answers: rebuttal-of-denial}
  support: {act: corroborates, speaker: pact, date: 2017, answers: charge}
  denial-of-support: {act: denies, speaker: ruritania, date: 2017, answers: support}
  concession: {act: concedes, speaker: ruritania, date: 2017, answers: charge}
  denial-of-concession: {act: denies, speaker: bands, date: 2017, answers: concession}
  qualification: {act: qualifies, speaker: ruritania, date: 2017, answers: charge}
  no-comment: {act: declines, speaker: ruritania, date: 2017, answers: charge}
  own-denial: {act: denies, speaker: ruritania, date: 2017, allegation: arms}
  wider-denial: {act: denies, speaker: ruritania, date: 2017, answers: charge, allegation: backs}
  narrower-denial: {act: denies, speaker: ruritania, date: 2017, answers: charge, allegation: rifles}
  other-denial: {act: denies, speaker: ruritania, date: 2017, answers: charge, allegation: blame}
  mixed-denial: {act: denies, speaker: ruritania, date: 2017, answers: [charge, denial], allegation: [arms, blame]}
  denial-of-bare: {act: denies, speaker: ruritania, date: 2017, answers: bare-charge}
  retraction: {act: retracts, speaker: glottenberg, date: 2018, answers: charge}
  correction: {act: corrects, speaker: glottenberg, date: 2018, answers: charge, allegation: rifles}
  counter: {act: accuses, speaker: flavia, date: 2017, answers: charge, allegation: blame}
  plain-reply: {act: accuses, speaker: pact, date: 2017, answers: charge, allegation: blame}
  promise: {act: promises, speaker: ruritania, date: 2017, says: x, answers: charge}
"""


@pytest.fixture
def exchange(state: State) -> Corpus:
    return state(EXCHANGE)


def test_whom_an_accusation_is_against(exchange: Corpus) -> None:
    against = {id_: r.against for id_, r in exchange.resolved.items() if r.act == "accuses"}
    assert against == {
        "charge": ("ruritania", "bands"),
        "bare-charge": ("bands",),
        "nobody": (),
        "counter": ("glottenberg",),
        "plain-reply": ("glottenberg",),
    }
    assert not any(r.against or r.accused_sides for r in exchange.resolved.values() if r.act != "accuses")


@pytest.mark.parametrize(
    ("id_", "about"),
    [
        ("denial", "arms"),
        ("rebuttal-of-denial", "arms"),
        ("denial-of-rebuttal", "arms"),
        ("support", "arms"),
        ("denial-of-support", "arms"),
        ("concession", "arms"),
        ("qualification", ""),
        ("no-comment", ""),
        ("retraction", ""),
        ("correction", "rifles"),
        ("wider-denial", "backs"),
        ("denial-of-bare", ""),
        ("promise", ""),
    ],
)
def test_which_acts_take_over_the_allegation_of_what_they_answer(exchange: Corpus, id_: str, about: str) -> None:
    assert exchange.resolved[id_].allegations == tuple(about.split())


@pytest.mark.parametrize(
    ("id_", "disputes"),
    [
        ("denial", "arms"),
        ("rebuttal-of-denial", ""),  # it disputes the denial and not the charge
        ("denial-of-rebuttal", ""),
        ("denial-of-support", "arms"),
        ("denial-of-concession", "arms"),
        ("own-denial", "arms"),
        ("wider-denial", "backs"),
        ("narrower-denial", "rifles"),
        ("other-denial", ""),
        ("mixed-denial", "arms"),
        ("denial-of-bare", ""),
        ("concession", ""),
        ("qualification", ""),
        ("support", ""),
        ("charge", ""),
    ],
)
def test_what_a_statement_disputes(exchange: Corpus, id_: str, disputes: str) -> None:
    assert exchange.resolved[id_].disputes == tuple(disputes.split())


def test_scope_covers_downwards_and_meets_upwards_in_part(exchange: Corpus) -> None:
    tree = exchange.allegations
    names = ("backs", "arms", "rifles", "blame")
    found = [[scope(tree, denied, charged) for charged in names] for denied in names]
    assert found == [
        ["whole", "whole", "whole", "none"],
        ["part", "whole", "whole", "none"],
        ["part", "part", "whole", "none"],
        ["none", "none", "none", "whole"],
    ]
    assert wider(tree, "rifles") == {"rifles", "arms", "backs"}
    assert scope(tree, "nowhere", "arms") == "none"


def test_what_is_listed_under_answers_is_split_by_act(exchange: Corpus) -> None:
    assert exchange.resolved["support"].supports == ("charge",)
    assert exchange.resolved["retraction"].revises == ("charge",)
    assert exchange.resolved["correction"].revises == ("charge",)
    for id_ in ("support", "retraction", "correction"):
        assert exchange.resolved[id_].answers == ()
    for id_, resolved in exchange.resolved.items():
        kinds = (resolved.answers, resolved.supports, resolved.revises)
        assert sum(map(bool, kinds)) == bool(resolved.statement.answers), id_
    assert exchange.supported_by == {"charge": ("support",)}
    assert exchange.revised_by == {"charge": ("retraction", "correction")}
    assert exchange.answered_by["charge"] == (
        "denial", "concession", "qualification", "no-comment", "wider-denial", "narrower-denial", "other-denial", "mixed-denial",
        "counter", "plain-reply", "promise",
    )  # fmt: skip
    assert exchange.answered_by["denial"] == ("rebuttal-of-denial", "mixed-denial")


def test_counter_accusations_answer_a_charge_against_their_speaker_or_side(exchange: Corpus) -> None:
    assert {id_: r.counters for id_, r in exchange.resolved.items() if r.counters} == {"counter": ("charge",)}


@pytest.mark.parametrize(
    ("accused", "speaker", "counters"),
    [
        ("flavia", "flavia", True),
        ("office", "flavia", True),
        ("office", "officials", True),  # of one side
        ("ruritania", "press-desk", True),
        ("bands", "ruritania", False),  # the bands are a side of their own
        ("ruritania", "bands", False),
        ("gazette", "gazette", True),
        ("gazette", "institute", False),  # to have no side is no side
        ("flavia", "rupert", False),
    ],
)
def test_who_can_counter(state: State, accused: str, speaker: str, *, counters: bool) -> None:
    corpus = state(
        f"  a: {{act: accuses, speaker: glottenberg, date: 2017, says: x, against: {accused}}}\n"
        f"  b: {{act: accuses, speaker: {speaker}, date: 2017, says: x, against: glottenberg, answers: a}}\n"
    )
    assert corpus.resolved["b"].counters == (("a",) if counters else ())


# Withdrawn statements


def test_withdrawn_statements_are_nowhere(state: State) -> None:
    corpus = state(
        "  gone: {act: accuses, speaker: glottenberg, date: 2017, allegation: arms, withdrawn: {date: 2018, reason: Misread.}}\n"
        "  gone-denial: {act: denies, speaker: ruritania, date: 2017, answers: charge, withdrawn: {date: 2018, reason: Misread.}}\n"
        "  charge: {act: accuses, speaker: glottenberg, date: 2017, allegation: blame}\n"
        "  d: {act: denies, speaker: ruritania, date: 2017, answers: [gone, charge], may_answer: gone}\n"
        "  c: {act: corroborates, speaker: pact, date: 2017, answers: gone}\n"
        "  r: {act: retracts, speaker: glottenberg, date: 2017, answers: gone}\n"
        "  a: {act: accuses, speaker: ruritania, date: 2017, says: x, against: glottenberg, answers: gone}\n"
        "  k: {act: asserts, says: x, speaker: rupert, date: unknown, reports: [{source: s-undated, via: gone}]}\n"
    )
    assert set(corpus.statements) - set(corpus.stated) == {"gone", "gone-denial"}
    assert set(corpus.resolved) == set(corpus.stated)
    resolved = corpus.resolved
    assert (resolved["d"].answers, resolved["d"].allegations, resolved["d"].disputes) == (("charge",), ("blame",), ("blame",))
    assert (resolved["c"].supports, resolved["c"].allegations) == ((), ())
    assert resolved["r"].revises == ()
    assert (resolved["a"].answers, resolved["a"].counters) == ((), ())
    assert resolved["k"].span == Span(None, None)
    assert corpus.answered_by == {"charge": ("d",)}
    assert corpus.supported_by == corpus.revised_by == corpus.maybe_answered_by == {}


# The corpus itself


def test_finding_records_and_their_places(claims: Claims) -> None:
    corpus = claims(
        "topics:\n  t: {label: T, broader: [x]}\n  u: {label: U, was: [old-u]}\nactors:\n  a: {name: A, type: group}\n"
    ).corpus
    assert corpus.get("u") == corpus.topics["u"]
    assert corpus.get("t") is None
    assert corpus.get("nothing") is None
    assert corpus.former == {"old-u": "u"}
    assert [record.id for record in corpus.whole()] == ["a", "u"]
    assert [record.id for record in corpus.present()] == ["a", "u", "t"]
    file = corpus.mark("u").file
    assert corpus.mark("u") == Mark(file, 3, 3)
    assert corpus.mark("u", ("label",)) == Mark(file, 3, 14)
    assert corpus.mark("u", ("label",), key=True) == Mark(file, 3, 7)
    assert corpus.mark("nothing") == NOWHERE
    assert corpus.base == "https://example.org/"
    assert Corpus().base == "https://example.org/"


def test_the_base_is_that_of_the_data_set(claims: Claims) -> None:
    loaded = claims("dataset: {title: T, base: 'https://example.org/r/', expect: {by_topic: {t: 1}}}\n")
    assert loaded.corpus.base == "https://example.org/r/"
    assert [record.id for record in loaded.corpus.whole()] == ["dataset"]
    assert loaded.corpus.mark("dataset", ("expect", "by_topic", "t")).column == 76


# Loops and lengths


def test_loops_of_every_kind_end(state: State) -> None:
    corpus = state(
        "  a: {act: denies, speaker: ring-a, date: unknown, answers: [a, b], reports: [{source: s-2018, via: [a, b]}]}\n"
        "  b: {act: rebuts, speaker: ring-b, date: unknown, answers: a, reports: [{source: s-2018, via: [a]}], occasion: b}\n"
        "  c: {act: corroborates, speaker: ring-b, occasion: d, answers: [c, a]}\n"
        "  d: {act: corroborates, speaker: ring-b, occasion: c, answers: c}\n"
    )
    assert {id_: (r.allegations, r.disputes, r.sides) for id_, r in corpus.resolved.items()} == dict.fromkeys(
        "abcd", ((), (), ("pact",))
    )
    assert corpus.resolved["a"].latest == day("2018-12-31")


def test_allegations_in_a_loop_are_wider_than_each_other(claims: Claims) -> None:
    loaded = claims("allegations:\n  a: {text: A, broader: b}\n  b: {text: B, broader: [a, b, c]}\n")
    assert wider(loaded.corpus.allegations, "a") == {"a", "b", "c"}


def test_chains_of_any_length(claims: Claims) -> None:
    n = 3000
    links = "".join(
        f"  s{i}: {{act: denies, speaker: a, date: unknown, answers: s{i + 1}, reports: [{{source: x, via: s{i + 1}}}]}}\n"
        for i in range(n)
    )
    end = f"  s{n}: {{act: accuses, speaker: b, date: 2017, allegation: y, reports: [{{source: x}}]}}\n"
    corpus = claims(f"statements:\n{links}{end}").corpus
    start = time.perf_counter()
    assert corpus.resolved["s0"].allegations == ("y",)
    assert corpus.resolved["s0"].latest == day("2017-12-31")
    assert len(corpus.answered_by) == n
    assert time.perf_counter() - start < 5


def test_a_lattice_of_allegations_is_climbed_once(claims: Claims) -> None:
    rows = "".join(f"  {side}{i}: {{text: T, broader: [a{i + 1}, b{i + 1}]}}\n" for i in range(60) for side in "ab")
    tree = claims("allegations:\n" + rows).corpus.allegations
    start = time.perf_counter()
    assert len(wider(tree, "a0")) == 121
    assert time.perf_counter() - start < 1


def test_a_clique_of_statements_known_through_each_other(claims: Claims) -> None:
    ids = [f"s{i}" for i in range(250)]
    everyone = ", ".join(ids)
    rows = "".join(
        f"  {id_}: {{act: denies, speaker: a, date: unknown, answers: [{everyone}], reports: [{{source: x, via: [{everyone}]}}]}}\n"
        for id_ in ids
    )
    loaded = claims(
        {"a.yaml": "statements:\n" + "".join(rows.splitlines(keepends=True)[:100])}
        | {f"b{i}.yaml": "statements:\n" + row for i, row in enumerate(rows.splitlines(keepends=True)[100:])}
    )
    assert len(loaded.corpus.resolved) == 250
