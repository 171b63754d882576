"""Counting statements and utterances: every way the record may be read, tried one by one."""

from __future__ import annotations

import itertools
import random

import pytest
from conftest import Claims

from kg.corpus.counting import Count, Range, count, occasions, statements
from kg.corpus.merging import occasion

HEAD = """
actors:
  alba: {name: Alba, type: state}
  borland: {name: Borland, type: state}
  ida: {name: Ida Falk, type: person}
  ole: {name: Ole Vik, type: person}
  teller: {name: Tilda Moor, type: person}
sources: {daily: {title: The Daily}}
allegations: {theft: {text: Borland stole the seal., accused: borland}}
statements:
"""
KINDS = ("plain", "plain", "plain", "attributed", "contested", "retracted", "joint", "list")


def test_a_range_of_one_number_is_that_number() -> None:
    assert (str(Range(2, 2)), str(Range(2, 1200))) == ("2", "2–1,200")


def test_a_count_names_its_unit_and_what_was_retracted() -> None:
    assert str(Count(Range(1, 1))) == "1 statement"
    assert str(Count(Range(0, 1), unit="occasion")) == "0–1 occasions"
    assert str(Count(Range(57, 60), ("s1",), "accusation")) == "57–60 accusations · 1 retracted"
    assert Count(Range(57, 60), ("s1",)).bare == "57–60 · 1 retracted"


@pytest.mark.parametrize("seed", range(80))
def test_counts_give_the_ends_of_all_readings(claims: Claims, seed: int) -> None:
    """A reading decides which `may_be` hold, which of the attributed were made, and which of the possible belong.

    What is the same utterance as one that was retracted, or never made, is gone with it.
    """
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    ids = [f"s{n}" for n in range(6)]
    kinds = {id_: rng.choice(KINDS) for id_ in ids}
    pairs = [tuple(rng.sample(ids, 2)) for _ in range(rng.randint(0, 4))]
    text = HEAD
    for n, id_ in enumerate(ids):
        same = sorted({b for a, b in pairs if a == id_})
        on = ids[n - 1] if n % 2 and rng.random() < 0.4 and kinds[ids[n - 1]] == kinds[id_] else None
        text += f"  {id_}: {{act: accuses, allegation: theft, {_said(kinds[id_], on)}"
        text += f", may_be: [{', '.join(same)}]}}\n" if same else "}\n"
        if kinds[id_] == "retracted":
            text += f"  back-{id_}: {{act: retracts, answers: {id_}, speaker: ida, date: 2032, reports: [{{source: daily}}]}}\n"
    corpus = claims(text).corpus
    assert [id_ for id_ in corpus.stated if id_ in ids] == ids
    certain = rng.sample(ids, rng.randint(0, 4))
    possible = [id_ for id_ in ids if id_ not in certain and rng.random() < 0.5]
    uncounted = {id_ for id_ in ids if kinds[id_] in {"contested", "retracted"}}
    sure = {id_ for id_ in certain if kinds[id_] != "attributed"} - uncounted
    open_ = sorted({*certain, *possible} - uncounted - sure)
    for by_occasion, counted in ((False, statements), (True, occasions)):
        key = (lambda id_: occasion(corpus.stated, id_)) if by_occasion else (lambda id_: id_)
        voices = {id_: 2 if kinds[id_] == "list" and by_occasion else 1 for id_ in ids}
        results = []
        for size in range(len(pairs) + 1):
            for true in itertools.combinations(pairs, size):
                parts = {id_: part(key(id_), [(key(a), key(b)) for a, b in true]) for id_ in ids}
                gone = {
                    id_ for id_ in ids if part(id_, [(a, b) for a, b in true]) & uncounted
                }  # the same as what was taken back or never said
                for some in range(len(open_) + 1):
                    for extra in itertools.combinations(open_, some):
                        least = {parts[id_]: 1 for id_ in {*sure, *extra} - gone}
                        most = {key(id_): voices[id_] for id_ in sorted({*sure, *extra}, key=voices.__getitem__)}
                        results += [len(least), *([sum(most.values())] if not true else [])]
        assert counted(corpus, certain, possible) == Range(min(results), max(results))
    listed = dict.fromkeys((*certain, *possible))
    assert count(corpus, certain, possible).retracted == tuple(id_ for id_ in listed if kinds[id_] == "retracted")


def _said(kind: str, on: str | None) -> str:
    report = "reports: [{source: daily, via: teller}]" if kind == "attributed" else "reports: [{source: daily}]"
    if on is not None:
        return f"occasion: {on}, {report}" + (", utterance: disputed" if kind == "contested" else "")
    speakers = {"joint": "[ida, ole], jointly: true", "list": "[ida, ole]"}.get(kind, "ida")
    disputed = ", utterance: disputed" if kind == "contested" else ""
    return f"speaker: {speakers}, date: 2031, {report}{disputed}"


def part(node: str, links: list[tuple[str, str]]) -> frozenset[str]:
    """All that is connected with a node."""
    found = {node}
    while True:
        more = found | {b for a, b in links if a in found} | {a for a, b in links if b in found}
        if more == found:
            return frozenset(found)
        found = more
