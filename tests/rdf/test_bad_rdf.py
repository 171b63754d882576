"""Rows 86 to 109 of the catalogue of bad inputs: what breaks RDF, JSON-LD, SHACL or a graph library never gets that far.

Rows 62 to 85 are in `test_hostile_queries`. A row is named by its number.
"""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Final

import harbour
import networkx
import pyoxigraph
import pytest
import rdflib
from canary import Canary
from conftest import Claims
from forked import kg

from kg import resources
from kg.analysis.graph import accusations
from kg.analysis.measures import measure
from kg.diagnostic import Severity
from kg.engine import oxigraph, rdflib_engine, shapes
from kg.rdf import graph, vocab

SOURCE: Final = "sources:\n  paper:\n    title: A paper\n    {field}: {value}\n"

ADDRESSES: Final = {
    "86 an IRI with a space": '"https://x.example/a b"',
    "86 an IRI with brackets": '"https://x.example/<a>"',
    "86 an IRI with a quotation mark": "'https://x.example/\"a'",
    "86 an IRI with braces": '"https://x.example/{a}"',
    "86 an IRI with a bar": '"https://x.example/a|b"',
    "86 an IRI with a backslash": "'https://x.example/a\\b'",
    "87 an IRI with a line break": '"https://x.example/a\\nb"',
    "88 an empty IRI": '""',
    "88 a relative IRI": "article/1",
    "89 an IRI with a lone surrogate": '"https://x.example/\\ud800"',
    "90 an IRI with NUL": '"https://x.example/\\0"',
    "91 javascript:": '"javascript:alert(1)"',
    "91 an override of direction in an IRI": '"https://x.example/\\u202e"',
}


@pytest.mark.parametrize("row", ADDRESSES)
def test_an_address_that_is_no_iri_is_an_error(row: str, claims: Claims) -> None:
    found = claims(SOURCE.format(field="url", value=ADDRESSES[row]))
    assert Severity.ERROR in {d.severity for d in found.diagnostics}
    assert b"x.example" not in graph.ntriples(found.corpus)


@pytest.mark.parametrize("row", [row for row in ADDRESSES if "relative" not in row and "empty" not in row])
def test_a_base_that_is_no_iri_is_an_error(row: str, claims: Claims) -> None:
    found = claims(f"dataset:\n  title: A\n  base: {ADDRESSES[row]}\n")
    assert Severity.ERROR in {d.severity for d in found.diagnostics}
    assert b"x.example" not in graph.ntriples(found.corpus)


TEXTS: Final = {
    "92 a lone surrogate": '"a\\ud800b"',
    "93 a control character": '"a\\x01b"',
    "93 DEL": '"a\\x7fb"',
    "93 U+2028": '"a\\u2028b"',
}


@pytest.mark.parametrize("row", TEXTS)
def test_text_that_some_format_cannot_hold_is_an_error(row: str, claims: Claims) -> None:
    found = claims(SOURCE.format(field="kind", value="article").replace("A paper", TEXTS[row]))
    assert [d.severity for d in found.diagnostics] == [Severity.ERROR]


VALUES: Final = {
    "94 a language tag with a space": ("lang", '"e n"'),
    "94 a language tag with an underscore": ("lang", "en_US"),
    "94 a language tag that ends a term": ("lang", '"en> <"'),
    "95 a month that is none": ("date", "2020-13-01"),
    "95 a day that is none": ("date", "2015-02-29"),
}


@pytest.mark.parametrize("row", VALUES)
def test_a_value_that_is_none_of_its_type_is_an_error(row: str, claims: Claims) -> None:
    field, value = VALUES[row]
    found = claims(SOURCE.format(field=field, value=value))
    assert [d.severity for d in found.diagnostics] == [Severity.ERROR]


def test_row_94_language_tags_are_written_in_lower_case() -> None:
    tags = {line.rsplit(b'"@', 1)[1] for line in harbour.ntriples().splitlines() if b'"@' in line}
    assert tags
    assert all(tag == tag.lower() for tag in tags)


@pytest.mark.parametrize("value", ["maybe", "1", "tru"])
def test_row_96_a_truth_that_is_none_is_an_error(value: str, claims: Claims) -> None:
    found = claims(
        "actors:\n  a: {name: A, type: state}\nsources:\n  p: {title: P}\nstatements:\n"
        f"  s: {{act: asserts, speaker: a, date: 2020, says: x, reports: [{{source: p, firsthand: {value}}}]}}\n"
    )
    assert [d.severity for d in found.diagnostics] == [Severity.ERROR]


def test_row_97_no_number_of_ours_can_be_long() -> None:
    """The graph holds integers that were counted, and no decimals."""
    types = {line.rsplit(b"^^<", 1)[1] for line in harbour.ntriples().splitlines() if b"^^<" in line}
    assert types
    assert not [kind for kind in types if b"decimal" in kind or b"double" in kind or b"float" in kind]


