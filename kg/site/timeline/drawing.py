"""A timeline drawn as SVG: an axis above and below, a band for each lane, marks with their names, and lines from answers.

The page and the standalone picture are the same drawing. In the page every mark is a link to its row of the table, and
what lies along the axis carries its place as `data-x`, so that the page's script can stretch it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.edtf.date import MONTHS
from kg.site import svg
from kg.site.svg import element, text, tones
from kg.site.timeline.axis import Axis, Stretch
from kg.site.timeline.lanes import Lane, Mark, Placed, flowing, placed
from kg.site.timeline.marks import mark, tone

AXIS: Final = 42.0
"""How high the axis is, above and below."""

ROW: Final = 18.0
"""How high a row of marks is."""

_HEAD: Final = 24.0
_FOOT: Final = 8.0


@dataclass(slots=True)
class _Band:
    """A lane where it is drawn."""

    name: str
    count: str
    top: float
    bottom: float
    marks: list[Placed] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A timeline as markup, and its size; `names` are the headings of its lanes, which a page keeps in sight by themselves.

    `signs` is what its legend has to say of the axis: a piece of drawing 36 wide, and words.
    """

    parts: tuple[str, ...]
    names: tuple[str, ...]
    width: float
    height: float
    signs: tuple[tuple[str, str], ...] = ()


def drawing(lanes: Sequence[Lane], axis: Axis, *, width: float, linked: bool) -> Drawing:
    """The drawing of the lanes along the axis; `linked` for the page."""
    bands = list(_bands(lanes, axis))
    bottom = bands[-1].bottom if bands else AXIS
    margin = list(_margin(lanes, bottom + (AXIS if axis.stretches else 0), width))
    drawn = [(p, p.x, _middle(band, p.row)) for band in (*bands, *margin) for p in band.marks]
    parts = [
        *(_ground(band, width) for band in bands),
        *(_ground(band, width, outside=True) for band in margin),
        *grid(axis, bottom),
        element("g", "".join(_lines(drawn)), class_="lines", fill="none"),
        *(mark(p, x, y, linked=linked) for p, x, y in drawn),
    ]
    names = [heading(band.name, band.count, band.top) for band in (*bands, *margin)]
    end = margin[-1].bottom if margin else bottom + AXIS
    return Drawing(tuple(parts), tuple(names), width, end, signs(axis))


def _bands(lanes: Sequence[Lane], axis: Axis) -> Iterator[_Band]:
    """The lanes with dates one below the other."""
    top = AXIS
    for lane in lanes:
        marks, rows = placed(lane.marks, axis)
        if rows:
            undated = sum(len(mark.ids) for mark in lane.marks if mark.form == "undated")
            more = f", {undated} of them without a date, below" if undated else ""
            bottom = top + _HEAD + rows * ROW + _FOOT
            yield _Band(lane.name, _statements(lane.marks) + more, top, bottom, marks)
            top = bottom


def _margin(lanes: Sequence[Lane], top: float, width: float) -> Iterator[_Band]:
    """The margin of what has no date, where there is any."""
    marks = list(flowing((mark for lane in lanes for mark in lane.marks if mark.form == "undated"), width))
    if marks:
        bottom = top + _HEAD + (marks[-1].row + 1) * ROW + _FOOT
        yield _Band("No date known", f"{_statements(p.mark for p in marks)} of any side", top, bottom, marks)


def _statements(marks: Iterable[Mark]) -> str:
    count = sum(len(mark.ids) for mark in marks)
    return f"{count} statement{'s' * (count != 1)}"


def _middle(band: _Band, row: int) -> float:
    return band.top + _HEAD + (row + 0.5) * ROW


def _ground(band: _Band, width: float, *, outside: bool = False) -> str:
    tone, kind = (tones()["wash"], "outside") if outside else (tones()["sheet"], "ground")
    ground = element("rect", x=0, y=band.top, width=width, height=band.bottom - band.top, fill=tone, class_=kind)
    rule = element("path", d=f"M0 {band.top:g}H{width:g}", stroke=tones()["line"], class_="rule")
    return ground + rule


def heading(name: str, count: str, top: float) -> str:
    """The name of a lane, and how much is in it."""
    more = element(
        "tspan",
        svg.words(f"{svg.SPACE}{svg.SPACE}{count}"),
        font_size="11",
        font_weight="400",
        fill=tones()["soft"],
        class_="soft",
    )
    label = element("text", svg.words(name) + more, x=8, y=top + 16, font_weight="650", font_size="12.5", **svg.halo())
    return element("g", label, class_="lane")


