"""Every analysis on generated claims, beside the time of loading them, and how the measures of the graph grow.

    python bench/analyse.py [STATEMENTS…]

Prints Markdown. A command is timed to its table and its JSON, a brief to its page; the garbage collector is off, as it is
during a command.
"""

from __future__ import annotations

import gc
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import generate
import measuring
import networkx as nx

from kg.analysis import answers, audit, disagreements, graph, measures, origins, positions, sides, standing, stats, windows
from kg.analysis.graph import AccusationGraph
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.evidence.audited import evidence
from kg.load import load
from kg.render import answers as show_answers
from kg.render import audit as show_audit
from kg.render import network as show_network
from kg.render import origins as show_origins
from kg.render import positions as show_positions
from kg.render import sides as show_sides
from kg.render import standing as show_standing
from kg.render import stats as show_stats
from kg.render import windows as show_windows
from kg.render.table import Table, to_json, to_text
from kg.site.brief.html import html
from kg.site.brief.markdown import markdown

SIZES = (10_000, 100_000)
GRAPHS = (1_000, 5_000, 25_000)
"""How many accusations the graphs have, among a fifth as many actors; 100,000 statements hold some 25,000."""


def main(sizes: tuple[int, ...]) -> None:
    """Print the tables for data sets of so many statements, then the growth of the measures."""
    gc.disable()
    print(f"{measuring.machine()}\n")
    for size in sizes:
        commands(size)
    growth()


def commands(statements: int) -> None:
    """Print how long each command takes beside loading."""
    with tempfile.TemporaryDirectory() as folder:
        generate.write(Path(folder), statements)
        loading = measuring.in_turns({"loading": lambda: load(Path(folder))}, 1 if statements > 20_000 else 3)["loading"]
        corpus = load(Path(folder)).corpus
    resolving = measuring.in_turns({"resolving": lambda: (corpus.resolved, corpus.answered_by)}, 1)["resolving"]
    print(f"{statements:,} statements: loading {loading:.2f} s, resolving {resolving:.2f} s\n")
    made: dict[str, int] = {}
    work = pieces(corpus, made)
    taken = measuring.in_turns(work, 1 if statements > 20_000 else 3)
    rows = [
        [f"`kg {name}`", f"{seconds:.2f} s", f"{seconds / loading:.2f}", f"{made[name] / 1e6:.1f} MB"]
        for name, seconds in taken.items()
    ]
    print(measuring.table(("command", "time", "× loading", "output"), rows), end="\n\n", flush=True)
    slowest = max(taken, key=lambda name: taken[name])
    print(f"slowest: `kg {slowest}`, {taken[slowest] / loading:.2f} × loading (at most 10 wanted)\n", flush=True)


def pieces(corpus: Corpus, made: dict[str, int]) -> dict[str, Callable[[], None]]:
    """The commands by name; each leaves in `made` how many bytes it would print."""
    everything = Filter()
    known = evidence(corpus, None)
    net = graph.accusations(corpus)
    tables: dict[str, Callable[[], Table]] = {
        "stats": lambda: show_stats.table(corpus, stats.stats(corpus), stats.records(corpus)),
        "answers": lambda: show_answers.table(corpus, answers.ledger(corpus, everything)),
        "origins": lambda: show_origins.survey(corpus, origins.survey(corpus, everything)),
        "origins allegation-0": lambda: show_origins.table(corpus, origins.of_allegation(corpus, "allegation-0")),
        "standing --all": lambda: show_standing.table(corpus, standing.standing(corpus, everything), everything=True),
        "sides": lambda: show_sides.table(corpus, sides.sides(corpus, "side", everything)),
        "sides --level actor": lambda: show_sides.table(corpus, sides.sides(corpus, "actor", everything)),
        "positions state-1": lambda: show_positions.table(corpus, positions.positions(corpus, "state-1", everything)),
        "positions --sources": lambda: show_positions.sources(corpus, disagreements.disagreements(corpus, everything), ()),
        "network": lambda: show_network.table(
            corpus, measures.measure(corpus, graph.accusations(corpus)), windows.windows(corpus, net, "year")
        ),
        "network --by quarter": lambda: show_windows.table(
            corpus, windows.windows(corpus, graph.accusations(corpus), "quarter"), pairs=True
        ),
        "audit": lambda: show_audit.table(corpus, audit.audit(corpus, evidence(corpus, None)), known),
    }
    pages = {"brief -o brief.html": html, "brief -o brief.md": markdown}

    def shown(name: str, make: Callable[[], Table]) -> Callable[[], None]:
        def run() -> None:
            table = make()
            made[name] = len(to_json(table)) if name != "stats" else len(to_text(table, None))

        return run

    def written(name: str) -> Callable[[], None]:
        def run() -> None:
            made[name] = len(pages[name](corpus, "Generated", evidence(corpus, None)).encode())

        return run

    return {name: shown(name, make) for name, make in tables.items()} | {name: written(name) for name in pages}


def growth() -> None:
    """Print how the measures of the graph grow with the accusations."""
    work = {}
    for size in GRAPHS:
        net = accused_of(size)
        plain = measures.charges(net)
        work[size] = {
            "all measures": lambda net=net: measures.measure(Corpus(), net),
            "betweenness, estimated beyond 1,000 nodes": lambda plain=plain: measures.betweenness(plain),
            "PageRank": lambda plain=plain: measures.pagerank(plain),
            "Louvain’s communities": lambda plain=plain: measures.communities(plain),
        }
    seconds = {size: measuring.in_turns(of, 1 if size > 20_000 else 3) for size, of in work.items()}
    rows = [
        [
            name,
            *(f"{seconds[size][name]:.2f} s" for size in GRAPHS),
            f"{measuring.exponent(GRAPHS, [seconds[s][name] for s in GRAPHS]):.2f}",
        ]
        for name in work[GRAPHS[0]]
    ]
    print(measuring.table(("measure", *(f"{size:,} accusations" for size in GRAPHS), "exponent"), rows))


def accused_of(accusations: int) -> AccusationGraph:
    """A graph of so many accusations among a fifth as many actors, in which few are accused by many."""
    rng = random.Random(11)  # noqa: S311 - not for secrets
    actors = accusations // 5
    net: AccusationGraph = nx.MultiDiGraph()
    for n in range(actors):
        net.add_node(str(n), accuses=(), accused=(), answers=())
    ends = [0]
    for n in range(accusations):
        target = rng.choice(ends) if rng.random() < 0.6 else rng.randrange(actors)
        ends.append(target)
        net.add_edge(str(rng.randrange(actors)), str(target), key=str(n), link="accusation", statement=f"s{n}")
    return net


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
