"""How acts and types of actors look, in every drawing: words of the legend, colours, dashes and outlines.

Pages, scripts and SVG take all of it from here, so that a new act or type is given its look in one place. Every act of
`kg.model.acts` and every type in `ACTOR_TYPES` of `kg.model.words` has an entry, which a test holds.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Tone: TypeAlias = tuple[str, str]
"""A colour on light and on dark screens."""
Scheme: TypeAlias = Literal["light", "dark"]

COUNTERS: Final = "counters"
"""An accusation in answer to another."""
OTHERWISE: Final = "answers"
"""An act without a look of its own."""
ATTRIBUTED: Final = "attributed"
"""What is known only on the word of others."""

_RED: Final = ("#ae361e", "#ef7a5f")
_GREY: Final = ("#5b636e", "#9aa3ae")
_BROWN: Final = ("#8a4b14", "#dba069")
_PURPLE: Final = ("#5a3d8c", "#b59be6")
_DISC: Final = "M-5.5 0A5.5 5.5 0 1 0 5.5 0 5.5 5.5 0 1 0-5.5 0Z"
_PLUS: Final = "M-2-5.5H2V-2H5.5V2H2V5.5H-2V2H-5.5V-2H-2Z"


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of arrow or mark looks.

    `arrow` and `mark` are what the legends of the map and of the timeline say; empty where it has no arrow or no mark of its own.
    `dash` is that of its lines, drawn through where empty; `outline` its mark, as an SVG path.
    """

    tone: Tone
    arrow: str = ""
    mark: str = ""
    dash: tuple[float, ...] = ()
    outline: str = _PLUS


def _answer(tone: Tone, words: str, dash: tuple[float, ...], outline: str = _PLUS) -> Look:
    return Look(tone, words, words, dash, outline)


LOOKS: Final[Mapping[str, Look | None]] = {
    "accuses": Look(_RED, "accuses", "accuses", outline=_DISC),
    "denies": _answer(("#2463ae", "#6fabf0"), "denies", (7, 4), "M-4.8-4.8H4.8V4.8H-4.8Z"),
    "rebuts": _answer(("#076a70", "#4dbcc0"), "rebuts", (8, 3, 2, 3), "M0-6.4 6.4 0 0 6.4-6.4 0Z"),
    "concedes": _answer(("#1d6e37", "#6cc587"), "concedes", (12, 3), "M0-5.8 5.8 4.6H-5.8Z"),
    "qualifies": _answer(("#7d5700", "#d8aa3c"), "qualifies", (2.5, 3), "M0 5.8-5.8-4.6H5.8Z"),
    "declines": _answer(_GREY, "declines to comment", (2, 6), "M-5.5-2H5.5V2H-5.5Z"),
    COUNTERS: _answer(_RED, "answers by accusing another", (11, 3, 2, 3), _DISC),
    OTHERWISE: _answer(_GREY, "answers otherwise", (4, 4)),
    ATTRIBUTED: Look(("#8c5a4c", "#cf9c8c"), arrow="is said by others to have said so", dash=(2, 4)),
    "retracts": Look(
        _BROWN,
        mark="retracts own words",
        outline="M-5.5-3.5-3.5-5.5 0-2 3.5-5.5 5.5-3.5 2 0 5.5 3.5 3.5 5.5 0 2-3.5 5.5-5.5 3.5-2 0Z",
    ),
    "corrects": Look(_BROWN, mark="corrects own words", outline="M-5.5 1.5-3.5-.5-1.5 1.5 3.5-4.5 5.5-2.5-1.5 5Z"),
    "finds": Look(_PURPLE, mark="decides: a finding", outline="M-6-5.5H6V-2.5H1.8V3.5H5V6H-5V3.5H-1.8V-2.5H-6Z"),
    "settles": Look(_GREY, mark="settles", outline="M-5.5-4H5.5V-1H-5.5ZM-5.5 1H5.5V4H-5.5Z"),
    "apologizes": Look(_GREY, mark="apologizes"),
    "corroborates": None,
    "asserts": None,
    "praises": None,
    "promises": None,
    "warns": None,
    "demands": None,
    "announces": None,
}
"""The look of every act and of the three other kinds, in the order of legends; an act with None looks as `OTHERWISE`."""

DRAWN: Final = {kind: look for kind, look in LOOKS.items() if look is not None}
ARROWS: Final = {kind: look.arrow for kind, look in DRAWN.items() if look.arrow}
"""The kinds of arrow in the order of the legend, and what the legend says of each."""
MARKS: Final = {kind: look.mark for kind, look in DRAWN.items() if look.mark}
"""The kinds of mark in the order of the legend, and what the legend says of each."""

