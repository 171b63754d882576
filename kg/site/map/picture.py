"""The map as a standalone picture: SVG from the same positions as the page, with its names, its legend and no script.

Names are below their symbols, where the layout has kept room for them, so none lies over another on paper either.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from kg.corpus.corpus import Corpus
from kg.layout.folding import ARROWS
from kg.site import bidi, looks, recorded, summary, svg
from kg.site.arrows import called
from kg.site.lettering import FONT_SIZE, LINE_HEIGHT, wrapped
from kg.site.map import views
from kg.site.map.choice import Choice, everything
from kg.site.map.page import NOTICE
from kg.site.svg import element, text, tones

Point: TypeAlias = tuple[float, float]
Curve: TypeAlias = tuple[Point, Point, Point]

_MARGIN: Final = 40.0


def map_svg(corpus: Corpus, *, title: str, choice: Choice | None = None) -> str:
    """The map of actors, as the page draws it, as one SVG document."""
    corpus, title = bidi.isolated(corpus), bidi.isolate(title)
    choice = choice or everything(corpus)
    view = views.drawn(corpus, views.graphs(corpus, choice)["actor"])
    actors = summary.counted(len(view["nodes"]), "actor")
    said = " ".join(filter(None, (f"{actors}, {summary.accusations(corpus, choice.ids)}.", recorded.words(corpus), NOTICE)))
    title = f"{title}: {choice.words}" if choice.words else title
    left, top, right, bottom = view["bounds"]
    width = max(right - left, 640)
    shown, left_out = _strongest(view["edges"])
    said += left_out
    head, height = svg.heading(title, said, width)
    drawn = [*(_arrow(view["nodes"], edge) for edge in shown), *map(_node, view["nodes"])]
    place = f"translate({width / 2 - (left + right) / 2:g} {height - top + _MARGIN / 2:g})"
    moved = element("g", "\n".join(("", *drawn, "")), transform=place)
    below, end = svg.key(_legend(view), height + bottom - top + 2 * _MARGIN, width)
    foot = text(0, end + 8, summary.credit(corpus), font_size="11", fill=tones()["soft"])
    box = (-_MARGIN, -_MARGIN, width + 2 * _MARGIN, end + 8 + 2 * _MARGIN)
    return svg.document([*head, moved, *below, foot], box=box, title=f"{title}: who accused whom", description=said)


def _strongest(edges: list[Mapping[str, Any]]) -> tuple[list[Mapping[str, Any]], str]:
    """At most `ARROWS` arrows, those with most statements, and what to say of the others."""
    left = len(edges) - ARROWS
    if left <= 0:
        return edges, ""
    order = sorted(range(len(edges)), key=lambda n: (-len(edges[n]["statements"]), n))
    shown = [edges[n] for n in sorted(order[:ARROWS])]
    most = len(edges[order[ARROWS]]["statements"])
    each = "1 statement" if most == 1 else f"at most {most} statements"
    less = "the page has all, and --topic and --around draw less at once"
    return shown, f" Not drawn: {summary.counted(left, 'arrow')} of {each} each; {less}."


def _node(node: Mapping[str, Any]) -> str:
    """An actor's symbol with its name below it."""
    x, y, size, type_ = node["x"], node["y"], node["size"], node["group"]
    said = ", ".join(
        f"{word} {len(node['said'][what])} time{'s' * (len(node['said'][what]) != 1)}"
        for what, word in (("accused", "accused"), ("accuses", "accuses"), ("answers", "answers"))
        if node["said"].get(what)
    )
    name = element("title", svg.words(f"{node['label']}: {said}" if said else node["label"]))
    lines = [
        element("tspan", svg.words(line), x=x, y=y + size + 4 + LINE_HEIGHT * (n + 0.75))
        for n, line in enumerate(wrapped(called(node["label"], type_)))
    ]
    weight = "650" if len(node["said"].get("accused", ())) >= 4 else "450"
    label = element("text", "".join(lines), text_anchor="middle", font_size=FONT_SIZE, font_weight=weight, **svg.halo())
    return element("g", name + symbol(type_, x, y, size) + label, class_="actor")


def symbol(type_: str, x: float, y: float, size: float) -> str:
    """The symbol of a type of actor."""
    look, colours = looks.TYPES[type_], tones()
    rim = colours["group-rim"] if look.hollow else colours["sheet"]
    scale = size / 9
    return element(
        "path",
        d=looks.OUTLINES[look.shape],
        transform=f"translate({x:g} {y:g}) scale({scale:.3f})",
        fill=colours[type_],
        stroke=rim,
        stroke_width=f"{(1.6 if look.hollow else 1) / scale:.2f}",
    )


