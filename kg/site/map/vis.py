"""The map's nodes, arrows and options as pyvis keeps them, and the vis-network script that its wheel carries.

Only data is taken from pyvis: its own page fetches from other hosts and runs script from titles. The import is inside the
functions, for pyvis loads IPython.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from kg.site import looks
from kg.site.arrows import Arrow, Node

_SCRIPT: Final = "templates/lib/vis-9.1.2/vis-network.min.js"
DASHES: Final[dict[str, list[int] | bool]] = {
    kind: [round(1.25 * part) for part in dash] or False for kind, dash in looks.dashes().items()
}
"""How arrows are dashed: a little longer than in the legend, for most maps are drawn smaller than they are."""
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
        net.add_node(number[node.id], label=node.name, shape=looks.TYPES[node.type].shape, **options)
    for i, arrow in enumerate(arrows):
        smooth = {"enabled": True, "type": "curvedCW", "roundness": arrow.bend} if arrow.bend else False
        net.add_edge(
            number[arrow.source],
            number[arrow.target],
            id=i,
            label="answers" if arrow.kind == "counters" else arrow.kind,
            kind=arrow.kind,
            width=looks.width(max(arrow.counted, 1), arrow.kind),
            dashes=DASHES[arrow.kind],
            smooth=smooth,
            title=titles[i],
            statements=arrow.statements,
            answered=arrow.answered,
        )
    net.set_options(json.dumps(_OPTIONS))
    drawn, edges, _, _, _, options_text = net.get_network_data()
    return {"nodes": drawn, "edges": edges, "options": json.loads(options_text)}


def script() -> str:
    """The text of the vis-network script, with its licence.

    Raises:
        FileNotFoundError: pyvis is not installed, or its wheel holds no such script.
    """
    spec = importlib.util.find_spec("pyvis")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("pyvis")
    return (Path(spec.origin).parent / _SCRIPT).read_text(encoding="utf-8")
