"""Terms written in N-Triples are read as the engine itself tells their parts."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.engine import rdflib_engine
from kg.sparql.answer import Term, row, term

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.text('"\\\n\r\t\b\f\x00\x7f@^<>_: né', max_size=12)


@settings(max_examples=examples(400), deadline=None, derandomize=True, database=None)
@given(TEXT, st.sampled_from(["", "en", "de-at"]), st.sampled_from(["", "http://www.w3.org/2001/XMLSchema#date", "x:y"]))
def test_a_literal_keeps_every_part_on_both_engines(value: str, language: str, datatype: str) -> None:
    if language:
        theirs = ox.Literal(value, language=language)
        other = rdflib.Literal(value, lang=language)
        expected = Term("literal", value, "", language)
    else:
        theirs = ox.Literal(value, datatype=ox.NamedNode(datatype)) if datatype else ox.Literal(value)
        other = rdflib.Literal(value, datatype=datatype or None, normalize=False)
        expected = Term("literal", value, datatype)
    assert term(str(theirs)) == expected
    written = rdflib_engine._term(other)
    assert written is not None
    assert term(written) == expected


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<https://x.example/a>", Term("iri", "https://x.example/a")),
        ("_:b1", Term("bnode", "b1")),
        ('""', Term("literal", "")),
        ('"5"^^<http://www.w3.org/2001/XMLSchema#string>', Term("literal", "5")),
        (str(ox.Literal(5)), Term("literal", "5", "http://www.w3.org/2001/XMLSchema#integer")),
        ("<<( <x:a> <x:b> <x:c> )>>", Term("literal", "<<( <x:a> <x:b> <x:c> )>>")),
    ],
)
def test_a_term_is_read_as_what_it_is(written: str, read: Term) -> None:
    assert term(written) == read


def test_a_row_keeps_what_is_unbound() -> None:
    assert row(["<x:a>", None]) == (Term("iri", "x:a"), None)
