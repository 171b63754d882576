"""What the lexer refuses, what it lets through, and what it makes of the text."""

from __future__ import annotations

import pytest
from refusing import patience

from kg import query
from kg.engine.guarded import Engine, Limits
from kg.sparql import lexer
from kg.sparql.answer import Answer, Failure
from kg.sparql.lexer import DEPTH, SIZE, TOKENS, guarded, tokens


def refused(text: str) -> str:
    found = guarded(text)
    assert isinstance(found, Failure), text
    return found.reason


@pytest.mark.parametrize(
    "text",
    [
        "ASK { SERVICE <http://x.example/> { ?s ?p ?o } }",
        "ASK { sErViCe <http://x.example/> { ?s ?p ?o } }",
        "ASK { service#c\n<http://x.example/> { ?s ?p ?o } }",
        "ASK { SERVICE SILENT <http://x.example/> {} }",
        "ASK { SERVICE ?e {} BIND(<http://x.example/> AS ?e) }",
        "ASK { FILTER EXISTS { SERVICE <http://x.example/> {} } }",
        "ASK { # c\r SERVICE <http://x.example/> {}\n}",
        "PREFIX ex: <http://x.example/> ASK{SERVICEex:a{}}",  # Oxigraph ends a keyword where its letters end
        "PREFIX ex: <http://x.example/> ASK{?s ?p trueSERVICE ex:a{}}",
        "PREFIX ex: <http://x.example/> ASK{?s ?p 1SERVICE ex:a{}}",
        "PREFIX ex: <http://x.example/> ASK{?s ?p 1.SERVICE ex:a{}}",
        "PREFIX é: <http://x.example/> ASK{SERVICEé:a{}}",  # and so does rdflib before a letter beyond ASCII
        "PREFIX : <http://x.example/> ASK{SERVICE:a{}}",
        'ASK{?s ?p "x"SERVICE<http://x.example/>{}}',
        "ASK{?s ?p 'x'@en.SERVICE<http://x.example/>{}}",
        "PREFIX ex: <http://x.example/> ASK{?s ex:p?SERVICE ex:a {}}",
    ],
)
def test_service_is_refused(text: str) -> None:
    assert "SERVICE is refused: no query may ask another server" in refused(text)


@pytest.mark.parametrize("text", ["ASK{ſERVICE <http://x.example/>{}}", "ASK{SERVıCE <http://x.example/>{}}", "ASK FROſ {}"])
def test_letters_that_only_look_like_a_keyword_are_refused(text: str) -> None:
    assert "is not a SPARQL keyword" in refused(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * FROM <file:///etc/hostname> {}",
        "SELECT * from named <http://x.example/> {}",
        "ASKfrom<http://x.example/>{}",
        "ASK FROMex:a{}",
    ],
)
def test_dataset_clauses_are_refused(text: str) -> None:
    assert "FROM is refused: a query is asked of the whole graph and no other" in refused(text)


@pytest.mark.parametrize("word", sorted("INSERT DELETE LOAD CLEAR DROP CREATE ADD MOVE COPY WITH USING".split()))
def test_updates_are_refused(word: str) -> None:
    assert f"line 2, column 3: {word} is refused" in refused(f"ASK {{}} ;\n  {word.lower()} <http://x.example/>")
    assert isinstance(guarded(f"SELECT ?{word} {{ ex:{word} {word.lower()}:a '{word}' }} # {word}"), str)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT ?s { ?s ?p "SERVICE <http://x.example/> FROM DROP" }',
        "SELECT ?s { ?s ?p '''it's\nSERVICE ''' } # SERVICE FROM",
        'SELECT ?s { ?s ?p """"SERVICE" """ , "\\"SERVICE" }',
        "SELECT ?SERVICE { ex:SERVICE <http://x.example/SERVICE#FROM> ?SERVICE , $FROM }",
        "SELECT ?s { ?s ?p ?a FILTER(?a < 3 && ?a <= 2 || 1 > 2) }",
        "SELECT ?s { ?s ^ex:p/ex:q*|!(ex:r|^a) ?o . _:b ex:a\\,b%20c 1.5e3, .5, -2 }",
        "SELECT ?s { ?s ?p 'x'@en-gb, '1'^^xsd:integer }",
        "",
    ],
)
def test_what_only_mentions_them_passes_unchanged(text: str) -> None:
    assert guarded(text) == text.replace("# SERVICE FROM", " " * 14)


def test_every_named_query_passes() -> None:
    texts = [named.text for named in query.named().values()]
    assert texts
    for text in texts:
        assert isinstance(guarded(text), str)


@pytest.mark.parametrize(
    "text",
    [
        "ASK{FILTER(?a<?b)SERVICE?e#>\n{}}",
        "ASK{?s ?p <relative#SERVICE>}",
        "BASE <http://x.example/> ASK{?s ?p <a>}",
        "ASK{?s ?p <>}",
    ],
)
def test_what_may_or_may_not_be_an_iri_is_refused(text: str) -> None:
    assert "an IRI must be absolute" in refused(text)


