"""Signed graphs: the census of triads, whether the graph is balanced, and into which groups it falls.

Sources: Fritz Heider, "Attitudes and cognitive organization", Journal of Psychology 21 (1946); Dorwin Cartwright and Frank
Harary, "Structural balance", Psychological Review 63 (1956); James A. Davis, "Clustering and structural balance in graphs",
Human Relations 20 (1967).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Literal, TypeAlias

Sign: TypeAlias = Literal[1, -1]
Signs: TypeAlias = Mapping[tuple[str, str], Sign]
TriadKind: TypeAlias = Literal["+++", "++-", "+--", "---"]

TRIADS: Final[tuple[TriadKind, ...]] = ("+++", "++-", "+--", "---")
BALANCED: Final = frozenset({"+++", "+--"})
"""Triads with an even number of negative ties: friends of friends, and a common enemy."""


def triads(signs: Signs) -> Iterator[tuple[tuple[str, str, str], TriadKind]]:
    """Every three nodes that are all tied, sorted, with the kind of their triad, each once.

    Ties are looked at from their end with fewer ties, so the work is at most of the order of ties to the power of 1.5.
    """
    neighbours = _neighbours(signs)
    place = {node: n for n, node in enumerate(sorted(neighbours, key=lambda node: (len(neighbours[node]), node)))}
    later = {node: [other for other in ties if place[other] > place[node]] for node, ties in neighbours.items()}
    for node in sorted(neighbours):
        others = sorted(later[node])
        for n, second in enumerate(others):
            for third in others[n + 1 :]:
                if third in neighbours[second]:
                    negative = [neighbours[node][second], neighbours[node][third], neighbours[second][third]].count(-1)
                    low, middle, high = sorted((node, second, third))
                    yield (low, middle, high), TRIADS[negative]


def camps(signs: Signs) -> tuple[frozenset[str], frozenset[str]] | None:
    """The two camps of a balanced graph, positive ties within and negative between them; None where it is not balanced.

    A graph is balanced exactly if every cycle has an even number of negative ties (Cartwright and Harary). Parts that do not
    are connected could be turned round; here each part's first node is in the first camp.
    """
    neighbours = _neighbours(signs)
    camp: dict[str, int] = {}
    for start in sorted(neighbours):
        if start in camp:
            continue
        camp[start] = 1
        queue = [start]
        for node in queue:
            for other, sign in neighbours[node].items():
                if other not in camp:
                    camp[other] = camp[node] * sign
                    queue.append(other)
                elif camp[other] != camp[node] * sign:
                    return None
    first, second = (frozenset(node for node, side in camp.items() if side == which) for which in (1, -1))
    return first, second


def groups(signs: Signs) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, str], ...]]:
    """The groups held together by positive ties, largest first, and the negative ties inside a group.

    Without such a tie the graph falls into groups that only friends share (Davis: no cycle has exactly one negative tie).
    """
    neighbours = _neighbours(signs)
    group: dict[str, int] = {}
    found: list[tuple[str, ...]] = []
    for start in sorted(neighbours):
        if start not in group:
            members = [start]
            group[start] = len(found)
            for node in members:
                for other, sign in neighbours[node].items():
                    if sign > 0 and other not in group:
                        group[other] = len(found)
                        members.append(other)
            found.append(tuple(sorted(members)))
    inside = tuple(sorted(pair for pair, sign in signs.items() if sign < 0 and group[pair[0]] == group[pair[1]]))
    return tuple(sorted(found, key=lambda members: (-len(members), members))), inside


def _neighbours(signs: Signs) -> dict[str, dict[str, Sign]]:
    found: dict[str, dict[str, Sign]] = {}
    for (one, other), sign in sorted(signs.items()):
        found.setdefault(one, {})[other] = sign
        found.setdefault(other, {})[one] = sign
    return found
