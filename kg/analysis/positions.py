"""One speaker's positions over time: what was put forward or disputed, how firmly, and where that shifted.

A later statement supersedes an earlier one, and so does what its speaker said to retract, correct or give it up; to speak of it
without holding anything, as who declines or settles does, leaves what was held. Only statements
that may fall on the same day can contradict each other. Which came first is said only where the dates, or such a link, make it
certain. What is known only on the word of others, or denied by its alleged speaker, is nobody's position.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from kg.corpus.aftermath import Later, speaks_for_all
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.corpus.resolution import Resolved
from kg.corpus.scope import wider
from kg.model.acts import FINDINGS, OPPOSITE, OWN_WORDS, Stance

ShiftKind: TypeAlias = Literal["stance", "certainty", "wider", "narrower"]


_TURNS: Final = OWN_WORDS | FINDINGS | {"concedes"}
"""Acts that can end what a speaker held without holding anything themselves."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A change since an earlier statement: its id, and what changed from what to what (allegations for the scope)."""

    since: str
    kind: ShiftKind
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Position:
    """What a statement says of one allegation (None where it names none).

    `later` says how and by which statements its speaker took that back. `superseded_by` is the next statement that takes a
    position on the same allegation and surely came later, or the one that took it back; `contradicts` one of the opposite stance
    whose dates overlap with its own, so that neither surely supersedes the other.
    """

    id: str
    allegation: str | None
    stance: Stance
    certainty: str | None
    shifts: tuple[Shift, ...] = ()
    superseded_by: str | None = None
    contradicts: str | None = None
    later: tuple[Later, ...] = ()


def positions(corpus: Corpus, actor: str, wanted: Filter) -> tuple[Position, ...]:
    """The positions of an actor, or of a side, in the order of time: of all statements by it or for it that the filter admits."""
    said = [
        r
        for r in corpus.resolved.values()
        if _is_own(r) and actor in {*r.speakers, *r.spoken_for, *r.sides} and wanted.admits(corpus, r)
    ]
    return _positions(corpus, said, actor)


def positions_in(corpus: Corpus, actor: str, ids: Iterable[str]) -> tuple[Position, ...]:
    """The positions of an actor, or of a side, in the statements `ids`, all of which are by it or for it."""
    return _positions(corpus, [r for id_ in dict.fromkeys(ids) if _is_own(r := corpus.resolved[id_])], actor)


def most_positions(corpus: Corpus, wanted: Filter, most: int) -> tuple[tuple[str, int], ...]:
    """The speakers with most positions, each with how many."""
    counted = [(speaker, len(found)) for speaker, found in of_everyone(corpus, wanted)]
    return tuple(sorted(counted, key=lambda each: (-each[1], each[0]))[:most])


def of_everyone(corpus: Corpus, wanted: Filter) -> Iterator[tuple[str, tuple[Position, ...]]]:
    """Every speaker by id, with the positions in the statements that this speaker made, each looked at alone."""
    by: dict[str, list[Resolved]] = {}
    for resolved in corpus.resolved.values():
        if _is_own(resolved) and wanted.admits(corpus, resolved):
            for speaker in resolved.speakers:
                by.setdefault(speaker, []).append(resolved)
    yield from ((speaker, _positions(corpus, by[speaker], speaker)) for speaker in sorted(by))


def _is_own(resolved: Resolved) -> bool:
    """Whether it surely is the speaker's."""
    return not resolved.is_attributed and not resolved.is_contested


def taken_back(corpus: Corpus, id_: str, actor: str | None = None) -> dict[str | None, tuple[Later, ...]]:
    """For each allegation of a statement on which its speaker took it back, how and by which statements; None if it has none.

    With an `actor`, what others of several speakers took back for themselves alone is left out.
    """
    found: dict[str | None, list[Later]] = {}
    resolved = corpus.resolved[id_]
    for later in corpus.aftermath.get(id_, ()):
        by = corpus.resolved[later.by]
        if actor not in {None, *by.speakers, *by.spoken_for, *by.sides} and not speaks_for_all(by, resolved):
            continue
        for allegation in later.on if resolved.allegations else (None,):
            found.setdefault(allegation, []).append(later)
    return {allegation: tuple(laters) for allegation, laters in found.items()}


