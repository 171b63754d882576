"""What a timeline shows: a mark for each accusation and each answer, in lanes by the side that speaks, the busiest first.

A mark is at its day. Where the day is uncertain it covers all days that it may be; where one end is open it has a tail to
that side; where nothing is known it is in a margin of its own. In a lane, marks and their words never lie over each other.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from kg.corpus.corpus import Corpus
from kg.corpus.labels import act_phrase, act_word, is_plural, name, names, participle, title
from kg.corpus.level import speakers_at
from kg.corpus.resolution import Resolved
from kg.site import bidi
from kg.site.dates import when
from kg.site.exchanges import in_time
from kg.site.lettering import FONT_SIZE, line_width
from kg.site.looks import COUNTERS, MARKS, OTHERWISE
from kg.site.said import marks
from kg.site.timeline.axis import Axis

State: TypeAlias = Literal["", "attributed", "disputed", "retracted"]
Form: TypeAlias = Literal["day", "span", "until", "since", "undated"]

LETTERS: Final = 11.5
"""The size of the names of marks, in pixels."""

TAIL: Final = 26.0
"""How long the tail of a mark is that may lie any time before or after."""

OWN: Final = 4
"""From so many statements on, a speaker without a side has a lane of its own."""

_BOLD: Final = 1.22
_WIDE: Final = 1.14
_SYMBOL: Final = 7.0
_GAP: Final = 9.0
_LONGEST: Final = 27


@dataclass(frozen=True, slots=True)
class Mark:
    """What a speaker said of one party by one act on one date: its kind, the days that it may be, and what it is called aloud.

    `ids` are its statements, one as a rule; `who` (in bold), `phrase` and their number are beside it. `answers` are the
    statements on the timeline that these answer, back, revise or review; `kind` is how the lines to them are drawn. `state` says
    whether only others report it, whether its alleged speaker denies it, and whether it was retracted; `is_sure` whether
    it surely lies in the period that the timeline is of.
    """

    ids: tuple[str, ...]
    act: str
    kind: str
    form: Form
    first: datetime.date | None
    last: datetime.date | None
    about: bool
    who: str
    phrase: str
    title: str
    answers: tuple[str, ...] = ()
    state: State = ""
    is_sure: bool = True

    @property
    def room(self) -> float:
        """The width of what is beside it, in pixels."""
        return (line_width(self.who) * _BOLD + line_width(f" {self.phrase}") * _WIDE) * LETTERS / FONT_SIZE


@dataclass(frozen=True, slots=True)
class Lane:
    """A side, a speaker without one, or the rest of these (`id` empty), with its marks in the order of time."""

    id: str
    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark where it is drawn: its symbol at `x`, its days from `left` to `right`, its row, its words on which side."""

    mark: Mark
    x: float
    left: float
    right: float
    row: int
    before: bool


def lanes(corpus: Corpus, ids: Iterable[str]) -> tuple[Lane, ...]:
    """The lanes for these statements, the busiest first and speakers without a lane of their own last."""
    ordered = in_time(corpus, ids)
    shown = frozenset(ordered)
    keys = {id_: speakers_at(corpus, corpus.resolved[id_], "side") or ("",) for id_ in ordered}
    counts = Counter(key for found in keys.values() for key in found)
    sides = {side for id_ in ordered for side in corpus.resolved[id_].sides}
    own = {key for key, count in counts.items() if key in sides or (key and count >= OWN)}
    found: dict[str, list[str]] = {}
    for id_ in ordered:
        key = max((key for key in keys[id_] if key in own), key=lambda key: (counts[key], key), default="")
        found.setdefault(key, []).append(id_)
    busiest = sorted(found, key=lambda key: (not key, -len(found[key]), key))
    return tuple(
        Lane(key, name(corpus, key) if key else "Speakers without a side", tuple(_marks(corpus, found[key], key, shown)))
        for key in busiest
    )


def _marks(corpus: Corpus, ids: Iterable[str], lane: str, shown: frozenset[str]) -> Iterator[Mark]:
    """The marks for statements of one lane: what differs in content alone, and not in who, act, whom or date, shares one."""
    alike: dict[tuple[object, ...], list[Resolved]] = {}
    for id_ in ids:
        r = corpus.resolved[id_]
        alike.setdefault((r.speakers, r.act, r.against, r.date.text, r.span, title(corpus, r), marks(corpus, r.id)), []).append(r)
    for group in alike.values():
        yield _mark(corpus, group, lane, shown)


