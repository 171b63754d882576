"""Standing in this record: which statements nothing on record speaks against, which fall, which are word against word.

It says how the recorded exchange stands, never what is true: one more recorded answer can turn it. Denials and what they answer
attack each other, rebuttals and retractions attack one way, a rebuttal in part both ways; nothing else attacks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from kg.corpus.answering import extent
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.corpus.resolution import Resolved
from kg.network.grounded import Attacks, Label, grounded, parts

Why: TypeAlias = Literal["unattacked", "defended", "rebutted", "retracted", "word against word", "attacker undecided"]

SEARCHED: Final = 64
"""The largest exchange, in statements, in which every single added answer is tried."""


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that, added with nothing against it, would change a label: its act, what it answers, the result."""

    act: Literal["denies", "rebuts"]
    answers: str
    becomes: Label


@dataclass(frozen=True, slots=True)
class Standing:
    """A statement's label, why, by which other statement, who else speaks against it, who supports it, and what would change it.

    `change` is None where no single rebuttal would, or where `searched` is false and none was found at hand.
    """

    id: str
    label: Label
    why: Why
    by: tuple[str, ...]
    attackers: tuple[str, ...]
    support: tuple[str, ...]
    change: Change | None
    searched: bool


def standing(corpus: Corpus, wanted: Filter) -> tuple[Standing, ...]:
    """The standing of every statement that the filter admits, in the order of the files.

    The labels are worked out on the whole record; the filter only chooses what is shown.
    """
    attacks = framework(corpus)
    attackers = _reverse(attacks)
    labels, causes = grounded(corpus.resolved, attacks)
    changes, searched = _changes(attacks, attackers, labels)
    found = []
    for id_, resolved in corpus.resolved.items():
        if wanted.admits(corpus, resolved):
            against = tuple(sorted(attackers.get(id_, ())))
            why, by = _because(corpus, id_, labels, causes, attacks, against)
            support = tuple(sorted(corpus.supported_by.get(id_, ())))
            change = changes.get(id_) if against else Change("denies", id_, "undecided")
            found.append(Standing(id_, labels[id_], why, by, against, support, change, not against or id_ in searched))
    return tuple(found)


def framework(corpus: Corpus) -> dict[str, dict[str, None]]:
    """Which statement attacks which: an argumentation framework over the statements that stand.

    A denial, or a rebuttal that meets what it answers only in part, is attacked by what it answers too. An answer whose
    allegations have nothing in common with those of what it answers attacks nothing.
    """
    attacks: dict[str, dict[str, None]] = {}
    for id_, resolved in sorted(corpus.resolved.items()):
        for target, mutual in _targets(corpus, resolved):
            attacks.setdefault(id_, {})[target] = None
            if mutual:
                attacks.setdefault(target, {})[id_] = None
    return attacks


def _targets(corpus: Corpus, resolved: Resolved) -> Iterator[tuple[str, bool]]:
    """What a statement denies, rebuts or takes back, each with whether it is word against word."""
    if resolved.act in {"denies", "rebuts"}:
        for id_ in sorted(resolved.answers):
            meets = extent(corpus.allegations, resolved.allegations, corpus.resolved[id_].allegations)
            if meets != "none":
                yield id_, resolved.act == "denies" or meets == "part"
    elif resolved.act == "retracts":
        yield from ((id_, False) for id_ in sorted(resolved.revises))


def _reverse(attacks: Attacks) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for attacker, targets in attacks.items():
        for target in targets:
            found.setdefault(target, []).append(attacker)
    return found


def _because(
    corpus: Corpus, id_: str, labels: Mapping[str, Label], causes: Mapping[str, str], attacks: Attacks, against: tuple[str, ...]
) -> tuple[Why, tuple[str, ...]]:
    """Why a statement has its label, and by which statements.

    What puts a statement out is never word against word with it: that could only be in once the statement is out already.
    """
    if labels[id_] == "in":
        return ("defended", against) if against else ("unattacked", ())
    if labels[id_] == "out":
        cause = causes[id_]
        return "retracted" if corpus.resolved[cause].act == "retracts" else "rebutted", (cause,)
    open_ = tuple(attacker for attacker in against if labels[attacker] == "undecided")
    opposed = tuple(attacker for attacker in open_ if attacker in attacks.get(id_, ()))
    return ("word against word", opposed) if opposed else ("attacker undecided", open_)


def _changes(
    attacks: Attacks, attackers: Mapping[str, list[str]], labels: Mapping[str, Label]
) -> tuple[dict[str, Change], set[str]]:
    """The change for each statement that is attacked or attacks, and the ids for which every rebuttal was tried.

    Only statements of one exchange touch each other. In exchanges of up to `SEARCHED` statements every rebuttal is tried, so
    that the work grows with the number of exchanges; in larger ones only that of a last attacker.
    """
    found: dict[str, Change] = {}
    searched: set[str] = set()
    for part in parts(attacks):
        outcomes = _outcomes(part, attacks) if len(part) <= SEARCHED else {}
        searched.update(part if outcomes else ())
        for id_ in part:
            change = _change(id_, labels, attackers.get(id_, []), outcomes)
            if change is not None:
                found[id_] = change
    return found, searched


def _outcomes(part: tuple[str, ...], attacks: Attacks) -> dict[str, dict[str, Label]]:
    """For each statement of a part, all labels of the part once that statement is rebutted by something nobody answers."""
    inner = {attacker: attacks[attacker] for attacker in part if attacker in attacks}
    return {target: grounded([*part, ""], {**inner, "": (target,)})[0] for target in part}


def _change(
    id_: str, labels: Mapping[str, Label], against: list[str], outcomes: Mapping[str, Mapping[str, Label]]
) -> Change | None:
    """The rebuttal that would change the label for the better, one of a direct attacker first; a denial where it is in."""
    if labels[id_] == "in":
        return Change("denies", id_, "undecided")
    if not outcomes:
        left = [attacker for attacker in against if labels[attacker] != "out"]
        return Change("rebuts", left[0], "in") if len(left) == 1 else None
    better = ("in",) if labels[id_] == "undecided" else ("in", "undecided")
    options = [(better.index(new), b not in against, b) for b, after in outcomes.items() if (new := after[id_]) in better]
    if not options:
        return None
    place, _, target = min(options)
    return Change("rebuts", target, "in" if place == 0 else "undecided")