def _positions(corpus: Corpus, said: list[Resolved], actor: str) -> tuple[Position, ...]:
    """The positions in statements that are one voice's."""
    on: dict[str, list[Resolved]] = {}
    for resolved in said:
        for allegation in resolved.allegations:
            on.setdefault(allegation, []).append(resolved)
    gone = {resolved.id: laters for resolved in sorted(said, key=_time) if (laters := taken_back(corpus, resolved.id, actor))}
    undone = {(later.by, a): corpus.resolved[id_] for id_, of in gone.items() for a, laters in of.items() for later in laters}
    lines = {allegation: _Line(allegation, statements, gone) for allegation, statements in on.items()}
    below: dict[str, list[_Line]] = {}
    over: dict[str, list[_Line]] = {}
    for allegation, line in lines.items():
        ancestors = sorted(wider(corpus.allegations, allegation) & lines.keys() - {allegation})
        over[allegation] = [lines[above] for above in ancestors]
        for above in ancestors:
            below.setdefault(above, []).append(line)
    found = []
    for resolved in sorted(said, key=_time):
        for allegation in resolved.allegations:
            around = (over[allegation], below.get(allegation, []))
            undoes = undone.get((resolved.id, allegation))
            found.append(_position(corpus, resolved, lines[allegation], undoes, *around))
        if not resolved.allegations:
            later = gone.get(resolved.id, {}).get(None, ())
            by = later[0].by if later else None
            found.append(Position(resolved.id, None, "neither", resolved.certainty, superseded_by=by, later=later))
    return tuple(found)


@dataclass(slots=True)
class _Line:
    """The statements on one allegation; those that take a position by their first and by their last day, to be searched in.

    `gone` are the statements that their speakers took back, with the allegations on which they did.
    """

    allegation: str
    statements: list[Resolved]
    gone: Mapping[str, Mapping[str | None, tuple[Later, ...]]]
    by_first: list[Resolved] = field(init=False)
    by_last: list[Resolved] = field(init=False)
    firsts: list[datetime.date] = field(init=False)
    lasts: list[datetime.date] = field(init=False)
    reach: dict[Stance, tuple[list[datetime.date], list[tuple[datetime.date, str]]]] = field(init=False)

    def __post_init__(self) -> None:
        taking = [r for r in self.statements if self.takes(r) or self.is_open(r)]
        self.by_first = sorted(taking, key=lambda r: (_first(r), r.id))
        self.by_last = sorted((r for r in taking if not self.is_open(r)), key=lambda r: (_last(r), r.id))
        self.firsts = [_first(r) for r in self.by_first]
        self.lasts = [_last(r) for r in self.by_last]
        self.reach = {}
        for which in ("affirms", "disputes"):
            starts: list[datetime.date] = []
            furthest: list[tuple[datetime.date, str]] = []
            for resolved in (r for r in self.by_first if r.stance(self.allegation) == which and not self.later(r)):
                starts.append(_first(resolved))
                furthest.append(max([(_last(resolved), resolved.id), *furthest[-1:]]))
            self.reach[which] = (starts, furthest)

    def later(self, resolved: Resolved) -> tuple[Later, ...]:
        """How its speaker took back what the statement says of the allegation."""
        return self.gone.get(resolved.id, {}).get(self.allegation, ())

    def is_open(self, resolved: Resolved) -> bool:
        """Whether the record leaves open what the statement holds: then nothing can be said to have shifted."""
        return self.allegation in (*resolved.stances.left_open, *resolved.stances.both)

    def takes(self, resolved: Resolved) -> bool:
        """Whether the statement takes a position on the allegation, or ends one."""
        return resolved.stance(self.allegation) != "neither" or resolved.act in _TURNS

    def before(self, resolved: Resolved) -> Resolved | None:
        """The last of those taking a position that surely came before, without those that leave open what they hold."""
        place = bisect_left(self.lasts, _first(resolved))
        return self.by_last[place - 1] if place else None

    def after(self, resolved: Resolved) -> Resolved | None:
        """The first of those taking a position, or leaving open which, that surely came after it."""
        place = bisect_right(self.firsts, _last(resolved))
        return self.by_first[place] if place < len(self.by_first) else None

    def overlapping(self, resolved: Resolved, which: Stance) -> str | None:
        """One of that stance that may be of the same day: of those that begin in time the one that ends last."""
        starts, furthest = self.reach[which]
        place = bisect_right(starts, _last(resolved))
        if not place:
            return None
        last, id_ = furthest[place - 1]
        return id_ if last >= _first(resolved) else None


