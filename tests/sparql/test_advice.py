"""What an engine could not read, told in words that say what to type; and nothing is said of what engines can read."""

from __future__ import annotations

import harbour
import pyoxigraph
import pytest
from effort import examples
from forked import kg
from hypothesis import given, settings
from hypothesis import strategies as st
from test_lexer_oracle import Writer

from kg import query
from kg.engine.guarded import Engine, Limits
from kg.sparql.advice import advice, explained
from kg.sparql.answer import Failure
from kg.sparql.lexer import guarded
from kg.sparql.misses import misses
from kg.sparql.mistakes import mistake, plain

PREFIXES = query.prefixes("https://x.example/")


def read(text: str) -> str:
    """What Oxigraph says is wrong with a query; empty where it can read it."""
    try:
        pyoxigraph.Store().query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        return plain(str(error))
    return ""


def told(text: str) -> str:
    """What we say of a query that the lexer lets through and Oxigraph cannot read."""
    seen = guarded(text)
    assert isinstance(seen, str), seen
    assert mistake(seen, PREFIXES) is None
    reason = read(seen)
    assert reason
    return explained(seen, reason, PREFIXES)


WRONG = """
SELECT s WHERE { ?s kg:act ?a }                         | 8: a variable begins with a question mark: ?s
SELECT ?s (COUNT(?o) AS n) { ?s kg:act ?o } GROUP BY ?s | 25: a variable begins with a question mark: ?n
SELECT ?s WERE { ?s kg:accuses ?o }                     | 11: SPARQL knows no word 'WERE'; did you mean WHERE?
SELECT ?s { ?s kg:act ?a ?s kg:speaker ?o }             | 26: '?s' is unexpected here; is a '.' missing before it?
SELECT ?s { ?s a kg:Denial ?s kg:to ?o }                | 28: '?s' is unexpected here; is a '.' missing before it?
SELECT ?s { ?s kg:act "denies" ?s kg:to ?o }            | 32: '?s' is unexpected here; is a '.' missing before it?
SELECT ?s { ?s kg:act "x"@en ; kg:to ?o ?s kg:to ?a }   | 41: '?s' is unexpected here; is a '.' missing before it?
SELECT ?s { FILTER(?a = 1) ?s kg:act ?a ?s kg:to ?o }   | 41: '?s' is unexpected here; is a '.' missing before it?
SELECT ?s { ?s kg:act ?a FILTER ?a = "denies" }         | 26: expected parentheses after FILTER: FILTER( … )
SELECT ?s { ?s kg:act ?a FILTER }                       | 26: expected parentheses after FILTER: FILTER( … )
SELECT ?s { ?s kg:act ?a FILTER(?a == "denies") }       | 36: one '=' is enough to compare
SELECT ?s { ?s kg:act ?a FILTER(?a = 1 AND ?s = 2) }    | 40: 'and' is written &&
SELECT ?s { ?s kg:act ?a FILTER(?a = 1 or ?s = 2) }     | 40: 'or' is written ||
SELECT ?s { ?s kg:says ?t FILTER contain(?t, "x") }     | 34: SPARQL knows no word 'contain'; did you mean CONTAINS?
SELECT (YEAR(?d) AS ?y) { ?s kg:latest ?d } GROUP BY (YEAR(?d)) | 51: what GROUP BY computes needs a name to be selected by
SELECT (YEAR(?d) AS ?y) { ?s kg:latest ?d } GROUP BY YEAR(?d) | 51: what GROUP BY computes needs a name to be selected by
SELECT ?y { ?s kg:latest ?d } GROUP BY (STR(?d))        | 37: what GROUP BY computes needs a name to be selected by
SELECT ?d { ?s kg:act ?d BIND(1 AS ?d) }                | 36: ?d has a value before BIND: give what is computed another
SELECT ?s { ?s kg:act accuses }                         | 23: an act is text, in quotation marks: "accuses"
SELECT ?s { ?s kg:speaker russia }                      | 27: 'russia' has no prefix: a variable is ?russia, a record has
SELECT ?s { ?s kg:speaker a }                           | 27: 'a' has no prefix: a variable is ?a, a record has its kind before it
SELECT ?s { ?s accuses ?o }                             | 16: a term of the vocabulary has its prefix before it: kg:accuses
SELECT ?s { ?s a Accusation }                           | 18: a term of the vocabulary has its prefix before it: kg:Accusation
SELECT ?s { ?s kg: accuses ?o }                         | 20: a name cannot contain a space: kg:accuses
ASK { ?s owl:sameAs IRI("https://x.example/(a)") }      | 21: a pattern takes no function: write the address itself, <https://x.example/(a)>
ASK { ?s owl:sameAs URI("https://x.example/{a} b") }    | 21: a pattern takes no function: write the address itself, <https://x.example/%7Ba%7D%20b>
ASK { ?s kg:speaker ?o . ?o rdfs:label LCASE(?l) }      | 40: a pattern takes no function: BIND(LCASE( … ) AS ?name) before it
DESCRIBE russia                                         | 10: 'russia' has no prefix: a variable is ?russia, a record has
"""
CASES = [tuple(part.strip() for part in line.split(" | ")) for line in WRONG.strip().splitlines()]


