"""Hostile and runaway queries on both embedded engines: one clear line within the deadline, and no canary is ever visited.

Each call that leads out is asked twice: through the lexer, which refuses it, and past the lexer, where the process that can open
nothing must hold alone.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import pytest
from canary import MARK, Canary
from refusing import patience

from kg import query
from kg.corpus.corpus import Corpus
from kg.engine import oxigraph
from kg.engine.guarded import Engine, Held, Limits
from kg.sparql.answer import Answer, Failure

pytestmark = pytest.mark.slow

ENGINES: Final[tuple[Engine, ...]] = ("oxigraph", "rdflib")
BASE: Final = "https://example.org/"
P: Final = "<http://x.example/p>"


def ring(nodes: int) -> bytes:
    """A graph of nodes in a ring, each with a number."""
    lines = [f"<http://x.example/{n}> {P} <http://x.example/{(n + 1) % nodes}> .\n" for n in range(nodes)]
    lines += [f'<http://x.example/{n}> <http://x.example/n> "{"a" * 40}{n}" .\n' for n in range(nodes)]
    return "".join(lines).encode()


OUTWARD: Final = {
    "62 FROM a file": ("FROM", "SELECT * FROM <{file}> {{ ?s ?p ?o }}"),
    "63 FROM a server": ("FROM", "SELECT * FROM <{url}> {{ ?s ?p ?o }}"),
    "63 FROM NAMED a server": ("FROM", "SELECT * FROM NAMED <{url}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"),
    "64 FROM NAMED a file": ("FROM", "SELECT * FROM NAMED <{file}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"),
    "65 SERVICE": ("SERVICE", "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}"),
    # rdflib puts a long question into the body of its request, and then opens the very file.
    "65 SERVICE of a file": ("SERVICE", f"ASK {{{{ SERVICE <{{file}}> {{{{ {'?s ?p ?o . ' * 80} }}}} }}}}"),
    "66 SERVICE in EXISTS": ("SERVICE", "ASK {{ FILTER EXISTS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}"),
    "66a behind a comment that ends at CR": ("SERVICE", "ASK {{ # c\r SERVICE <{url}> {{ ?s ?p ?o }} \n }}"),
    "66b EXISTS in NOT EXISTS": (
        "SERVICE",
        "ASK {{ FILTER NOT EXISTS {{ FILTER EXISTS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }} }}",
    ),
    "66b EXISTS in EXISTS": ("SERVICE", "ASK {{ FILTER EXISTS {{ FILTER EXISTS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }} }}"),
    "66b OPTIONAL with EXISTS": (
        "SERVICE",
        "ASK {{ FILTER EXISTS {{ OPTIONAL {{ ?s ?p ?o FILTER EXISTS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }} }} }}",
    ),
    "66c inside what may be an IRI": ("an IRI must be absolute", "ASK {{ ?a ?b ?e FILTER(?a<?b)SERVICE?e#>\n{{}} }}"),
    "67 by a codepoint escape": ("ASCII", "ASK {{ \\u0053ERVICE <{url}> {{ ?s ?p ?o }} }}"),
    "68 by case and comment": ("SERVICE", "ASK {{ sErViCe#c\n<{url}> {{ ?s ?p ?o }} }}"),
    "69 SERVICE SILENT": ("SERVICE", "ASK {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}"),
    "70 SERVICE of BIND": ("SERVICE", "ASK {{ BIND(<{url}> AS ?e) SERVICE ?e {{ ?s ?p ?o }} }}"),
    "70 SERVICE of VALUES": ("SERVICE", "ASK {{ VALUES ?e {{ <{url}> }} SERVICE ?e {{ ?s ?p ?o }} }}"),
    "71 INSERT": ("INSERT", "INSERT DATA {{ <http://x.example/s> <http://x.example/p> 1 }}"),
    "71 DROP behind a query": ("DROP", "SELECT * {{ ?s ?p ?o }} ; DROP ALL"),
    "72 LOAD a server": ("LOAD", "LOAD <{url}>"),
    "72 LOAD a file": ("LOAD", "LOAD <{file}>"),
    "68 a keyword that touches a name": ("SERVICE", "PREFIX ex: <{url}> ASK {{ SERVICEex:a {{ ?s ?p ?o }} }}"),
}


@pytest.fixture(scope="module")
def held() -> Iterator[dict[Engine, Held]]:
    """A process for each engine, which holds a small graph and answers each query in a sandboxed fork of its own."""
    with ExitStack() as stack:
        yield {engine: stack.enter_context(Held(ring(2), engine)) for engine in ENGINES}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("row", OUTWARD)
def test_nothing_leads_out(row: str, engine: Engine, canary: Canary, held: dict[Engine, Held]) -> None:
    words, pattern = OUTWARD[row]
    assert canary.file is not None
    text = pattern.format(url=canary.url, file=canary.file.as_uri())
    canary.queries += 2
    found = query.run(ring(2), text, BASE, Limits(), engine)
    assert isinstance(found, Failure)
    assert words in found.reason
    assert "\n" not in found.reason
    past = held[engine].ask(text, {}, Limits(5))
    assert MARK not in str(past)
    assert canary.visits == []


@pytest.mark.parametrize("engine", ENGINES)
def test_a_literal_that_mentions_it_is_asked(engine: Engine) -> None:
    found = query.run(ring(2), 'SELECT ("SERVICE <http://x.example/>" AS ?x) {} # FROM <file:///>', BASE, Limits(), engine)
    assert isinstance(found, Answer)
    assert [term and term.value for term in found.rows[0]] == ["SERVICE <http://x.example/>"]


RUNAWAY: Final[dict[str, tuple[Engine, int, str]]] = {
    "74 a product": ("rdflib", 300, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"),
    "75 a product": ("oxigraph", 600, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"),
    "77 a path between all pairs": ("rdflib", 400, f"SELECT (COUNT(*) AS ?n) {{ ?a {P}* ?b }}"),
    "78 a path of paths": ("rdflib", 60, f"SELECT (COUNT(*) AS ?n) {{ ?a (({P}*)*)* ?b }}"),
    "78 a path of paths, on Oxigraph": ("oxigraph", 400, f"SELECT (COUNT(*) AS ?n) {{ ?a (({P}*)*)* ?b }}"),
    "79 an expression that backtracks": ("rdflib", 2, 'ASK { ?s ?p ?o FILTER REGEX(STR(?o), "^(a+)+$") }'),
}


@pytest.mark.parametrize("row", RUNAWAY)
def test_a_runaway_query_ends_by_the_deadline(row: str) -> None:
    engine, nodes, text = RUNAWAY[row]
    with patience():
        found = query.run(ring(nodes), text, BASE, Limits(seconds=0.4), engine)
    assert found == Failure("the query was stopped after 0.4 seconds")


def test_row_76_a_sort_of_a_product_ends_by_its_memory() -> None:
    found = query.run(ring(600), "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f", BASE, Limits(memory=512 << 20))
    assert isinstance(found, Failure)
    assert "more than 512 MiB of memory" in found.reason
    assert "\n" not in found.reason


HUGE: Final = "'1e999999'^^<http://www.w3.org/2001/XMLSchema#decimal>"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SELECT * { GRAPH ?g { ?s ?p ?o } }", "the data set is one graph, and is asked without GRAPH"),
        (f"SELECT ({HUGE} * {HUGE} AS ?x) {{}}", "a number in the query became too large for this engine"),
    ],
)
def test_what_rdflib_gives_up_on_is_told_in_words(text: str, words: str) -> None:
    assert query.run(ring(2), text, BASE, Limits(), "rdflib") == Failure(words)


NESTED: Final = {
    "80 {": "ASK" + "{" * 400 + "}" * 400,
    "80 { { that the bound admits": "ASK" + "{" * 29 + "}" * 29,
    "81 (": "ASK { FILTER(" + "(" * 2500 + "1" + ")" * 2500 + ") }",
    "81 !": "ASK { FILTER(" + "!" * 4900 + "true) }",
    "81 &&": "ASK { FILTER(" + " && ".join(["true"] * 2400) + ") }",
    "81 UNION": "ASK {" + " UNION ".join(["{}"] * 1600) + "}",
    "81 a path": f"ASK {{ ?s {'/'.join([P] * 20)} ?o }}",
    "83 VALUES": "ASK { VALUES ?x {" + " 1" * 20_000 + "} }",
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("row", NESTED)
def test_what_is_deep_or_long_gives_an_answer_or_one_line(row: str, engine: Engine, held: dict[Engine, Held]) -> None:
    found = query.put(held[engine], NESTED[row], BASE, Limits(seconds=2))
    if isinstance(found, Failure):
        assert found.reason
        assert "\n" not in found.reason
        assert len(found.reason) < 400
    else:
        assert found.form == "ask"
    if row.startswith(("80 {", "81 (", "83")) and "admits" not in row:
        assert isinstance(found, Failure)
        assert "more than" in found.reason


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "literal",
    [
        '"maybe"^^<http://www.w3.org/2001/XMLSchema#boolean>',  # 96: rdflib would make it false
        '"1e300000000"^^<http://www.w3.org/2001/XMLSchema#decimal>',  # 97: rdflib would write it out in 300 MB
        '"2020-13-01"^^<http://www.w3.org/2001/XMLSchema#date>',  # 95
    ],
)
def test_literals_come_back_as_written(literal: str, engine: Engine) -> None:
    graph = f"<http://x.example/s> {P} {literal} .\n".encode()
    found = query.run(graph, "SELECT ?o { ?s ?p ?o }", BASE, Limits(), engine)
    assert isinstance(found, Answer)
    term = found.rows[0][0]
    assert term is not None
    assert f'"{term.value}"^^<{term.datatype}>' == literal


@pytest.mark.parametrize("value", ['" ) } UNION { ?s ?p ?o', "russia> } #", "?x", "actor:russia"])
def test_row_84_a_parameter_never_becomes_text_of_the_query(value: str) -> None:
    found = query.bind(query.named()["accusations-against"], Corpus(), {"accused": value})
    assert isinstance(found, Failure)
    assert found.reason.startswith("unknown actor")


def test_row_85_a_parameter_need_not_be_selected() -> None:
    named = query.named()["timeline"]
    text = query.bind(named, Corpus(), {})
    assert isinstance(text, str)
    text = text.replace("WHERE {", "WHERE {\n  VALUES ?topic { <https://example.org/topic/none> }", 1)
    for engine in ENGINES:
        assert query.run(b"", text, BASE, Limits(), engine) == Answer(
            "select", ("date", "speaker", "act", "statement", "attributed")
        )


def test_row_73_a_store_takes_no_update() -> None:
    """A query that changes something is no query to the engine, whatever store it is asked of."""
    store = oxigraph.memory(ring(2))
    for text in ("INSERT DATA { <x:a> <x:b> 1 }", "DELETE WHERE { ?s ?p ?o }", "DROP ALL", "CLEAR ALL"):
        with pytest.raises(SyntaxError):
            list(oxigraph.answer(store, text, {}, 1))
    assert len(store) == 4


def test_row_82_a_small_stack_of_the_asker_changes_nothing() -> None:
    """The engine's parser runs on the main thread of its own process, and not on that of whoever asks."""
    deepest = "ASK " + "{" * 29 + "}" * 29
    found: list[Answer | Failure] = []
    before = threading.stack_size(256 << 10)
    try:
        thread = threading.Thread(target=lambda: found.append(query.run(ring(2), deepest, BASE, Limits())))
        thread.start()
        thread.join(timeout=30)
    finally:
        threading.stack_size(before)
    assert found == [Answer("ask", truth=True)]


def test_row_72_no_module_can_change_a_graph_by_sparql() -> None:
    """There is no way to an update in the package at all."""
    package = Path(query.__file__).parent
    modules = list(package.rglob("*.py"))
    assert len(modules) > 50
    for module in modules:
        words = module.read_text("utf-8")
        assert "pyoxigraph" not in words or ".update(" not in words, module
        assert "rdflib" not in words or ".update(" not in words, module
