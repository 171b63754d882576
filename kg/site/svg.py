"""SVG as text: elements with escaped values, the colours of the page's light style sheet, and symbols and dashes by act.

Everything is written as attributes of the elements, so that a drawing looks alike in a browser, in Inkscape and on paper; a page
lays its own style sheet over it by the classes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from kg.site import bidi, looks, template
from kg.site.lettering import line_width

FAMILY: Final = "Inter, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', 'DejaVu Sans', Arial, sans-serif"

SPACE: Final = "\u00a0"
"""The space at the beginning of a piece of text: a plain one is dropped there by some programs that draw SVG."""

_STYLE: Final = "theme.css"
_TONE: Final = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{3,6})\b")
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@cache
def tones() -> dict[str, str]:
    """The colours of the light page by their names in its style sheet, such as `ink`, `accuses` and `state`."""
    return {**dict(_TONE.findall(template.text(_STYLE))), **looks.tones("light")}


@cache
def dashes() -> dict[str, str]:
    """How a line of each kind is dashed, as in the legend of the page; a kind that is not here is drawn through."""
    return {kind: " ".join(f"{part:g}" for part in dash) for kind, dash in looks.dashes().items() if dash}


def words(text: str) -> str:
    """Text as it is allowed in an element: escaped, on one line, and without what XML cannot hold."""
    return escape(_shown(text))


def element(tag: str, content: str = "", **attributes: str | float | None) -> str:
    """An element; `content` is markup already. An underscore in an attribute's name is a hyphen, one at its end nothing."""
    listed = "".join(
        f" {name.rstrip('_').replace('_', '-')}={quoteattr(_shown(_written(value)))}"
        for name, value in attributes.items()
        if value is not None and value != ""
    )
    return f"<{tag}{listed}>{content}</{tag}>" if content else f"<{tag}{listed}/>"


def _shown(text: str) -> str:
    return _NOT_XML.sub("\ufffd", bidi.printable(text))


def _written(value: str | float) -> str:
    return value if isinstance(value, str) else f"{round(value, 1):g}"


def document(body: Sequence[str], *, box: tuple[float, float, float, float], title: str, description: str) -> str:
    """A standalone drawing: `box` is its left, top, width and height; title and description are for those who hear it."""
    left, top, width, height = box
    paper = element("rect", x=left, y=top, width=width, height=height, fill=tones()["sheet"])
    head = [element("title", words(title), id="title"), element("desc", words(description), id="desc"), paper]
    drawn = element(
        "svg",
        "\n".join(["", *head, *body, ""]),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"{left:g} {top:g} {width:g} {height:g}",
        width=width,
        height=height,
        role="img",
        aria_labelledby="title desc",
        font_family=FAMILY,
        font_size="13",
        fill=tones()["ink"],
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn}\n'


def text(x: float, y: float, content: str, **attributes: str | float | None) -> str:
    """A line of text at a point of its base line."""
    return element("text", words(content), x=x, y=y, **attributes)


def halo() -> dict[str, str | float | None]:
    """The attributes of text that lies over lines: an edge in the colour of the paper, drawn first."""
    return {"stroke": tones()["sheet"], "stroke_width": 3, "stroke_linejoin": "round", "paint_order": "stroke"}


def heading(title: str, summary: str, width: float) -> tuple[list[str], float]:
    """Title and summary from the origin down, and how high they are."""
    lines = _broken(summary, width)
    parts = [text(0, 22, title, font_size="22", font_weight="650")]
    parts += [text(0, 44 + 18 * n, line, fill=tones()["soft"]) for n, line in enumerate(lines)]
    return parts, 44 + 18 * len(lines)


def _broken(sentence: str, width: float) -> tuple[str, ...]:
    """A sentence in lines of at most `width` pixels."""
    lines = [""]
    for word in sentence.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and line_width(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return bidi.carried(lines)


def key(rows: Sequence[Sequence[tuple[str, float, str]]], top: float, width: float) -> tuple[list[str], float]:
    """A legend from `top` down, and where it ends: in each row pieces of drawing, the room they need, and what they mean."""
    parts, y = [], top
    for row in rows:
        x = 0.0
        for drawn, room, meaning in row:
            needed = room + line_width(meaning) + 24
            if x and x + needed > width:
                x, y = 0.0, y + 22
            parts.append(element("g", drawn + text(room, 4.5, meaning), transform=f"translate({x:.1f} {y:.1f})"))
            x += needed
        y += 24 * bool(row)
    return parts, y