@pytest.mark.parametrize(("text", "said"), CASES, ids=[text for text, _ in CASES])
def test_a_mistake_is_told_with_its_place_and_what_to_type(text: str, said: str) -> None:
    assert told(text).startswith(f"line 1, column {said}")


def test_the_line_is_told_too() -> None:
    assert (
        told("SELECT ?s {\n  ?s kg:act ?a\n  ?s kg:to ?o }")
        == "line 3, column 3: '?s' is unexpected here; is a '.' missing before it?"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT ?s {\n  ?s kg:act ?a }\n ] kg:b", "this ']' closes nothing"),
        ("ASK { ?s kg:act ?a . UNION { ?s kg:to ?o } }", "line 1, column 22: 'UNION' is unexpected here"),
        ("ASK {} LIMIT 1 LIMIT 2", "line 1, column 16: 'LIMIT' is unexpected here"),
        (
            "SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }",
            "SELECT has a variable that is neither computed, as by COUNT, nor in GROUP BY",
        ),
        ("BASE", "line 1, column 5: the query ends too early"),
    ],
)
def test_where_no_mistake_is_known_the_place_is_told(text: str, said: str) -> None:
    seen = guarded(text)
    assert isinstance(seen, str)
    assert said in (mistake(seen, PREFIXES) or explained(seen, read(seen), PREFIXES))


RIGHT = """
SELECT (COUNT(*) AS ?n) { ?s ?p ?o }
SELECT ?a (COUNT(DISTINCT ?b) AS ?n) WHERE { ?a kg:accuses ?b } GROUP BY ?a HAVING (COUNT(?b) > 2) ORDER BY DESC(?n) ?a LIMIT 5
SELECT DISTINCT ?a { ?a kg:accuses/kg:accuses+ ?b . FILTER(?a != ?b && ?a = ?b || !BOUND(?a)) }
SELECT * { { SELECT ?a (MAX(?d) AS ?m) { ?a kg:earliest ?d } GROUP BY ?a ORDER BY ?a LIMIT 3 } ?s kg:speaker ?a . }
SELECT * { VALUES ?x { 1 2 "a" UNDEF kg:a } VALUES (?a ?b) { (1 2) (UNDEF "x"@en) } }
SELECT * { ?s kg:act "denies", "rebuts" ; kg:speaker ?o ; a kg:Denial ; . ?o rdfs:label "x"@en-gb, "1"^^xsd:integer }
SELECT * { ?s kg:speaker [ rdfs:label ?l ; kg:role [ kg:of ?x ] ] . [] kg:to () . (1 ?x) kg:to (2 3) }
SELECT ?s { ?s kg:act ?a FILTER(?a IN ("denies", "rebuts")) ?s kg:speaker ?o }
SELECT ?s { ?s kg:act ?a FILTER REGEX(?a, "^d", "i") FILTER NOT EXISTS { ?s kg:answers ?x } ?s kg:speaker ?y }
SELECT ?s { ?s kg:act ?a . BIND(IF(?a = "denies", 1, 2) AS ?n) BIND(COALESCE(?n, 0) AS ?m) }
CONSTRUCT { ?a kg:accuses ?b . ?b rdfs:label "x" } WHERE { ?a kg:accuses ?b OPTIONAL { ?b rdfs:label ?l } } LIMIT 3 OFFSET 1
CONSTRUCT WHERE { ?a kg:accuses ?b }
DESCRIBE actor:russia ?x WHERE { ?x a kg:State }
SELECT (GROUP_CONCAT(STR(?a); SEPARATOR=", ") AS ?all) ?b { ?a kg:accuses ?b } GROUP BY ?b
SELECT (?a AS ?b) (1 + 2 * -3 / 4 AS ?c) { ?a ?p ?o }
SELECT ?y { ?s kg:earliest ?d } GROUP BY (YEAR(?d) AS ?y) ORDER BY ?y
SELECT * { { ?a kg:accuses ?b } UNION { ?b kg:accuses ?a } MINUS { ?a a kg:State } GRAPH ?g { ?s ?p ?o } }
BASE <http://x.example/> PREFIX ex: <http://x.example/a#> SELECT * { ?s ex:p/^ex:q|!(ex:r|^a)|(ex:s)? ?o . _:b ex:p _:c }
SELECT * { ?s ?p -5 . ?s ?q +1.5e3 . ?s ?r .5 . ?s ?t true . ?s a/a false }
SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o > 1 && ?o <= 4 && ?o >= 5) FILTER(EXISTS { ?s a ?t }) FILTER xsd:boolean(?o) }
SELECT * WHERE { ?s ?p ?o } ORDER BY ASC(?s) DESC(STR(?o)) xsd:integer(?p)
SELECT * { ?s ?p ?o } VALUES ?s { actor:russia actor:nato }
select reduced ?s where { ?s a kg:Accusation optional { ?s kg:date ?d } filter(!bound(?d)) } order by ?s limit 3
SELECT * { ?s kg:says ?t FILTER(CONTAINS(LCASE(?t), "arms") && LANG(?t) = "" && STRLEN(?t) NOT IN (1, 2)) }
SELECT (NOW() AS ?now) (RAND() AS ?r) (BNODE() AS ?x) (UUID() AS ?u) { << ?a ?b ?c >> ?d ?e }
SELECT * { SELECT ?a { ?a ?p ?o } }
SELECT * { { SELECT ?a { ?a ?p ?o } GROUP BY ?a HAVING COUNT(?o) ORDER BY STR(?a) } FILTER STRSTARTS(STR(?a), "h") }
SELECT * { ?s ?p ?o { ?a ?b ?c } ?d ?e ?f }
ASK { FILTER(NOT EXISTS { ?s ?p ?o } || EXISTS { ?a ?b ?c }) }
"""


