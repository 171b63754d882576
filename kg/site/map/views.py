"""The views of a map, ready to be drawn: nodes at their places, arrows with the statements behind them, and their bounds."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from kg.analysis.graph import AccusationGraph, accusations
from kg.corpus import counting, labels
from kg.corpus.capacity import blamed
from kg.corpus.corpus import Corpus
from kg.corpus.level import Level
from kg.corpus.status import Stage
from kg.corpus.status_words import stage_words
from kg.layout import folding, layout
from kg.model.parts import Accused
from kg.site import arrows, looks
from kg.site.exchanges import in_time
from kg.site.map import vis
from kg.site.map.choice import Choice


def graphs(corpus: Corpus, choice: Choice) -> dict[str, AccusationGraph]:
    """The graph of actors and that of sides; the latter only where it differs."""
    actors, sides = accusations(corpus, wanted=choice), accusations(corpus, level="side", wanted=choice)
    alike = list(sides.edges(keys=True)) == list(actors.edges(keys=True))
    return {"actor": actors} if alike else {"actor": actors, "side": sides}


def drawn(corpus: Corpus, graph: AccusationGraph) -> dict[str, Any]:
    """One view: `nodes`, `edges` and `options` as pyvis keeps them, `bounds` (left, top, right, bottom).

    A node of a large or dense graph also has the number of its `community`: what the page may fold into one symbol.
    """
    nodes, joined = arrows.nodes(corpus, graph), arrows.arrows(graph)
    boxes = {node.id: node.box for node in nodes}
    pairs = [(arrow.source, arrow.target) for arrow in joined]
    at = layout.positions(list(boxes), pairs, boxes)
    names = {node.id: node.name for node in nodes}
    findings = about(corpus, graph.graph["level"], {id_ for _, _, edge in graph.edges(data=True) for id_ in edge["allegations"]})
    data = vis.network(nodes, joined, at, [_title(corpus, arrow, names) for arrow in joined])
    for drawn_arrow, arrow in zip(joined, data["edges"], strict=True):
        arrow["statements"] = in_time(corpus, arrow["statements"])
        arrow["retracted"] = not drawn_arrow.counted
        arrow["several"] = labels.is_plural(corpus, [drawn_arrow.source])
    for node in data["nodes"]:
        node["findings"] = findings.get(node["actor"], [])
        met = [edge["statement"] for _, _, edge in graph.in_edges(node["actor"], data=True) if edge["link"] == "answer"]
        node["said"] = {**node["said"], "answered": met}
        node["said"] = {what: in_time(corpus, said) for what, said in node["said"].items() if said}
    if len(nodes) > folding.LARGE or len(joined) > folding.ARROWS:
        for node, community in zip(data["nodes"], folding.communities(list(boxes), pairs), strict=True):
            node["community"] = community
    edges = [(x + boxes[n].left, y + boxes[n].top, x + boxes[n].right, y + boxes[n].bottom) for n, (x, y) in at.items()]
    sides = list(zip(*edges, strict=True)) or [(0,)] * 4
    bounds = [min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])]
    return {**data, "bounds": [round(bound) for bound in bounds]}


def about(corpus: Corpus, level: Level, allegations: Collection[str]) -> dict[str, list[tuple[str, str]]]:
    """For each actor, or side, what was decided on allegations about it: in words, and a statement about it.

    That is the finding or, where a step alone records it, the first statement on the allegation. The words never say what is
    alleged.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    first: dict[str, str] = {}
    for id_ in in_time(corpus, corpus.resolved):
        first |= {allegation: id_ for allegation in corpus.resolved[id_].allegations if allegation not in first}
    for id_, stages in corpus.status.items():
        if id_ not in allegations:
            continue
        for stage in stages:
            for one in stage.of if level == "actor" else _counting(corpus, stage):
                line = (stage_words(corpus, stage, stages), stage.statement or first[id_])
                found.setdefault(one, []).append(line)
    return found


def _counting(corpus: Corpus, stage: Stage) -> Iterable[str]:
    """For whom a stage counts at the level of sides, by the capacity in which those whom it concerns are accused."""
    named = {one.who: one for one in corpus.allegations[stage.allegation].blamed}
    found = blamed(corpus.actors, [named.get(of, Accused(who=of)) for of in stage.of], stage.span)
    return dict.fromkeys(party for of, counting in found.items() for party in counting.all or (of,))


def _title(corpus: Corpus, arrow: arrows.Arrow, names: dict[str, str]) -> str:
    """What is shown over an arrow: who did what to whom, how often, and on whose word alone."""
    source, target = names[arrow.source], names[arrow.target]
    several = labels.is_plural(corpus, [arrow.source])
    accuses, answers, own = (labels.agreeing(verb, several=several) for verb in ("accuses", "answers", arrow.kind))
    said = {
        "accuses": f"{source} {accuses} {target}",
        looks.COUNTERS: f"{source} {answers} {target} by accusing another",
        looks.OTHERWISE: f"{source} {answers} {target}",
    }
    if arrow.kind == looks.ATTRIBUTED:
        resolved = [corpus.resolved[id_] for id_ in arrow.statements]
        tellers = labels.names(corpus, dict.fromkeys(teller for r in resolved for teller in r.tellers))
        participle = "accused" if all(r.act == "accuses" for r in resolved) else "spoken of"
        said[arrow.kind] = f"{source} {'are' if several else 'is'} said by {tellers} to have {participle} {target}"
    text = said.get(arrow.kind, f"{source} {own} what {target} said")
    count = counting.count(corpus, arrow.statements)
    return f"{text}: {count}" if len(arrow.statements) > 1 or count.retracted else text
