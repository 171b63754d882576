"""Answers in the W3C's formats: an independent reader gets back the terms that went in, whatever they hold."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from typing import Any, Final, get_args

import harbour
import pytest
import rdflib
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.query import Result

from kg import query
from kg.engine import guarded
from kg.rdf import vocab
from kg.render import results
from kg.sparql.answer import Answer, Row, Term

EDTF: Final = vocab.EDTF
SEPARATORS: Final = "\u2028 \u2029 \x85 \x7f"
HOSTILE: Final = (
    'quote " and \\ and \\" and \\n',
    "line\nfeed\rreturn\r\nboth\ttab",
    "<b>&amp;</b> ]]> <!-- -->",
    "comma, semicolon; 'apostrophe'",
    " space around ",
    "شمال \u202eright\u202c 北 🌐 é e\u0301",
    "?x <urn:x> _:b @en ^^",
    SEPARATORS,
    "=1+1",
)
ROWS: Final[tuple[Row, ...]] = (
    *((Term("literal", text), Term("literal", text, "", "en-gb"), Term("literal", text, EDTF)) for text in HOSTILE),
    (Term("iri", "https://e.example/a?b=c&d='e'#f"), None, Term("iri", "urn:x:(y)")),
    (None, None, None),
    (Term("bnode", "b1"), Term("bnode", "b1"), Term("literal", "2011-05-03", vocab.XSD_DATE)),
    (Term("literal", "7", vocab.XSD_INTEGER), Term("literal", "true", vocab.XSD_BOOLEAN), None),
    (Term("literal", ""), Term("literal", "", "", "fa"), None),
)
SELECT: Final = Answer("select", ("one", "two_2", "three"), ROWS)
FORMATS: Final = {"json": results.sparql_json, "xml": results.sparql_xml, "tsv": results.sparql_tsv, "csv": results.sparql_csv}


def parsed(text: str, form: str) -> list[tuple[Any, ...]]:
    """The rows as rdflib reads them."""
    result = Result.parse(io.BytesIO(text.encode()), format=form)
    assert result.vars is not None
    assert [str(variable) for variable in result.vars] == list(SELECT.variables)
    return [tuple(binding.get(variable) for variable in result.vars) for binding in result.bindings]


def as_rdflib(term: Term | None) -> Any:
    if term is None:
        return None
    if term.kind == "iri":
        return rdflib.URIRef(term.value)
    if term.kind == "bnode":
        return rdflib.BNode(term.value)
    return rdflib.Literal(term.value, term.language or None, term.datatype or None)


def expected(answer: Answer) -> list[tuple[Any, ...]]:
    return [tuple(map(as_rdflib, row)) for row in answer.rows]


def alike(found: list[tuple[Any, ...]], wanted: list[tuple[Any, ...]]) -> bool:
    """Whether the rows are equal, whatever the names of blank nodes."""

    def plain(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        return [tuple("blank" if isinstance(term, rdflib.BNode) else term for term in row) for row in rows]

    return plain(found) == plain(wanted)


@pytest.mark.parametrize("form", ["json", "xml", "tsv"])
def test_an_independent_reader_gets_the_terms_back(form: str) -> None:
    # rdflib's reader of TSV takes U+2028 for the end of a line; what we write of it is tested below with its reader of Turtle.
    rows = tuple(row for row in ROWS if form != "tsv" or row[0] != Term("literal", SEPARATORS))
    answer = Answer("select", SELECT.variables, rows)
    assert len(answer.rows) >= len(ROWS) - 1
    assert alike(parsed(FORMATS[form](answer), form), expected(answer))


def test_csv_holds_the_bare_values() -> None:
    header, *rows = csv.reader(io.StringIO(results.sparql_csv(SELECT), newline=""))
    assert tuple(header) == SELECT.variables
    bare = {"bnode": "_:{}", "iri": "{}", "literal": "{}"}
    assert rows == [["" if t is None else bare[t.kind].format(t.value) for t in row] for row in SELECT.rows]
    assert results.sparql_csv(SELECT).endswith("\r\n")


TEXT: Final = st.text(st.characters(codec="utf-8"), max_size=20)
LITERAL: Final = st.one_of(
    TEXT.map(lambda text: Term("literal", text)),
    st.tuples(TEXT, st.sampled_from(["en", "zh-hant"])).map(lambda both: Term("literal", both[0], "", both[1])),
    TEXT.map(lambda text: Term("literal", text, EDTF)),
)


def survives(value: str) -> str:
    """What XML 1.0 can hold of a text."""
    return "".join(
        c if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff" else "\ufffd" for c in value
    )


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(st.tuples(LITERAL, st.none() | LITERAL, LITERAL), max_size=4))
def test_any_literal_comes_back_from_json_xml_and_tsv(rows: list[tuple[Term, Term | None, Term]]) -> None:
    answer = Answer("select", SELECT.variables, tuple(rows))
    assert parsed(results.sparql_json(answer), "json") == expected(answer)
    xml = Answer("select", SELECT.variables, tuple(tuple(t and t._replace(value=survives(t.value)) for t in row) for row in rows))
    assert parsed(results.sparql_xml(answer), "xml") == expected(xml)
    read = [line.split("\t") for line in results.sparql_tsv(answer).split("\n")[1:-1]]
    assert [[as_ntriples(cell) for cell in cells] for cells in read] == [list(row) for row in expected(answer)]


def as_ntriples(cell: str) -> Any:
    """A term of Turtle, read as the object of a triple."""
    if not cell:
        return None
    return next(rdflib.Graph().parse(data=f"<urn:s> <urn:p> {cell} .", format="turtle").objects())


@pytest.mark.parametrize("truth", [True, False])
def test_a_truth_value_in_every_format(*, truth: bool) -> None:
    answer = Answer("ask", truth=truth)
    for form in ("json", "xml"):
        assert Result.parse(io.BytesIO(FORMATS[form](answer).encode()), format=form).askAnswer is truth
    word = "true" if truth else "false"
    assert results.sparql_csv(answer).split() == results.sparql_tsv(answer).split() == [word]
    assert results.table(answer, str).rows == ((truth,),)


def test_no_rows_in_every_format() -> None:
    nothing = Answer("select", SELECT.variables)
    for form, write in FORMATS.items():
        assert parsed(write(nothing), form) == []


def test_the_documents_are_well_formed_and_name_no_more_than_is_bound() -> None:
    document = json.loads(results.sparql_json(SELECT))
    assert document["head"] == {"vars": list(SELECT.variables)}
    assert [len(binding) for binding in document["results"]["bindings"]] == [
        sum(t is not None for t in row) for row in SELECT.rows
    ]
    root = ET.fromstring(results.sparql_xml(SELECT))  # noqa: S314 - our own document
    assert root.tag == "{http://www.w3.org/2005/sparql-results#}sparql"


def test_triples_are_written_in_n_triples_sorted() -> None:
    rows = tuple((Term("iri", "urn:s"), Term("iri", "urn:p"), term) for row in ROWS for term in row if term is not None)
    text = results.ntriples(Answer("graph", ("subject", "predicate", "object"), rows))
    found = rdflib.Graph().parse(data=text, format="nt")
    assert {t for t in found.objects() if not isinstance(t, rdflib.BNode)} == {
        as_rdflib(t) for _, _, t in rows if t.kind != "bnode"
    }
    assert text.split("\n") == [*sorted(text.split("\n")[:-1]), ""]


# ---- For people ----


def test_triples_come_in_one_order_whatever_the_engine() -> None:
    text = "CONSTRUCT { ?s kg:act ?act } WHERE { ?s kg:act ?act }"
    found = [query.run(harbour.ntriples(), text, harbour.BASE, guarded.Limits(), engine) for engine in get_args(guarded.Engine)]
    one, other = (results.table(answer, results.shown(harbour.corpus(), {})) for answer in found if isinstance(answer, Answer))
    assert one == other
    assert list(one.rows) == sorted(one.rows, key=repr) != []


def test_terms_are_shown_by_name_or_in_short() -> None:
    corpus = harbour.corpus()
    prefixes = query.prefixes(corpus.base)
    show = results.shown(corpus, prefixes)
    words = {
        f"{harbour.BASE}actor/ministry": "Harbour Ministry",
        f"{harbour.BASE}topic/permits": "Permits",
        f"{harbour.BASE}source/court": "“Judgment”, 2014-07-01",
        f"{harbour.BASE}statement/charge": "statement:charge",
        f"{harbour.BASE}allegation/permits-sold": "allegation:permits-sold",
        f"{harbour.BASE}actor/nobody": "actor:nobody",
        f"{harbour.BASE}actor/envoy/role/1": "actor:envoy/role/1",
        vocab.ACCUSES: "kg:accuses",
        vocab.RDFS_LABEL: "rdfs:label",
        "https://elsewhere.example/x": "https://elsewhere.example/x",
    }
    assert {iri: show(Term("iri", iri)) for iri in words} == words
    assert show(Term("literal", "actor:ministry")) == "actor:ministry"
    assert show(Term("literal", "2011", EDTF)) == "2011"
    assert show(Term("bnode", "b")) == "_:b"


def test_the_longest_prefix_that_fits_is_taken() -> None:
    assert results.curie(Term("iri", "urn:a:b:c"), {"x": "urn:a:", "y": "urn:a:b:", "z": "urn:"}) == "y:c"


def test_an_answer_of_the_engine_goes_through_every_format() -> None:
    text = "SELECT ?one ?two_2 ?three { ?one kg:quote ?two_2 . OPTIONAL { ?one kg:date ?three } } ORDER BY ?one ?two_2"
    answer = query.run(harbour.ntriples(), text, harbour.BASE, guarded.Limits())
    assert isinstance(answer, Answer)
    assert len(answer.rows) == 4
    for form in ("json", "xml", "tsv"):
        assert parsed(FORMATS[form](answer), form) == expected(answer)
