"""Plots as SVG, one mark a statement where there is room: who accused whom, when, and how soon answers came.

Drawn here and not by a plotting library, so that the same claims give the same bytes and every mark is a link to its statement.
For those who do not see it a plot is a group with its numbers in words; its links are for the pointer, and the table
beside it has them all for the keyboard.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final, TypeAlias

from kg.corpus.counting import Range
from kg.site import bidi
from kg.site.bidi import printable

ACCUSES: Final = "#b93f27"
ANSWERS: Final = "#2463ae"
_INK: Final = "#1e2329"
_STEP: Final = 11
_SIZE: Final = 9
_LETTER: Final = 6.6
"""The width of a letter of 12 pixels, on average."""
TALL: Final = 60
"""Beyond so many squares one above the other, columns become bars, as high as `TALL` squares where there are most."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement in a plot: its id, what to say of it, and whether it is only outlined."""

    id: str
    title: str
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a plot: its label, the anchor of its row in the table, and what it is called in words."""

    label: str
    anchor: str
    name: str


Stacks: TypeAlias = Sequence[tuple[Column, Sequence[Mark], Sequence[Mark]]]


def matrix(rows: Sequence[str], columns: Sequence[str], fields: Mapping[tuple[int, int], tuple[Range, str]]) -> str:
    """Accusers down, accused across, how many accusations in each field; darker is surely more. A number links to its anchor."""
    cell, across, down = 44, [_short(name, 24) for name in columns], [_short(name, 28) for name in rows]
    left = 16 + round(_LETTER * max(map(len, down), default=0))
    slant = round(0.71 * _LETTER * max(map(len, across), default=0))
    top = 24 + slant
    most = max((count.least for count, _ in fields.values()), default=1) or 1
    parts = []
    for n, name in enumerate(down):
        parts.append(_text(left - 8, top + n * cell + cell / 2 + 4, escape(name), "end"))
    for n, name in enumerate(across):
        turned = f"translate({left + n * cell + cell / 2 + 4:g} {top - 8}) rotate(-45)"
        parts.append(f'<text transform="{turned}" text-anchor="start">{escape(name)}</text>')
    descriptions = []
    for row in range(len(rows)):
        for column in range(len(columns)):
            x, y = left + column * cell, top + row * cell
            box = f'<rect x="{x}" y="{y}" width="{cell - 2}" height="{cell - 2}"'
            if (row, column) not in fields:
                parts.append(f'{box} fill="#f6f4f0"/>')
                continue
            count, anchor = fields[row, column]
            tip = f"{rows[row]} {'accuses' if count.least else 'may have accused'} {columns[column]}: {count}"
            descriptions.append(tip)
            shade = f'fill="{ACCUSES}" fill-opacity="{0.12 + 0.5 * count.least / most:.2f}"'
            number = f'<text x="{x + cell / 2 - 1:g}" y="{y + cell / 2 + 4:g}" text-anchor="middle">{count}</text>'
            parts.append(_link(anchor, tip, f"{box} {shade}/>{number}"))
    width = left + len(columns) * cell + max(slant - cell // 2, 10)
    return _svg("matrix", width, top + len(rows) * cell + 10, parts, ("Who accused whom", descriptions))


def timeline(stacks: Stacks) -> str:
    """Accusations stacked upwards and answers downwards, a square each, in columns of which some are labelled."""
    most = max((len(marks) for _, *both in stacks for marks in both), default=0)
    up, down = ([_height(len(both[n]), most) for _, *both in stacks] for n in (0, 1))
    width, left, gap = 13, 20, 22
    base = 34 + max(up, default=0)
    key = f'<tspan fill="{ACCUSES}">■</tspan> accusations (up)  <tspan fill="{ANSWERS}">■</tspan> answers (down)'
    parts = [_text(left, 14, key, "start")]
    descriptions = []
    for n, (column, accusations, answers) in enumerate(stacks):
        x = left + n * width
        if accusations or answers:
            descriptions.append(f"{column.name}: {len(accusations):,} accusations, {len(answers):,} answers")
        if most > TALL:
            bars = _bar(x, base - up[n], up[n], ACCUSES) + _bar(x, base + gap, down[n], ANSWERS)
            parts += [_link(column.anchor, descriptions[-1], bars)] if accusations or answers else []
        else:
            parts += [_square(x, base - (place + 1) * _STEP, mark, ACCUSES) for place, mark in enumerate(accusations)]
            parts += [_square(x, base + gap + place * _STEP, mark, ANSWERS) for place, mark in enumerate(answers)]
        if column.label:
            parts.append(f'<path d="M{x} {base + 2}v5" stroke="{_INK}"/>')
            parts.append(_text(x, base + 17, escape(column.label), "start"))
    bottom = base + gap + max(down, default=0) + 10
    return _svg(
        "timeline", max(left + len(stacks) * width + 40, 260), bottom, parts, ("Accusations and answers in time", descriptions)
    )


def columns(stacks: Sequence[tuple[Column, Sequence[Mark]]]) -> str:
    """Squares stacked in named columns, five to a row, with the count above each, which links to the anchor of the column.

    Where that would be more than `TALL` rows, bars.
    """
    left, width, wide = 4, 92, 5
    most = max((-(-len(marks) // wide) for _, marks in stacks), default=0)
    base = 24 + min(most, TALL) * _STEP
    parts: list[str] = []
    descriptions: list[str] = []
    for n, (column, marks) in enumerate(stacks):
        x = left + n * width
        height = _height(-(-len(marks) // wide), most)
        bar = _bar(x, base - height, height, ANSWERS, wide * _STEP - _STEP + _SIZE) if most > TALL else ""
        for place, mark in enumerate(() if bar else marks):
            parts.append(_square(x + place % wide * _STEP, base - (place // wide + 1) * _STEP, mark, ANSWERS))
        count = _text(x, base - height - 5, f"{len(marks):,}", "start")
        descriptions.append(f"{column.name}: {len(marks):,} answers")
        parts.append(_link(column.anchor, descriptions[-1], bar + count))
        parts.append(_text(x, base + 16, escape(column.label), "start"))
    return _svg("columns", left + len(stacks) * width, base + 26, parts, ("Days from accusation to answer", descriptions))


def _height(count: int, most: int) -> int:
    return count * _STEP if most <= TALL else round(count / most * TALL * _STEP)


def _bar(x: float, y: float, height: int, fill: str, width: int = _SIZE) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width}" height="{height}" fill="{fill}"/>'


def _square(x: float, y: float, mark: Mark, fill: str) -> str:
    """The square of a statement; an outline is drawn inside of it."""
    inset = 0.75 if mark.hollow else 0
    side = _SIZE - 2 * inset
    paint = f'fill="#fff" stroke="{fill}" stroke-width="1.5"' if mark.hollow else f'fill="{fill}"'
    rect = f'<rect x="{x + inset:g}" y="{y + inset:g}" width="{side:g}" height="{side:g}" {paint}/>'
    return _link(mark.id, mark.title, rect)


def _link(anchor: str, title: str, content: str) -> str:
    return f'<a href="#{anchor}" tabindex="-1">{_title(title)}{content}</a>'


def _title(text: str) -> str:
    return f"<title>{escape(printable(text))}</title>"


def _text(x: float, y: float, content: str, anchor: str) -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}">{content}</text>'


def _short(name: str, most: int) -> str:
    name = printable(name)
    return bidi.cut(name, most)


def _svg(name: str, width: float, height: float, parts: Sequence[str], words: tuple[str, Sequence[str]]) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
    title, descriptions = words
    desc = f'{_title(title)}\n<desc id="{name}--words">{escape(printable("; ".join(descriptions)))}</desc>'
    body = "\n".join(parts)
    return (
        f'{head} role="group" aria-label="{escape(title)}" aria-describedby="{name}--words" font-family="sans-serif" '
        f'font-size="12" fill="{_INK}">\n{desc}\n{body}\n</svg>\n'
    )
