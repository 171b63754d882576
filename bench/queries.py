"""How fast questions are answered: the named queries, one query of the guarded process, and reports about everything.

    python bench/queries.py [SIZE…]

On generated claims of 1,000, 10,000 and 100,000 statements, each in a process of its own, side by side with bare pyoxigraph,
rdflib's engine and DuckDB over flat tables. Answers that are compared in time are compared in content first. Prints Markdown.
"""

from __future__ import annotations

import gc
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import flat
import generate
import measuring
import reports

from kg import query
from kg.analysis import answers, stats
from kg.analysis.who import who
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.engine import guarded, oxigraph, rdflib_engine
from kg.engine.guarded import Limits
from kg.load import load
from kg.rdf.graph import ntriples
from kg.sparql.answer import Answer

SIZES = ("1000", "10000", "100000")
RDFLIB_UP_TO = 1_000
ROUNDS = {1_000: 9, 10_000: 5}
FEW = 3
EVERYTHING = 10_000_000

Found = dict[str, dict[str, float]]


def main() -> None:
    """Measure each size in a process of its own, or one size here."""
    if sys.argv[1:2] == ["--here"]:
        Path(sys.argv[3]).write_text(json.dumps(measure(int(sys.argv[2]))), "utf-8")
        return
    found: dict[int, dict[str, Found]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in map(int, sys.argv[1:] or SIZES):
            path = Path(folder) / f"{size}.json"
            subprocess.run([sys.executable, __file__, "--here", str(size), str(path)], check=True)
            found[size] = json.loads(path.read_text("utf-8"))
    show(found)


def measure(size: int) -> dict[str, Found]:
    """All figures for a data set of so many statements: seconds, counts, bytes."""
    gc.disable()  # as in the command
    rounds = ROUNDS.get(size, FEW)
    with tempfile.TemporaryDirectory() as folder:
        generate.write(Path(folder), size)
        read, corpus = timed(lambda: load(Path(folder)).corpus)
    resolved, _ = timed(lambda: (corpus.resolved, corpus.answered_by, corpus.maybe_answered_by))
    in_corpus = peak()
    wrote, text = timed(lambda: ntriples(corpus))
    loaded, store = timed(lambda: oxigraph.memory(text))
    steps: Found = {
        "read the claim files": {"seconds": read, "peak": in_corpus},
        "work out what follows": {"seconds": resolved},
        "write N-Triples": {"seconds": wrote, "bytes": len(text), "triples": text.count(b"\n")},
        "load them into Oxigraph": {"seconds": loaded, "peak": peak()},
        "guarded process, empty graph": {"seconds": child(b"", 3)},
        "guarded process, this graph": {"seconds": child(text, 3 if size < 100_000 else 1)},
        "a further query there": {"seconds": further(text, 9)},
    }
    tables = flat.connect(corpus)
    return {
        "steps": steps,
        "named": named(store, text, tables, size, rounds),
        "reports": about_all(corpus, store, tables, rounds),
    }


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds, and what came of it."""
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, found


def peak() -> float:
    """The peak of this process's memory so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0


def child(text: bytes, rounds: int) -> float:
    """Seconds of one small question in the guarded process."""

    def ask() -> None:
        answer = guarded.ask(text, "ASK { ?s ?p ?o }", {}, Limits())
        assert isinstance(answer, Answer), answer

    return measuring.in_turns({"ask": ask}, rounds)["ask"]


def further(text: bytes, rounds: int) -> float:
    """Seconds of one small question where the graph is held already."""
    with guarded.Held(text) as held:

        def ask() -> None:
            answer = held.ask("ASK { ?s ?p ?o }", {}, Limits())
            assert isinstance(answer, Answer), answer

        ask()
        return measuring.in_turns({"ask": ask}, rounds)["ask"]


def named(store: Any, text: bytes, tables: Any, size: int, rounds: int) -> Found:
    """For every named query its rows, and seconds by the engine alone, by us, by rdflib and by DuckDB."""
    bare = reports.reader(store.query)
    graph = rdflib_engine.graph(text) if size <= RDFLIB_UP_TO else None
    found: Found = {}
    for name, asked in query.named().items():
        expected = bare(asked.text)
        assert ours(store, asked.text) == expected, name
        work: dict[str, Callable[[], Any]] = {
            "bare": lambda text=asked.text: bare(text),  # type: ignore[misc]
            "ours": lambda text=asked.text: list(oxigraph.answer(store, text, {}, EVERYTHING)),  # type: ignore[misc]
        }
        if tables is not None and name in flat.NAMED:
            sql = flat.NAMED[name]
            rows = [tuple(None if v is None else str(v) for v in row) for row in tables.execute(sql).fetchall()]
            assert sorted(rows, key=str) == sorted(map(short, expected), key=str), name
            work["DuckDB"] = lambda sql=sql: tables.execute(sql).fetchall()  # type: ignore[misc]
        found[name] = {"rows": len(expected), **measuring.in_turns(work, rounds)}
        if graph is not None:
            found[name]["rdflib"], _ = timed(lambda text=asked.text, g=graph: list(g.query(text)))  # type: ignore[misc]
    return found


def ours(store: Any, text: str) -> reports.Rows:
    """The values of the answer as the package gives it."""
    lines = list(oxigraph.answer(store, text, {}, EVERYTHING))
    return [tuple(None if term is None else term.value for term in guarded.row(line["row"])) for line in lines[1:-1]]


def short(row: tuple[str | None, ...]) -> tuple[str | None, ...]:
    """A row with ids for the IRIs of records, as the flat tables have them."""
    return tuple(v.rpartition("/")[2] if v and v.startswith("https://example.org/bench/") else v for v in row)


def about_all(corpus: Corpus, store: Any, tables: Any, rounds: int) -> Found:
    """For every report about a whole data set seconds by us, after the index and with it, by SPARQL and by DuckDB."""
    ask, everything = reports.reader(store.query), Filter()
    work: dict[str, tuple[Callable[[], Any], Callable[[], Any]]] = {
        "who": (lambda: who(corpus, "actor", everything), lambda: reports.asked_who(ask, "actor")),
        "who --level side": (lambda: who(corpus, "side", everything), lambda: reports.asked_who(ask, "side")),
        "stats": (lambda: (stats.stats(corpus), stats.records(corpus)), lambda: reports.asked_stats(ask)),
        "answers": (lambda: answers.ledger(corpus, everything), lambda: reports.asked_answers(ask)),
    }
    found: Found = {}
    for name, (mine, asked) in work.items():
        corpus.__dict__.pop("index", None)  # as it is when the claims have just been loaded
        first, _ = timed(mine)
        turns = {"ours": mine, "SPARQL": asked}
        if tables is not None and name == "who":
            turns["DuckDB"] = lambda: (tables.execute(flat.WHO).fetchall(), tables.execute(flat.WHO_BY_ACT).fetchall())
        found[name] = {"first": first, **measuring.in_turns(turns, rounds)}
    assert reports.own_who(corpus, "actor") == reports.table_who(reports.asked_who(ask, "actor"))
    assert reports.own_who(corpus, "side") == reports.table_who(reports.asked_who(ask, "side"))
    assert reports.own_stats(corpus) == reports.table_stats(reports.asked_stats(ask))
    assert reports.own_answers(corpus) == reports.table_answers(reports.asked_answers(ask))
    return found


def show(found: dict[int, dict[str, Found]]) -> None:
    """Print all tables."""
    sizes = list(found)
    print(f"\nFrom claim files to answers ({measuring.machine()}); seconds.\n")
    headings = ["step", *(f"{size:,}" for size in sizes), "exponent"]
    steps = [
        [what, *(f"{found[s]['steps'][what]['seconds']:.3f}" for s in sizes), grown(found, "steps", what, "seconds")]
        for what in found[sizes[0]]["steps"]
    ]
    print(measuring.table(headings, steps))
    print("\nMemory and size.\n")
    rows = []
    for what, value in (
        ("peak with the corpus, kB a statement", lambda s, f: f["read the claim files"]["peak"] / s / 1000),
        ("peak with graph and store, kB a statement", lambda s, f: f["load them into Oxigraph"]["peak"] / s / 1000),
        ("triples a statement", lambda s, f: f["write N-Triples"]["triples"] / s),
        ("bytes of N-Triples a triple", lambda _, f: f["write N-Triples"]["bytes"] / f["write N-Triples"]["triples"]),
    ):
        rows.append([what, *(f"{value(s, found[s]['steps']):.1f}" for s in sizes)])
    print(measuring.table(["", *(f"{size:,}" for size in sizes)], rows))
    for size in sizes:
        print(f"\nNamed queries on {size:,} statements, in process; milliseconds. “Bare” is pyoxigraph with every value read.\n")
        print(
            measuring.table(
                ["query", "rows", "ours", "bare", "ours / bare", "rdflib / ours", "DuckDB / ours"],
                [named_row(name, f) for name, f in found[size]["named"].items()],
            )
        )
    if len(sizes) > 1:
        print("\nGrowth of the named queries from the least to the largest size: exponents of time.\n")
        print(
            measuring.table(
                ["query", "ours", "bare"],
                [
                    [name, grown(found, "named", name, "ours"), grown(found, "named", name, "bare")]
                    for name in found[sizes[0]]["named"]
                ],
            )
        )
    print("\nReports about the whole data set, after loading; milliseconds. “First” is with the index, which is filled once.\n")
    rows = [
        [
            f"{name}, {size:,}",
            *(ms(f.get(k)) for k in ("ours", "first", "SPARQL")),
            ratio(f, "SPARQL", "ours"),
            ratio(f, "SPARQL", "first"),
            ratio(f, "DuckDB", "ours"),
        ]
        for size in sizes
        for name, f in found[size]["reports"].items()
    ]
    print(measuring.table(["report", "ours", "first", "SPARQL", "SPARQL / ours", "SPARQL / first", "DuckDB / ours"], rows))


def named_row(name: str, found: dict[str, float]) -> list[str]:
    """One line of the table of named queries."""
    ratios = [ratio(found, "ours", "bare"), ratio(found, "rdflib", "ours"), ratio(found, "DuckDB", "ours")]
    return [name, f"{found['rows']:,.0f}", ms(found["ours"]), ms(found["bare"]), *ratios]


def ms(seconds: float | None) -> str:
    """Milliseconds, nothing where it was not measured."""
    return "" if seconds is None else f"{seconds * 1000:,.1f}"


def ratio(found: dict[str, float], above: str, below: str) -> str:
    """One time over another, nothing where one was not measured."""
    return f"{found[above] / found[below]:.2f}" if above in found and below in found else ""


def grown(found: dict[int, dict[str, Found]], part: str, name: str, what: str) -> str:
    """The exponent of growth over the sizes; nothing with one size."""
    sizes = list(found)
    times = [found[size][part][name][what] for size in sizes]
    return f"{measuring.exponent(sizes, times):.2f}" if len(sizes) > 1 else ""


if __name__ == "__main__":
    main()