def grid(axis: Axis, bottom: float) -> Iterator[str]:
    """The months above and below the lanes, each with a line at its beginning, heavier at that of a year; breaks are shaded."""
    year = 0
    for stretch in axis.stretches:
        wide = stretch.right - stretch.left
        parts = []
        if stretch.broken:
            parts.append(element("title", svg.words(f"Nothing dated {_from(stretch)}")))
            height = bottom - AXIS
            parts.append(element("rect", y=AXIS, width=wide, height=height, fill=tones()["wash"], class_="break", data_w=wide))
            parts += [_sign(wide / 2, y) for y in (AXIS, bottom + 16)]
        else:
            new = stretch.first.year != year
            year = stretch.first.year
            line = f"M0 {AXIS - (26 if new else 14):g}V{bottom + (14 if new else 8):g}"
            parts.append(element("path", d=line, stroke=tones()["edge" if new else "line"], class_="year" if new else "month"))
            if new:
                parts.append(text(3, AXIS - 18, str(year), font_size="12", font_weight="650"))
                parts.append(text(3, bottom + 30, str(year), font_size="12", font_weight="650"))
            if label := _month(stretch, wide):
                parts += [text(3, y, label, font_size="11", fill=tones()["soft"], class_="soft") for y in (AXIS - 4, bottom + 14)]
        month = None if stretch.broken else stretch.first.isoformat()[:7]
        yield along(stretch.left, 0, "".join(parts), class_="stretch", data_month=month)


def signs(axis: Axis) -> tuple[tuple[str, str], ...]:
    """What the breaks of the axis mean, where it has any."""
    if not any(stretch.broken for stretch in axis.stretches):
        return ()
    ground = element("rect", x=6, y=-8, width=24, height=16, fill=tones()["wash"], class_="break")
    return ((element("g", ground + _sign(18, 4)), "nothing dated"),)


def _sign(x: float, y: float) -> str:
    """The sign of a break: two waves."""
    waves = f"M{x - 3:g} {y:g}l3-4-6-4 3-4M{x + 3:g} {y:g}l3-4-6-4 3-4"
    return element("path", d=waves, fill="none", stroke=tones()["edge"], class_="year")


def _from(stretch: Stretch) -> str:
    first, after = (f"{MONTHS[day.month - 1]} {day.year}" for day in (stretch.first, stretch.after))
    return f"from {first} until {after}"


def _month(stretch: Stretch, wide: float) -> str:
    named = MONTHS[stretch.first.month - 1]
    return named if wide > 70 else named[:3] if wide > 28 else named[0] if wide > 14 else ""


def along(x: float, y: float, content: str, **attributes: str | float | None) -> str:
    """A group at a place along the axis."""
    return element("g", content, transform=f"translate({x:.1f} {y:.1f})", data_x=x, **attributes)


def _lines(drawn: Iterable[tuple[Placed, float, float]]) -> Iterator[str]:
    """A line with a head from each answer to each mark of what it answers."""
    drawn = tuple(drawn)
    at = {id_: (p.mark, x, y) for p, x, y in drawn for id_ in p.mark.ids}
    for p, x, y in drawn:
        for answered, there_x, there_y in {at[id_][0].ids: at[id_] for id_ in p.mark.answers if id_ in at}.values():
            kind = p.mark.kind
            yield element(
                "path",
                d=link(x, y, there_x, there_y),
                class_=f"line {kind}",
                stroke=tone(kind),
                stroke_width="1.3",
                stroke_opacity="0.3" if "undated" in {p.mark.form, answered.form} else "0.55",
                stroke_dasharray=svg.dashes().get(kind),
                data_from=p.mark.ids[0],
                data_to=answered.ids[0],
            )


def link(x: float, y: float, there_x: float, there_y: float) -> str:
    """The path from an answer to what it answers: down or up from one mark, into the other from the side of the answer.

    The script of the page draws it anew by the same rule when the axis is stretched.
    """
    if abs(there_y - y) < ROW / 2:
        high = y - min(16.0, 7 + abs(there_x - x) / 12)
        way = f"M{x:.1f} {y - 6:.1f}C{x:.1f} {high:.1f} {there_x:.1f} {high:.1f} {there_x:.1f} {there_y - 7:.1f}"
        return f"{way}m-3 -4 3 4 3-4"
    down = 1 if there_y > y else -1
    end = there_y - 7 * down
    half = max(abs(end - y) / 2, 12.0) * down
    way = f"M{x:.1f} {y + 6 * down:.1f}C{x:.1f} {y + half:.1f} {there_x:.1f} {end - half:.1f} {there_x:.1f} {end:.1f}"
    return f"{way}m-3 {-4 * down} 3 {4 * down} 3 {-4 * down}"
