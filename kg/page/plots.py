"""Plots as SVG, one mark a statement where there is room: who accused whom, when, and how soon answers came.

Drawn here and not by a plotting library, so that the same claims give the same bytes and every mark is a link to its statement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

ACCUSES: Final = "#b3541e"
ANSWERS: Final = "#1f5f8b"
_INK: Final = "#333"
_STEP: Final = 11
_SIZE: Final = 9
TALL: Final = 60
"""Beyond so many squares one above the other, columns become bars, as high as `TALL` squares where there are most."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement in a plot: its id and what to say of it."""

    id: str
    title: str


def matrix(names: Sequence[str], counts: Mapping[tuple[int, int], int], anchors: Mapping[tuple[int, int], str]) -> str:
    """Accusers down, accused across, how many accusations in each field; darker is more, and the number links to its anchor."""
    cell, left, top = 46, 250, 170
    most = max(counts.values(), default=1)
    parts = []
    for n, name in enumerate(names):
        middle = n * cell + cell / 2
        shown = escape(_short(name, 36))
        parts.append(_text(left - 8, top + middle + 4, shown, "end"))
        turned = f"translate({left + middle + 4:g} {top - 8}) rotate(-45)"
        parts.append(f'<text transform="{turned}" text-anchor="start">{escape(_short(name, 26))}</text>')
    for row in range(len(names)):
        for column in range(len(names)):
            x, y = left + column * cell, top + row * cell
            box = f'<rect x="{x}" y="{y}" width="{cell - 2}" height="{cell - 2}"'
            count = counts.get((row, column), 0)
            if not count:
                parts.append(f'{box} fill="#f6f4f0"/>')
                continue
            share = count / most
            tip = escape(f"{names[row]} accuses {names[column]}: {count}")
            field = f'{box} fill="{ACCUSES}" fill-opacity="{0.15 + 0.85 * share:.2f}"><title>{tip}</title></rect>'
            ink = "#fff" if share > 0.5 else _INK
            number = f'<text x="{x + cell / 2 - 1:g}" y="{y + cell / 2 + 4:g}" text-anchor="middle" fill="{ink}">{count}</text>'
            parts.append(f'<a href="#{anchors[row, column]}">{field}{number}</a>')
    return _svg(left + len(names) * cell + 150, top + len(names) * cell + 10, parts, "Who accused whom")


def timeline(labels: Sequence[str], accusations: Sequence[Sequence[Mark]], answers: Sequence[Sequence[Mark]]) -> str:
    """Accusations stacked upwards and answers downwards, a square each; a label under each column where it is not empty."""
    most = max(map(len, [*accusations, *answers]), default=0)
    up, down = (_heights(columns, most) for columns in (accusations, answers))
    width, left, gap = 13, 20, 22
    base = 30 + max(up, default=0)
    key = f'<tspan fill="{ACCUSES}">■</tspan> accusations (up)  <tspan fill="{ANSWERS}">■</tspan> answers (down)'
    parts = [_text(left, 14, key, "start")]
    for n, label in enumerate(labels):
        x = left + n * width
        if most > TALL:
            parts.append(_bar(x, base - up[n], up[n], f"{len(accusations[n])} accusations", ACCUSES))
            parts.append(_bar(x, base + gap, down[n], f"{len(answers[n])} answers", ANSWERS))
        else:
            parts += [_square(x, base - (place + 1) * _STEP, mark, ACCUSES) for place, mark in enumerate(accusations[n])]
            parts += [_square(x, base + gap + place * _STEP, mark, ANSWERS) for place, mark in enumerate(answers[n])]
        if label:
            parts.append(f'<path d="M{x} {base + 2}v5" stroke="{_INK}"/>')
            parts.append(_text(x, base + 17, escape(label), "start"))
    bottom = base + gap + max(down, default=0) + 10
    return _svg(left + len(labels) * width + 60, bottom, parts, "Accusations and answers in time")


def _heights(columns: Sequence[Sequence[Mark]], most: int) -> list[int]:
    return [len(column) * _STEP if most <= TALL else round(len(column) / most * TALL * _STEP) for column in columns]


def _bar(x: float, y: float, height: int, title: str, fill: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{_SIZE}" height="{height}" fill="{fill}"><title>{title}</title></rect>'


def columns(labels: Sequence[str], marks: Sequence[Sequence[Mark]]) -> str:
    """Squares stacked in named columns, five to a row, with the count above each."""
    width, left = 104, 20
    most = max(map(len, marks), default=0)
    wide = 5 if most <= 5 * TALL else -(-most // TALL)
    width = max(width, wide * _STEP + 10)
    high = -(-most // wide)
    base = 24 + high * _STEP
    parts = []
    for n, (label, column) in enumerate(zip(labels, marks, strict=True)):
        x = left + n * width
        for place, mark in enumerate(column):
            parts.append(_square(x + place % wide * _STEP, base - (place // wide + 1) * _STEP, mark, ANSWERS))
        parts.append(_text(x, base - -(-len(column) // wide) * _STEP - 5, str(len(column)), "start"))
        parts.append(_text(x, base + 16, escape(label), "start"))
    return _svg(left + len(labels) * width + 20, base + 26, parts, "Days from accusation to answer")


def _square(x: float, y: float, mark: Mark, fill: str) -> str:
    rect = f'<rect x="{x:g}" y="{y:g}" width="{_SIZE}" height="{_SIZE}" fill="{fill}"><title>{escape(mark.title)}</title></rect>'
    return f'<a href="#{mark.id}">{rect}</a>'


def _text(x: float, y: float, content: str, anchor: str) -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}">{content}</text>'


def _short(name: str, most: int) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"


def _svg(width: float, height: float, parts: Sequence[str], label: str) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
    body = "\n".join(parts)
    return (
        f'{head} role="img" aria-label="{escape(label)}" font-family="sans-serif" font-size="12" fill="{_INK}">\n{body}\n</svg>\n'
    )