@pytest.mark.parametrize("text", [*RIGHT.strip().splitlines(), *(named.text for named in query.named().values())])
def test_nothing_is_wrong_with_what_an_engine_can_read(text: str) -> None:
    seen = guarded(text)
    assert isinstance(seen, str)
    assert read(seen) == ""
    assert advice(seen, PREFIXES) is None


def test_nothing_is_wrong_with_any_generated_query_that_an_engine_can_read() -> None:
    writer = Writer(13, harmless=True)
    prefixes = {**PREFIXES, "ex": "http://x.example/", "": "http://x.example/"}
    right = 0
    for _ in range(1_500):
        seen = guarded(writer.query())
        assert isinstance(seen, str)
        try:
            pyoxigraph.Store().query(seen, prefixes=prefixes)
        except SyntaxError:
            continue
        right += 1
        assert advice(seen, prefixes) is None, seen
    assert right > 1_000


SCRAPS = st.sampled_from(
    [
        *" {}()[]<>?$:.;,='\"#\n\\^@a-1/*|&!",
        "SELECT",
        "?s",
        "kg:act",
        "kg:",
        "AS",
        "FILTER(",
        "'''x\ny'''",
        "LIMIT",
        "2017-04",
        "<x:y>",
    ]
)


@settings(max_examples=examples(250), derandomize=True, database=None)
@given(st.lists(SCRAPS, max_size=24), st.integers(1, 4), st.integers(1, 40))
def test_whatever_is_typed_what_is_said_of_it_is_one_line(scraps: list[str], line: int, column: int) -> None:
    text = " ".join(scraps) if column % 2 else "".join(scraps)
    assert not [said for said in misses(text, harbour.corpus()) if "\n" in said]
    seen = guarded(text)
    if isinstance(seen, str):
        reason = f"error at {line}:{column}: expected OPTIONAL"
        for said in (mistake(seen, PREFIXES), explained(seen, reason, PREFIXES), explained(seen, "no (status 400)", PREFIXES)):
            assert said is None or (said and "\n" not in said)


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
def test_whichever_engine_is_asked_it_is_told(engine: Engine) -> None:
    found = query.run(harbour.ntriples(), "SELECT s { ?s kg:act ?a }", harbour.BASE, Limits(), engine)
    assert found == Failure("line 1, column 8: a variable begins with a question mark: ?s")


@pytest.mark.parametrize("reason", ["the query was stopped after 10 seconds", "the query ended with SIGSEGV", "no sense"])
def test_what_is_no_mistake_in_the_text_is_left_as_it_is(reason: str) -> None:
    assert explained("SELECT s {}", reason, PREFIXES) == reason


def test_the_command_tells_it_in_one_line() -> None:
    run = kg("query", "SELECT s { ?s kg:act ?a }", "--root", str(harbour.CLAIMS))
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "kg: line 1, column 8: a variable begins with a question mark: ?s\n"
