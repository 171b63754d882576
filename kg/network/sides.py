"""Who stands against whom and who with whom: ties between sides, balance, and whom they accuse jointly.

A tie says what the two said of each other on record: accusations against, corroboration and praise for. To deny a charge is
neither. Whom two accuse jointly is a weaker sign of common ground, and told apart from ties.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.corpus.corpus import Corpus
from kg.corpus.counting import Range, occasions
from kg.corpus.level import Level, accused_at, sided, speakers_at
from kg.corpus.resolution import Resolved
from kg.network.balance import Sign, TriadKind, camps, groups, triads
from kg.network.who import Filter

JOINED: Final = 200
"""How many accusers, those with most accusations, are compared in pairs for whom they accuse jointly."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What two said of each other: the statements `against` and `backing`, as many utterances as the ranges say.

    `sign` is that of the larger number (the upper ends), 0 where they are the same: such a tie is mixed and in no triad.
    """

    one: str
    other: str
    against: tuple[str, ...]
    backing: tuple[str, ...]
    counts: tuple[Range, Range]

    @property
    def sign(self) -> int:
        """1, -1 or 0."""
        against, backing = (counted.most for counted in self.counts)
        return (backing > against) - (backing < against)


@dataclass(frozen=True, slots=True)
class Joint:
    """Whom two accuse jointly: for each target the topics they share on it and the statements of both."""

    one: str
    other: str
    targets: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Sides:
    """The ties, the triads, the groups with the negative ties inside them, the camps if balanced, and joint targets."""

    ties: tuple[Tie, ...]
    triads: tuple[tuple[tuple[str, str, str], TriadKind], ...]
    groups: tuple[tuple[str, ...], ...]
    inside: tuple[tuple[str, str], ...]
    camps: tuple[frozenset[str], frozenset[str]] | None
    joint: tuple[Joint, ...]
    accusers: int


def sides(corpus: Corpus, level: Level, wanted: Filter) -> Sides:
    """The signed graph of the statements that the filter admits, with its measures."""
    found: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    blamed: dict[str, dict[str, list[Resolved]]] = {}
    for resolved in corpus.resolved.values():
        if wanted.admits(corpus, resolved):
            for speaker, target, sign in _said(corpus, resolved, level):
                if sign < 0:
                    blamed.setdefault(speaker, {}).setdefault(target, []).append(resolved)
                if speaker != target:
                    pair = (speaker, target) if speaker < target else (target, speaker)
                    found.setdefault(pair, ([], []))[sign > 0].append(resolved.id)
    ties = tuple(_tie(corpus, pair, *lists) for pair, lists in sorted(found.items()))
    signs: dict[tuple[str, str], Sign] = {(t.one, t.other): 1 if t.sign > 0 else -1 for t in ties if t.sign}
    held, inside = groups(signs)
    return Sides(ties, tuple(sorted(triads(signs))), held, inside, camps(signs), _joint(blamed), len(blamed))


def _said(corpus: Corpus, resolved: Resolved, level: Level) -> Iterator[tuple[str, str, int]]:
    """Who spoke for (1) or against (-1) whom."""
    statement = resolved.statement
    targets: tuple[str, ...] = ()
    sign = 1
    if resolved.act == "accuses":
        targets, sign = accused_at(corpus, resolved, level), -1
    elif resolved.act == "praises":
        targets = statement.toward if level == "actor" else sided(corpus, statement.toward, resolved)
    elif resolved.supports:
        backed = (speakers_at(corpus, corpus.resolved[id_], level) for id_ in resolved.supports)
        targets = tuple(dict.fromkeys(speaker for speakers in backed for speaker in speakers))
    if targets:
        yield from ((speaker, target, sign) for speaker in speakers_at(corpus, resolved, level) for target in targets)


def _tie(corpus: Corpus, pair: tuple[str, str], against: list[str], backing: list[str]) -> Tie:
    against, backing = list(dict.fromkeys(against)), list(dict.fromkeys(backing))
    return Tie(*pair, tuple(against), tuple(backing), (occasions(corpus, against), occasions(corpus, backing)))


def _joint(blamed: dict[str, dict[str, list[Resolved]]]) -> tuple[Joint, ...]:
    """The pairs of accusers with a common target, those with most targets first."""
    weight = {accuser: sum(map(len, targets.values())) for accuser, targets in blamed.items()}
    kept = sorted(sorted(weight, key=lambda accuser: (-weight[accuser], accuser))[:JOINED])
    found = []
    for n, one in enumerate(kept):
        for other in kept[n + 1 :]:
            shared = sorted((blamed[one].keys() & blamed[other].keys()) - {one, other})
            if shared:
                found.append(
                    Joint(one, other, {target: _shared(blamed[one][target], blamed[other][target]) for target in shared})
                )
    return tuple(sorted(found, key=lambda joint: (-len(joint.targets), joint.one, joint.other)))


def _shared(mine: list[Resolved], theirs: list[Resolved]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The topics on which both accuse the target, and all their statements against it."""
    topics = {topic for said in mine for topic in said.topics} & {topic for said in theirs for topic in said.topics}
    return tuple(sorted(topics)), tuple(dict.fromkeys(said.id for said in (*mine, *theirs)))