@pytest.mark.parametrize("before", ["?a", "1", '"x"', "'x'@en", "ex:a", "true", "STR(?a)", "<http://x.example/>"])
def test_an_iri_with_brackets_is_refused_where_a_comparison_could_be(before: str) -> None:
    assert "BIND(IRI(" in refused(f"ASK{{FILTER({before}<b:c)SERVICE?e#>\n{{}}}}")


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?s ?p <http://x.example/(a)> }",
        "ASK { ?s <http://x.example/(a)> ?o }",
        "ASK { VALUES ?s { <http://x.example/(a)> } ?s ?p ?o }",
        "ASK { VALUES (?s) { (<http://x.example/(a)>) } ?s ?p ?o }",
        "ASK { ?s ?p ?o FILTER(?s = <http://x.example/(a)>) }",
        "ASK { ?s ?p ?o FILTER(?s IN (<http://x.example/(b)>, <http://x.example/(a)>)) }",
    ],
)
def test_an_iri_may_have_round_brackets(text: str, engine: Engine) -> None:
    graph = b"<http://x.example/(a)> <http://x.example/(a)> <http://x.example/(a)> .\n"
    found = query.run(graph, text, "http://x.example/", Limits(), engine)
    assert isinstance(found, Answer)
    assert found.truth


def test_comments_reach_no_engine_and_nothing_moves() -> None:
    text = "ASK # one\r { # two ''' \r\n ?s ?p ?o # three\n }"
    found = guarded(text)
    assert found == "ASK      \n {            \n ?s ?p ?o        \n }"
    assert [t.text for t in tokens(str(found)) if t.kind != "space"] == ["ASK", "{", "?s", "?p", "?o", "}"]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ('ASK { ?s ?p "caf\\u00e9" }', 'ASK { ?s ?p "café" }'),
        ("ASK { ?s ?p '\\U0001F600' }", "ASK { ?s ?p '\U0001f600' }"),
        ("SELECT ?caf\\u00e9 {}", "SELECT ?café {}"),
        ('ASK { ?s ?p "C:\\\\users" }', 'ASK { ?s ?p "C:\\\\users" }'),
        ("\ufeffASK {}", "ASK {}"),
    ],
)
def test_escapes_beyond_ascii_are_decoded(text: str, seen: str) -> None:
    assert guarded(text) == seen


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ASK { \\u0053ERVICE <http://x.example/> {} }", "'\\u0053' escapes an ASCII character"),
        ("ASK { # \\u000a SERVICE\n}", "'\\u000a' escapes an ASCII character"),
        ('ASK { ?s ?p "\\U00000022 " }', "'\\U00000022' escapes an ASCII character"),
        ('ASK { ?s ?p "\\ud800" }', "'\\ud800' is not a valid character"),
        ('ASK { ?s ?p "\\U00110000" }', "'\\U00110000' is not a valid character"),
        ('ASK { ?s ?p "\\\\u00e9" }', "differently"),
        ('ASK { ?s ?p "\ud800" }', "the query is not valid Unicode"),
        ('ASK { ?s ?p "\x00" }', "the query is not valid Unicode"),
        ('ASK { ?s ?p "\\u12" }', "this string has no end, or a backslash in it"),
        ('ASK { ?s ?p "\\x" }', "this string has no end, or a backslash in it"),
        ("ASK { ?s ?p 'a\nb' }", "this string has no end"),
        ("ASK { ?s ?p ''' SERVICE '' }", "this string has no end"),
        ("ASK { \\ }", "a backslash is allowed only in strings"),
        ("ASK {\u00a0}", "'U+00A0' begins nothing in SPARQL"),
        ("ASK {\x0b}", "'U+000B' begins nothing in SPARQL"),
        ("ASK { ` }", "'`' begins nothing in SPARQL"),
    ],
)
def test_what_engines_could_read_differently_is_refused(text: str, words: str) -> None:
    assert words in refused(text)


def test_places_count_lines_of_all_three_kinds() -> None:
    assert refused("ASK\r\n{\r  \n\tDROP }").startswith("line 4, column 2: ")


def test_size_tokens_and_depth_are_bounded() -> None:
    assert isinstance(guarded(" " * SIZE), str)
    assert refused(" " * (SIZE + 1)) == "line 1, column 1: the query has more than 65,536 characters"
    assert isinstance(guarded("! " * TOKENS), str)
    assert "more than 5,000 words and signs" in refused("! " * (TOKENS + 1))
    for left, right in ("{}", "()", "[]"):
        assert isinstance(guarded((left * DEPTH + right * DEPTH) * 3), str)
        assert "nested more than 30 deep" in refused(right * 50 + left * (DEPTH + 1))


@pytest.mark.parametrize(
    "piece", ["a", "a.", ".a.", "'", '"', '"" ', "'''", "<a", "<a:", "a:b.", "\\u", "#", ":.", "_:.", "@a-", "1e"]
)
def test_no_text_is_read_for_ever(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    size = 8 * SIZE  # the square of this would take an hour
    monkeypatch.setattr(lexer, "SIZE", size)
    with patience():
        guarded((piece * size)[:size])
        guarded('"""' + (piece * size)[: size - 4])
