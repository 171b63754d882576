"""Grounded labelling of an argumentation framework: what is accepted, what is rejected, what stays open, in linear time.

Source: Phan Minh Dung, "On the acceptability of arguments and its fundamental role in nonmonotonic reasoning, logic programming
and n-person games", Artificial Intelligence 77 (1995); as labels: Martin Caminada, "On the issue of reinstatement in
argumentation", JELIA 2006.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Literal, TypeAlias

Label: TypeAlias = Literal["in", "out", "undecided"]
Attacks: TypeAlias = Mapping[str, Collection[str]]


def grounded(arguments: Iterable[str], attacks: Attacks) -> tuple[dict[str, Label], dict[str, str]]:
    """The label of each argument, and for each that is out the attacker in that made it so.

    `attacks` leads from an attacker to those it attacks; both must be in `arguments`. An argument is in when all its
    attackers are out, out when one is in, undecided otherwise; of all such labellings this one has the most undecided. Every
    attack is looked at twice at most.
    """
    labels: dict[str, Label] = dict.fromkeys(arguments, "undecided")
    left = dict.fromkeys(labels, 0)
    for targets in attacks.values():
        for target in targets:
            left[target] += 1
    causes: dict[str, str] = {}
    queue = [argument for argument, count in left.items() if not count]
    for accepted in queue:
        labels[accepted] = "in"
        for target in attacks.get(accepted, ()):
            if labels[target] == "undecided":
                labels[target] = "out"
                causes[target] = accepted
                for freed in attacks.get(target, ()):
                    left[freed] -= 1
                    if not left[freed] and labels[freed] == "undecided":
                        queue.append(freed)
    return labels, causes


def parts(attacks: Attacks) -> Iterator[tuple[str, ...]]:
    """The arguments that are connected by attacks in either direction, each part sorted, in the order of their first."""
    neighbours: dict[str, dict[str, None]] = {}
    for attacker, targets in attacks.items():
        for target in targets:
            neighbours.setdefault(attacker, {})[target] = None
            neighbours.setdefault(target, {})[attacker] = None
    done: set[str] = set()
    for start in sorted(neighbours):
        if start not in done:
            part = [start]
            done.add(start)
            for node in part:
                fresh = [other for other in neighbours[node] if other not in done]
                done.update(fresh)
                part += fresh
            yield tuple(sorted(part))