SHAPE: Final = "@prefix sh: <http://www.w3.org/ns/shacl#> . <http://a.example/s> a sh:NodeShape ;"
DOCUMENTS: Final = {
    "98 a remote context": ("jsonld", '{{"@context": "{url}", "@id": "http://a.example/", "b": 1}}'),
    "98 a remote import": (
        "jsonld",
        '{{"@context": {{"@import": "{url}", "@version": 1.1}}, "@id": "http://a.example/", "b": 1}}',
    ),
    "98 a context in a file": ("jsonld", '{{"@context": "{file}", "@id": "http://a.example/", "b": 1}}'),
    "99 an external entity": ("rdf", '<!DOCTYPE r [<!ENTITY e SYSTEM "{file}">]><r>&e;</r>'),
    "99 an external document type": ("rdf", '<!DOCTYPE r SYSTEM "{url}"><r/>'),
    "100 a bomb of entities": ("rdf", '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><r>&b;</r>'),
    "101 owl:imports": ("ttl", "<http://a.example/> <http://www.w3.org/2002/07/owl#imports> <{url}> ."),
    "103 SERVICE in a rule of one's own": (
        "ttl",
        f'{SHAPE} sh:targetNode <http://a.example/> ;\nsh:sparql [ sh:select "ASK {{{{ SERVICE <{{url}}> {{{{ }}}} }}}}" ] .',
    ),
    "106 a library of JavaScript": (
        "ttl",
        f'{SHAPE} sh:js [ sh:jsLibrary [ sh:jsLibraryURL "{{url}}" ] ; sh:jsFunctionName "f" ] .',
    ),
    "107 brackets in brackets": ("ttl", "<http://a.example/> <http://a.example/p> " + "(" * 1_000 + ")" * 1_000 + " ."),
}


@pytest.mark.parametrize("row", DOCUMENTS)
def test_a_document_that_reaches_out_reaches_nothing(row: str, canary: Canary, tmp_path: Path) -> None:
    """Whatever is validated is data: nothing that it names is fetched, none of its own rules is run."""
    ending, pattern = DOCUMENTS[row]
    path = tmp_path / f"document.{ending}"
    assert canary.file is not None
    path.write_text(pattern.format(url=canary.url, file=canary.file.as_uri()), "utf-8")
    run = kg("validate", str(path))
    canary.queries += 1
    assert run.returncode == 2
    assert len(run.stderr.splitlines()) == 1
    assert canary.visits == []


def test_row_98_our_own_json_ld_has_its_context_inside() -> None:
    document = json.loads(graph.jsonld(graph.ntriples(harbour.corpus()), harbour.corpus().base))
    assert isinstance(document["@context"], dict)
    assert "@import" not in json.dumps(document["@context"])


def test_row_102_only_text_at_hand_is_validated(canary: Canary) -> None:
    """An address or a path is no graph to our checker; elsewhere it is fetched."""
    for address in (canary.url, str(canary.file)):
        with pytest.raises(ValueError, match=r"\w"):
            shapes.validate(address.encode())
    assert canary.visits == []


@pytest.mark.parametrize("word", ["103 sh:sparql", "103 sh:select", "106 sh:js", "105 sh:node "])
def test_our_shapes_run_no_code_and_do_not_recur(word: str) -> None:
    shipped = rdflib_engine.turtle(resources.text("ontology/shapes.ttl"))
    name = rdflib.URIRef(f"http://www.w3.org/ns/shacl#{word.split(':')[1].strip()}")
    leads = networkx.DiGraph((str(s), str(o)) for s, o in shipped.subject_objects(name))
    assert networkx.is_directed_acyclic_graph(leads)
    assert "105" in word or not leads


def test_row_104_no_pattern_of_our_shapes_backtracks() -> None:
    """A name made to be gone over again and again is judged in one go; otherwise this test would not end."""
    name = f"https://harbour.example/claims/source/{'a-' * 20_000}!"
    assert shapes.validate(f"<{name}> <{vocab.RDF_TYPE}> <{vocab.KG}Source> .\n".encode())


def test_row_108_no_node_is_blank() -> None:
    for text in (harbour.ntriples(), harbour.shipped_ntriples()):
        assert not any(isinstance(term, pyoxigraph.BlankNode) for quad in oxigraph.memory(text) for term in quad)


def test_row_109_a_clique_of_accusations_is_measured_at_once(claims: Claims) -> None:
    """Cycles and paths are never listed: 24 who all accuse each other have more than there are atoms on earth."""
    pairs = list(itertools.permutations(range(24), 2))
    actors = "".join(f"  a{n}: {{name: A{n}, type: state}}\n" for n in range(24))
    said = "".join(
        f"  s{a}-{b}: {{act: accuses, speaker: a{a}, against: a{b}, date: 2020, says: x, reports: [{{source: p}}]}}\n"
        for a, b in pairs
    )
    found = claims(f"actors:\n{actors}sources:\n  p: {{title: P}}\nstatements:\n{said}")
    assert found.diagnostics == []
    clique = accusations(found.corpus)
    assert (clique.number_of_nodes(), clique.number_of_edges()) == (24, len(pairs))
    assert measure(found.corpus, clique)