def _arrow(nodes: list[Mapping[str, Any]], edge: Mapping[str, Any]) -> str:
    """An arrow from the rim of one symbol to that of another, bent as on the page."""
    source, target = nodes[edge["from"]], nodes[edge["to"]]
    curve = _curve((source["x"], source["y"]), (target["x"], target["y"]), edge["smooth"]["roundness"] if edge["smooth"] else 0.0)
    colour, width = tones()[edge["kind"]], float(edge["width"])
    long, half = 6 + 2 * width, 2.4 + 0.9 * width
    first = _leaving(curve, source["size"] + 2)
    last, tip = (1 - _leaving(curve[::-1], target["size"] + 3 + more) for more in (long, 0))
    line = element(
        "path",
        d=_piece(curve, min(first, last), last),
        fill="none",
        stroke=colour,
        stroke_width=width,
        stroke_opacity="0.85",
        stroke_dasharray=svg.dashes().get(edge["kind"]),
    )
    head = element("path", d=_head(_on(curve, last), _on(curve, tip), half), fill=colour, fill_opacity="0.9")
    return element("g", element("title", svg.words(edge["title"])) + line + head, class_=f"arrow {edge['kind']}")


def _curve(start: Point, end: Point, bend: float) -> Curve:
    """The parabola from `start` to `end` that vis-network draws for an arrow bent clockwise by `bend`."""
    length, angle = math.dist(start, end), math.atan2(start[1] - end[1], end[0] - start[0])
    share = 0.5 + 0.5 * bend
    turned = angle + share * math.pi
    return start, (start[0] + share * length * math.sin(turned), start[1] + share * length * math.cos(turned)), end


def _on(curve: Curve, share: float) -> Point:
    """The point of a curve at a share of its way."""
    weights = ((1 - share) ** 2, 2 * share * (1 - share), share**2)
    x, y = (sum(weight * point[axis] for weight, point in zip(weights, curve, strict=True)) for axis in (0, 1))
    return x, y


def _leaving(curve: Curve, radius: float) -> float:
    """The share of its way at which a curve is `radius` from its start; half of it where it never is."""
    near, far = 0.0, 0.5
    for _ in range(20):
        middle = (near + far) / 2
        near, far = (middle, far) if math.dist(_on(curve, middle), curve[0]) < radius else (near, middle)
    return far


def _piece(curve: Curve, first: float, last: float) -> str:
    """The path along a curve from one share of its way to another."""
    weights = ((1 - first) * (1 - last), first + last - 2 * first * last, first * last)
    via = tuple(sum(weight * point[axis] for weight, point in zip(weights, curve, strict=True)) for axis in (0, 1))
    return f"M{_at(_on(curve, first))}Q{_at((via[0], via[1]))} {_at(_on(curve, last))}"


def _head(back: Point, tip: Point, half: float) -> str:
    """The path of an arrow's head, so wide to either side of its base."""
    long = max(math.dist(back, tip), 1e-9)
    x, y = (back[1] - tip[1]) / long * half, (tip[0] - back[0]) / long * half
    return f"M{_at(tip)}L{_at((back[0] + x, back[1] + y))} {_at((back[0] - x, back[1] - y))}Z"


def _at(point: Point) -> str:
    return f"{round(point[0], 1):g} {round(point[1], 1):g}"


def _legend(view: Mapping[str, Any]) -> list[list[tuple[str, float, str]]]:
    """What the lines and the symbols mean, in two rows."""
    kinds = {edge["kind"] for edge in view["edges"]}
    types = {node["group"] for node in view["nodes"]}
    return [
        [(_stroke(kind), 40.0, words) for kind, words in looks.ARROWS.items() if kind in kinds],
        [(symbol(type_, 8, 0, 7), 22.0, look.name) for type_, look in looks.TYPES.items() if type_ in types],
        [("", 0.0, "The larger a symbol, the more often accused.")],
    ]


def _stroke(kind: str) -> str:
    """A piece of arrow for the legend."""
    colour = tones()[kind]
    line = element("path", d="M0 0H25", stroke=colour, stroke_width="2.2", stroke_dasharray=svg.dashes().get(kind))
    return line + element("path", d="M24-4 33 0 24 4Z", fill=colour)
