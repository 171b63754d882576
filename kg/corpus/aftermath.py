"""What speakers did with their own words later: took them back, corrected them, or gave them up by conceding the contrary.

A charge that its speaker retracted stays in the record and is marked wherever it appears; so is what was corrected or given up.
It is worked out here once for every list, table, picture and count. Only what a speaker is known to have said counts: nobody
retracts on the word of others, and a retraction that was itself retracted retracts nothing.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

from kg.corpus.resolution import Resolved
from kg.corpus.scope import scope, wider
from kg.corpus.stance import answering_order
from kg.model.acts import OPPOSITE, Stance
from kg.model.records import Allegation

Fate: TypeAlias = Literal["retracted", "retracted in part", "corrected", "given up"]
FATES: Final[tuple[Fate, ...]] = ("retracted", "given up", "corrected", "retracted in part")
"""What can happen to a speaker's words, the weightiest first."""
Key: TypeAlias = tuple[str, ...]

_END: Final = "\x7f"
"""Behind every id."""


class Later(NamedTuple):
    """What happened to a statement later, and by which statement.

    `on` are the allegations on which that ended what was held. `whose` are those who did it where it was not the speaker: those
    for whom the statement was said, since somebody else spoke for them later, or they themselves.
    """

    fate: Fate
    by: str
    on: tuple[str, ...] = ()
    whose: tuple[str, ...] = ()


def aftermath(resolved: Mapping[str, Resolved], tree: Mapping[str, Allegation]) -> dict[str, tuple[Later, ...]]:
    """For each statement that was taken back, corrected or given up by those whose words it is: how and by which, in order."""
    found: dict[str, dict[Later, None]] = {}
    undone: set[str] = set()
    revising = {id_: one.statement for id_, one in resolved.items() if one.revises and _is_own(one)}
    for id_ in reversed(tuple(answering_order(revising))):  # a retraction comes before what it retracts
        for earlier in resolved[id_].revises if id_ not in undone else ():
            later = _revised(tree, resolved[id_], resolved[earlier])
            if later is None:
                continue
            found.setdefault(earlier, {})[later] = None
            if later.fate == "retracted":
                undone.add(earlier)
    concessions = {id_: one for id_, one in resolved.items() if one.is_concession and _is_own(one)}
    granted = {id_: tuple(_granted(one, found.get(id_, ()), resolved)) for id_, one in concessions.items()}
    for earlier, concession in _given_up(resolved, tree, granted):
        found.setdefault(earlier, {})[_conceded(tree, resolved[concession], resolved[earlier], granted[concession])] = None
    return {id_: tuple(sorted(each, key=lambda later: (FATES.index(later.fate), later.by))) for id_, each in found.items()}


def _conceded(tree: Mapping[str, Allegation], by: Resolved, earlier: Resolved, granted: Iterable[_Grant]) -> Later:
    """What a concession gives up of an earlier statement, given what is left of the concession."""
    shared = _keys(earlier)
    left = {(grant.allegation, grant.held) for grant in granted if grant.key in shared}
    on = tuple(
        allegation
        for allegation, held in earlier.stances.held.items()
        if any(
            granted == OPPOSITE[held]
            and (allegation in wider(tree, about) if granted == "affirms" else about in wider(tree, allegation))
            for about, granted in left
        )
    )
    return Later("given up", by.id, on, _whose(by, earlier))


def keeps(by: Resolved, earlier: Resolved) -> bool:
    """Whether a correction holds the same as before of all that it corrects, so that only the words changed."""
    before = frozenset(earlier.allegations)
    both = [allegation for allegation in by.allegations if allegation in before]
    return by.act == "corrects" and bool(both) and all(by.stance(a) == earlier.stance(a) != "neither" for a in both)


def speaks_for_all(by: Resolved, earlier: Resolved) -> bool:
    """Whether all whose words the earlier statement is take it back, themselves or through one who speaks for them."""
    ours = {*by.speakers, *by.spoken_for}
    if earlier.given:
        return ours.issuperset(earlier.voices) or (not by.given and {*by.speakers}.issuperset(earlier.speakers))
    if len(earlier.speakers) < 2 or ours.issuperset(earlier.speakers):
        return True
    if not {*by.speakers}.issuperset(earlier.unaffiliated):
        return False
    return bool(earlier.spoken_for) and set(by.spoken_for).issuperset(earlier.spoken_for)


class _Grant(NamedTuple):
    """What a concession grants of one allegation, and one of the keys of those who grant it."""

    key: Key
    allegation: str
    held: Stance


def _keys(one: Resolved) -> frozenset[Key]:
    """What joins two statements of one voice: whose words they are, or one speaker speaking for one organisation or side.

    So what a company said, and what somebody said who is recorded as speaking `for` it, are the company's words, whoever else
    spoke for it. A role alone makes nobody's words those of the organisation.
    """
    speaking = ((speaker, of) for speaker in one.speakers for of in (*one.spoken_for, *one.sides))
    return frozenset((*((voice,) for voice in one.voices), *speaking))


