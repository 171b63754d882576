"""The mistakes that people make in a query, each told in words that say what to do."""

from __future__ import annotations

import re

import harbour
import pytest
from forked import kg

from kg import query
from kg.rdf import vocab
from kg.sparql.answer import Failure
from kg.sparql.misses import misses
from kg.sparql.mistakes import mistake, plain


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "SELECT ?s WHERE {\n  ?s foo:bar ?o }",
            "line 2, column 6: the prefix 'foo:' is not declared (known without",
        ),
        ("SELECT ?s WHERE { ?s kg:act ?o", "line 1, column 17: this '{' is never closed"),
        ("SELECT ?s WHERE { ?s kg:act ?o }}", "line 1, column 33: this '}' closes nothing"),
        ("SELECT ?s WHERE { FILTER(?s }", "line 1, column 29: this '}' closes nothing"),
        ("who accused russia?", "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, and not with 'who'"),
        (
            "SELCT ?s { ?s ?p ?o }",
            "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, and not with 'SELCT'; did you mean SELECT?",
        ),
        ("who-acused-whom", "'who-acused-whom' is not a query; did you mean the one named 'who-accused-whom'?"),
        ("ASK { ?s KG:act ?o }", "line 1, column 10: the prefix 'KG:' is not declared; did you mean 'kg:'?"),
        ("ASK { ?s kg :act ?o }", "line 1, column 13: a name cannot contain a space: kg:act"),
        ("PREFIX ex <x:y> ASK { ?s ex:a ?o }", "line 1, column 26: the colon belongs to the prefix: PREFIX ex: <https://…>"),
        ("PREFIX ex: http://x.example/ ASK {}", "line 1, column 12: put an address between < and >"),
        ("ASK { ?s https://x.example/#a ?o }", "line 1, column 10: put an address between < and >"),
        ("@prefix ex: <x:y> . ASK {}", "in SPARQL a prefix is declared without '@' and without a '.' at its end"),
        (
            "ASK { ?s kg:act “denies” }",
            "line 1, column 17: '“' begins nothing in SPARQL: strings use straight quotation marks",
        ),
        ("ASK { ?s\u00a0kg:act ?o }", "line 1, column 9: 'U+00A0' begins nothing in SPARQL: a space is the plain one"),
        ("ASK { ?s kg:act ?o FILTER(?o – 3) }", "line 1, column 30: '–' begins nothing in SPARQL: the sign is -"),
        ("ASK { FILTER(?a <> ?b) }", "line 1, column 17: an IRI must be absolute ('is not' is written !=)"),
        (
            "ASK { ?s ?p <https://x.example/{x}> }",
            "line 1, column 32: an IRI ends with '>' and cannot contain '{': write %7B in its",
        ),
        (
            "ASK { ?s ?p <https://x.example/a b> }",
            "line 1, column 33: an IRI ends with '>' and cannot contain a space: write %20",
        ),
        ('ASK { ?s ?p <https://x.example/"a"> }', "line 1, column 32: an IRI ends with '>' and cannot contain '\"': write %22"),
        ("ASK { ?s ?p <ftp://x.example/a\\b> }", "line 1, column 31: an IRI ends with '>' and cannot contain '\\': write %5C"),
        ("ASK { FILTER(?a <https://x.example/^>) }", "line 1, column 36: an IRI ends with '>' and cannot contain '^': write %5E"),
        ("ASK { ?s ?p < https://x.example/ > }", "line 1, column 14: no space after the '<' of an IRI"),
        ("ASK { ?s ?p <https://x.example/ .\n ?a ?b ?c }", "line 1, column 13: this '<' begins an IRI that is never closed"),
        ("{ ?s ?p ?o }", "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, and not with '{'"),
        ("  # nothing\n", "the query is empty"),
    ],
)
def test_a_plain_mistake_has_its_place_and_a_plain_word(text: str, said: str) -> None:
    found = query.readable(text, "https://x.example/")
    assert isinstance(found, Failure)
    assert found.reason.startswith(said)


def test_brackets_and_colons_in_text_are_no_mistakes() -> None:
    text = 'PREFIX x: <y:z> SELECT ("}) a:b" AS ?x) { ?s x:p "{", <foo:bar>, kg:act } # }'
    assert mistake(text, {"kg": vocab.KG}) is None


@pytest.mark.parametrize("found", query.named().values(), ids=query.named())
def test_named_queries_hold_no_mistake_and_nothing_unknown(found: query.NamedQuery) -> None:
    assert mistake(found.text, query.prefixes("https://x.example/")) is None
    assert misses(found.text, harbour.shipped()) == ()


def test_the_name_of_a_query_is_no_query() -> None:
    run = kg("query", "by-side", "--root", str(harbour.CLAIMS))
    assert (run.returncode, run.stderr) == (2, "kg: 'by-side' is the name of a query: kg query --name by-side\n")


def test_every_term_of_the_vocabulary_is_known() -> None:
    from kg import resources

    assert set(re.findall(r"^kg:(\w+) a ", resources.text("ontology/rejoinder.ttl"), re.MULTILINE)) == vocab.TERMS


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("error at 1:42: expected [_]", "error at 1:42"),
        ("error at 1:16: expected DISTINCT", "error at 1:8"),
        ("error at 1:43: expected one of HAVING, OPTIONAL", "error at 1:37"),
        ("error at 1:4:\nexpected SELECT", "error at 1:4"),
        (
            "error at 1:75: expected one of \",\", \".\", ['%'], ['-' | '0' ..= '9'], [':']",
            'error at 1:75: expected one of ",", "."',
        ),
        ('error at 2:9: expected "{"', 'error at 2:9: expected "{"'),
        ("error at 1:55: expected one of The SELECT is wrong", "error at 1:55: expected one of The SELECT is wrong"),
        ("no\nsense", "no sense"),
    ],
)
def test_what_an_engine_says_is_put_in_one_line_at_its_place(words: str, said: str) -> None:
    assert plain(words) == said
