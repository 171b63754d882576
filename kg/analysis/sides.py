"""Who opposes whom and who agrees with whom: ties between sides, balance, and whom they accuse jointly.

A tie says what the two said of each other on record: accusations against, corroboration and praise for. To deny a charge is
neither. Whom two accuse jointly is a weaker sign of common ground, counted apart from ties. Only sides and those who speak for
one are compared there: a reporter or a scholar who criticizes the same state as an armed group has nothing in common with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from kg.analysis.balance import Sign, TriadKind, camps, groups, triads
from kg.corpus.corpus import Corpus
from kg.corpus.counting import Count, count
from kg.corpus.filters import Filter, Lies
from kg.corpus.level import Level, accused_at, sided, speakers_at
from kg.corpus.resolution import Resolved
from kg.model.acts import OPPOSITE

JOINED: Final = 200
"""How many accusers, those with most accusations, are compared in pairs for whom they accuse jointly."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What two said of each other: the statements `against` and `backing`, and how many these are.

    `perhaps` are those of both that only may lie in the period. `sign` is that of the larger number (the upper ends), 0 where
    they are the same: such a tie is mixed and in no triad.
    """

    one: str
    other: str
    against: tuple[str, ...]
    backing: tuple[str, ...]
    counts: tuple[Count, Count]
    perhaps: tuple[str, ...] = ()

    @property
    def sign(self) -> int:
        """1, -1 or 0."""
        against, backing = (counted.number.most for counted in self.counts)
        return (backing > against) - (backing < against)


@dataclass(frozen=True, slots=True)
class Joint:
    """Whom two accuse jointly: for each target the topics they share on it and the statements of both."""

    one: str
    other: str
    targets: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Sides:
    """The ties, the triads, the groups with the negative ties inside them, the camps if balanced, and joint targets.

    `more` are the statements that would make a tie, and are left out since they only may lie in the period.
    """

    ties: tuple[Tie, ...]
    triads: tuple[tuple[tuple[str, str, str], TriadKind], ...]
    groups: tuple[tuple[str, ...], ...]
    inside: tuple[tuple[str, str], ...]
    camps: tuple[frozenset[str], frozenset[str]] | None
    joint: tuple[Joint, ...]
    accusers: int
    more: tuple[str, ...] = ()


def sides(corpus: Corpus, level: Level, wanted: Filter) -> Sides:
    """The signed graph of the statements that the filter admits, with its measures."""
    found: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    blamed: dict[str, dict[str, list[Resolved]]] = {}
    lies: dict[Lies, dict[str, None]] = {"surely": {}, "perhaps": {}}
    for resolved in corpus.resolved.values():
        place = wanted.lies(corpus, resolved)
        for speaker, target, sign in _said(corpus, resolved, level) if place != "outside" else ():
            lies[place][resolved.id] = None
            if place == "perhaps" and not wanted.maybe:
                continue
            if sign < 0 and resolved.id not in corpus.uncounted and _for_a_side(corpus, resolved, speaker, level):
                blamed.setdefault(speaker, {}).setdefault(target, []).append(resolved)
            if speaker != target:
                pair = (speaker, target) if speaker < target else (target, speaker)
                found.setdefault(pair, ([], []))[sign > 0].append(resolved.id)
    ties = tuple(_tie(corpus, pair, *lists, lies["perhaps"]) for pair, lists in sorted(found.items()))
    more = () if wanted.maybe else tuple(lies["perhaps"])
    signs: dict[tuple[str, str], Sign] = {(t.one, t.other): 1 if t.sign > 0 else -1 for t in ties if t.sign}
    held, inside = groups(signs)
    return Sides(ties, tuple(sorted(triads(signs))), held, inside, camps(signs), _joint(blamed), len(blamed), more)


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
        supported = (corpus.resolved[id_] for id_ in resolved.supports)
        backed = (speakers_at(corpus, target, level) for target in supported if _backs(resolved, target))
        targets = tuple(dict.fromkeys(speaker for speakers in backed for speaker in speakers))
    if targets:
        yield from ((speaker, target, sign) for speaker in speakers_at(corpus, resolved, level) for target in targets)


def _for_a_side(corpus: Corpus, resolved: Resolved, speaker: str, level: Level) -> bool:
    """Whether the statement is a side's: its speaker is one or, at the level of actors, speaks for one."""
    if level == "side":
        return speaker in corpus.sides_of(speaker, resolved.span)
    return bool(resolved.sides) and speaker not in resolved.unaffiliated


def _backs(support: Resolved, target: Resolved) -> bool:
    """Whether a statement that corroborates another holds nothing contrary to it."""
    return all(target.stance(a) != OPPOSITE[held] for a, held in support.stances.held.items())


def _tie(corpus: Corpus, pair: tuple[str, str], against: list[str], backing: list[str], perhaps: Collection[str]) -> Tie:
    said = tuple(dict.fromkeys(against)), tuple(dict.fromkeys(backing))
    one, other = (
        count(corpus, [id_ for id_ in ids if id_ not in perhaps], [id_ for id_ in ids if id_ in perhaps]) for ids in said
    )
    return Tie(*pair, *said, (one, other), tuple(id_ for ids in said for id_ in ids if id_ in perhaps))


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
