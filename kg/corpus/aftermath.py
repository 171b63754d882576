"""What speakers did with their own words later: took them back, corrected them, or gave them up by conceding the contrary.

A charge that its speaker retracted stays in the record and is marked wherever it appears; so is what was corrected or given up.
It is worked out here once for every list, table, picture and count.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

from kg.corpus.resolution import Resolved
from kg.corpus.scope import wider
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
    for id_, later in resolved.items():
        for earlier in later.revises:
            found.setdefault(earlier, {})[Later(_fate(later, resolved[earlier]), id_)] = None
    for earlier, concession in _given_up(resolved, tree):
        found.setdefault(earlier, {})[Later("given up", concession)] = None
    return {id_: tuple(sorted(each, key=lambda later: (FATES.index(later.fate), later.by))) for id_, each in found.items()}


def _fate(later: Resolved, earlier: Resolved) -> Fate:
    """What a retraction or a correction makes of the statement; one that names only some of its allegations leaves the rest."""
    if later.act == "corrects":
        return "corrected"
    return "retracted" if set(later.allegations) >= set(earlier.allegations) else "retracted in part"


def _given_up(resolved: Mapping[str, Resolved], tree: Mapping[str, Allegation]) -> Iterator[tuple[str, str]]:
    """Statements that their own speaker contradicted by a later concession, each with that concession.

    To grant an allegation gives up the denial of it, or of a wider one, which denies it too; to grant that it is not so gives up
    the charge, and any narrower one, which cannot hold without it.
    """
    said: dict[tuple[str, str], list[Resolved]] = {}
    for one in resolved.values():
        if not one.is_attributed and one.stances.held and one.act != "concedes":
            for speaker in one.speakers:
                for allegation in one.stances.held:
                    said.setdefault((speaker, allegation), []).append(one)
    below: dict[str, list[str]] | None = None
    for id_, concession in resolved.items():
        if concession.act != "concedes" or concession.is_attributed:
            continue
        for allegation, held in concession.stances.held.items():
            if held == "affirms":
                contrary = sorted(wider(tree, allegation))
            else:
                below = _narrower(tree) if below is None else below
                contrary = [allegation, *below.get(allegation, ())]
            for about in contrary:
                for earlier in (one for speaker in concession.speakers for one in said.get((speaker, about), ())):
                    if earlier.stances.held[about] == OPPOSITE[held] and not _is_before(concession, earlier):
                        yield earlier.id, id_


def _narrower(tree: Mapping[str, Allegation]) -> dict[str, list[str]]:
    """For each allegation all those that are part of it."""
    found: dict[str, list[str]] = {}
    for id_ in sorted(tree):
        for above in wider(tree, id_) - {id_}:
            found.setdefault(above, []).append(id_)
    return found


def _is_before(one: Resolved, other: Resolved) -> bool:
    """Whether one was surely said on an earlier day than the other."""
    if one.date.qualified or other.date.qualified:
        return False
    return (one.latest or datetime.date.max) < (other.earliest or datetime.date.min)
