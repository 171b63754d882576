"""Whom somebody meant who misspelt a name, or wrote a title before a surname: never another person of that surname."""

from __future__ import annotations

import pytest
from conftest import Claims

from kg.corpus import resembling
from kg.corpus.corpus import Corpus
from kg.corpus.identify import Unidentified, identify
from kg.corpus.resembling import Resembling
from kg.rules.references import check_references

ACTORS = """actors:
  alba: {name: Alba, type: state}
  sergey-lavrov: {name: Sergey Lavrov, type: person, roles: [{position: Minister of Foreign Affairs, of: alba}]}
  ann-nicholson: {name: Ann Nicholson, type: person, aliases: [Энн Николсон], roles: [{position: General, of: alba}]}
  abdul-karim: {name: Abdul Karim, type: person}
  abdul-rahim: {name: Abdul Rahim, type: person}
  ministry-of-war: {name: Ministry of War, type: organization, part_of: alba}
sources:
  daily: {title: The Daily, url: "https://example.org/daily"}
"""
FEW = ACTORS + 'statements:\n  one: {act: promises, speaker: "NAME", date: 2021, says: So., reports: [{source: daily}]}\n'


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Lavrov", "sergey-lavrov"),
        ("Lavrof", "sergey-lavrov"),
        ("lavroff", "sergey-lavrov"),
        ("Sergei Lavrov", "sergey-lavrov"),
        ("Foreign Minister Lavrov", "sergey-lavrov"),
        ("Mr Lavrov", "sergey-lavrov"),
        ("Gen. Nicolson", "ann-nicholson"),
        ("general-nicholson", "ann-nicholson"),
        ("Николсен", "ann-nicholson"),
        ("Karim", "abdul-karim"),
    ],
)
def test_the_actor_who_is_meant_is_offered(claims: Claims, written: str, meant: str) -> None:
    loaded = claims(FEW.replace("NAME", written))
    (found,) = [*loaded.diagnostics, *(d for d in check_references(loaded.corpus) if d.code == "K201")]
    assert found.hint == f"did you mean '{meant}'?"
    assert found.related == (loaded.corpus.mark(meant),)


@pytest.mark.parametrize(
    "written", ["Ivan Lavrov", "ivan-lavrov", "Foreign Minister", "Minister", "General Smith", "King Bob", "of"]
)
def test_nobody_else_of_that_name_is(claims: Claims, written: str) -> None:
    loaded = claims(FEW.replace("NAME", written))
    (found,) = [*loaded.diagnostics, *(d for d in check_references(loaded.corpus) if d.code == "K201")]
    assert "did you mean" not in found.hint
    assert all(actor not in found.hint for actor in loaded.corpus.actors)


def test_of_several_each_is_named_and_of_many_the_command_that_lists_them(claims: Claims) -> None:
    many = "".join(f"  clerk-{i}: {{name: Clerk {i}, type: person}}\n" for i in range(5))
    text = FEW.replace("sources:", f"{many}sources:").replace('speaker: "NAME"', 'speaker: ["Abdul", "Clerk"]')
    first, second = claims(text).diagnostics
    assert first.hint == "did you mean 'abdul-karim' or 'abdul-rahim'?"
    assert second.hint == "name a record by its id; that is in the names of 5: kg list Clerk"


def corpus_of(claims: Claims) -> Corpus:
    return claims(ACTORS).corpus


def test_commands_offer_whom_they_take_a_name_for(claims: Claims) -> None:
    corpus = corpus_of(claims)
    assert identify(corpus, "lavrof", ("actor",)) == Unidentified("unknown actor 'lavrof'; did you mean 'sergey-lavrov'?")
    assert identify(corpus, "Ivan Petrov", ("actor",)) == Unidentified("unknown actor 'Ivan Petrov'")


def test_only_so_many_names_are_searched_for(claims: Claims, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resembling, "MAX_SEARCHES", 2)
    actors = Resembling(corpus_of(claims))
    assert [actors.to(name) for name in ("Lavrof", "nobody", "Karim", "Lavrof")] == [
        ("sergey-lavrov",),
        (),
        (),
        ("sergey-lavrov",),
    ]
