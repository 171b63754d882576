"""The map's nodes, arrows and options as pyvis keeps them, and the vis-network script that its wheel carries.

Only data is taken from pyvis: its own page fetches from other hosts and runs script from titles. The import is inside the
functions, for pyvis loads IPython.
"""

from __future__ import annotations

import importlib.util
import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from kg.site.arrows import TYPES, Arrow, Node

_SCRIPT: Final = "templates/lib/vis-9.1.2/vis-network.min.js"
DASHES: Final[dict[str, list[int] | bool]] = {
    "accuses": False,
    "denies": [9, 5],
    "rebuts": [9, 4, 2, 4],
    "concedes": [14, 4],
    "qualifies": [3, 4],
    "declines": [2, 7],
    "counters": [14, 4, 2, 4],
    "answers": [5, 5],
    "told": [2, 5],
}
_OPTIONS: Final[dict[str, Any]] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "dragNodes": False,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
        "tooltipDelay": 120,
        "zoomSpeed": 0.7,
    },
    "nodes": {"borderWidth": 1.5, "chosen": False},
    "edges": {"chosen": False, "hoverWidth": 0, "selectionWidth": 0, "endPointOffset": {"to": 0}},
}


def network(
    nodes: tuple[Node, ...], arrows: tuple[Arrow, ...], at: Mapping[str, tuple[int, int]], titles: Sequence[str]
) -> dict[str, Any]:
    """The nodes, edges and options of a map, ready to be written as JSON; nodes are numbered in their order.

    `titles` are the texts shown over the arrows. Colours are not in it: the page's style sheet has them.
    """
    from pyvis.network import Network  # noqa: PLC0415

    net = Network(directed=True)
    number = {node.id: i for i, node in enumerate(nodes)}
    net.get_nodes = lambda: net.node_map  # its list of ids makes adding edges quadratic
    for node in nodes:
        x, y = at[node.id]
        options = {
            "x": x,
            "y": y,
            "size": node.size,
            "group": node.type,
            "actor": node.id,
            "lines": node.lines,
            "said": node.said,
        }
        net.add_node(number[node.id], label=node.name, shape=TYPES[node.type][1], **options)
    for i, arrow in enumerate(arrows):
        smooth = {"enabled": True, "type": "curvedCW", "roundness": arrow.bend} if arrow.bend else False
        net.add_edge(
            number[arrow.source],
            number[arrow.target],
            id=i,
            label="answers" if arrow.kind == "counters" else arrow.kind,
            kind=arrow.kind,
            width=_width(max(arrow.counted, 1), arrow.kind),
            dashes=DASHES[arrow.kind],
            smooth=smooth,
            title=titles[i],
            statements=arrow.statements,
            answered=arrow.answered,
        )
    net.set_options(json.dumps(_OPTIONS))
    drawn, edges, _, _, _, options_text = net.get_network_data()
    return {"nodes": drawn, "edges": edges, "options": json.loads(options_text)}


def _width(statements: int, kind: str) -> float:
    """How thick an arrow is for so many statements, in pixels."""
    thick = 1.4 + 1.15 * math.sqrt(min(statements, 40) - 1)
    return round(thick if kind == "accuses" else 0.85 * thick, 2)


def script() -> str:
    """The text of the vis-network script, with its licence.

    Raises:
        FileNotFoundError: pyvis is not installed, or its wheel holds no such script.
    """
    spec = importlib.util.find_spec("pyvis")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("pyvis")
    return (Path(spec.origin).parent / _SCRIPT).read_text(encoding="utf-8")
