"""What a query asks for that can never be found is told, since its answer is merely empty."""

from __future__ import annotations

import harbour
import pytest
import rdflib
from in_process import ran
from rdflib.namespace import OWL, RDF, RDFS

from kg import resources
from kg.corpus.corpus import Corpus
from kg.rdf import vocab
from kg.sparql.misses import FEW, POINTERS, misses

ROOT = ("--root", str(harbour.CLAIMS))
FOUND = """
ASK { ?s kg:acts ?o }                       | the vocabulary has no 'kg:acts'; did you mean 'kg:act'?
ASK { ?s a kg:accusation }                  | the vocabulary has no 'kg:accusation'; did you mean 'kg:Accusation'?
ASK { ?s kg:speaker actor:polise }          | there is no 'actor:polise'; did you mean 'actor:police'?
ASK { ?s kg:speaker actor:Police }          | there is no 'actor:Police'; did you mean 'actor:police'?
ASK { ?s kg:source source:x1 }              | there is no 'source:x1'
ASK { ?s kg:speaker actor:charge }          | there is no 'actor:charge'
ASK { ?s rdfs:lable ?o }                    | no graph of ours holds 'rdfs:lable'; did you mean 'rdfs:label'?
ASK { ?s kg:act "accused" }                 | kg:act is never "accused"; did you mean "accuses"?
ASK { ?s kg:act "Denies" }                  | kg:act is never "Denies"; did you mean "denies"?
ASK { ?s kg:certainty "sure" }              | kg:certainty is never "sure" (one of asserted, probable, possible, implied)
ASK { ?s kg:speaker "Harbour Police" }      | kg:speaker is a record and no text; did you mean actor:police?
ASK { ?s kg:speaker 'somebody' }            | kg:speaker is a record and no text: actor:…
ASK { ?s kg:earliest "2011-05-03" }         | kg:earliest is not plain text: write it as "2017-04-24"^^xsd:date
ASK { ?s kg:date '2011' }                   | kg:date is not plain text: write it as "2017-04"^^<
ASK { ?s kg:quote "nonsense" }              | kg:quote carries a language where it is known: write "nonsense"@en, or
ASK { ?s kg:quote "nonsense"@EN }           | language tags are in lower case in the graph: write @en for @EN
ASK { ?s dcterms:title "News" }             | dcterms:title carries a language where it is known: write "News"@en, or
ASK { ?s kg:quote ?q FILTER(?q = "x") }     | kg:quote carries a language where it is known: compare STR(?q) with "x"
ASK { ?s dcterms:title ?t FILTER("x" = ?t) }      | dcterms:title carries a language where it is known: compare STR(?t) with "x"
ASK { ?s kg:act "denies"@en }               | kg:act carries no language: write "denies"
ASK { ?s rdfs:label "Alba"@de }             | rdfs:label carries no language: write "Alba"
ASK { ?s rdfs:label ?l FILTER(LANG(?l) = "EN") }  | language tags are in lower case in the graph: write "en" for "EN"
ASK { ?s kg:quote ?l FILTER("EN-gb" = LANG(?l)) } | language tags are in lower case in the graph: write "en-gb" for "EN-gb"
ASK { ?s kg:earliest 2011 }                 | kg:earliest is a date and no number: compare YEAR(?day) = 2011
ASK { ?s kg:earliest ?d FILTER(?d > 2011) } | ?d is a day and no number: compare YEAR(?d) with 2011
ASK { ?s kg:latest ?d FILTER(2011 <= ?d) }  | ?d is a day and no number: compare YEAR(?d) with 2011
ASK { ?s kg:latest ?d FILTER(YEAR(?d) = "2011") } | YEAR gives a number: write 2011 without quotation marks
ASK { ?s kg:says ?t FILTER("9" < STRLEN(?t)) }    | STRLEN gives a number: write 9 without quotation marks
ASK { ?s kg:earliest "2011-05-03"^^xsd:dateTime } | kg:earliest is of another type than xsd:dateTime: write it as "2017-
ASK { ?s kg:date "2011-05-03"^^xsd:date }   | kg:date is of another type than xsd:date: write it as "2017-04"^^<http
ASK { ?s kg:side true }                     | kg:side is a record and no truth value
ASK { ?s kg:speaker 7 }                     | kg:speaker is a record and no number
ASK { ?s kg:daysMin "3" }                   | kg:daysMin is not text: write it without quotation marks, as 3
ASK { ?s kg:firsthand "true" }              | kg:firsthand is not text: write it without quotation marks, as true
SELECT ?a (COUNT(?s) AS ?n) { ?s kg:act ?a } GROUP BY ?a HAVING (?n > 0)   | HAVING does not see ?n
ASK { ?s kg:latest ?d FILTER(?d < "2011-05") }    | ?d is not text: a date to compare it with is written "2011-05"^^xsd:date
ASK { ?s kg:latest ?d FILTER(?d < 2011-05-03) }   | '2011-05…' is a subtraction: a day is written "2017-04-24"^^xsd:date
ASK { ?s kg:speaker <actor:police> }        | '<actor:police>' is taken literally: write actor:police without < and >
SELECT ?x { ?s kg:act ?o }                  | ?x is selected but used nowhere else, so it has no value
ASK { ?s kg:act ?o FILTER(CONTAINS(?t, "x")) }    | ?t is tested but used nowhere else, so it has no value
ASK { GRAPH ?g { ?s kg:act ?o } }           | the data set is one graph, and is asked without GRAPH
"""
CASES = [tuple(part.strip() for part in line.split(" | ")) for line in FOUND.strip().splitlines()]


