"""The accusation graph: actors, or sides, joined by what one said of the other and by what was answered.

An edge is one act of saying and never the content of an allegation, so nothing in it asserts what was alleged. Withdrawn
statements make no edge. Nodes and edges come in the order of their ids, wherever in the files the records are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

import networkx as nx

from kg.corpus import labels
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.corpus.level import Level, accused_at, speakers_at
from kg.corpus.resolution import Resolved
from kg.model.acts import family

AccusationGraph: TypeAlias = "nx.MultiDiGraph[str]"


def accusations(corpus: Corpus, *, level: Level = "actor", wanted: Filter | None = None) -> AccusationGraph:
    """Who accuses whom and who answers whom: a directed graph with one edge for each accusation and each answer.

    With `wanted`, of the statements on its topic and in its period only.

    Nodes are the ids of actors that accuse, are accused, answer or are answered, or with `level="side"` their sides; an actor
    without a side counts as itself. Node attributes: `name`, `type` (None where the actor has no whole record), and the ids of
    the accusations against it, of its own accusations and of its answers (`accused`, `accuses`, `answers`).

    An accusation is an edge from each speaker to each that it is against, its key the statement's id. An answer is an edge from
    each speaker to each speaker of what it answers, its key the id with `:answer`; an accusation that answers makes both. Edge
    attributes: `link` ("accusation" or "answer"), `kind` (the act), `statement` (its id), `date` (as written), `earliest` and
    `latest` (days, None where open), `certainty`, `allegations` (ids), `answered` (the ids of what it answers there), and `mark`:
    "retracted", "disputed" where its speaker denies having said it, "attributed" where only others say so, else None.
    """
    graph: AccusationGraph = nx.MultiDiGraph(level=level)
    parts: dict[str, dict[str, set[str]]] = {}
    edges: list[tuple[str, str, str, dict[str, Any]]] = []

    def part(id_: str, what: str, statement: str) -> None:
        parts.setdefault(id_, {"accused": set(), "accuses": set(), "answers": set()})[what].add(statement)

    for id_, resolved in sorted(corpus.resolved.items()):
        if wanted is not None and not wanted.admits(corpus, resolved):
            continue
        speakers = speakers_at(corpus, resolved, level)
        if resolved.act == "accuses":
            accused = accused_at(corpus, resolved, level)
            for speaker in speakers:
                part(speaker, "accuses", id_)
            for target in accused:
                part(target, "accused", id_)
            attributes = _attributes(corpus, resolved, "accusation", ())
            edges += [(speaker, target, id_, attributes) for speaker in speakers for target in accused]
        if resolved.answers or family(resolved.act) == "answer":
            for speaker in speakers:
                part(speaker, "answers", id_)
            for target, answered in _answered(corpus, resolved, level).items():
                parts.setdefault(target, {"accused": set(), "accuses": set(), "answers": set()})
                attributes = _attributes(corpus, resolved, "answer", answered)
                edges += [(speaker, target, f"{id_}:answer", attributes) for speaker in speakers]

    for node in sorted(parts):
        actor = corpus.actors.get(node)
        said = {what: tuple(sorted(statements)) for what, statements in parts[node].items()}
        graph.add_node(node, name=labels.name(corpus, node), type=actor.type if actor else None, **said)
    for source, target, key, attributes in edges:
        graph.add_edge(source, target, key=key, **attributes)
    return graph


def _answered(corpus: Corpus, resolved: Resolved, level: Level) -> dict[str, tuple[str, ...]]:
    """For each node whose words it answers, the ids of those statements."""
    found: dict[str, list[str]] = {}
    for id_, statement in _known(corpus, resolved.answers):
        for speaker in speakers_at(corpus, statement, level):
            found.setdefault(speaker, []).append(id_)
    return {node: tuple(ids) for node, ids in found.items()}


def _known(corpus: Corpus, ids: tuple[str, ...]) -> Iterator[tuple[str, Resolved]]:
    """The accusations among the statements that are not withdrawn."""
    return ((id_, corpus.resolved[id_]) for id_ in ids if id_ in corpus.resolved)


def _attributes(corpus: Corpus, resolved: Resolved, link: str, answered: tuple[str, ...]) -> dict[str, Any]:
    """What an edge says of the statement behind it."""
    return {
        "link": link,
        "kind": resolved.act,
        "statement": resolved.id,
        "date": resolved.date.text,
        "earliest": resolved.earliest,
        "latest": resolved.latest,
        "certainty": resolved.certainty,
        "allegations": resolved.allegations,
        "answered": answered,
        "mark": _mark(corpus, resolved),
    }


def _mark(corpus: Corpus, resolved: Resolved) -> str | None:
    if resolved.is_contested:
        return "disputed"
    if resolved.id in corpus.uncounted:
        return "retracted"
    return "attributed" if resolved.is_attributed else None
