"""Standing: an exchange by hand, and every promised change tried out on the record."""

from __future__ import annotations

import json
import random

import harbour
import pytest
from conftest import Claims

from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.network import standing as module
from kg.network.grounded import Label, grounded
from kg.network.standing import Change, Standing, framework, standing
from kg.render.standing import NOTICE, because, table
from kg.render.table import render

HEAD = """\
actors:
  ruritania: {name: Ruritania, type: state}
  ida: {name: Ida Falk, type: person}
  max: {name: Max Orth, type: person}
sources:
  daily: {title: The Daily}
allegations:
  robs: {text: Ruritania robs ships., accused: ruritania}
  tolls: {text: Ruritania takes secret tolls., accused: ruritania, broader: robs}
  spies: {text: Ruritania spies., accused: ruritania}
statements:
"""


def read(claims: Claims, *lines: str) -> Corpus:
    rows = []
    for line in lines:
        id_, act, rest = (*line.split(" ", 2), "")[:3]
        speaker = "ida" if act in {"accuses", "retracts", "corrects"} else "ruritania"
        rows.append(f"  {id_}: {{act: {act}, speaker: {speaker}, date: unknown, {rest}, reports: [{{source: daily}}]}}\n")
    return claims(HEAD + "".join(rows)).corpus


def labels(corpus: Corpus) -> dict[str, Label]:
    return {found.id: found.label for found in standing(corpus, Filter())}


def one(corpus: Corpus, id_: str) -> Standing:
    return next(found for found in standing(corpus, Filter()) if found.id == id_)


CHARGE = "charge accuses allegation: robs"


def test_a_denial_is_word_against_word(claims: Claims) -> None:
    corpus = read(claims, CHARGE, "denial denies answers: charge")
    assert labels(corpus) == {"charge": "undecided", "denial": "undecided"}
    assert because(one(corpus, "charge")) == "word against word: denial"
    assert one(corpus, "charge").change == Change("rebuts", "denial", "in")


def test_a_rebuttal_puts_out_and_reinstates(claims: Claims) -> None:
    corpus = read(
        claims, CHARGE, "rebuttal rebuts answers: charge", "again rebuts answers: rebuttal", "denial denies answers: again"
    )
    assert labels(corpus) == dict.fromkeys(("charge", "rebuttal", "again", "denial"), "undecided")
    assert because(one(corpus, "charge")) == "spoken against by what is itself undecided: rebuttal"
    assert one(corpus, "charge").change == Change("rebuts", "rebuttal", "in")


def test_out_and_in_by_way_of_others(claims: Claims) -> None:
    corpus = read(claims, CHARGE, "rebuttal rebuts answers: charge", "denial denies answers: charge")
    assert labels(corpus) == {"charge": "out", "rebuttal": "in", "denial": "in"}
    assert because(one(corpus, "charge")) == "rebutted by rebuttal, which is in"
    assert because(one(corpus, "denial")) == "what speaks against it is out: charge"
    assert one(corpus, "charge").change == Change("rebuts", "rebuttal", "undecided")
    assert one(corpus, "rebuttal").change == Change("denies", "rebuttal", "undecided")


def test_a_retraction_puts_out_the_speakers_own_words(claims: Claims) -> None:
    corpus = read(claims, CHARGE, "back retracts answers: charge")
    assert labels(corpus) == {"charge": "out", "back": "in"}
    assert because(one(corpus, "charge")) == "retracted by its speaker: back"


@pytest.mark.parametrize("act", ["concedes", "qualifies", "declines", "corroborates", "corrects", "asserts", "accuses"])
def test_nothing_else_attacks(claims: Claims, act: str) -> None:
    corpus = read(claims, CHARGE, f"other {act} answers: charge, allegation: robs")
    assert framework(corpus) == {}
    assert labels(corpus) == {"charge": "in", "other": "in"}
    assert one(corpus, "charge").support == (("other",) if act == "corroborates" else ())


def test_a_rebuttal_in_part_is_word_against_word(claims: Claims) -> None:
    corpus = read(claims, CHARGE, "part rebuts answers: charge, allegation: tolls")
    assert labels(corpus) == {"charge": "undecided", "part": "undecided"}


def test_an_answer_about_something_else_attacks_nothing(claims: Claims) -> None:
    assert framework(read(claims, CHARGE, "aside denies answers: charge, allegation: spies")) == {}


def test_free_standing_denials_attack_nothing(claims: Claims) -> None:
    assert framework(read(claims, CHARGE, "free denies allegation: robs")) == {}


def test_where_no_single_answer_helps_none_is_promised(claims: Claims) -> None:
    corpus = read(claims, CHARGE, "one denies answers: charge", "two denies answers: charge")
    assert one(corpus, "charge").change is None
    assert one(corpus, "charge").searched
    assert one(corpus, "one").change == Change("rebuts", "charge", "in")


def random_exchange(rng: random.Random) -> list[str]:
    lines = [CHARGE]
    for n in range(rng.randint(1, 7)):
        act = rng.choice(("denies", "rebuts", "rebuts", "denies", "concedes"))
        answered = rng.sample([line.split()[0] for line in lines], min(len(lines), rng.randint(1, 2)))
        lines.append(f"s{n} {act} answers: [{', '.join(answered)}]")
    return lines


@pytest.mark.parametrize("seed", range(120))
def test_every_change_comes_true_and_none_is_missed(claims: Claims, seed: int) -> None:
    corpus = read(claims, *random_exchange(random.Random(seed)))  # noqa: S311 - not for secrets
    attacks = framework(corpus)
    rank = {"out": 0, "undecided": 1, "in": 2}
    for found in standing(corpus, Filter()):
        after = {b: grounded([*corpus.resolved, "new"], {**attacks, "new": [b]})[0][found.id] for b in corpus.resolved}
        best = max(after.values(), key=rank.__getitem__)
        if found.label == "in":
            assert found.change == Change("denies", found.id, "undecided")
            mutual = {**attacks, "new": [found.id], found.id: [*attacks.get(found.id, ()), "new"]}
            assert grounded([*corpus.resolved, "new"], mutual)[0][found.id] == "undecided"
        elif found.change is None:
            assert rank[best] <= rank[found.label]
        else:
            assert after[found.change.answers] == found.change.becomes == best
            assert rank[found.change.becomes] > rank[found.label]


def test_a_large_exchange_is_not_searched_but_a_last_attacker_is_named(claims: Claims, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SEARCHED", 2)
    corpus = read(
        claims, CHARGE, "denial denies answers: charge", "rebuttal rebuts answers: denial", "two denies answers: rebuttal"
    )
    charge = one(corpus, "charge")
    assert (charge.searched, charge.change) == (False, Change("rebuts", "denial", "in"))
    denial = one(corpus, "denial")
    assert (denial.label, denial.searched, denial.change) == ("undecided", False, None)


def test_the_shipped_claims_are_labelled_and_told_as_standing() -> None:
    corpus = harbour.shipped()
    found = standing(corpus, Filter())
    assert len(found) == len(corpus.resolved)
    shown = table(corpus, found)
    assert shown.caption[0] == NOTICE
    assert len(table(corpus, found, everything=True).rows) == len(found) > len(shown.rows) > 20
    records = json.loads(render(shown, "json", None))
    assert {r["id"]: r["standing"] for r in records} == {row[1]: row[2] for row in shown.rows}
    assert {r["standing"] for r in records} == {"in", "out", "undecided"}
    assert [s.id for s in standing(corpus, Filter(topic="moscow-talks"))] == [
        id_ for id_, r in corpus.resolved.items() if Filter(topic="moscow-talks").admits(corpus, r)
    ]
