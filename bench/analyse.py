"""How long each analysis takes on generated claims, beside the time of loading them: `python bench/analyse.py 10000`.

The garbage collector is off, as it is during a command. Each line gives the seconds to the table and to its JSON.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import generate

from kg.load import load
from kg.network import answers, audit, disagreements, graph, measures, origins, positions, sides, standing, stats
from kg.network.who import Filter
from kg.render import answers as show_answers
from kg.render import audit as show_audit
from kg.render import network as show_network
from kg.render import origins as show_origins
from kg.render import positions as show_positions
from kg.render import sides as show_sides
from kg.render import standing as show_standing
from kg.render import stats as show_stats
from kg.render.table import Table, to_json


def main(statements: int) -> None:
    """Print the times."""
    gc.disable()
    with tempfile.TemporaryDirectory() as folder:
        generate.write(Path(folder), statements)
        start = time.perf_counter()
        corpus = load(Path(folder)).corpus
        loading = time.perf_counter() - start
        start = time.perf_counter()
        found = len(corpus.resolved) + len(corpus.answered_by)
        print(f"{statements:,} statements: loading {loading:.2f} s, resolving {time.perf_counter() - start:.2f} s ({found:,})")
    everything = Filter()
    pieces: dict[str, Callable[[], Table]] = {
        "stats": lambda: show_stats.table(corpus, stats.stats(corpus), stats.records(corpus)),
        "answers": lambda: show_answers.table(corpus, answers.ledger(corpus, everything)),
        "origins": lambda: show_origins.table(corpus, origins.of_allegation(corpus, "allegation-0")),
        "standing --all": lambda: show_standing.table(corpus, standing.standing(corpus, everything), everything=True),
        "sides": lambda: show_sides.table(corpus, sides.sides(corpus, "side", everything)),
        "sides --level actor": lambda: show_sides.table(corpus, sides.sides(corpus, "actor", everything)),
        "positions": lambda: show_positions.table(corpus, positions.positions(corpus, "state-1", everything)),
        "positions --sources": lambda: show_positions.sources(corpus, disagreements.disagreements(corpus, everything), ()),
        "network": lambda: show_network.table(corpus, measures.measure(corpus, graph.accusations(corpus))),
        "audit": lambda: show_audit.table(corpus, audit.audit(corpus)),
    }
    for name, make in pieces.items():
        start = time.perf_counter()
        table = make()
        made = time.perf_counter() - start
        size = len(to_json(table))
        took = time.perf_counter() - start
        share = f"{took / loading:5.2f} × loading"
        print(f"{name:20} {made:7.2f} s  {took:7.2f} s  {share}  {size / 1e6:6.1f} MB  {len(table.rows):,} rows")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
