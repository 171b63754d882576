"""Times the way from claim files to answers, side by side with the bare engine, rdflib and DuckDB, on generated claims.

    python bench/queries.py [SIZE…]

Each size runs in a process of its own, so that its peak of memory is its own. Every figure is the best of several runs; a ratio
compares two figures of the same run. Answers that are compared in time are compared in content first.
"""

from __future__ import annotations

import gc
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import generate
import pyoxigraph

from kg import query
from kg.corpus.corpus import Corpus
from kg.engine import oxigraph, rdflib_engine
from kg.load import load
from kg.network.who import Filter, who
from kg.rdf.graph import ntriples

SIZES = ("1000", "10000", "100000")
RDFLIB_UP_TO = 1000
SLOW = 5.0
"""Seconds after which a measurement is not repeated."""

PAIRS = """
PREFIX kg: <https://w3id.org/rejoinder/ns#>
SELECT ?accuser ?accused (COUNT(DISTINCT ?statement) AS ?charges) (COUNT(DISTINCT ?answered) AS ?with_answer) {
  ?statement a kg:Accusation ; kg:%s ?accuser ; kg:%s ?accused .
  OPTIONAL { ?statement kg:answeredBy ?answer . BIND(?statement AS ?answered) }
} GROUP BY ?accuser ?accused
"""
TERMS = {"actor": ("speaker", "against"), "side": ("side", "accusedSide")}


def best(work: Callable[[], Any], times: int = 3) -> tuple[float, Any]:
    """The shortest time in seconds, and what came of it."""
    least, result = float("inf"), None
    for _ in range(times):
        gc.collect()
        start = time.perf_counter()
        result = work()
        least = min(least, time.perf_counter() - start)
        if least > SLOW:
            break
    return least, result


def bare(store: Any, text: str) -> list[tuple[Any, ...]]:
    """The answer of the engine alone, with its values read."""
    return [tuple(None if term is None else term.value for term in row) for row in store.query(text)]


def ours(store: Any, text: str) -> list[tuple[Any, ...]]:
    """The answer as the package gives it, with its values read."""
    lines = list(oxigraph.answer(store, text, {}, 10_000_000))
    return [tuple(None if term is None else term[1] for term in line["row"]) for line in lines[1:-1]]


def measure(size: int) -> None:
    """Print all figures for a data set of so many statements."""
    with tempfile.TemporaryDirectory() as folder:
        generate.write(Path(folder), size)
        seconds, loaded = best(lambda: load(Path(folder)), 1)
        corpus: Corpus = loaded.corpus
    show("load", seconds, size)
    show("resolve", best(lambda: (corpus.resolved, corpus.answered_by), 1)[0], size)
    seconds, text = best(lambda: ntriples(corpus), 1)
    show(f"N-Triples ({text.count(10):,} triples)", seconds, size)
    seconds, store = best(lambda: oxigraph.memory(text), 1)
    show("Oxigraph bulk load", seconds, size)
    reports(corpus, store)
    named(store, text, size)
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB", flush=True)


def show(what: str, seconds: float, size: int) -> None:
    """Print one step."""
    print(f"{what:34} {seconds:9.3f} s {size / seconds:12,.0f} statements/s", flush=True)


def reports(corpus: Corpus, store: pyoxigraph.Store) -> None:
    """Who accused whom, from dictionaries, from SPARQL and, where DuckDB is installed, from flat tables."""
    for level, (accuser, accused) in TERMS.items():
        mine, pairs = best(lambda level=level: who(corpus, level, Filter()))  # type: ignore[misc]
        sparql, rows = best(lambda a=accuser, b=accused: bare(store, PAIRS % (a, b)))  # type: ignore[misc]
        expected = {
            (p.accuser, p.accused, str(len(p.accusations)), str(sum(i in corpus.answered_by for i in p.accusations)))
            for p in pairs
        }
        if level == "actor" or all(p.accuser.startswith("state") and p.accused.startswith("state") for p in pairs):
            found = {(a.rpartition("/")[2], b.rpartition("/")[2], m, n) for a, b, m, n in rows}
            assert found == expected, level
        line = f"who --level {level:6} {mine:9.4f} s   SPARQL {sparql:9.4f} s ({sparql / mine:5.1f} x)"
        flat = duckdb(corpus, level)
        print(line + (f"   DuckDB {flat:9.4f} s ({flat / mine:5.1f} x)" if flat else ""), flush=True)


def duckdb(corpus: Corpus, level: str) -> float | None:
    """The time of the same question to DuckDB over flat tables that are already loaded."""
    try:
        import duckdb as engine  # noqa: PLC0415 - not needed for development
    except ImportError:
        return None
    connection = engine.connect()
    # Tables from column lists: one row a speaker (or side) and one an accused of each accusation.
    tables: dict[str, list[tuple[str, str]]] = {"accusers": [], "accused": [], "answers": []}
    for resolved in corpus.resolved.values():
        if resolved.act == "accuses":
            tables["accusers"] += [(resolved.id, s) for s in (resolved.speakers if level == "actor" else resolved.sides)]
            tables["accused"] += [(resolved.id, s) for s in (resolved.against if level == "actor" else resolved.accused_sides)]
        tables["answers"] += [(resolved.id, a) for a in resolved.answers]
    with tempfile.TemporaryDirectory() as folder:
        for name, rows in tables.items():
            path = Path(folder) / f"{name}.csv"
            path.write_text("s,t\n" + "".join(f"{s},{t}\n" for s, t in rows), "utf-8")
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM read_csv('{path}', header=true, all_varchar=true)")  # noqa: S608
    asked = (
        "SELECT a.t, b.t, COUNT(DISTINCT a.s), COUNT(DISTINCT c.t) FROM accusers a JOIN accused b ON a.s = b.s"
        " LEFT JOIN answers c ON c.t = a.s GROUP BY a.t, b.t"
    )
    return best(lambda: connection.execute(asked).fetchall())[0]


def named(store: pyoxigraph.Store, text: bytes, size: int) -> None:
    """Every named query: ours in process, the bare engine, and rdflib where the data set is small."""
    graph = rdflib_engine.graph(text) if size <= RDFLIB_UP_TO else None
    print(
        f"\n{'named query':24} {'rows':>8} {'ours':>9} {'bare':>9} {'ratio':>6}"
        + (f" {'rdflib':>9} {'ratio':>7}" if graph else "")
    )
    for name, found in query.named().items():
        left, alone = best(lambda q=found: bare(store, q.text), 5)  # type: ignore[misc]
        right, rows = best(lambda q=found: ours(store, q.text), 5)  # type: ignore[misc]
        assert rows == alone, name
        line = f"{name:24} {len(rows):8,} {right:9.4f} {left:9.4f} {right / left:6.2f}"
        if graph is not None:
            slow, _ = best(lambda q=found: list(graph.query(q.text)), 1)  # type: ignore[misc]
            line += f" {slow:9.4f} {slow / right:7.1f}"
        print(line, flush=True)


def main() -> None:
    """Measure each size in a process of its own, or one size here."""
    if sys.argv[1:2] == ["--here"]:
        measure(int(sys.argv[2]))
        return
    for size in sys.argv[1:] or SIZES:
        print(f"\n== {int(size):,} statements", flush=True)
        subprocess.run([sys.executable, __file__, "--here", size], check=True)


if __name__ == "__main__":
    main()
