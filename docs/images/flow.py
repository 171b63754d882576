"""The picture of the architecture page: how claim files become records, a corpus, a graph, answers and pages, room by room.

`make images` writes it as `flow.svg`; it needs nothing but Python, and is the same bytes each time.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

HERE: Final = Path(__file__).parent
WIDTH: Final = 1000
HEIGHT: Final = 505


class Box(NamedTuple):
    """A stage: where it is, what it is called, in which rooms it is made, and what it does."""

    x: int
    y: int
    width: int
    title: str
    rooms: str
    what: tuple[str, ...]
    colour: str = "#eef3fa"


TALL: Final = 96
BOXES: Final = {
    "text": Box(15, 190, 140, "Text", "claims/*.yaml", ("what people write",), "#fbf3e4"),
    "tree": Box(195, 190, 175, "Values", "reading/ claimfile/", ("YAML with line and", "column of each value")),
    "records": Box(410, 190, 160, "Records", "model/ edtf/", ("frozen; bad values", "are faults, not errors")),
    "corpus": Box(610, 190, 170, "Corpus", "corpus/", ("all records by id, and", "what follows from them")),
    "rules": Box(
        610,
        20,
        170,
        "Rules and changes",
        "rules/ history/ merging/",
        ("diagnostics: file, line,", "code, hint; what changed"),
        "#fbeaea",
    ),
    "graph": Box(410, 360, 160, "Graph", "rdf/", ("the corpus as triples",), "#eaf6ee"),
    "questions": Box(195, 360, 175, "Questions", "sparql/ engine/ remote/", ("SPARQL, sandboxed;", "or on a server"), "#eaf6ee"),
    "analyses": Box(610, 360, 170, "Analyses", "analysis/ evidence/", ("who, answers, origins,", "standing, audit …"), "#eaf6ee"),
    "out": Box(
        815,
        190,
        175,
        "Renderings",
        "render/ site/ exchange/",
        ("terminal and JSON;", "pages (web/, layout/);", "tables"),
        "#f2ecf9",
    ),
}
ARROWS: Final = (
    ("text", "tree"),
    ("tree", "records"),
    ("records", "corpus"),
    ("corpus", "rules"),
    ("corpus", "graph"),
    ("corpus", "analyses"),
    ("corpus", "out"),
    ("graph", "questions"),
    ("rules", "out"),
    ("analyses", "out"),
)


def flow() -> str:
    """The picture as SVG."""
    shapes = [_arrow(BOXES[a], BOXES[b]) for a, b in ARROWS]
    shapes.append(_path("M283 456 V485 H960 V289"))  # from questions, below everything, to renderings
    shapes += [_box(box) for box in BOXES.values()]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" '
        'font-family="Helvetica, Arial, sans-serif" font-size="13">\n'
        "<title>How claim files become records, a corpus, a graph, answers and pages</title>\n"
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0 8 4 0 8z" fill="#556"/></marker></defs>\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>\n'
        f"{_entry()}{''.join(shapes)}</svg>\n"
    )


def _entry() -> str:
    """Who calls all of it: the command line and the Python interface."""
    return (
        '<rect x="15" y="20" width="355" height="96" rx="8" fill="#f5f5f5" stroke="#99a" stroke-dasharray="5 4"/>\n'
        '<text x="30" y="46" font-weight="bold">Entry points</text>\n'
        '<text x="30" y="70"><tspan font-family="monospace">cli/  api/</tspan>  call the stages and hold no logic</text>\n'
        '<text x="30" y="94"><tspan font-family="monospace">scaffold/  entry/</tspan>  make trackers, and records</text>\n'
    )


def _box(box: Box) -> str:
    lines = [
        f'<rect x="{box.x}" y="{box.y}" width="{box.width}" height="{TALL}" rx="8" fill="{box.colour}" stroke="#99a"/>',
        f'<text x="{box.x + 12}" y="{box.y + 22}" font-weight="bold">{escape(box.title)}</text>',
        f'<text x="{box.x + 12}" y="{box.y + 40}" font-family="monospace" font-size="11">{escape(box.rooms)}</text>',
    ]
    for number, line in enumerate(box.what):
        lines.append(f'<text x="{box.x + 12}" y="{box.y + 57 + 14 * number}" font-size="12" fill="#445">{escape(line)}</text>')
    return "".join(f"{line}\n" for line in lines)


def _arrow(start: Box, end: Box) -> str:
    """An arrow between the sides of two boxes that face each other, with one bend where they are on no common line."""
    middle, other = start.x + start.width // 2, end.x + end.width // 2
    if start.y == end.y:
        leftwards = end.x < start.x
        a = start.x if leftwards else start.x + start.width
        b = end.x + end.width + 3 if leftwards else end.x - 3
        return _path(f"M{a} {start.y + TALL // 2} H{b}")
    below = end.y > start.y
    if middle == other:
        return _path(f"M{middle} {start.y + TALL if below else start.y} V{end.y - 3 if below else end.y + TALL + 3}")
    if end is BOXES["out"]:
        return _path(f"M{start.x + start.width} {start.y + TALL // 2} H{other} V{end.y - 3 if below else end.y + TALL + 3}")
    return _path(f"M{start.x + 40} {start.y + TALL} V{(start.y + TALL + end.y) // 2} H{other} V{end.y - 3}")


def _path(d: str) -> str:
    return f'<path d="{d}" fill="none" stroke="#556" stroke-width="1.5" marker-end="url(#tip)"/>\n'


if __name__ == "__main__":
    (HERE / "flow.svg").write_text(flow(), "utf-8")
    print("flow.svg")
