"""Grounded labelling against the definition by brute force, and against the recorded answers of another solver."""

from __future__ import annotations

import itertools
import random

import pytest
from places import TESTS

from kg.analysis.grounded import Label, grounded, parts

RECORDED = TESTS / "oracles" / "grounded-afsolver.txt"
LABELS: tuple[Label, ...] = ("in", "out", "undecided")


def attacks_of(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for attacker, target in pairs:
        found.setdefault(attacker, []).append(target)
    return found


def complete(labels: dict[str, Label], pairs: list[tuple[str, str]]) -> bool:
    """Whether every label is right by those of the attackers, word for word as Caminada defines it."""
    for argument, label in labels.items():
        against = [labels[a] for a, b in pairs if b == argument]
        right: Label = "in" if all(x == "out" for x in against) else "out" if "in" in against else "undecided"
        if label != right:
            return False
    return True


def by_brute_force(names: str, pairs: list[tuple[str, str]]) -> dict[str, Label]:
    """The complete labelling with the most undecided, out of all labellings there are."""
    every = (dict(zip(names, labels, strict=True)) for labels in itertools.product(LABELS, repeat=len(names)))
    return max((x for x in every if complete(x, pairs)), key=lambda x: list(x.values()).count("undecided"))


@pytest.mark.parametrize("seed", range(20))
def test_labels_are_those_of_brute_force(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    for _ in range(150):
        names = "abcde"[: rng.randint(1, 5)]
        share = rng.choice((0.1, 0.25, 0.5))
        pairs = [(a, b) for a in names for b in names if rng.random() < share]
        labels, causes = grounded(names, attacks_of(pairs))
        assert labels == by_brute_force(names, pairs)
        assert causes.keys() == {name for name, label in labels.items() if label == "out"}
        assert all(labels[cause] == "in" and (cause, out) in pairs for out, cause in causes.items())


def test_labels_are_those_of_another_solver() -> None:
    lines = RECORDED.read_text("utf-8").splitlines()
    for line in lines:
        size, attacks, accepted = line.split()
        pairs = [(pair[0], pair[1]) for pair in attacks.split(",") if pair != "-"]
        labels, _ = grounded("012345678"[: int(size)], attacks_of(pairs))
        assert {name for name, label in labels.items() if label == "in"} == set(accepted) - {"-"}, line
    assert len(lines) == 1500


def test_textbook_frameworks() -> None:
    assert grounded("abc", {"a": "b", "b": "c"})[0] == {"a": "in", "b": "out", "c": "in"}  # reinstatement
    assert grounded("ab", {"a": "b", "b": "a"})[0] == {"a": "undecided", "b": "undecided"}  # Nixon diamond
    assert grounded("abcd", {"a": "bc", "b": "ac", "c": "d"})[0] == dict.fromkeys("abcd", "undecided")  # floating, sceptical
    assert grounded("abc", {"a": "b", "b": "c", "c": "a"})[0] == dict.fromkeys("abc", "undecided")  # odd circle


def test_a_chain_of_a_hundred_thousand_takes_no_recursion() -> None:
    names = [str(n) for n in range(100_000)]
    labels, _ = grounded(names, {a: (b,) for a, b in itertools.pairwise(names)})
    assert [labels[name] for name in names[:3]] == ["in", "out", "in"]
    assert len(list(parts({a: (b,) for a, b in itertools.pairwise(names)}))) == 1


def test_parts_hang_together() -> None:
    assert list(parts({"b": "a", "d": "c", "c": "e"})) == [("a", "b"), ("c", "d", "e")]