def _mark(corpus: Corpus, group: Sequence[Resolved], lane: str, shown: frozenset[str]) -> Mark:
    resolved = group[0]
    answers = dict.fromkeys(met for r in group for met in r.answers if met in shown)
    joined = dict.fromkeys(met for r in group for met in (*r.answers, *r.follows, *r.revises, *r.reviews) if met in shown)
    called = f"{title(corpus, resolved)}, {when(resolved)}{''.join(f' · {mark}' for mark in marks(corpus, resolved.id))}"
    who = names(corpus, resolved.speakers) or "Somebody unnamed"
    form, many = _form(resolved), len(group) > 1
    return Mark(
        ids=tuple(r.id for r in group),
        act=resolved.act,
        kind=COUNTERS if resolved.act == "accuses" and answers else resolved.act if resolved.act in MARKS else OTHERWISE,
        form=form,
        first=resolved.earliest,
        last=resolved.latest,
        about=resolved.date.qualified,
        who="" if resolved.speakers == (lane,) and form != "undated" else _short(who),
        phrase=f"{_act_words(corpus, resolved)} ×{len(group)}" if many else _act_words(corpus, resolved),
        title=f"{called}: {len(group)} statements" if many else called,
        answers=tuple(joined),
        state=_state(corpus, resolved),
    )


def _state(corpus: Corpus, resolved: Resolved) -> State:
    if resolved.is_contested:
        return "disputed"
    if resolved.is_attributed:
        return "attributed"
    return "retracted" if corpus.is_retracted(resolved.id) else ""


def _form(resolved: Resolved) -> Form:
    if resolved.earliest and resolved.latest:
        return "day" if resolved.earliest == resolved.latest else "span"
    if resolved.date.known and resolved.latest:
        return "until"
    return "since" if resolved.earliest else "undated"


def _act_words(corpus: Corpus, resolved: Resolved) -> str:
    """The act, for an accusation whom it is against, and for what only others report that they do."""
    against = f" {_short(names(corpus, resolved.against) or 'nobody by name')}" if resolved.act == "accuses" else ""
    if resolved.is_attributed or resolved.is_contested:
        are = "are" if is_plural(corpus, resolved.speakers) else "is"
        return f"{are} said to have {participle(resolved)}{against}"
    if resolved.act == "finds":
        return act_phrase(corpus, resolved).partition(", reviewing")[0]
    return f"{act_word(corpus, resolved)}{against}"


def _short(text: str) -> str:
    plain = text.replace(" (unnamed)", "")
    return bidi.cut(plain, _LONGEST)


def placed(marks: Sequence[Mark], axis: Axis) -> tuple[list[Placed], int]:
    """The dated marks of a lane in rows, so that none meets another, and the number of rows."""
    extents = sorted((_extent(mark, axis) for mark in marks if mark.form != "undated"), key=lambda e: (e[0], e[1].ids))
    ends: list[float] = []
    found = []
    for start, mark, x, left, right, before in extents:
        stop = right + _SYMBOL + _GAP + (0 if before else mark.room)
        row = next((row for row, end in enumerate(ends) if end <= start), len(ends))
        ends[row : row + 1] = [stop]
        found.append(Placed(mark, x, left, right, row, before))
    return found, len(ends)


def _extent(mark: Mark, axis: Axis) -> tuple[float, Mark, float, float, float, bool]:
    """Where a mark begins with all that belongs to it, and where its symbol, its days and its words lie."""
    first, last = (None if day is None else axis.at(day) for day in (mark.first, mark.last))
    if first is None or last is None or mark.form == "until":
        x = last if last is not None else first or 0.0
        left, right = (x - TAIL, x) if mark.form == "until" else (x, x + TAIL)
    else:
        left, right = first, max(last, first)
        x = left if mark.form == "day" else (left + right) / 2
    before = right + _SYMBOL + mark.room > axis.width and left - _SYMBOL > mark.room
    start = left - _SYMBOL - (mark.room if before else 0)
    return start, mark, x, left, right, before


def flowing(marks: Iterable[Mark], width: float) -> Iterator[Placed]:
    """Marks without a date, one after another in rows of this width."""
    x, row = _GAP, 0
    for mark in marks:
        room = 2 * _SYMBOL + mark.room + 2 * _GAP
        if x > _GAP and x + room > width:
            x, row = _GAP, row + 1
        yield Placed(mark, x + _SYMBOL, x + _SYMBOL, x + _SYMBOL, row, before=False)
        x += room
