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
from effort import examples, times
from hypothesis import given, settings
from hypothesis import strategies as st
from pyparsing import ParseException
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue

from kg.sparql.answer import Failure
from kg.sparql.lexer import guarded

pytestmark = pytest.mark.slow

QUERIES = times(400, 5_200)
JUDGED = times(180, 3_000)
"""How many of them rdflib's parser must have read, at the least. It is slow, so a query holds little beside what it hides."""
SAMPLE = times(100, 300)
OUT = "<http://127.0.0.1:9/>"


class Writer:
    """Writes queries; `harmless` ones only mention what is refused."""

    def __init__(self, seed: int, *, harmless: bool) -> None:
        self.draw = random.Random(seed)  # noqa: S311 - not for secrets
        self.harmless = harmless

    def pick(self, *options: str) -> str:
        return self.draw.choice(options)

    def rarely(self, share: float) -> bool:
        return not self.harmless and self.draw.random() < share

    def gap(self) -> str:
        if self.rarely(0.12):
            return self.pick(" #c\r", "#\r\n", " # c\r'''\n", ' # c\r"""\n', "", "", "\r", " #\\u000a", "\f", "\u2028", "\u00a0")
        return self.pick(" ", "\n", "\t", "\r\n", " # SERVICE <x:y> {}\n", " #'''\n", ' #"\n', " # \\u12 FROM\n")

    def keyword(self, word: str) -> str:
        word = self.pick(word, word.lower(), word.title())
        if self.rarely(0.3):
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
        return f"{self.pick('?s', 'ex:SERVICE', ':a')}{self.gap()}{verb} {self.gap()}{self.term()}{self.pick(' .', '.')}"

    def call(self) -> str:
        where = self.pick(OUT, OUT, "ex:a", "?e", ":b", "é:c")
        return f"{self.keyword('SERVICE')}{self.gap()}{self.pick('', 'SILENT ')}{where}{self.gap()}{{ ?s ?p ?o }}"

    def group(self, depth: int) -> str:
        """A pattern in which something stands that is not a triple."""
        inner = self.pattern(depth - 1)
        return self.pick(
            f"OPTIONAL{self.gap()}{{{inner}}}",
            f"{{{inner}}}UNION{self.gap()}{{}}",
            f"FILTER NOT EXISTS {{{inner}}}",
            f"FILTER(EXISTS{{{inner}}})",
            "FILTER(?s<?o||?o>?s)" if not self.harmless else "FILTER(?s < ?o || ?o > ?s)",
            'BIND("SERVICE" AS ?from)',
            f"GRAPH ?g {{{inner}}}",
            f"MINUS{{{inner}}}",
            "VALUES ?o { 'FROM' ex:SERVICE }",
        )

    def pattern(self, depth: int) -> str:
        parts = [self.triple()] if self.draw.random() < 0.75 else []
        if depth and self.draw.random() < 0.25:
            parts.append(self.group(depth))
        self.draw.shuffle(parts)
        if self.rarely(0.12):
            parts.insert(0 if self.rarely(0.7) else len(parts), self.call())  # what comes first is evaluated, whatever matches
        return f" {self.gap()} ".join(parts)

    def query(self) -> str:
        clause = ""
        if self.rarely(0.05):
            clause = f"{self.keyword('FROM')}{self.gap()}{self.pick('', 'NAMED ')}{OUT} "
        tail = self.pick("; DROP ALL", f"; LOAD {OUT}", "; INSERT DATA {}") if self.rarely(0.05) else ""
        form = self.pick(*["ASK"] * 12, "SELECT *", "SELECT ?s", "CONSTRUCT { ?s ex:from ?o }", "SELECT (1<2 AS ?x)")
        return (
            f"{form}{self.gap()} {clause}WHERE{self.pick('', ' ')}{{ {self.pattern(self.draw.choice((1, 1, 1, 1, 3)))} }}{tail}"
        )


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


class Unguarded:
    """Oxigraph with nothing before it. Every prefix leads to `url`, and so does whatever a query names."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.prefixes = dict.fromkeys(("ex", "", "é"), f"{url}/")
        self.store = pyoxigraph.Store()
        node = pyoxigraph.NamedNode(f"{url}/SERVICE")
        for name in ("p", "a", "from"):  # so that patterns match something, and what they are joined with is evaluated too
            self.store.add(pyoxigraph.Quad(node, pyoxigraph.NamedNode(f"{url}/{name}"), node))

    def answer(self, text: str) -> None:
        """Answer the query to its end, if it is one to this engine."""
        with contextlib.suppress(SyntaxError, RuntimeError, OSError):
            found = self.store.query(text.replace(OUT, f"<{self.url}>"), prefixes=self.prefixes)
            if not isinstance(found, pyoxigraph.QueryBoolean):
                list(found)


def test_what_passes_leads_nowhere(canary: Canary) -> None:
    writer = Writer(11, harmless=False)
    reaching = refused = judged = 0
    quiet = Unguarded(canary.url)
    with listening() as loud:
        heard = Unguarded(loud.url)
        for _ in range(QUERIES):
            text = writer.query()
            seen = guarded(text)
            if isinstance(seen, Failure):
                refused += 1
                if refused <= SAMPLE:
                    reaching += bool(reach(text))
                    heard.answer(text)
                continue
            found = reach(seen)
            assert not found, text
            assert found is not None or not is_update(seen), text
            judged += found is not None
            quiet.answer(seen)
        visits = len(loud.visits)
        loud.visits.clear()
    canary.queries += QUERIES
    canary.read += judged
    assert canary.visits == []
    assert judged >= JUDGED
    # Both oracles would have told: of those that were refused many lead out by rdflib's parser, and Oxigraph does go there.
    assert reaching > SAMPLE // 4
    assert visits > SAMPLE // 60


def test_what_only_mentions_it_passes() -> None:
    writer = Writer(12, harmless=True)
    judged = 0
    for _ in range(SAMPLE):
        text = writer.query()
        seen = guarded(text)
        assert isinstance(seen, str), (text, seen)
        judged += reach(seen) == set()
    assert judged > SAMPLE * 0.9


def test_a_keyword_that_touches_a_prefix_is_a_call_to_an_engine() -> None:
    with listening() as loud:
        Unguarded(loud.url).answer("SELECT * { SERVICEex:a {?s ?p ?o} }")
        assert len(loud.visits) == 1
        loud.visits.clear()


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


@settings(max_examples=examples(400), deadline=None, derandomize=True, database=None)
@given(st.lists(PIECES, max_size=8), st.lists(PIECES, max_size=8), st.integers(0, 60))
def test_a_torn_query_leads_nowhere_either(before: list[str], after: list[str], cut: int) -> None:
    call = "SERVICE <http://127.0.0.1:9/> {?s ?p ?o}"
    text = f"PREFIX ex: <http://x.example/> ASK {{ ?s ?p {''.join(before)} {call[:cut]}{''.join(after)}{call[cut:]} }}"
    seen = guarded(text)
    if isinstance(seen, str):
        assert not reach(seen), text
        assert not is_update(seen), text
