"""What speakers did with their own words later: took them back, corrected them, or gave them up by conceding the contrary.

A charge that its speaker retracted stays in the record and is marked wherever it appears; so is what was corrected or given up.
It is worked out here once for every list, table, picture and count. Only what a speaker is known to have said counts: nobody
retracts on the word of others, and a retraction that was itself retracted retracts nothing.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

from kg.corpus.resolution import Resolved
from kg.corpus.scope import scope, wider
from kg.corpus.stance import answering_order
from kg.model.acts import CLOSINGS, OPPOSITE, Stance
from kg.model.records import Allegation

Fate: TypeAlias = Literal["retracted", "retracted in part", "corrected", "given up"]
FATES: Final[tuple[Fate, ...]] = ("retracted", "given up", "corrected", "retracted in part")
"""What can become of a speaker's words, the weightiest first."""

_END: Final = "\x7f"
"""Behind every id."""


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
            fate = _fate(tree, resolved[id_], resolved[earlier])
            if fate is None:
                continue
            found.setdefault(earlier, {})[Later(fate, id_)] = None
            if fate == "retracted":
                undone.add(earlier)
    concessions = {id_: one for id_, one in resolved.items() if _concedes(one) and _is_own(one) and id_ not in undone}
    for earlier, concession in _given_up(resolved, tree, concessions):
        found.setdefault(earlier, {})[Later("given up", concession)] = None
    return {id_: tuple(sorted(each, key=lambda later: (FATES.index(later.fate), later.by))) for id_, each in found.items()}


def touched(tree: Mapping[str, Allegation], later: Later, by: Resolved, earlier: Resolved) -> frozenset[str]:
    """The allegations on which `by`, which is what `later` names, ended what its speaker held in `earlier`."""
    if later.fate != "given up":
        return frozenset(a for a in earlier.allegations if _covers(tree, by, a))
    return frozenset(
        allegation
        for allegation, held in earlier.stances.held.items()
        for about, granted in by.stances.held.items()
        if granted == OPPOSITE[held]
        and (allegation in wider(tree, about) if granted == "affirms" else about in wider(tree, allegation))
    )


def keeps(by: Resolved, earlier: Resolved) -> bool:
    """Whether a correction holds the same as before of all that it corrects, so that only the words changed."""
    before = frozenset(earlier.allegations)
    both = [allegation for allegation in by.allegations if allegation in before]
    return by.act == "corrects" and bool(both) and all(by.stance(a) == earlier.stance(a) != "neither" for a in both)


def speaks_for_all(by: Resolved, earlier: Resolved) -> bool:
    """Whether all who said the earlier statement take it back, themselves or through one who speaks for them."""
    if len(earlier.speakers) < 2 or {*by.speakers, *by.spoken_for}.issuperset(earlier.speakers):
        return True
    if not {*by.speakers}.issuperset(earlier.unaffiliated):
        return False
    return bool(earlier.spoken_for) and set(by.spoken_for).issuperset(earlier.spoken_for)


def _is_own(one: Resolved) -> bool:
    """Whether it is surely its speaker's."""
    return not one.is_attributed and not one.is_contested


def _concedes(one: Resolved) -> bool:
    """Whether it grants something: a concession does, and an apology or a settlement that says what it holds."""
    return one.act == "concedes" or (one.act in CLOSINGS and bool(one.stances.held))


def _covers(tree: Mapping[str, Allegation], later: Resolved, allegation: str) -> bool:
    """Whether a revision is about the allegation; to take back the wider takes back the narrower."""
    return not set(later.allegations).isdisjoint({allegation} if later.act == "corrects" else wider(tree, allegation))


def _fate(tree: Mapping[str, Allegation], later: Resolved, earlier: Resolved) -> Fate | None:
    """What a retraction or a correction makes of the statement; one that names only some of its allegations leaves the rest.

    None where it names others alone, which is a fault of the record.
    """
    related = (scope(tree, one, other) != "none" for one in later.allegations for other in earlier.allegations)
    if later.statement.allegation and earlier.allegations and not any(related):
        return None
    if later.act == "corrects":
        return "corrected"
    whole = all(_covers(tree, later, about) for about in earlier.allegations) and speaks_for_all(later, earlier)
    return "retracted" if whole else "retracted in part"


def _given_up(
    resolved: Mapping[str, Resolved], tree: Mapping[str, Allegation], concessions: Mapping[str, Resolved]
) -> Iterator[tuple[str, str]]:
    """Statements that their own speaker contradicted by a later concession, each with the first such concession.

    To grant an allegation gives up the denial of it, or of a wider one, which denies it too; to grant that it is not so gives up
    the charge, and any narrower one, which cannot hold without it. A speaker who denies and grants on one occasion, or of whom
    it is not certain which came first, gave nothing up: that is a denial in part.
    """
    said: dict[tuple[str, str, Stance], dict[str, None]] = {}
    for id_, one in resolved.items():
        if _is_own(one) and not _concedes(one):
            for allegation, held in one.stances.held.items():
                for speaker in one.speakers:
                    said.setdefault((speaker, allegation, held), {})[id_] = None
    below: dict[str, list[str]] | None = None
    on: dict[tuple[str, str, Stance], list[tuple[datetime.date, str]]] = {}
    for id_, concession in concessions.items():
        for allegation, held in concession.stances.held.items():
            if held == "affirms":
                contrary = sorted(wider(tree, allegation))
            else:
                below = _narrower(tree) if below is None else below
                contrary = [allegation, *below.get(allegation, ())]
            for key in ((speaker, about, OPPOSITE[held]) for speaker in concession.speakers for about in contrary):
                if key in said:
                    on.setdefault(key, []).append((_first(concession), id_))
                    yield from ((earlier, id_) for earlier in _linked(concession, resolved, said[key]))
    for key, found in on.items():
        found.sort()
        for earlier in said[key]:
            for _, id_ in found[bisect_right(found, (_last(resolved[earlier]), _END)) :]:
                if speaks_for_all(resolved[id_], resolved[earlier]) and not _at_once(resolved[id_], resolved[earlier]):
                    yield earlier, id_
                    break  # what is given up once is given up


def _linked(concession: Resolved, resolved: Mapping[str, Resolved], said: Container[str]) -> Iterator[str]:
    """Those that the concession answers, or of which it answers an answer: they came before it, whatever the dates."""
    reached = {*concession.answers, *(to for answered in concession.answers for to in resolved[answered].answers)}
    for id_ in sorted(id_ for id_ in reached if id_ in said):
        if speaks_for_all(concession, resolved[id_]) and not _at_once(concession, resolved[id_]):
            yield id_


def _narrower(tree: Mapping[str, Allegation]) -> dict[str, list[str]]:
    """For each allegation all those that are part of it."""
    found: dict[str, list[str]] = {}
    for id_ in sorted(tree):
        for above in wider(tree, id_) - {id_}:
            found.setdefault(above, []).append(id_)
    return found


def _at_once(one: Resolved, other: Resolved) -> bool:
    """Whether both were said on one occasion."""
    return (one.statement.occasion or one.id) == (other.statement.occasion or other.id)


def _first(resolved: Resolved) -> datetime.date:
    """The day before which it was surely not said."""
    return datetime.date.min if resolved.date.qualified else resolved.earliest or datetime.date.min


def _last(resolved: Resolved) -> datetime.date:
    """The day after which it was surely not said."""
    return datetime.date.max if resolved.date.qualified else resolved.latest or datetime.date.max
