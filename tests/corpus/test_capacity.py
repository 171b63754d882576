"""In which capacity somebody is accused: how it is written, for which side it counts, and that nothing is counted beyond it."""

from __future__ import annotations

from typing import Any, Final

import pytest
from conftest import Claims
from hypothesis import given
from hypothesis import strategies as st
from made import made

from kg.analysis.who import who
from kg.corpus.affiliation import ALWAYS, sides, spoken_for
from kg.corpus.capacity import Parties, blamed, parties
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.corpus.level import Level
from kg.exchange.tables import tables
from kg.history.states import renamed
from kg.model.parts import Accused
from kg.model.records import Actor, Allegation, Statement
from kg.model.wrong import Wrong
from kg.rdf.graph import ntriples
from kg.site.map.views import about

WORLD: Final = """\
actors:
  alba: {name: Alba, type: state}
  borea: {name: Borea, type: state}
  works: {name: The Works, type: company}
  board: {name: Board of the Works, type: organization, part_of: works}
  premier:
    name: Ida Falk
    type: person
    roles: [{position: Premier, of: alba}, {position: Member, of: board}]
sources:
  daily: {title: The Daily, date: 2040}
allegations:
  told:
    text: The board is told.
    accused: {who: premier, as: board}
    status:
      - {step: dismissed, date: 2022, source: daily, by: borea}
statements:
  charge: {act: accuses, speaker: borea, date: 2021, allegation: told, reports: [{source: daily}]}
  demand: {act: demands, speaker: borea, to: works, date: 2021, allegation: told, says: Asked for it., reports: [{source: daily}]}
  private:
    act: accuses
    speaker: borea
    date: 2021
    against: [{who: premier, as: self}, works]
    says: Blamed them.
    reports: [{source: daily}]
"""


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("a", [("a", ())]),
        (["a", "b"], [("a", ()), ("b", ())]),
        ({"who": "a"}, [("a", ())]),
        ({"who": "a", "as": "x"}, [("a", ("x",))]),
        (["b", {"who": "a", "as": ["x", "y"]}], [("b", ()), ("a", ("x", "y"))]),
        ({"who": "a", "as": "self"}, [("a", ("self",))]),
    ],
)
def test_an_accused_is_an_id_or_that_with_a_capacity(written: Any, found: list[tuple[str, tuple[str, ...]]]) -> None:
    allegation = made(Allegation, "x", text="So.", accused=written)
    assert [(one.who, one.as_) for one in allegation.blamed] == found
    assert allegation.accused == tuple(who for who, _ in found)
    assert made(Statement, "s", act="accuses", against=written).against == allegation.accused


def test_nobody_is_not_the_same_as_not_said() -> None:
    assert made(Statement, "s", act="accuses", against=[]).against == ()
    assert made(Statement, "s", act="accuses").against is None


@pytest.mark.parametrize(
    ("written", "code", "path"),
    [
        ([], "K109", ()),
        ({"as": "x"}, "K102", (0,)),
        ({"who": "a", "as": []}, "K109", (0, "as")),
        ({"who": "a", "as": ["self", "x"]}, "K104", (0, "as")),
        ({"who": "a", "for": "x"}, "K101", (0, "for")),
        ([{"who": "a"}, "a"], "K111", ()),
        (["a", {"who": "a", "as": "x"}], "K111", ()),
        (["a", "a"], "K111", ()),
        ("no id", "K105", (0,)),
    ],
)
def test_a_fault_in_who_is_accused_is_one_diagnostic(written: Any, code: str, path: tuple[Any, ...]) -> None:
    with pytest.raises(Wrong) as error:
        made(Allegation, "x", text="So.", accused=written)
    assert [(fault.code, fault.path) for fault in error.value.faults] == [(code, ("accused", *path))]


@pytest.mark.parametrize(
    ("level", "pairs"),
    [
        ("actor", {("borea", "premier"): ("charge", "private"), ("borea", "works"): ("private",)}),
        ("side", {("borea", "works"): ("charge", "private"), ("borea", "premier"): ("private",)}),
    ],
)
def test_who_counts_a_charge_for_the_capacity(
    claims: Claims, level: Level, pairs: dict[tuple[str, str], tuple[str, ...]]
) -> None:
    corpus = claims(WORLD).corpus
    assert {(p.accuser, p.accused): p.accusations for p in who(corpus, level, Filter())} == pairs
    assert who(corpus, level, Filter(accused="alba")) == ()
    assert {p.accused for p in who(corpus, "actor", Filter(accused="works"))} == {"premier", "works"}


