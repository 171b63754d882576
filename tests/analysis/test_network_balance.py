"""Signed graphs: Heider's triads, the alliances before 1914, and the theorems of balance checked circle by circle."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from typing import cast

import networkx as nx
import pytest

from kg.analysis.balance import BALANCED, Sign, Signs, camps, groups, triads


def graph(positive: str, negative: str = "") -> dict[tuple[str, str], Sign]:
    """Ties written as pairs of letters."""
    signs: dict[tuple[str, str], Sign] = {}
    for text, sign in ((positive, 1), (negative, -1)):
        for pair in text.split():
            one, other = sorted(pair)
            signs[one, other] = cast("Sign", sign)
    return signs


@pytest.mark.parametrize(
    ("positive", "negative", "kind", "balanced", "clusters"),
    [
        ("ab bc ac", "", "+++", True, True),
        ("ab bc", "ac", "++-", False, False),
        ("ab", "bc ac", "+--", True, True),
        ("", "ab bc ac", "---", False, True),
    ],
)
def test_heiders_triads(positive: str, negative: str, kind: str, balanced: bool, clusters: bool) -> None:  # noqa: FBT001
    signs = graph(positive, negative)
    assert list(triads(signs)) == [(("a", "b", "c"), kind)]
    assert (kind in BALANCED) is balanced
    assert (camps(signs) is not None) is balanced
    assert (not groups(signs)[1]) is clusters


def test_the_alliances_of_1907_are_balanced() -> None:
    """Antal, Krapivsky and Redner, "Social balance on networks" (2006): the Triple Alliance and the Entente.

    a Austria-Hungary, b Britain, f France, g Germany, i Italy, r Russia; every pair is tied.
    """
    signs = graph("ag ai gi bf br fr", "ab af ar gb gf gr ib if ir")
    assert len(signs) == 15
    assert camps(signs) == (frozenset("agi"), frozenset("bfr"))
    assert groups(signs) == ((("a", "g", "i"), ("b", "f", "r")), ())
    assert Counter(kind for _, kind in triads(signs)) == {"+++": 2, "+--": 18}


def test_three_blocs_are_groups_but_no_camps() -> None:
    signs = graph("ab cd", "ac ad bc bd ae be ce de")
    assert camps(signs) is None
    assert groups(signs) == ((("a", "b"), ("c", "d"), ("e",)), ())


def test_a_quarrel_inside_a_group_is_named() -> None:
    assert groups(graph("ab bc cd", "ad")) == ((("a", "b", "c", "d"),), (("a", "d"),))


@pytest.mark.parametrize("seed", range(150))
def test_balance_is_even_circles_and_groups_have_no_circle_with_one_negative_tie(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    signs = random_graph(rng)
    plain: nx.Graph[str] = nx.Graph(list(signs))
    negative = [
        sum(
            signs[cast("tuple[str, str]", tuple(sorted(pair)))] < 0 for pair in zip(circle, [*circle[1:], circle[0]], strict=True)
        )
        for circle in nx.simple_cycles(plain)
    ]
    found = camps(signs)
    assert (found is not None) is all(count % 2 == 0 for count in negative)
    assert (not groups(signs)[1]) is (1 not in negative)
    if found is not None:
        assert all((sign > 0) is ((one in found[0]) is (other in found[0])) for (one, other), sign in signs.items())


@pytest.mark.parametrize("seed", range(100))
def test_the_census_is_that_of_all_threes(seed: int) -> None:
    signs = random_graph(random.Random(seed))  # noqa: S311 - not for secrets
    nodes = sorted({node for pair in signs for node in pair})
    expected = {}
    for three in itertools.combinations(nodes, 3):
        pairs = list(itertools.combinations(three, 2))
        if all(pair in signs for pair in pairs):
            expected[three] = "".join(sorted("+" if signs[pair] > 0 else "-" for pair in pairs))
    found = list(triads(signs))
    assert dict(found) == expected
    assert len(found) == len(expected)


def random_graph(rng: random.Random) -> Signs:
    nodes = "abcdefg"[: rng.randint(2, 7)]
    share, kind = rng.choice((0.3, 0.6, 0.9)), rng.choice((0.2, 0.5, 0.9))
    return {pair: 1 if rng.random() < kind else -1 for pair in itertools.combinations(nodes, 2) if rng.random() < share}
