"""A data set together: what is withdrawn is nowhere, records and their places, loops and chains of any length."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from conftest import Claims, State
from counting import growth
from effort import times
from test_affiliation import day

from kg.corpus.affiliation import Span
from kg.corpus.corpus import NOWHERE, Corpus
from kg.corpus.scope import wider
from kg.diagnostic import Mark
from kg.reading.gatherer import Gatherer

# Withdrawn statements


def test_withdrawn_statements_are_nowhere(state: State) -> None:
    corpus = state(
        "  gone: {act: accuses, speaker: glottenberg, date: 2017, allegation: arms, withdrawn: {date: 2018, reason: Wrong}}\n"
        "  gone-denial: {act: denies, speaker: ruritania, date: 2017, answers: charge, withdrawn: {date: 2018, reason: Wrong}}\n"
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


def read(text: str) -> Corpus:
    """The corpus of one claim file."""
    gatherer = Gatherer()
    gatherer.file("a.yaml", text.encode())
    return gatherer.loaded().corpus


def chain(n: int) -> Callable[[], None]:
    """Works out a chain of denials, each known through the one that it denies."""
    links = "".join(
        f"  s{i}: {{act: denies, speaker: {who}, date: unknown, answers: s{i + 1}, reports: [{{source: x, via: s{i + 1}}}]}}\n"
        for i, who in zip(range(n), itertools.cycle("ac"))
    )
    end = f"  s{n}: {{act: accuses, speaker: b, date: 2017, allegation: y, reports: [{{source: x}}]}}\n"
    corpus = read(f"statements:\n{links}{end}")

    def resolve() -> None:
        assert corpus.resolved["s0"].allegations == ("y",)
        assert corpus.resolved["s0"].latest == day("2017-12-31")
        assert len(corpus.answered_by) == n

    return resolve


def test_chains_of_any_length() -> None:
    chain(3000)()  # longer than Python's stack is deep
    assert growth(chain, 200) < 2.5


def lattice(n: int) -> Callable[[], None]:
    """Climbs a ladder with two ways up at every rung."""
    rows = "".join(f"  {side}{i}: {{text: T, broader: [a{i + 1}, b{i + 1}]}}\n" for i in range(n) for side in "ab")
    tree = read("allegations:\n" + rows).allegations

    def climb() -> None:
        assert len(wider(tree, "a0")) == 2 * n + 1

    return climb


def test_a_lattice_of_allegations_is_climbed_once() -> None:
    assert growth(lattice, 8) < 2.5
    lattice(60)()


def clique(n: int) -> Callable[[], None]:
    """Works out statements of which each answers all, and is known through all: n² links of each kind."""
    all_ = ", ".join(f"s{i}" for i in range(n))
    gatherer = Gatherer()
    for i in range(n):
        row = f"{{act: denies, speaker: a, date: unknown, answers: [{all_}], reports: [{{source: x, via: [{all_}]}}]}}"
        gatherer.file(f"f{i}.yaml", f"statements:\n  s{i}: {row}\n".encode())
    corpus = gatherer.loaded().corpus

    def resolve() -> None:
        found = {(len(r.follows), r.allegations, r.span) for r in corpus.resolved.values()}
        assert found == {(n, (), Span(None, None))}

    return resolve


def test_a_clique_of_statements_known_through_each_other() -> None:
    assert growth(clique, 15) < 4.6  # twice the statements have four times the links; once for each pair of links would be eight
    clique(times(80, 250))()