def test_everything_else_follows_the_capacity(claims: Claims) -> None:
    loaded = claims(WORLD)
    assert loaded.diagnostics == []
    corpus = loaded.corpus
    assert (corpus.resolved["charge"].accused_sides, corpus.resolved["private"].accused_sides) == (("works",), ("works",))
    assert set(about(corpus, "side", ["told"])) == {"works"}
    assert set(about(corpus, "actor", ["told"])) == {"premier"}
    graph = {tuple(line.rstrip(" .").split(" ", 2)) for line in ntriples(corpus).decode().splitlines()}
    ends = {(s.split("/", 3)[-1], p.rpartition("#")[2], o.rpartition("/")[2]) for s, p, o in graph}
    node = "allegation/told/capacity/premier>"
    assert {(p, o) for s, p, o in ends if s == node and p in {"of>", "as>"}} == {("of>", "premier>"), ("as>", "board>")}
    assert {(p, o) for s, p, o in ends if s == "statement/private/capacity/premier>" and p in {"of>", "as>"}} == {
        ("of>", "premier>")
    }
    assert {o for s, p, o in ends if p == "sideAccuses>"} == {"works>"}
    (table,) = (t for t in tables(corpus) if t.name == "capacities")
    assert [row[1:] for row in table.rows] == [("told", "premier", ("board",)), ("private", "premier", ())]


def test_a_demand_to_the_body_in_whose_office_somebody_is_accused_is_put_to_the_accused(claims: Claims) -> None:
    from kg.corpus.demanding import is_about_others

    corpus = claims(WORLD).corpus
    assert not is_about_others(corpus, corpus.resolved["demand"], "told")


BODIES: Final = ("alba", "borea", "works", "board", "institute")
KNOWN: Final = {
    "alba": made(Actor, "alba", name="Alba", type="state"),
    "borea": made(Actor, "borea", name="Borea", type="state"),
    "works": made(Actor, "works", name="Works", type="company"),
    "board": made(Actor, "board", name="Board", type="organization", part_of=["works", "borea"]),
    "institute": made(Actor, "institute", name="Institute", type="organization", side="false"),
}
ROLES: Final = st.lists(st.lists(st.sampled_from(BODIES), min_size=1, max_size=2, unique=True), max_size=4)


def person(roles: list[list[str]]) -> dict[str, Actor]:
    written = {"roles": [{"position": str(n), "of": of} for n, of in enumerate(roles)]} if roles else {}
    return {**KNOWN, "ida": made(Actor, "ida", name="Ida", type="person", **written)}


@given(ROLES)
def test_without_a_capacity_only_what_every_position_comes_to_counts(roles: list[list[str]]) -> None:
    actors = person(roles)
    reached = [found for of in roles if (found := {*sides(actors, of, ALWAYS)})]
    counting = parties(actors, Accused(who="ida"), ALWAYS)
    assert {*counting.sides} == (set.intersection(*reached) if reached else set())
    assert {*counting.open} == set[str]().union(*reached) - {*counting.sides}
    assert counting.others == ()


@given(ROLES, st.lists(st.sampled_from(BODIES), min_size=1, max_size=3, unique=True))
def test_a_capacity_counts_as_for_does_for_a_speaker(roles: list[list[str]], offices: list[str]) -> None:
    actors = person(roles)
    given_ = tuple(offices)
    counting = parties(actors, Accused(who="ida", as_=given_), ALWAYS)
    assert {*counting.sides} == {*sides(actors, spoken_for(actors, ("ida",), given_, ALWAYS), ALWAYS)}
    assert counting.open == ()


@given(ROLES)
def test_in_a_personal_capacity_nobody_else_is_accused(roles: list[list[str]]) -> None:
    assert parties(person(roles), Accused(who="ida", as_=("self",)), ALWAYS) == Parties()
    assert parties(person(roles), Accused(who="alba", as_=("self",)), ALWAYS).sides == ("alba",)


@given(ROLES, st.lists(st.lists(st.sampled_from(BODIES), max_size=2, unique=True), min_size=1, max_size=3))
def test_several_charges_count_for_the_sides_of_each(roles: list[list[str]], capacities: list[list[str]]) -> None:
    actors = person(roles)
    every = [Accused(who="ida", as_=tuple(one)) for one in capacities]
    alone = [parties(actors, one, ALWAYS) for one in every]
    assert {*blamed(actors, every, ALWAYS)["ida"].sides} == {side for one in alone for side in one.sides}


def test_a_renamed_actor_is_accused_under_the_new_id_in_every_form() -> None:
    record = made(Allegation, "x", text="So.", accused=["a", {"who": "b", "as": ["a", "c"]}])
    corpus = renamed(Corpus(allegations={"x": record}), {"a": "new"})
    assert [(one.who, one.as_) for one in corpus.allegations["x"].blamed] == [("new", ()), ("b", ("new", "c"))]
