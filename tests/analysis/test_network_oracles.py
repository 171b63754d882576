"""Measures against other ways to the same result: all days tried, other libraries, known graphs, SPARQL on the graph."""

from __future__ import annotations

import datetime
import itertools
import random

import harbour
import networkx as nx
import numpy as np
import pytest
from conftest import Claims
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from test_network_measures import graph_of

from kg import edtf
from kg.analysis import measures as module
from kg.analysis.answers import ledger
from kg.analysis.disagreements import disagreements
from kg.analysis.measures import measure
from kg.analysis.origins import origins
from kg.analysis.sides import sides
from kg.analysis.who import who
from kg.corpus.affiliation import ALWAYS
from kg.corpus.answering import delay, extent
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.engine.guarded import Limits
from kg.model.records import Allegation
from kg.query import run
from kg.sparql.answer import Answer as Rows

DATES = ("2031-03", "2031-03-09", "2031-02-20/2031-03-02", "2031-02-27", "2031-03-01/2031-03-12", "2031-04-01", "2031-02")


def days(text: str) -> list[datetime.date]:
    """All days that a date may be."""
    date = edtf.parse(text)
    assert not isinstance(date, edtf.BadDate)
    assert date.earliest is not None
    assert date.latest is not None
    return [date.earliest + datetime.timedelta(days=n) for n in range((date.latest - date.earliest).days + 1)]


@pytest.mark.parametrize(("charged", "answered"), list(itertools.product(DATES, DATES)))
def test_days_to_an_answer_are_those_of_all_days_tried(claims: Claims, charged: str, answered: str) -> None:
    corpus = claims(
        "actors:\n  a: {name: A, type: state}\n  b: {name: B, type: state}\nsources:\n  s: {title: S}\nstatements:\n"
        f"  one: {{act: accuses, speaker: a, against: b, says: So., date: '{charged}', reports: [{{source: s}}]}}\n"
        f"  two: {{act: denies, speaker: b, answers: one, date: '{answered}', reports: [{{source: s}}]}}\n"
    ).corpus
    tried = [(day - before).days for before in days(charged) for day in days(answered) if day >= before]
    expected = (min(tried), max(tried)) if tried else None
    assert delay(corpus.resolved["two"], (corpus.resolved["one"],)) == expected