@pytest.mark.parametrize(("text", "said"), CASES, ids=[text for text, _ in CASES])
def test_what_finds_nothing_is_told(text: str, said: str) -> None:
    [found] = misses(text, harbour.corpus())
    assert found.startswith(said)


@pytest.mark.parametrize(
    "text",
    [
        "PREFIX kg: <urn:mine> ASK { ?s kg:acts 'x' ; kg:act 'y' }",
        "ASK { ?s kg:act 'accuses' ; kg:certainty 'probable' ; kg:says 'kg:acts actor:x' }",
        'ASK { ?s kg:earliest "2011-05-03"^^xsd:date ; kg:latest ?d FILTER(?d < "2011-05-03"^^xsd:date) }',
        'ASK { ?s kg:date ?d BIND(STR(?d) AS ?t) FILTER(?t > "2011-05") }',
        "SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o FILTER NOT EXISTS { ?s kg:answers ?x } } GROUP BY ?s",
        'ASK { ?s kg:quote "x"@en ; kg:says "y" ; rdfs:label "z" ; kg:date "2011"^^<http://id.loc.gov/datatypes/edtf> }',
        'ASK { ?s kg:quote ?q ; kg:latest ?d FILTER(STR(?q) = "x" && YEAR(?d) > 2011 && LANG(?q) = "en" && ?q = "x"@en) }',
        "SELECT * { ?s a owl:Class ; skos:prefLabel ?l ; dcterms:title ?t ; kg:x\\,y 1 }",
        "CONSTRUCT { ?s kg:act ?o } { ?s kg:act ?o }",
        "ASK { SERVICE <x:y> { ?s kg:acts ?o } }",
    ],
)
def test_what_can_be_found_or_is_no_query_is_not(text: str) -> None:
    expected = ("no graph of ours holds 'owl:Class'",) if "owl:Class" in text else ()
    assert misses(text, harbour.corpus()) == expected


def test_without_claims_nobody_knows_what_records_there_are() -> None:
    assert misses("ASK { actor:x kg:acts ?o }", Corpus()) == ("the vocabulary has no 'kg:acts'; did you mean 'kg:act'?",)


def test_properties_lead_where_the_ontology_says() -> None:
    ontology = rdflib.Graph().parse(data=resources.text("ontology/rejoinder.ttl"), format="turtle")

    def named(iri: str) -> rdflib.URIRef:
        return rdflib.URIRef(vocab.KG + iri)

    kinds = {"actor": "Actor", "source": "Source", "allegation": "Allegation", "statement": "Statement"}
    ranges = {rdflib.URIRef(vocab.SKOS_CONCEPT): "topic"} | {named(name): kind for kind, name in kinds.items()}
    found = {
        str(one).removeprefix(vocab.KG): kind
        for one in ontology.subjects(RDF.type, OWL.ObjectProperty)
        for range_, kind in ranges.items()
        if ontology.value(one, RDFS.range) == range_
    }
    assert found == POINTERS
    for iri, datatype in vocab.DATATYPES.items():
        assert ontology.value(rdflib.URIRef(iri), RDFS.range) == rdflib.URIRef(datatype), iri


def test_a_hundred_misspelt_ids_are_told_by_the_first_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """The nearest of all ids takes its time to find, and nobody reads a hundred lines."""
    looked = []
    monkeypatch.setattr("kg.sparql.misses.closest", lambda name, _: looked.append(name))
    found = misses(f"ASK {{ VALUES ?x {{ {' '.join(f'statement:x{n}' for n in range(100))} }} }}", harbour.corpus())
    assert len(found) == FEW + 1
    assert found[0] == "there is no 'statement:x0'"
    assert found[-1] == "and there is more in the query that can never be found"
    assert len(looked) <= FEW + 1
    (long,) = misses(f"SELECT ?{'v' * 10_000} {{}}", harbour.corpus())
    assert len(long) < 200


def test_it_is_told_beside_the_answer_and_only_if_there_is_one() -> None:
    run = ran("query", "SELECT ?s { ?s kg:acts ?o }", *ROOT)
    assert (run.exit_code, run.stdout) == (0, "s\n")
    assert run.stderr == "kg: note: the vocabulary has no 'kg:acts'; did you mean 'kg:act'?\n"
    nothing = ran("query", "SELECT ?s { ?s kg:act 'praises' ; kg:speaker actor:police }", *ROOT)
    assert (nothing.exit_code, nothing.stderr) == (0, "kg: no rows\n")
    failed = ran("query", "SELECT ?s { ?s kg:acts o }", *ROOT)
    assert len(failed.stderr.splitlines()) == 1
