"""A timeline of very many statements: how many accusations and answers each side made in each month.

Tens of thousands of marks are no picture that anyone can read; counts are, and they stay small.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kg.corpus.corpus import Corpus
from kg.corpus.labels import name
from kg.corpus.level import speakers_at
from kg.corpus.resolution import Resolved
from kg.edtf.date import MONTHS
from kg.site import svg
from kg.site.svg import element, tones
from kg.site.timeline.axis import axis
from kg.site.timeline.drawing import AXIS, Drawing, along, grid, heading, signs

LANES: Final = 14
"""How many sides have a lane of their own; the others share one."""

LEGEND: Final = (
    (element("path", d="M2-6H8V6H2Z", class_="accuses bar", fill=tones()["accuses"]), "accusations of a month, upwards"),
    (element("path", d="M2-6H8V6H2Z", class_="denies bar", fill=tones()["denies"]), "answers and others, downwards"),
)

_HIGH: Final = 44.0
_HEAD: Final = 24.0
_LEAST: Final = 5.0


@dataclass(frozen=True, slots=True)
class Count:
    """A lane's month, as text and as its first day (None where the date is unknown or wider than a month), with its counts."""

    lane: str
    month: str
    first: datetime.date | None
    accusations: int
    others: int


def months(corpus: Corpus, ids: Iterable[str]) -> list[tuple[str, str, int]]:
    """The months in which statements are dated, each by its number, in words, and how many of them."""
    found = Counter(month for id_ in ids if (month := _month(corpus.resolved[id_])) is not None)
    return [(month.isoformat()[:7], _words(month), count) for month, count in sorted(found.items())]


def counts(corpus: Corpus, ids: Iterable[str]) -> list[Count]:
    """The counts by lane, the busiest first, and in it by month; what has no month comes last."""
    accusations: Counter[tuple[str, datetime.date | None]] = Counter()
    everything: Counter[tuple[str, datetime.date | None]] = Counter()
    lanes: Counter[str] = Counter()
    keys = {id_: next(iter(speakers_at(corpus, corpus.resolved[id_], "side")), "") for id_ in sorted(ids)}
    own = {key for key, _ in sorted(Counter(keys.values()).items(), key=lambda item: (-item[1], item[0]))[:LANES]} - {""}
    for id_, key in keys.items():
        resolved = corpus.resolved[id_]
        lane = key if key in own else ""
        at = (lane, _month(resolved))
        lanes[lane] += 1
        everything[at] += 1
        accusations[at] += resolved.act == "accuses"
    order = {lane: place for place, lane in enumerate(sorted(lanes, key=lambda lane: (not lane, -lanes[lane], lane)))}
    last = datetime.date.max
    return [
        Count(name(corpus, lane) if lane else "All others", _words(month) if month else "no month known", month, accusations[at],
              everything[at] - accusations[at])
        for at in sorted(everything, key=lambda at: (order[at[0]], at[1] or last))
        for lane, month in (at,)
    ]  # fmt: skip


def _month(resolved: Resolved) -> datetime.date | None:
    """The first day of the one month in which it was said, where there is one."""
    first, last = resolved.earliest, resolved.latest
    if first is None or last is None or (first.year, first.month) != (last.year, last.month):
        return None
    return first.replace(day=1)


def _words(month: datetime.date) -> str:
    return f"{MONTHS[month.month - 1]} {month.year}"


def drawn(corpus: Corpus, ids: Iterable[str], width: float) -> Drawing:
    """The counts as bars: accusations upwards, all else downwards, to one scale in all lanes."""
    found = counts(corpus, ids)
    dated = [(count, count.first) for count in found if count.first is not None]
    months_ = {first for _, first in dated}
    time = axis(months_, max(width, _LEAST * len(months_)))
    most = max((max(count.accusations, count.others) for count, _ in dated), default=1)
    lanes = list(dict.fromkeys(count.lane for count in found))
    high = _HEAD + 2 * _HIGH + 12
    middle = {lane: AXIS + place * high + _HEAD + _HIGH for place, lane in enumerate(lanes)}
    bottom = AXIS + high * len(lanes)
    wide = max(time.width, width)
    widths = {stretch.first: stretch.right - stretch.left for stretch in time.stretches}
    left = {stretch.first: stretch.left for stretch in time.stretches}
    rules = [
        element("path", d=f"M0 {y:g}H{wide:g}", stroke=tones()["line"], class_="rule")
        for lane in lanes
        for y in (middle[lane] - _HEAD - _HIGH, middle[lane])
    ]
    bars = [_bars(count, left[first], widths[first], middle[count.lane], _HIGH / most) for count, first in dated]
    names = [heading(lane, _total(found, lane), middle[lane] - _HIGH - _HEAD) for lane in lanes]
    return Drawing((*rules, *grid(time, bottom), *bars), tuple(names), wide, bottom + AXIS, signs(time))


def _total(found: Iterable[Count], lane: str) -> str:
    own = [count for count in found if count.lane == lane]
    undated = sum(count.accusations + count.others for count in own if count.first is None)
    total = sum(count.accusations + count.others for count in own)
    return f"{total:,} statements" + (f", {undated:,} of them of no one month" if undated else "")


def _bars(count: Count, x: float, wide: float, y: float, scale: float) -> str:
    return along(x, y, "".join(_bar(count, wide, scale)), class_="month-bars")


def _bar(count: Count, wide: float, scale: float) -> Iterator[str]:
    yield element("title", svg.words(f"{count.lane}, {count.month}: {count.accusations:,} accusations, {count.others:,} others"))
    for number, kind, up in ((count.accusations, "accuses", True), (count.others, "denies", False)):
        if number:
            high = max(number * scale, 1)
            room = max(wide - 1.5, 1.0)
            yield element(
                "rect", y=-high if up else 0, width=room, height=high, class_=f"{kind} bar", fill=tones()[kind], data_w=room
            )
