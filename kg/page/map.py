"""The map of who accuses whom: one HTML page that holds everything it shows and fetches nothing.

The picture is drawn from the data of the page; what is listed beside it is copied from the table below it, so that map, panel and
table cannot disagree, and the table is there without any script.
"""

from __future__ import annotations

from typing import Any, Final

from kg.corpus.corpus import Corpus
from kg.model.acts import family
from kg.network import layout
from kg.network.graph import AccusationGraph, accusations
from kg.page import arrows, exchanges, policy, template, vis
from kg.page.outlines import OUTLINES

_SCRIPTS: Final = ("labels.js", "drawing.js", "cards.js", "panel.js")


def map_page(corpus: Corpus, *, title: str) -> str:
    """The page as HTML: the map of actors and that of sides, a panel, and all statements as a table.

    Depends on the corpus and the title only. Statements that were withdrawn are not in it.
    """
    views = {"actor": accusations(corpus), "side": accusations(corpus, level="side")}
    if list(views["side"].edges(keys=True)) == list(views["actor"].edges(keys=True)):
        del views["side"]
    record = exchanges.record(corpus)
    drawn = {view: _drawn(corpus, graph) for view, graph in views.items()}
    kinds = {edge["kind"] for view in drawn.values() for edge in view["edges"]}
    types = {node["group"] for view in drawn.values() for node in view["nodes"]}
    return template.document(
        "map.html.j2",
        libraries=(vis.script(),),
        scripts=_SCRIPTS,
        styles=("theme.css", "statement.css", "map.css"),
        title=title,
        summary=_summary(corpus, views["actor"]),
        data=policy.data({"views": drawn, "types": _types(), "answers": _answers(corpus)}),
        kinds=[(kind, text) for kind, text in arrows.KINDS.items() if kind in kinds],
        types=[(type_, text, shape) for type_, (text, shape) in arrows.TYPES.items() if type_ in types],
        outlines=OUTLINES,
        record=record,
        footer=_footer(corpus),
    )


def _drawn(corpus: Corpus, graph: AccusationGraph) -> dict[str, Any]:
    """One view of the map: nodes with their places, arrows with the statements behind them, and the edges of it all."""
    nodes, drawn = arrows.nodes(graph), arrows.arrows(graph)
    boxes = {node.id: node.box for node in nodes}
    at = layout.positions(list(boxes), [(arrow.source, arrow.target) for arrow in drawn], boxes)
    names = {node.id: node.name for node in nodes}
    data = vis.network(nodes, drawn, at, [_title(arrow, names) for arrow in drawn])
    for arrow in data["edges"]:
        arrow["statements"] = exchanges.in_time(corpus, arrow["statements"])
    for node in data["nodes"]:
        node["said"] = {what: exchanges.in_time(corpus, said) for what, said in node["said"].items() if said}
    edges = [(x + boxes[n].left, y + boxes[n].top, x + boxes[n].right, y + boxes[n].bottom) for n, (x, y) in at.items()]
    sides = list(zip(*edges, strict=True)) or [(0,)] * 4
    bounds = [min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])]
    return {**data, "bounds": [round(bound) for bound in bounds]}


def _types() -> dict[str, str]:
    return {type_: text for type_, (text, _) in arrows.TYPES.items()}


def _answers(corpus: Corpus) -> dict[str, list[str]]:
    """For each statement that answers others, those others, in the order of time."""
    answers = sorted((r.id, [id_ for id_ in r.answers if id_ in corpus.resolved]) for r in corpus.resolved.values())
    return {id_: exchanges.in_time(corpus, answered) for id_, answered in answers if answered}


def _title(arrow: arrows.Arrow, names: dict[str, str]) -> str:
    """What is shown over an arrow: who did what to whom, and how often."""
    source, target = names[arrow.source], names[arrow.target]
    said = {
        "accuses": f"{source} accuses {target}",
        arrows.COUNTERS: f"{source} answers {target} by accusing another",
        arrows.OTHERWISE: f"{source} answers {target}",
    }
    text = said.get(arrow.kind, f"{source} {arrow.kind} what {target} said")
    count = len(arrow.statements)
    return f"{text}: {count} statements" if count > 1 else text


def _summary(corpus: Corpus, graph: AccusationGraph) -> str:
    """How much there is on the map, in one sentence."""
    charges = [r for r in corpus.resolved.values() if r.act == "accuses"]
    answers = [r for r in corpus.resolved.values() if r.answers or family(r.act) == "answer"]
    answered = sum(1 for r in charges if r.id in corpus.answered_by)
    return (
        f"{_count(len(graph), 'actor')}, {_count(len(charges), 'accusation')}, {answered} of them answered, "
        f"{_count(len(answers), 'answer')}."
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _footer(corpus: Corpus) -> str:
    """Whose record it is, and under which licence."""
    dataset = corpus.dataset
    parts = (
        [
            f"By {', '.join(dataset.curators)}." if dataset.curators else "",
            f"Licence: {dataset.license}." if dataset.license else "",
        ]
        if dataset
        else []
    )
    return " ".join((*filter(None, parts), "This page holds all that it shows and loads nothing."))
