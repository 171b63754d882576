"""The mistakes that people make in a query, each told in words that say what to do."""

from __future__ import annotations

import re

import harbour
import pytest
from test_cli import kg

from kg import query, vocab
from kg.engine.answer import Failure
from kg.engine.misses import misses
from kg.engine.mistakes import mistake, plain


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


def test_what_is_not_there_is_told_before_an_empty_answer() -> None:
    assert misses("ASK { ?s kg:acts ?o ; kg:speaker actor:polise, source:x1 }", harbour.corpus()) == (
        "the vocabulary has no 'kg:acts'; did you mean 'kg:act'?",
        "there is no 'actor:polise'; did you mean 'actor:police'?",
        "there is no 'source:x1'",
    )
    run = kg("query", "ASK { ?s kg:acts ?o }", "--root", str(harbour.CLAIMS))
    assert (run.returncode, run.stdout) == (0, "answer\n    no\n")
    assert run.stderr == "kg: note: the vocabulary has no 'kg:acts'; did you mean 'kg:act'?\n"


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
        (
            "error at 1:75: expected one of \",\", \".\", ['%'], ['-' | '0' ..= '9'], [':']",
            'error at 1:75: expected one of ",", "."',
        ),
        ("error at 1:4:\nexpected SELECT", "error at 1:4: expected SELECT"),
    ],
)
def test_what_an_engine_says_is_put_in_one_line(words: str, said: str) -> None:
    assert plain(words) == said
