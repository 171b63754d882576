"""Counting utterances: every way the record may be read, tried one by one."""

from __future__ import annotations

import itertools
import random

import pytest
from conftest import Claims

from kg.corpus.counting import Range, occasion, occasions


def test_a_range_of_one_number_is_that_number() -> None:
    assert (str(Range(2, 2)), str(Range(2, 1200))) == ("2", "2–1,200")


@pytest.mark.parametrize("seed", range(60))
def test_occasions_give_the_ends_of_all_readings(claims: Claims, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    ids = [f"s{n}" for n in range(6)]
    text = "actors:\n  ida: {name: Ida Falk, type: person}\nsources:\n  daily: {title: The Daily}\nstatements:\n"
    pairs = [tuple(rng.sample(ids, 2)) for _ in range(rng.randint(0, 4))]
    for n, id_ in enumerate(ids):
        same = [b for a, b in pairs if a == id_]
        also = f", may_be: [{', '.join(sorted(set(same)))}]" if same else ""
        of = f", occasion: {ids[n - 1]}" if n % 2 and rng.random() < 0.4 else ", speaker: ida, date: 2031"
        text += f"  {id_}: {{act: asserts, says: So., reports: [{{source: daily}}]{of}{also}}}\n"
    corpus = claims(text).corpus
    assert list(corpus.stated) == ids
    certain = rng.sample(ids, rng.randint(0, 4))
    possible = [id_ for id_ in ids if id_ not in certain and rng.random() < 0.5]
    among = [id_ for id_ in ids if rng.random() < 0.5]
    asked = {*certain, *among}
    usable = [(a, b) for a, b in pairs if a in asked and b in asked]
    results = [
        len({part(occasion(corpus, id_), [(occasion(corpus, a), occasion(corpus, b)) for a, b in true]) for id_ in said})
        for size in range(len(usable) + 1)
        for true in itertools.combinations(usable, size)
        for some in range(len(possible) + 1)
        for extra in itertools.combinations(possible, some)
        for said in [{*certain, *extra}]
    ]
    assert occasions(corpus, certain, possible, among) == Range(min(results), max(results))


def part(node: str, links: list[tuple[str, str]]) -> frozenset[str]:
    """All that hangs together with a node."""
    found = {node}
    while True:
        more = found | {b for a, b in links if a in found} | {a for a, b in links if b in found}
        if more == found:
            return frozenset(found)
        found = more