@pytest.mark.parametrize("seed", range(60))
def test_pagerank_is_that_of_networkx_with_scipy(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    n = rng.randint(1, 40)
    plain: nx.DiGraph[str] = nx.DiGraph()
    plain.add_nodes_from(f"a{i}" for i in range(n))
    for _ in range(rng.randint(0, 3 * n)):
        plain.add_edge(f"a{rng.randrange(n)}", f"a{rng.randrange(n)}", weight=rng.randint(1, 9))
    expected = nx.pagerank(plain, alpha=module.DAMPING, weight="weight", tol=1e-12, max_iter=1000)
    assert module.pagerank(plain) == pytest.approx(expected, abs=1e-10)


@pytest.mark.parametrize("seed", range(60))
def test_how_much_is_met_is_that_of_ancestors_in_a_forest(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    names = [f"a{n}" for n in range(7)]
    forest: nx.DiGraph[str] = nx.DiGraph()
    forest.add_nodes_from(names)
    forest.add_edges_from((names[rng.randrange(n)], names[n]) for n in range(1, 7) if rng.random() < 0.7)
    tree = {id_: Allegation(id=id_, text=id_, broader=tuple(forest.predecessors(id_))) for id_ in names}
    denied, charged = (rng.sample(names, rng.randint(0, 2)) for _ in range(2))
    covered = [any(d == c or d in nx.ancestors(forest, c) for d in denied) for c in charged]
    touched = any(c == d or c in nx.ancestors(forest, d) for d in denied for c in charged) or any(covered)
    expected = None if not denied or not charged else "whole" if all(covered) else "part" if touched else "none"
    assert extent(tree, denied, charged) == expected


def test_who_is_answered_by_the_accused_is_what_sparql_says() -> None:
    corpus = harbour.shipped()
    text = """SELECT DISTINCT ?charge WHERE {
        ?answer kg:answers ?charge . ?charge a kg:Accusation ; kg:against|kg:accusedSide ?accused .
        ?answer kg:speaker|kg:onBehalfOf|kg:side ?accused . FILTER NOT EXISTS { ?answer kg:attributed true } }"""
    answer = run(harbour.shipped_ntriples(), text, corpus.base, Limits(30, 10_000, 2 << 30))
    assert isinstance(answer, Rows)
    asked = {term.value.rpartition("/")[2] for (term,) in answer.rows if term is not None}
    assert {entry.id for entry in ledger(corpus, Filter()).charges if entry.by_the_accused} == asked
    assert len(asked) > 10


@pytest.mark.parametrize("seed", range(25))
def test_components_and_reciprocity_are_those_of_scipy_and_networkx(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    pairs = [(f"n{rng.randrange(12)}", f"n{rng.randrange(12)}") for _ in range(rng.randint(1, 14))]
    found = measure(Corpus(), graph_of(pairs))
    names = sorted({node for pair in pairs for node in pair})
    rows, columns = zip(*((names.index(a), names.index(b)) for a, b in pairs), strict=True)
    matrix = coo_matrix((np.ones(len(pairs)), (rows, columns)), shape=(len(names), len(names)))
    count, labels = connected_components(matrix, directed=True, connection="weak")
    assert found.components == count
    numbers = {node.id: node.component for node in found.nodes}
    assert all((labels[i] == labels[j]) == (numbers[a] == numbers[b]) for i, a in enumerate(names) for j, b in enumerate(names))
    plain = nx.DiGraph((a, b) for a, b in pairs if a != b)
    assert found.reciprocity == (round(nx.overall_reciprocity(plain), 6) if plain.size() else None)


def test_louvain_divides_the_karate_club_as_well_as_is_known() -> None:
    """The best division of Zachary's club known has a modularity of 0.4198; Newman's formula is worked out here by hand."""
    club = nx.karate_club_graph()
    pairs = [(f"{a:02}", f"{b:02}") for a, b in club.edges]
    found = measure(Corpus(), graph_of(pairs))
    assert found.modularity is not None
    assert 0.40 < found.modularity <= 0.4198
    part = {node.id: node.community for node in found.nodes}
    degree = {node: sum(node in pair for pair in pairs) for node in part}
    within = sum(part[a] == part[b] for a, b in pairs) / len(pairs)
    chance = sum(degree[a] * degree[b] for a in part for b in part if part[a] == part[b]) / (2 * len(pairs)) ** 2
    assert found.modularity == pytest.approx(within - chance, abs=1e-6)


def test_an_estimate_from_all_nodes_is_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(3)  # noqa: S311 - not for secrets
    pairs = [(f"n{rng.randrange(40)}", f"n{rng.randrange(40)}") for _ in range(120)]
    plain = module.charges(graph_of(pairs))
    exact = module.betweenness(plain)
    monkeypatch.setattr(module, "EXACT", 0)
    monkeypatch.setattr(module, "SAMPLED", len(plain))
    assert module.betweenness(plain) == pytest.approx(exact)


def test_joint_targets_are_those_of_all_pairs_of_sides() -> None:
    corpus = harbour.shipped()
    accused: dict[str, set[str]] = {}
    for pair in who(corpus, "side", Filter()):
        if pair.accuser in corpus.sides_of(pair.accuser, ALWAYS):
            accused.setdefault(pair.accuser, set()).add(pair.accused)
    expected = {
        (a, b): (accused[a] & accused[b]) - {a, b}
        for a, b in itertools.combinations(sorted(accused), 2)
        if (accused[a] & accused[b]) - {a, b}
    }
    assert {(j.one, j.other): set(j.targets) for j in sides(corpus, "side", Filter()).joint} == expected
    assert {corpus.actors[one].type for pair in expected for one in pair} <= {"state", "alliance", "armed-group"}
    assert len(expected) > 3


@pytest.mark.parametrize(("mine", "theirs"), list(itertools.product(DATES, DATES)))
def test_dates_are_apart_where_no_day_is_common(claims: Claims, mine: str, theirs: str) -> None:
    corpus = claims(
        "actors:\n  a: {name: A, type: state}\nsources:\n  s: {title: S}\nstatements:\n"
        f"  one: {{act: asserts, speaker: a, says: So., date: '{mine}', reports: [{{source: s, date: '{theirs}'}}]}}\n"
    ).corpus
    found = [version.apart for d in disagreements(corpus, Filter()) for version in d.versions]
    assert found == ([] if mine == theirs else [not set(days(mine)) & set(days(theirs))])


@pytest.mark.parametrize("seed", range(120))
def test_ends_are_the_sinks_of_the_graph_of_credits(claims: Claims, seed: int) -> None:
    """Circles contracted by networkx: where no credit leads on, and reports that credit nobody, chains end."""
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    names = [f"n{n}" for n in range(6)]
    credit: nx.DiGraph[str] = nx.DiGraph()
    lines, firsthand, plain, starts = [], set(), set(), rng.sample(names, rng.randint(1, 5))
    for start in starts:
        via = rng.sample([name for name in names if name != start], rng.randint(0, 3))
        credit.add_node(start)
        if rng.random() < 0.2:
            firsthand.add(start)
            lines.append(
                f"{{source: {start}, firsthand: true, via: [{', '.join(via)}]}}"
                if via
                else f"{{source: {start}, firsthand: true}}"
            )
            continue
        lines.append(f"{{source: {start}, via: [{', '.join(via)}]}}" if via else f"{{source: {start}}}")
        nx.add_path(credit, [start, *via])
        plain |= set() if via else {start}
    credit.remove_edges_from([(a, b) for a, b in credit.edges if a in firsthand])
    known = set(starts).union(*(nx.descendants(credit, start) for start in starts))
    whole = nx.condensation(credit.subgraph(known))
    sinks = [whole.nodes[part]["members"] for part in whole if not whole.out_degree(part)]
    loops = {min(sink) for sink in sinks if len(sink) > 1 and not sink & plain}
    single = {node for sink in sinks if len(sink) == 1 for node in sink} | (plain & known) | (firsthand & known)
    found = origins(
        claims(
            "actors:\n  a: {name: A, type: state}\nsources:\n"
            + "".join(f"  {name}: {{title: {name}}}\n" for name in names)
            + f"statements:\n  one: {{act: asserts, speaker: a, says: So., date: unknown, reports: [{', '.join(lines)}]}}\n"
        ).corpus,
        "one",
    )
    assert found is not None
    assert {end.id: end.kind for end in found.ends} == {
        **dict.fromkeys(single - firsthand, "unknown"),
        **dict.fromkeys(firsthand & known, "first-hand"),
        **dict.fromkeys(loops, "loop"),
    }
