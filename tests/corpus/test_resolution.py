"""What follows from a statement and the records it names: days, targets, answers, what is disputed."""

from __future__ import annotations

import pytest
from conftest import State
from invented_world import EXCHANGE, WORLD
from test_affiliation import day

from kg.corpus.affiliation import Span
from kg.corpus.corpus import Corpus
from kg.corpus.resolution import Resolved
from kg.corpus.scope import scope, wider
from kg.load import load


def one(state: State, fields: str) -> Resolved:
    return state(f"  s: {{act: asserts, says: x, {fields}}}\n").resolved["s"]


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
        ("date: 2017-05-31/2017-06, reports: [{source: s-2017-05}]", "2017-05-31", "2017-05-31"),
        ("date: ../2016, reports: [{source: s-2017-05}]", "", "2016-12-31"),
        ("date: unknown", "", ""),
        ("date: unknown, reports: [{source: s-2017-05}]", "", "2017-05-31"),
        ("date: unknown, reports: [{source: s-undated, date: 2017-02}]", "2017-02-01", "2017-02-28"),
        ("date: unknown, reports: [{source: s-2018, date: 2017-02}, {source: s-2018, date: 2016}]", "2016-01-01", "2017-02-28"),
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


@pytest.fixture(scope="module")
def exchange(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    root = tmp_path_factory.mktemp("claims")
    (root / "world.yaml").write_text(WORLD)
    (root / "exchange.yaml").write_text("statements:\n" + EXCHANGE)
    loaded = load(root)
    assert loaded.diagnostics == []
    return loaded.corpus


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
        ("retraction", "arms"),
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
        ("denial-of-rebuttal", "arms"),  # what it denies affirms the charge
        ("denial-of-support", "arms"),
        ("denial-of-concession", "arms"),
        ("own-denial", "arms"),
        ("wider-denial", "backs"),
        ("narrower-denial", "rifles"),
        ("other-denial", ""),
        ("mixed-denial", ""),  # what it answers is on both sides
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
    assert exchange.answered_by["denial"] == ("rebuttal-of-denial",)  # the other follows up words of its own speaker


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