def _position(
    corpus: Corpus, resolved: Resolved, line: _Line, undoes: Resolved | None, above: list[_Line], below: list[_Line]
) -> Position:
    """The position of a statement on the allegation of the line; `undoes` is the one on it that it takes back, if any."""
    now, later = resolved.stance(line.allegation), line.later(resolved)
    previous, following = line.before(resolved), line.after(resolved)
    if undoes is not None and (previous is None or not _last(undoes) < _first(previous)):
        previous = undoes
    shifts: list[Shift] = []
    if line.is_open(resolved) or not line.takes(resolved):
        pass
    elif previous is not None:
        then = previous.stance(line.allegation)
        if then != now:
            shifts.append(Shift(previous.id, "stance", then, now))
        elif previous.certainty != resolved.certainty and previous.certainty and resolved.certainty:
            shifts.append(Shift(previous.id, "certainty", previous.certainty, resolved.certainty))
    else:
        shifts += _scope(resolved, line, above, "narrower")
        shifts += _scope(resolved, line, below, "wider")
    return Position(
        resolved.id,
        line.allegation,
        now,
        resolved.certainty,
        tuple(shifts),
        _superseding(corpus, following, later),
        line.overlapping(resolved, OPPOSITE[now]) if now != "neither" and not later else None,
        later,
    )


def _superseding(corpus: Corpus, following: Resolved | None, later: tuple[Later, ...]) -> str | None:
    """What supersedes a statement: what took it back, unless another surely came before that; else what surely followed."""
    if not later:
        return following.id if following else None
    by = later[0].by
    return following.id if following is not None and _last(following) < _first(corpus.resolved[by]) else by


def _scope(resolved: Resolved, line: _Line, around: Iterable[_Line], kind: Literal["wider", "narrower"]) -> list[Shift]:
    """The shift to a wider or narrower allegation, at the first statement on it and since the last that held the same stance."""
    earlier = ((previous, other) for other in around if (previous := other.before(resolved)) is not None)
    same = [(_last(r), r.id, o) for r, o in earlier if r.stance(o.allegation) == resolved.stance(line.allegation)]
    if not same:
        return []
    _, since, other = max(same, key=lambda found: found[:2])
    return [Shift(since, kind, other.allegation, line.allegation)]


def _first(resolved: Resolved) -> datetime.date:
    """The day before which it was surely not said; a qualified date bounds nothing."""
    return datetime.date.min if resolved.date.qualified else resolved.earliest or datetime.date.min


def _last(resolved: Resolved) -> datetime.date:
    """The day after which it was surely not said."""
    return datetime.date.max if resolved.date.qualified else resolved.latest or datetime.date.max


def _time(resolved: Resolved) -> tuple[datetime.date, datetime.date, str]:
    return resolved.earliest or datetime.date.min, resolved.latest or datetime.date.max, resolved.id
