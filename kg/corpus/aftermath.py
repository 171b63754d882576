"""What speakers did with their own words later: took them back, corrected them, or gave them up by conceding the contrary.

A charge that its speaker retracted stays in the record and is marked wherever it appears; so is what was corrected or given up.
It is worked out here once for every list, table, picture and count. Only what a speaker is known to have said counts: nobody
retracts on the word of others, and a retraction that was itself retracted retracts nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

from kg.corpus.resolution import Resolved
from kg.corpus.scope import wider
from kg.corpus.stance import answering_order
from kg.model.acts import OPPOSITE
from kg.model.records import Allegation

Fate: TypeAlias = Literal["retracted", "retracted in part", "corrected", "given up"]
FATES: Final[tuple[Fate, ...]] = ("retracted", "given up", "corrected", "retracted in part")
"""What can become of a speaker's words, the weightiest first."""


class Later(NamedTuple):
    """What its speaker did with a statement later, and by which statement."""

    fate: Fate
    by: str


def aftermath(resolved: Mapping[str, Resolved], tree: Mapping[str, Allegation]) -> dict[str, tuple[Later, ...]]:
    """For each statement whose speaker took it back, corrected it or gave it up: how and by which statements, in order."""
    found: dict[str, dict[Later, None]] = {}
    undone: set[str] = set()
    revising = {id_: one.statement for id_, one in resolved.items() if one.revises and _is_own(one)}
    for id_ in reversed(tuple(answering_order(revising))):  # a retraction comes before what it retracts
        for earlier in resolved[id_].revises if id_ not in undone else ():
            fate = _fate(resolved[id_], resolved[earlier])
            found.setdefault(earlier, {})[Later(fate, id_)] = None
            if fate == "retracted":
                undone.add(earlier)
    for earlier, concession in _given_up(resolved, tree):
        if concession not in undone:
            found.setdefault(earlier, {})[Later("given up", concession)] = None
    return {id_: tuple(sorted(each, key=lambda later: (FATES.index(later.fate), later.by))) for id_, each in found.items()}


def touched(tree: Mapping[str, Allegation], later: Later, by: Resolved, earlier: Resolved) -> frozenset[str]:
    """The allegations on which `by`, which is what `later` names, ended what its speaker held in `earlier`."""
    if later.fate != "given up":
        return frozenset(earlier.allegations).intersection(by.allegations)
    return frozenset(
        allegation
        for allegation, held in earlier.stances.held.items()
        for about, granted in by.stances.held.items()
        if granted == OPPOSITE[held]
        and (allegation in wider(tree, about) if granted == "affirms" else about in wider(tree, allegation))
    )


def keeps(by: Resolved, earlier: Resolved) -> bool:
    """Whether a correction holds the same as before of all that it corrects, so that only the words changed."""
    both = [allegation for allegation in by.allegations if allegation in earlier.allegations]
    return by.act == "corrects" and bool(both) and all(by.stance(a) == earlier.stance(a) != "neither" for a in both)


def _is_own(one: Resolved) -> bool:
    """Whether it is surely its speaker's."""
    return not one.is_attributed and not one.is_contested


def _fate(later: Resolved, earlier: Resolved) -> Fate:
    """What a retraction or a correction makes of the statement; one that names only some of its allegations leaves the rest."""
    if later.act == "corrects":
        return "corrected"
    return "retracted" if set(later.allegations) >= set(earlier.allegations) else "retracted in part"


def _given_up(resolved: Mapping[str, Resolved], tree: Mapping[str, Allegation]) -> Iterator[tuple[str, str]]:
    """Statements that their own speaker contradicted by a later concession, each with that concession.

    To grant an allegation gives up the denial of it, or of a wider one, which denies it too; to grant that it is not so gives up
    the charge, and any narrower one, which cannot hold without it. A speaker who denies and grants on one occasion, or of whom
    it is not certain which came first, gave nothing up: that is a denial in part.
    """
    said: dict[tuple[str, str], list[Resolved]] = {}
    for one in resolved.values():
        if _is_own(one) and one.stances.held and one.act != "concedes":
            for speaker in one.speakers:
                for allegation in one.stances.held:
                    said.setdefault((speaker, allegation), []).append(one)
    below: dict[str, list[str]] | None = None
    for id_, concession in resolved.items():
        if concession.act != "concedes" or not _is_own(concession):
            continue
        for allegation, held in concession.stances.held.items():
            if held == "affirms":
                contrary = sorted(wider(tree, allegation))
            else:
                below = _narrower(tree) if below is None else below
                contrary = [allegation, *below.get(allegation, ())]
            for about in contrary:
                for earlier in (one for speaker in concession.speakers for one in said.get((speaker, about), ())):
                    if earlier.stances.held[about] == OPPOSITE[held] and _is_later(concession, earlier, resolved):
                        yield earlier.id, id_


def _narrower(tree: Mapping[str, Allegation]) -> dict[str, list[str]]:
    """For each allegation all those that are part of it."""
    found: dict[str, list[str]] = {}
    for id_ in sorted(tree):
        for above in wider(tree, id_) - {id_}:
            found.setdefault(above, []).append(id_)
    return found


def _is_later(one: Resolved, other: Resolved, resolved: Mapping[str, Resolved]) -> bool:
    """Whether one was surely said after the other: on a later day, or in answer to it or to an answer to it."""
    if one.statement.occasion in {other.id, other.statement.occasion or ""} or other.statement.occasion == one.id:
        return False
    if other.id in one.answers or any(other.id in resolved[answered].answers for answered in one.answers):
        return True
    if one.date.qualified or other.date.qualified:
        return False
    return (other.latest or datetime.date.max) < (one.earliest or datetime.date.min)
