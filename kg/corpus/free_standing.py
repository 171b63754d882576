"""Statements that dispute an allegation and answer nobody: they meet accusations through the allegation, and are counted apart.

Only what its speaker surely said and did not take back is one; a court's finding that rejects a charge is not a denial. They
are kept by allegation, with those of wider and narrower ones worked out once for each, and their days sorted, so that counting
those that came after an accusation is a search and not a walk.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.corpus.resolution import Resolved
from kg.corpus.scope import wider
from kg.model.acts import FINDINGS
from kg.model.records import Allegation


@dataclass(frozen=True, slots=True)
class Disputed:
    """An allegation with its free-standing denials: those on it or a wider one, which meet it whole, and on narrower ones."""

    id: str
    whole: tuple[str, ...]
    part: tuple[str, ...]


class FreeStanding:
    """The free-standing denials among `resolved`, by allegation; `tree` are the allegations by id."""

    def __init__(
        self, tree: Mapping[str, Allegation], resolved: Mapping[str, Resolved], is_retracted: Callable[[str, str], bool]
    ) -> None:
        self._tree = tree
        self._resolved = resolved
        self._on: dict[str, list[str]] = {}
        for id_, statement in resolved.items():
            linked = statement.answers or statement.supports or statement.revises
            if statement.stances.held and not linked and statement.act not in FINDINGS:
                for allegation in () if statement.is_contested else statement.disputes:
                    if not is_retracted(id_, allegation):
                        self._on.setdefault(allegation, []).append(id_)
        self._below: dict[str, list[str]] = {}
        for allegation in self._on:
            for above in wider(tree, allegation) - {allegation}:
                self._below.setdefault(above, []).append(allegation)
        self._known: dict[str, Disputed] = {}
        self._by_id: dict[str, tuple[tuple[str, ...], datetime.date]] = {}
        self._days: dict[tuple[str, bool], dict[tuple[str, ...] | None, list[datetime.date]]] = {}

    def disputed(self, allegation: str) -> Disputed:
        """The free-standing denials that meet the allegation."""
        found = self._known.get(allegation)
        if found is None:
            on = self._on
            above = sorted(wider(self._tree, allegation)) if on else ()
            whole = dict.fromkeys([id_ for up in above if up in on for id_ in on[up]])
            below = sorted(self._below.get(allegation, ()))
            part = [id_ for id_ in dict.fromkeys([id_ for down in below for id_ in on[down]]) if id_ not in whole]
            found = self._known[allegation] = Disputed(allegation, tuple(whole), tuple(part))
        return found

    def meeting(self, charge: Resolved) -> tuple[int, int]:
        """How many meet one of the charge's allegations, in whole and in part, and did not surely come before it.

        With several allegations the one that most meet counts, so that no statement counts twice. The accuser's own are
        left out.
        """
        best = (0, 0)
        for allegation in charge.allegations:
            known = self.disputed(allegation)
            if known.whole or known.part:
                whole = self._after(allegation, charge, whole=True) if known.whole else 0
                part = self._after(allegation, charge, whole=False) if known.part else 0
                best = max(best, (whole, part))
        return best

    def _after(self, allegation: str, charge: Resolved, *, whole: bool) -> int:
        """How many of those that meet it in whole, or in part, are not the accuser's and may be of the charge's day or later."""
        key = (allegation, whole)
        if key not in self._days:
            known = self.disputed(allegation)
            days: dict[tuple[str, ...] | None, list[datetime.date]] = {None: []}
            for id_ in known.whole if whole else known.part:
                speakers, day = self._said(id_)
                days[None].append(day)
                days.setdefault(speakers, []).append(day)
            self._days[key] = {speakers: sorted(found) for speakers, found in days.items()}
        since = datetime.date.min if charge.date.qualified else charge.earliest or datetime.date.min
        all_, own = (self._days[key].get(speakers, []) for speakers in (None, tuple(sorted(charge.speakers))))
        return len(all_) - bisect_left(all_, since) - len(own) + bisect_left(own, since)

    def _said(self, id_: str) -> tuple[tuple[str, ...], datetime.date]:
        """The speakers of a free-standing answer and its last day, worked out once: a long row of allegations asks often."""
        found = self._by_id.get(id_)
        if found is None:
            resolved = self._resolved[id_]
            found = self._by_id[id_] = tuple(sorted(resolved.speakers)), _last(resolved)
        return found


def _last(resolved: Resolved) -> datetime.date:
    """The last day on which it can have been said; a qualified date bounds nothing."""
    return datetime.date.max if resolved.date.qualified else resolved.latest or datetime.date.max
