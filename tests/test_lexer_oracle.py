"""What the lexer lets through holds no call, no dataset clause and no update: rdflib's parse tree and Oxigraph's deeds say so.

Queries are generated from a grammar, with everything that has ever hidden a call from a reader: comments that end at CR,
escapes, strings, names and signs that touch. The seed is fixed.
"""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Iterator
from typing import Any

import pyoxigraph
import pytest
from canary import Canary, listening
from hypothesis import given, settings
from hypothesis import strategies as st
from pyparsing import ParseException
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue

from kg.engine.answer import Failure
from kg.engine.lexer import guarded

QUERIES = 6_000
SAMPLE = 200
OUT = "<http://127.0.0.1:9/>"


class Writer:
    """Writes queries; `harmless` ones only mention what is refused."""

    def __init__(self, seed: int, *, harmless: bool) -> None:
        self.draw = random.Random(seed)  # noqa: S311 - not for secrets
        self.harmless = harmless

    def pick(self, *options: str) -> str:
        return self.draw.choice(options)

    def gap(self) -> str:
        plain = self.pick(" ", "\n", "\t", "\r\n", " # SERVICE <x:y> {}\n", " #'''\n", ' #"\n', " # \\u12 FROM\n")
        if self.harmless or self.draw.random() < 0.8:
            return plain
        return self.pick(" #c\r", " # c\r'''\n", ' # c\r"""\n', "", "", "\r", " #\\u000a", "\f", "\u2028", "\u00a0")

    def keyword(self, word: str) -> str:
        word = self.pick(word, word.lower(), word.title())
        if not self.harmless and self.draw.random() < 0.3:
            return self.pick(
                word.replace(word[0], f"\\u{ord(word[0]):04X}", 1), word.replace("S", "ſ"), word.replace("I", "ı"), word + "é"
            )
        return word

    def term(self) -> str:
        return self.pick(
            "?s",
            "?SERVICE",
            "$from",
            "<http://x.example/SERVICE>",
            "ex:SERVICE",
            "ex:from.b",
            ":a\\,b",
            '"SERVICE <x:y> {}"',
            "'''FROM\n'drop' '''",
            '"""\\"""" SERVICE"""' if not self.harmless else '"""\\"" SERVICE"""',
            '"x"@en',
            "'DROP ALL'^^ex:a",
            "1.5e3",
            "true",
        )

    def triple(self) -> str:
        verb = self.pick("ex:p", "?p", "a", "ex:p/ex:q*", "^ex:p", "(ex:p|!ex:q)?", "<http://x.example/FROM>")
        return f"{self.pick('?s', 'ex:SERVICE', ':a')}{self.gap()} {verb} {self.gap()}{self.term()} ."

    def call(self) -> str:
        where = self.pick(OUT, "ex:a", "?e", ":b", "é:c")
        return f"{self.keyword('SERVICE')}{self.gap()}{self.pick('', 'SILENT ')}{where}{self.gap()}{{ {self.triple()} }}"

    def pattern(self, depth: int) -> str:
        parts = [self.triple() for _ in range(self.draw.randint(0, 2))]
        for _ in range(self.draw.randint(0, 2) if depth else 0):
            inner = self.pattern(depth - 1)
            parts.append(
                self.pick(
                    f"OPTIONAL{self.gap()}{{{inner}}}",
                    f"{{{inner}}}UNION{self.gap()}{{ ?s ?p ?o }}",
                    f"FILTER NOT EXISTS {{{inner}}}",
                    f"FILTER(EXISTS{{{inner}}} && ?s < 3)",
                    "FILTER(?s<3)",
                    "FILTER(?s<?o||?o>?s)" if not self.harmless else "FILTER(?s < ?o || ?o > ?s)",
                    'BIND("SERVICE" AS ?from)',
                    f"GRAPH ?g {{{inner}}}",
                    f"MINUS{{{inner}}}",
                    "VALUES ?o { 'FROM' ex:SERVICE }",
                )
            )
        if not self.harmless and self.draw.random() < 0.35:
            parts.append(self.call())
        self.draw.shuffle(parts)
        return f" {self.gap()} ".join(parts)

    def query(self) -> str:
        head = "PREFIX ex: <http://x.example/> PREFIX : <http://x.example/> PREFIX é: <http://x.example/>"
        clause = ""
        if not self.harmless and self.draw.random() < 0.1:
            clause = f"{self.keyword('FROM')}{self.gap()}{self.pick('', 'NAMED ')}{OUT} "
        tail = ""
        if not self.harmless and self.draw.random() < 0.05:
            tail = self.pick("; DROP ALL", f"; LOAD {OUT}", "; INSERT DATA {}")
        form = self.pick("SELECT *", "ASK", "SELECT ?s", "CONSTRUCT { ?s ex:from ?o }", "SELECT (1<2 AS ?x)")
        return f"{head}{self.gap()} {form} {clause}WHERE {{ {self.pattern(self.draw.choice((1, 1, 1, 2)))} }}{tail}"


