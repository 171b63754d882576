"""What the map page is made of: which statements, what they can be filtered by, what a large map folds into one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import forked
import networkx as nx
import pytest
import quarrel
from conftest import State
from effort import some
from invented_world import EXCHANGE
from made import made
from page_tree import read

from kg.corpus.corpus import Corpus
from kg.layout import folding
from kg.layout.folding import LARGE
from kg.model.records import Actor, Statement
from kg.site.exchanges import record
from kg.site.facts import facts
from kg.site.map import choice, views
from kg.site.map.page import map_page


def data_of(page: str) -> dict[str, Any]:
    (block,) = read(page).find("script", type="application/json")
    loaded: dict[str, Any] = json.loads(block.text)
    return loaded


# Which statements


def test_around_a_statement_is_its_whole_exchange() -> None:
    corpus = quarrel.corpus()
    for id_ in ("charge", "denial", "rebuttal", "counter"):
        found = choice.around(corpus, id_)
        assert found.ids == {"charge", "denial", "rebuttal", "counter"}
        assert dict(found.opens) == {"view": "answers", "chosen": f"s:{id_}"}
    assert choice.around(corpus, "late").ids == {"late"}


def test_around_an_actor_is_what_it_said_what_it_met_and_the_answers_to_that() -> None:
    corpus = quarrel.corpus()
    assert choice.around(corpus, "gazette").ids == {"other"}
    assert choice.around(corpus, "sailors").ids == {"late"}
    assert choice.around(corpus, "port").ids == {"charge", "denial", "rebuttal", "counter", "late"}
    assert choice.around(corpus, "alba").ids == {"counter", "charge"}


def test_a_topic_takes_along_what_is_answered_and_the_answers() -> None:
    corpus = quarrel.corpus()
    assert (
        choice.on_topic(corpus, "rope").ids == choice.on_topic(corpus, "tolls").ids == {"charge", "denial", "rebuttal", "counter"}
    )
    assert choice.on_topic(corpus, "fog").ids == {"other", "alone"}


def test_nothing_is_chosen_without_what_it_answers_and_what_answers_it(state: State) -> None:
    corpus = state(EXCHANGE)
    for actor in corpus.actors:
        ids = choice.around(corpus, actor).ids
        for id_ in ids:
            assert set(corpus.resolved[id_].answers) <= ids
    for id_ in corpus.resolved:
        ids = choice.around(corpus, id_).ids
        assert all(set(corpus.answered_by.get(one, ())) <= ids for one in ids)


def test_a_page_of_a_choice_holds_that_and_no_more() -> None:
    corpus = quarrel.corpus()
    page = map_page(corpus, title="A quarrel", choice=choice.around(corpus, "gazette"))
    assert data_of(page)["statements"]["ids"] == ["other"]
    assert "Wrote of the fog." in page
    assert "Called it a tale." not in page
    assert read(page).find("h1")[0].text == "A quarrel: around The Gazette"
    whole = data_of(map_page(corpus, title="A quarrel"))
    assert sorted(whole["statements"]["ids"]) == sorted(corpus.resolved)


def test_the_command_takes_names_and_says_when_there_is_nothing_to_draw(tmp_path: Path) -> None:
    def run(*arguments: str) -> forked.Ran:
        return forked.run("map", *arguments, cwd=tmp_path)

    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "all.yaml").write_text(
        "actors:\n  alba: {name: Alba, type: state}\n  borva: {name: Borva, type: state}\n"
        "topics:\n  rope: {label: Rope}\n"
        "sources:\n  s: {title: A day, url: https://example.org/s}\n"
        "statements:\n"
        "  charge: {act: accuses, speaker: alba, date: 2016, against: borva, says: x, topic: rope, reports: [{source: s}]}\n"
        "  praise: {act: praises, speaker: alba, date: 2016, toward: borva, says: x, reports: [{source: s}]}\n",
        "utf-8",
    )
    assert run("--around", "Alba", "-o", "a.html")[:2] == (0, "a.html\n")
    assert run("--topic", "Rope", "-o", "b.html")[:2] == (0, "b.html\n")
    assert data_of((tmp_path / "b.html").read_text("utf-8"))["statements"]["ids"] == ["charge"]
    status, _, said = run("--around", "praise")
    assert (status, said) == (2, "kg: nothing to draw: it has no accusation and no answer; see 'kg show praise'\n")
    assert run("--around", "charge", "--topic", "rope")[0] == 2
    assert run("--around", "nobody")[0] == 2
    assert not (tmp_path / "map.html").exists()


def test_what_is_left_out_is_not_linked_to(state: State) -> None:
    corpus = state(EXCHANGE)
    for id_ in some(tuple(corpus.resolved), 3):
        root = read(map_page(corpus, title="x", choice=choice.around(corpus, id_)))
        there = {e.attributes["id"] for e in root.all() if "id" in e.attributes}
        links = {(e.attributes["href"] or "")[1:] for e in root.find("a") if (e.attributes["href"] or "").startswith("#")}
        assert links <= there


# What they can be filtered by


def test_facts_are_columns_of_the_statements() -> None:
    corpus = quarrel.corpus()
    ids = ["charge", "denial", "counter", "other", "late"]
    found = facts(corpus, ids)
    names = dict(map(tuple, found["side"]))
    assert names == {"alba": "Alba", "borva": "Borva"}
    sides = [{found["side"][i][0] for i in each} for each in found["sides"]]
    assert sides == [{"alba", "borva"}, {"alba", "borva"}, {"alba", "borva"}, {"borva"}, {"borva"}]
    topics = [{found["topic"][i][0] for i in each} for each in found["topics"]]
    assert topics == [{"rope"}, {"rope"}, set(), {"fog"}, set()]
    assert [depth for _, _, depth in found["topic"]] == [0, 1, 0]
    assert [found["acts"][act] for act in found["act"]] == ["accuses", "denies", "accuses", "accuses", "accuses"]
    assert found["answers"] == [[], [0], [0], [], []]
    assert found["dated"] == [1, 1, 1, 1, 0]
    assert (found["first"][0], found["last"][0]) == (16924, 16924)  # 3 May 2016 in days since 1970
    assert found["last"][3] - found["first"][3] == 729  # two years
    assert (found["first"][4], found["last"][4]) == (None, found["last"][3])  # no later than the source that reports it
    assert found["certainty"] == [2, 0, 0, 0, 0]


def test_every_day_of_the_columns_is_that_of_the_record(state: State) -> None:
    import datetime

    corpus = state(EXCHANGE)
    ids = sorted(corpus.resolved)
    found = facts(corpus, ids)
    epoch = datetime.date(1970, 1, 1)
    for i, id_ in enumerate(ids):
        resolved = corpus.resolved[id_]
        for column, day in (("first", resolved.earliest), ("last", resolved.latest)):
            assert found[column][i] == (None if day is None else (day - epoch).days)


def test_an_actor_on_the_map_has_four_lists() -> None:
    data = data_of(map_page(quarrel.corpus(), title="x"))
    ids = data["statements"]["ids"]
    said = {node["actor"]: [{ids[i] for i in each} for each in node["said"]] for node in data["views"]["actor"]["nodes"]}
    assert said["port"] == [{"charge", "late"}, {"counter"}, {"denial", "counter"}, {"rebuttal"}]
    assert said["mayor"] == [set(), {"charge"}, {"rebuttal"}, {"denial", "counter"}]


def test_how_firmly_and_on_how_many_origins(state: State) -> None:
    told = {e.id: e for e in record(quarrel.corpus()).accusations}
    assert told["charge"].certainty == "put as possible"
    assert told["other"].certainty == "stated outright"
    assert told["charge"].basis == "Independent origins: none known, from 1 report"
    corpus = state(
        "  twice:\n    act: accuses\n    speaker: flavia\n    date: 2016\n    allegation: blame\n"
        "    reports: [{source: s-2017-05, firsthand: true}, {source: s-2018}, {source: s-open, firsthand: true}]\n"
    )
    (twice,) = record(corpus).accusations
    assert twice.basis == "Independent origins: 2, and 1 unknown, from 3 reports"


# What is folded


def test_communities_are_parts_that_hang_together() -> None:
    nodes = list(range(40))
    ring = [(i, (i + 1) % 20) for i in range(20)]
    chain = [(i, i + 1) for i in range(20, 30)]
    found = folding.communities(nodes, [*ring, *chain])
    assert set(found[:20]) == {0}
    assert set(found[20:31]) == {1}
    assert set(found[31:]) == {2}, "small parts are one together"


@pytest.mark.parametrize("seed", range(3))
def test_a_large_part_falls_into_its_communities_the_same_each_time(seed: int) -> None:
    graph = nx.planted_partition_graph(8, 90, 0.2, 0.002, seed=seed)
    edges = sorted(graph.edges())
    assert len(graph) > LARGE
    found = folding.communities(list(graph), edges)
    again = folding.communities(list(graph), [(v, u) for u, v in reversed(edges)])
    assert found == again
    planted = [{found[i] for i in range(90 * k, 90 * k + 90)} for k in range(8)]
    assert [len(each) for each in planted] == [1] * 8
    assert len(set(found)) == 8


def test_only_a_large_map_is_folded() -> None:
    actors = {f"p-{i}": made(Actor, f"p-{i}", name=f"P {i}", type="person") for i in range(folding.LARGE + 1)}

    def corpus(count: int) -> Corpus:
        statements = {
            f"c-{i}": made(Statement, f"c-{i}", act="accuses", speaker=f"p-{i}", date="2016", against=f"p-{i + 1}", says="x")
            for i in range(count)
        }
        return Corpus(actors=actors, statements=statements)

    for count, folded in ((50, False), (folding.LARGE, True)):
        claims = corpus(count)
        (graph, *_) = views.graphs(claims, choice.everything(claims)).values()
        nodes = views.drawn(claims, graph)["nodes"]
        assert len(nodes) == count + 1
        assert all(("community" in node) == folded for node in nodes)
