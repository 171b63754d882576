"""The marks of a timeline as SVG: a shape and a colour by act, and by its form how surely the day is known.

In the page a mark is a link to its row of the table, and carries its place and its days for the page's script.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from kg.site import looks, svg
from kg.site.svg import element, tones
from kg.site.timeline.lanes import LETTERS, TAIL, Form, Mark, Placed, State

FORMS: Final[dict[Form, str]] = {
    "day": "on that day",
    "span": "some day within the bar",
    "until": "that day or before",
    "since": "that day or later",
    "undated": "no date known",
}
"""What the legend says of each form of a mark."""


STATES: Final[dict[State, str]] = {
    "attributed": "known only on the word of others",
    "disputed": "its alleged speaker denies having said it",
    "retracted": "retracted later",
}
"""What the legend says of marks that count less or apart."""


def mark(p: Placed, x: float, y: float, *, linked: bool) -> str:
    """A mark with its days and its words, around its own place."""
    said = p.mark
    parts = [element("title", svg.words(said.title)), _glyph(p)]
    who = element("tspan", svg.words(said.who), font_weight="600") if said.who else ""
    words = f"{svg.SPACE}{said.phrase}" if said.who else said.phrase
    phrase = element("tspan", svg.words(words), fill=tones()["soft"], class_="soft")
    edge = p.left - x - 9 if p.before else p.right - x + 9
    parts.append(
        element("text", who + phrase, x=edge, y=4, font_size=LETTERS, text_anchor="end" if p.before else None, **svg.halo())
    )
    classes = " ".join(filter(None, ("mark", said.kind, said.form, said.state, "" if said.is_sure else "may")))
    opacity = None if said.is_sure else "0.45"
    attributes: dict[str, str | float | None] = {"class_": classes, "opacity": opacity, "data_ids": " ".join(said.ids)}
    drawn = "".join(parts)
    place = f"translate({x:.1f} {y:.1f})"
    if not linked:
        return element("g", drawn, transform=place, **attributes)
    return element(
        "a",
        drawn,
        href=f"#s-{said.ids[0]}",
        transform=place,
        data_x=x,
        data_y=y,
        data_first=said.first.isoformat() if said.first else None,
        data_last=said.last.isoformat() if said.last else None,
        data_about="1" if said.about else None,
        data_kept="1" if said.form == "undated" else None,
        **attributes,
    )


def _glyph(p: Placed) -> str:
    """The symbol of a mark with what shows its days; hollow where there is no date, dashed where only others report it.

    A stroke through it says that it does not count, for it was retracted or its alleged speaker denies having said it.
    """
    state = p.mark.state
    colour, hollow = tone(p.mark.kind), p.mark.form == "undated" or state in {"attributed", "disputed"}
    symbol = element(
        "path",
        d=looks.outline(p.mark.act),
        class_="symbol",
        fill=tones()["sheet"] if hollow else colour,
        stroke=colour if hollow else tones()["sheet"],
        stroke_width="1.4" if hollow else "1",
        stroke_dasharray="2 1.6" if state in {"attributed", "disputed"} else None,
    )
    return "".join((*_days(p, colour), symbol, _struck() if state in {"retracted", "disputed"} else ""))


def _struck() -> str:
    return element("path", d="M-8 6 8-6", stroke=tones()["ink"], stroke_width="1.6", class_="struck")


def tone(kind: str) -> str:
    """The colour of a kind of mark."""
    return tones()[kind]


def _days(p: Placed, colour: str) -> Iterator[str]:
    """What shows how surely the day is known: a bar over all that it may be, or a tail to the side that is open."""
    if p.mark.form == "span":
        yield element(
            "rect", x=p.left - p.x - 2, y=-3.5, width=p.right - p.left + 4, height=7, rx=3.5, fill=colour, fill_opacity="0.28",
            stroke=colour, stroke_dasharray="2 2", stroke_width="0.8", class_="days", data_w=p.right - p.left,
        )  # fmt: skip
    elif p.mark.form in {"until", "since"}:
        way = -1 if p.mark.form == "until" else 1
        yield element(
            "path", d=f"M{8 * way} 0H{TAIL * way:g}m{-5 * way}-4 {5 * way} 4 {-5 * way} 4", fill="none", stroke=colour,
            stroke_dasharray="2 2", stroke_width="1.6", class_="days",
        )  # fmt: skip
    elif p.mark.about:
        yield element("circle", r=8.5, fill="none", stroke=colour, stroke_dasharray="2 2", class_="days")


def symbol(kind: str) -> str:
    """The symbol of a kind, for a legend: its left end at 0, its middle at the height 0."""
    outline = element("path", d=looks.outline(kind), fill=tone(kind), class_="symbol")
    return element("g", outline, transform="translate(7 0)", class_=f"mark {kind}")


def legend(marks: Collection[Mark]) -> list[tuple[str, str]]:
    """What the forms and states of these marks mean: a piece of drawing 36 wide, and words."""
    forms, states = {mark.form for mark in marks}, {mark.state for mark in marks}
    shown = [(_sample(form, ""), words) for form, words in FORMS.items() if form in forms]
    return shown + [(_sample("day", state), words) for state, words in STATES.items() if state in states]


def _sample(form: Form, state: State) -> str:
    mark = Mark(("",), "accuses", "accuses", form, None, None, about=False, who="", phrase="", title="", state=state)
    x = {"until": 28.0, "since": 8.0}.get(form, 18.0)
    half = 16.0 if form == "span" else 0.0
    glyph = _glyph(Placed(mark, x, x - half, x + half, 0, before=False))
    return element("g", glyph, transform=f"translate({x:g} 0)", class_=f"mark accuses {form} {state}".rstrip())