def named_values(tree: Any) -> Iterator[str]:
    """The names of all nodes of a parse tree, wherever rdflib hangs them."""
    stack = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, CompValue):
            yield str(node.name)
            stack += node.values()
        elif isinstance(node, dict):
            stack += node.values()
        elif hasattr(node, "__iter__") and not isinstance(node, str):
            stack += list(node)


def reach(text: str, parse: Callable[[str], Any] = parseQuery) -> set[str] | None:
    """What in the text leads out of the graph, by rdflib; None where it is no query to rdflib."""
    try:
        names = set(named_values(parse(text)))
    except (ParseException, RecursionError, ValueError):
        return None
    return names & {"ServiceGraphPattern", "DatasetClause", "NamedGraph"}


def is_update(text: str) -> bool:
    try:
        return bool(parseUpdate(text).request)
    except (ParseException, RecursionError, ValueError):
        return False


def test_what_passes_leads_nowhere(canary: Canary) -> None:
    writer = Writer(11, harmless=False)
    reaching = passed = parsed = 0
    store = pyoxigraph.Store()
    for number in range(QUERIES):
        text = writer.query().replace(OUT, f"<{canary.url}>")
        seen = guarded(text)
        if isinstance(seen, Failure):
            if number < SAMPLE * 2:
                reaching += bool(reach(text))
            continue
        passed += 1
        found = reach(seen)
        assert not found, text
        assert not is_update(seen), text
        parsed += found is not None
        with contextlib.suppress(SyntaxError, RuntimeError):
            store.query(seen)
    canary.queries += QUERIES
    canary.read += parsed
    assert canary.visits == []
    # The generator is worth something: of the refused many do lead out, and of those that passed rdflib could read most.
    assert reaching > SAMPLE // 4
    assert passed > QUERIES // 6
    assert parsed > passed // 2


def test_what_only_mentions_it_passes() -> None:
    writer = Writer(12, harmless=True)
    parsed = 0
    for _ in range(SAMPLE):
        text = writer.query()
        seen = guarded(text)
        assert isinstance(seen, str), (text, seen)
        parsed += reach(seen) == set()
    assert parsed > SAMPLE // 2


def test_the_engines_do_call_where_the_lexer_does_not_stand_before_them() -> None:
    """The canary is seen when it should be; otherwise the tests above would prove nothing."""
    with listening() as canary:
        with pytest.raises((OSError, RuntimeError)):
            list(pyoxigraph.Store().query("SELECT * { SERVICEe:a {?s ?p ?o} }", prefixes={"e": canary.url}))  # type: ignore[arg-type]
        assert len(canary.visits) == 1
        canary.visits.clear()


PIECES = st.sampled_from(
    [
        *"  {}()<>?:.;,'\"#\r\n\\^aéſ1e/-",
        "SERVICE",
        "service",
        "FROM",
        "'''",
        '"""',
        "\\u0053",
        "\\u00e9",
        "@en",
        "ex:a",
        "?e",
        "true",
        "{?s ?p ?o}",
    ]
)


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(st.lists(PIECES, max_size=8), st.lists(PIECES, max_size=8), st.integers(0, 60))
def test_a_torn_query_leads_nowhere_either(before: list[str], after: list[str], cut: int) -> None:
    call = "SERVICE <http://127.0.0.1:9/> {?s ?p ?o}"
    text = f"PREFIX ex: <http://x.example/> ASK {{ ?s ?p {''.join(before)} {call[:cut]}{''.join(after)}{call[cut:]} }}"
    seen = guarded(text)
    if isinstance(seen, str):
        assert not reach(seen), text
        assert not is_update(seen), text