OUTLINES: Final = {
    "hexagon": "M-9 0-4.5-7.8H4.5L9 0 4.5 7.8H-4.5Z",
    "star": "M0-10 2.6-3.6 9.5-3.1 4.2 1.4 5.9 8.1 0 4.4-5.9 8.1-4.2 1.4-9.5-3.1-2.6-3.6Z",
    "triangle": "M0-8.5 9 7H-9Z",
    "triangleDown": "M0 8.5 9-7H-9Z",
    "square": "M-7-7H7V7H-7Z",
    "diamond": "M0-9 9 0 0 9-9 0Z",
    "dot": "M-8 0A8 8 0 1 0 8 0 8 8 0 1 0-8 0Z",
}
"""The outlines of the map's symbols by the names that vis-network has for them, within about 9 units of the centre."""


@dataclass(frozen=True, slots=True)
class TypeLook:
    """How a type of actor looks: its name, its symbol and its colour; `hollow` where the symbol has a rim of another colour."""

    name: str
    shape: str
    tone: Tone
    hollow: bool = False


TYPES: Final[Mapping[str, TypeLook]] = {
    "state": TypeLook("State", "hexagon", ("#33516f", "#7fa3c9")),
    "alliance": TypeLook("Alliance", "star", ("#6a5a94", "#a395cf")),
    "armed-group": TypeLook("Armed group", "triangle", ("#75603d", "#b89c6e")),
    "company": TypeLook("Company", "square", ("#4f7a4a", "#86b87f")),
    "court": TypeLook("Court", "triangleDown", _PURPLE),
    "organization": TypeLook("Organisation", "square", ("#4d8582", "#70b0ac")),
    "media": TypeLook("Media outlet", "diamond", ("#a06a8d", "#c792b3")),
    "person": TypeLook("Person", "dot", ("#8298ae", "#6c8298")),
    "group": TypeLook("Unnamed people", "dot", ("#fff", "#16191d"), hollow=True),
    "unknown": TypeLook("Not described", "triangleDown", ("#b9bcc1", "#777d85")),
}
"""The types of actor in the order of the legend, and what is not described."""


WIDTHS: Final = {"least": 1.4, "grows": 1.15, "most": 40, "lighter": 0.85}
"""How thick arrows are, in pixels: one of one statement, how much thicker with more of them and up to how many, and how much
thinner if it is not an accusation."""


def width(statements: int, kind: str) -> float:
    """How thick an arrow of this kind is for so many statements, in pixels; the scripts say the same of what filters leave."""
    thick = WIDTHS["least"] + WIDTHS["grows"] * math.sqrt(min(statements, WIDTHS["most"]) - 1)
    return round(thick if kind == "accuses" else WIDTHS["lighter"] * thick, 2)


def outline(kind: str) -> str:
    """The outline of a mark of this kind or act."""
    return DRAWN.get(kind, DRAWN[OTHERWISE]).outline


def tones(scheme: Scheme) -> dict[str, str]:
    """The colours of all kinds and types."""
    at = 0 if scheme == "light" else 1
    drawn = {name: look.tone[at] for name, look in DRAWN.items()}
    return drawn | {name: look.tone[at] for name, look in TYPES.items()}


def dashes() -> dict[str, tuple[float, ...]]:
    """How the lines of each kind of arrow are dashed; empty where they are drawn through."""
    return {kind: DRAWN[kind].dash for kind in ARROWS}


def style() -> str:
    """The rules of a page's style sheet that follow from the looks, with the colours for light screens."""
    return "\n".join((_properties("light"), *_rules(), ""))


def dark_style() -> str:
    """The colours for dark screens."""
    return f"{_properties('dark')}\n"


def _properties(scheme: Scheme) -> str:
    listed = " ".join(f"--{name}: {colour};" for name, colour in tones(scheme).items())
    return f":root {{ {listed} }}"


def _rules() -> Iterator[str]:
    for kind, look in DRAWN.items():
        chosen = f".{kind}" if kind != OTHERWISE else f".stroke.{kind}, svg .{kind}"  # a list of answers has the same class
        yield f"{chosen} {{ --tone: var(--{kind}); }}"
        if look.dash:
            yield f".stroke.{kind} path:first-child {{ stroke-dasharray: {' '.join(f'{part:g}' for part in look.dash)}; }}"
    for type_, of_type in TYPES.items():
        rim = " stroke: var(--group-rim); stroke-width: 2;" if of_type.hollow else ""
        yield f".shape.{type_} path {{ fill: var(--{type_});{rim} }}"