def _whose(by: Resolved, earlier: Resolved) -> tuple[str, ...]:
    """Those for whom the earlier statement was said and who take it back; none where its speaker does, or they are unknown."""
    ours = {*by.speakers, *by.voices}
    if not ours.isdisjoint(earlier.speakers) or not {*by.spoken_for}.isdisjoint(earlier.speakers):
        return ()
    return tuple(dict.fromkeys(one for one in (*earlier.voices, *earlier.spoken_for) if one in ours))


def _is_own(one: Resolved) -> bool:
    """Whether it is surely its speaker's."""
    return not one.is_attributed and not one.is_contested


def _covers(tree: Mapping[str, Allegation], later: Resolved, allegation: str) -> bool:
    """Whether a revision is about the allegation; to take back the wider takes back the narrower."""
    return not set(later.allegations).isdisjoint({allegation} if later.act == "corrects" else wider(tree, allegation))


def _revised(tree: Mapping[str, Allegation], later: Resolved, earlier: Resolved) -> Later | None:
    """What a retraction or a correction makes of the statement; one that names only some of its allegations leaves the rest.

    None where it names others alone, which is a fault of the record.
    """
    related = (scope(tree, one, other) != "none" for one in later.allegations for other in earlier.allegations)
    if later.statement.allegation and earlier.allegations and not any(related):
        return None
    on = tuple(about for about in earlier.allegations if _covers(tree, later, about))
    whole = on == earlier.allegations and speaks_for_all(later, earlier)
    fate: Fate = "corrected" if later.act == "corrects" else "retracted" if whole else "retracted in part"
    return Later(fate, later.id, on, _whose(later, earlier))


def _granted(concession: Resolved, laters: Iterable[Later], resolved: Mapping[str, Resolved]) -> Iterator[_Grant]:
    """What a concession grants, and who does, without what was retracted or corrected to something else later."""
    keys = _keys(concession)
    gone: set[tuple[Key, str]] = set()
    for later in laters:
        by = resolved[later.by]
        if not keeps(by, concession):
            whose = keys if speaks_for_all(by, concession) else keys & _keys(by)
            gone.update((key, about) for key in whose for about in later.on)
    for allegation, held in concession.stances.held.items():
        yield from (_Grant(key, allegation, held) for key in sorted(keys) if (key, allegation) not in gone)


def _given_up(
    resolved: Mapping[str, Resolved], tree: Mapping[str, Allegation], granted: Mapping[str, tuple[_Grant, ...]]
) -> Iterator[tuple[str, str]]:
    """Statements that those whose words they are contradicted by a later concession, each with the first such concession.

    To grant an allegation gives up the denial of it, or of a wider one, which denies it too; to grant that it is not so gives up
    the charge, and any narrower one, which cannot hold without it. A speaker who denies and grants on one occasion, or of whom
    it is not certain which came first, gave nothing up: that is a denial in part.
    """
    said: dict[_Grant, dict[str, None]] = {}
    for id_, one in resolved.items() if granted else ():
        if one.stances.held and _is_own(one) and not one.is_concession:
            for key in _keys(one):
                for allegation, held in one.stances.held.items():
                    said.setdefault(_Grant(key, allegation, held), {})[id_] = None
    below: dict[str, list[str]] | None = None
    on: dict[_Grant, list[tuple[datetime.date, str]]] = {}
    for id_, grants in granted.items():
        concession = resolved[id_]
        for grant in grants:
            if grant.held == "affirms":
                contrary = sorted(wider(tree, grant.allegation))
            else:
                below = _narrower(tree) if below is None else below
                contrary = [grant.allegation, *below.get(grant.allegation, ())]
            for said_so in (_Grant(grant.key, about, OPPOSITE[grant.held]) for about in contrary):
                if said_so in said:
                    on.setdefault(said_so, []).append((_first(concession), id_))
                    yield from ((earlier, id_) for earlier in _linked(concession, resolved, said[said_so]))
    for said_so, conceding in on.items():
        conceding.sort()
        for earlier in said[said_so]:
            for _, id_ in conceding[bisect_right(conceding, (_last(resolved[earlier]), _END)) :]:
                if speaks_for_all(resolved[id_], resolved[earlier]) and not _at_once(resolved[id_], resolved[earlier]):
                    yield earlier, id_
                    break  # what is given up once is given up


def _linked(concession: Resolved, resolved: Mapping[str, Resolved], said: Container[str]) -> Iterator[str]:
    """Those that the concession answers, or of which it answers an answer: they came before it, whatever the dates."""
    reached = {*_met(concession), *(to for answered in _met(concession) for to in _met(resolved[answered]))}
    for id_ in sorted(id_ for id_ in reached if id_ in said):
        if speaks_for_all(concession, resolved[id_]) and not _at_once(concession, resolved[id_]):
            yield id_


def _met(one: Resolved) -> tuple[str, ...]:
    return (*one.answers, *one.follows)


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
