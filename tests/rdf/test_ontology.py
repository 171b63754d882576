"""The ontology, the shapes and the vocabulary: that they say the same, and that nothing alleged follows from them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import owlrl
import pyoxigraph
import pyshacl
import pytest
from pyshacl.entrypoints import meta_validate
from rdflib import OWL, PROV, RDF, RDFS, SH, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

from kg import resources
from kg.model.acts import ANSWERS
from kg.rdf import vocab

KG = Namespace(vocab.KG)
EX = Namespace("https://claims.example/")
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
FILES = ("rejoinder", "shapes")

HEADER = "\n".join(
    [
        "@base <https://claims.example/> .",
        *(f"@prefix {prefix}: <{iri}> ." for prefix, iri in vocab.PREFIXES.items()),
        *(f"@prefix {kind}: <{kind}/> ." for kind in ("actor", "source", "topic", "allegation", "statement")),
    ]
)

# One exchange with a record of every kind. The harbour, its ministry and its union are invented.
GOOD = """
<dataset> a void:Dataset, dcat:Dataset ; dcterms:title "The harbour" .
<topics> a skos:ConceptScheme .
topic:permits a skos:Concept ; kg:id "permits" ; rdfs:label "Permits" ; skos:prefLabel "Permits" ; skos:inScheme <topics> .

actor:north a kg:Actor, kg:State ; kg:id "north" ; rdfs:label "North" ; kg:isSide true ; owl:sameAs <http://other.example/north> .
actor:south a kg:Actor, kg:State ; kg:id "south" ; rdfs:label "South" ; kg:isSide true ; kg:sideAccuses actor:north .
actor:ministry a kg:Actor, kg:Organization ; kg:id "ministry" ; rdfs:label "Harbour Ministry" ; kg:partOf actor:north .
actor:police a kg:Actor, kg:Organization ; kg:id "police" ; rdfs:label "Harbour Police" ;
    kg:partOf actor:ministry ; kg:part <actor/police/part/ministry-1> .
<actor/police/part/ministry-1> a kg:Part ; kg:of actor:ministry ; kg:end "2004"^^<http://id.loc.gov/datatypes/edtf> .
actor:envoy a kg:Actor, kg:Person ; kg:id "envoy" ; rdfs:label "An Envoy" ; kg:role <actor/envoy/role/league-1> ;
    kg:accuses actor:ministry .
<actor/envoy/role/league-1> a kg:Role ; kg:position "Envoy" ; kg:of actor:south, actor:league ;
    kg:start "2009-03"^^<http://id.loc.gov/datatypes/edtf> .
actor:league a kg:Actor, kg:Alliance ; kg:id "league" ; rdfs:label "The League" ; kg:isSide true .
actor:court a kg:Actor, kg:Court ; kg:id "court" ; rdfs:label "High Court" ; kg:isSide true .
actor:works a kg:Actor, kg:Company ; kg:id "works" ; rdfs:label "Harbour Works" ; skos:prefLabel "Harbour Works"@en ;
    kg:isSide true ; kg:succeeds actor:yard ; kg:start "1990"^^<http://id.loc.gov/datatypes/edtf> ; skos:altLabel "Werft"@de ;
    kg:alias <actor/works/alias/de-1> .
<actor/works/alias/de-1> a kg:Alias ; kg:name "Werft"@de ; kg:end "1999"^^<http://id.loc.gov/datatypes/edtf> .
actor:yard a kg:Actor, kg:Company ; kg:id "yard" ; rdfs:label "Harbour Yard" .
<actor/dockyard> a kg:FormerAddress ; rdfs:label "Former address dockyard, now yard" ; dcterms:isReplacedBy actor:yard .
actor:warden a kg:Actor, kg:Person ; kg:id "warden" ; rdfs:label "A Warden, silent" .

source:herald a kg:Source ; kg:id "herald" ; rdfs:label "Herald" ; dcterms:title "Permits" ; dc:publisher "Herald" ;
    kg:date "2011-05-03"^^<http://id.loc.gov/datatypes/edtf> ; schema:url <https://herald.example/permits> .
source:court a kg:Source ; kg:id "court" ; rdfs:label "Court" ; dcterms:title "Judgment" ; kg:kind "court-record" .

allegation:sold a kg:Allegation ; kg:id "sold" ; rdfs:label "Permits are sold" ; kg:text "The ministry sells permits." ;
    kg:accused actor:ministry ; kg:concerns actor:warden ; kg:topic topic:permits ;
    kg:status <allegation/sold/status/dismissed-1> .
<allegation/sold/status/dismissed-1> a kg:StatusStep ; kg:step "dismissed" ; kg:source source:court ;
    kg:by actor:court ; kg:of actor:warden ; kg:finding statement:judgment ;
    kg:date "2012-05"^^<http://id.loc.gov/datatypes/edtf> .

statement:charge a kg:Statement, kg:Accusation ; kg:id "charge" ; rdfs:label "Charge" ; kg:act "accuses" ;
    kg:speaker actor:envoy ; kg:onBehalfOf actor:south ; kg:side actor:south ; kg:against actor:ministry ;
    kg:accusedSide actor:north ; kg:allegation allegation:sold ; kg:topic topic:permits ; kg:certainty "probable" ;
    kg:date "2011-05"^^<http://id.loc.gov/datatypes/edtf> ; kg:earliest "2011-05-01"^^xsd:date ;
    kg:latest "2011-05-03"^^xsd:date ; kg:answeredBy statement:denial ; kg:affirms allegation:sold ;
    kg:report <statement/charge/report/herald> .
<statement/charge/report/herald> a kg:Report ; rdfs:label "Herald on the charge" ; kg:source source:herald ;
    kg:locator "page 1" ; kg:quote "for sale"@en ; kg:via source:court, actor:ministry ; kg:firsthand false .
statement:denial a kg:Statement, kg:Answer, kg:Denial ; kg:id "denial" ; rdfs:label "Denial" ; kg:act "denies" ;
    kg:speaker actor:ministry ; kg:side actor:north ; kg:answers statement:charge ; kg:allegation allegation:sold ;
    kg:disputes allegation:sold ; kg:daysMin 0 ; kg:daysMax 3 ; kg:report <statement/denial/report/herald> .
<statement/denial/report/herald> a kg:Report ; rdfs:label "Herald on the denial" ; kg:source source:herald .
statement:judgment a kg:Statement, kg:Finding ; kg:id "judgment" ; rdfs:label "Judgment" ; kg:act "finds" ;
    kg:speaker actor:court ; kg:side actor:court ; kg:allegation allegation:sold ; kg:affirms allegation:sold ;
    kg:outcome "upheld" ; kg:report <statement/judgment/report/herald> .
<statement/judgment/report/herald> a kg:Report ; rdfs:label "Herald on the judgment" ; kg:source source:herald .
statement:appeal a kg:Statement, kg:Finding ; kg:id "appeal" ; rdfs:label "Appeal" ; kg:act "finds" ;
    kg:speaker actor:court ; kg:side actor:court ; kg:allegation allegation:sold ; kg:reviews statement:judgment ;
    kg:outcome "not-upheld" ; kg:verdict "not proven" ; kg:report <statement/appeal/report/herald> .
<statement/appeal/report/herald> a kg:Report ; rdfs:label "Herald on the appeal" ; kg:source source:herald .
statement:rumour a kg:Statement, kg:Accusation ; kg:id "rumour" ; rdfs:label "Rumour" ; kg:act "accuses" ;
    kg:speaker actor:warden ; kg:against actor:works ; kg:accusedSide actor:works ; kg:attributed true ;
    kg:attributedBy actor:envoy ; kg:report <statement/rumour/report/herald> .
<statement/rumour/report/herald> a kg:Report ; rdfs:label "Herald on the rumour" ; kg:source source:herald ; kg:via actor:envoy .
statement:hasty a kg:Statement, kg:Accusation ; kg:id "hasty" ; rdfs:label "Hasty" ; kg:act "accuses" ;
    kg:speaker actor:police ; kg:against actor:works ; kg:retractedBy statement:sorry ;
    kg:report <statement/hasty/report/herald> .
<statement/hasty/report/herald> a kg:Report ; rdfs:label "Herald on the haste" ; kg:source source:herald ; kg:translated true .
statement:sorry a kg:Statement, kg:Retraction ; kg:id "sorry" ; rdfs:label "Sorry" ; kg:act "retracts" ;
    kg:speaker actor:police ; kg:revises statement:hasty ; kg:report <statement/sorry/report/herald> .
<statement/sorry/report/herald> a kg:Report ; rdfs:label "Herald, sorry" ; kg:source source:herald .
statement:wrong a kg:WithdrawnStatement ; rdfs:label "Wrong" ; kg:withdrawnBecause "Another ministry." ;
    kg:withdrawn "2026-01-02"^^<http://id.loc.gov/datatypes/edtf> .
"""

# What other vocabularies themselves say of the terms that ours are aligned with, where it could do harm.
AXIOMS_OF_OTHERS = """
@prefix cito: <http://purl.org/spar/cito/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix org: <http://www.w3.org/ns/org#> .
prov:Activity owl:disjointWith prov:Entity .
prov:wasAssociatedWith rdfs:domain prov:Activity ; rdfs:range prov:Agent ; rdfs:subPropertyOf prov:wasInfluencedBy .
prov:wasDerivedFrom rdfs:domain prov:Entity ; rdfs:range prov:Entity ; rdfs:subPropertyOf prov:wasInfluencedBy .
prov:wasQuotedFrom rdfs:subPropertyOf prov:wasDerivedFrom .
prov:actedOnBehalfOf rdfs:domain prov:Agent ; rdfs:range prov:Agent .
org:organization a owl:FunctionalProperty ; rdfs:domain org:Membership ; rdfs:range org:Organization .
org:member a owl:FunctionalProperty ; owl:inverseOf org:hasMembership ; rdfs:range foaf:Agent .
org:hasMembership rdfs:domain foaf:Agent ; rdfs:range org:Membership .
org:Role rdfs:subClassOf skos:Concept ; owl:disjointWith org:Membership .
org:Organization rdfs:subClassOf foaf:Agent .
skos:semanticRelation rdfs:domain skos:Concept ; rdfs:range skos:Concept .
skos:broader rdfs:subPropertyOf skos:semanticRelation .
cito:repliesTo rdfs:subPropertyOf cito:cites ; owl:inverseOf cito:hasReplyFrom .
"""

BETWEEN_ACTORS = {KG.accuses, KG.sideAccuses, KG.partOf, KG.succeeds, OWL.sameAs}


@cache
def file(name: str) -> Graph:
    return Graph().parse(data=resources.text(f"ontology/{name}.ttl"), format="turtle")


def turtle(text: str) -> Graph:
    return Graph().parse(data=f"{HEADER}\n{text}", format="turtle")


def closure(*graphs: Graph) -> Graph:
    whole = Graph(store="SimpleMemory")  # a third faster than the usual one, which also knows of graphs in graphs
    for graph in graphs:
        whole += graph
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(whole)
    return whole


def errors(closed: Graph) -> list[str]:
    return [str(message) for message in closed.objects(None, ERROR)]


def terms() -> set[URIRef]:
    """The terms of our namespace that the ontology says something about; the namespace itself names the ontology."""
    return {s for s in file("rejoinder").subjects() if isinstance(s, URIRef) and s in KG and s != URIRef(KG)}


def leaks(graph: Graph) -> set[tuple[str, str, str]]:
    """The triples from an actor to another that say more than who spoke, who belongs to whom and who is who."""
    actors = set(graph.subjects(RDF.type, KG.Actor))
    found = ((s, p, o) for s, p, o in graph if s in actors and o in actors and s != o and p not in BETWEEN_ACTORS)
    return {(str(s), str(p), str(o)) for s, p, o in found}


# ---- The files ----


@pytest.mark.parametrize("name", FILES)
def test_rdflib_and_oxigraph_read_the_same_triples(name: str) -> None:
    source = resources.text(f"ontology/{name}.ttl").encode()
    ours = pyoxigraph.Dataset(pyoxigraph.parse(source, format=pyoxigraph.RdfFormat.TURTLE))
    lines = file(name).serialize(format="nt").encode()
    theirs = pyoxigraph.Dataset(pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_TRIPLES))
    for dataset in (ours, theirs):
        dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    assert len(ours) > 500
    assert set(ours) == set(theirs)


def test_every_term_of_the_code_is_defined_and_every_defined_term_is_in_the_code() -> None:
    assert {vocab.KG + name for name in vocab.TERMS} == {str(term) for term in terms()}


def test_the_constants_of_the_code_are_named_after_their_terms() -> None:
    wrong = {
        name: value
        for name, value in vars(vocab).items()
        if isinstance(value, str)
        and value.startswith(vocab.KG)
        and value != vocab.KG
        and name.removeprefix("CLASS_").replace("_", "").lower() != value.removeprefix(vocab.KG).lower()
    }
    assert wrong == {}


@pytest.mark.parametrize("property_", [RDFS.label, RDFS.comment, SKOS.example, RDFS.isDefinedBy])
def test_every_term_has_one_label_comment_example_and_definition(property_: URIRef) -> None:
    counts = {term: len(list(file("rejoinder").objects(term, property_))) for term in terms()}
    assert {term: count for term, count in counts.items() if count != 1} == {}


def test_labels_and_comments_are_english_and_comments_are_sentences() -> None:
    texts = [text for p in (RDFS.label, RDFS.comment) for term in terms() for text in file("rejoinder").objects(term, p)]
    assert all(isinstance(text, Literal) and text.language == "en" for text in texts)
    assert [c for c in file("rejoinder").objects(None, RDFS.comment) if not re.search(r"^[A-Z].*[.)]$", str(c))] == []


def test_every_example_is_turtle_that_uses_its_term() -> None:
    for term, example in file("rejoinder").subject_objects(SKOS.example):
        used = {node for triple in turtle(str(example)) for node in triple}
        assert term in used, example


def test_every_term_is_a_class_or_a_property_of_one_sort() -> None:
    sorts = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    for term in terms():
        assert len(sorts & set(file("rejoinder").objects(term, RDF.type))) == 1, term


def test_every_term_of_others_that_an_axiom_names_is_declared() -> None:
    graph = file("rejoinder")
    axioms = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.inverseOf)
    named = {o for p in axioms for o in graph.objects(None, p) if not str(o).startswith((str(RDFS), str(vocab.XSD)))}
    assert {o for o in named if (o, RDF.type, None) not in graph} == set()


# ---- The tables of the code ----


def below(class_: URIRef) -> set[str]:
    return {str(c) for c in file("rejoinder").transitive_subjects(RDFS.subClassOf, class_)} - {str(class_)}


def test_the_tables_of_types_and_acts_cover_the_classes() -> None:
    assert set(vocab.ACTOR_CLASSES.values()) == below(KG.Actor)
    assert set(vocab.ACT_CLASSES.values()) | {str(KG.Answer), str(KG.CounterAccusation)} == below(KG.Statement)
    assert {act for act, class_ in vocab.ACT_CLASSES.items() if class_ in below(KG.Answer)} == ANSWERS


def test_the_shapes_know_the_acts_and_pair_each_with_its_class() -> None:
    shapes = file("shapes")
    lists = [o for s, o in shapes.subject_objects(SH["in"]) if (s, SH.path, KG.act) in shapes]
    assert [{str(act) for act in Collection(shapes, head)} for head in lists] == [set(vocab.ACT_CLASSES)]
    pairs = {
        str(act): str(class_)
        for shape, class_ in shapes.subject_objects(SH.targetClass)
        for constraint in shapes.objects(shape, SH.property)
        for act in shapes.objects(constraint, SH.hasValue)
    }
    assert pairs == dict(vocab.ACT_CLASSES)


def test_every_term_stands_in_the_shapes() -> None:
    used = {node for triple in file("shapes") for node in triple}
    assert terms() - used == set()


# ---- What a reasoner makes of it ----


def test_the_closure_of_the_ontology_finds_no_contradiction_and_makes_no_individuals() -> None:
    closed = closure(file("rejoinder"))
    assert errors(closed) == []
    kinds = {KG[name] for name in ("Actor", "Source", "Allegation", "Statement", "Report", "WithdrawnStatement")}
    assert [s for kind in kinds for s in closed.subjects(RDF.type, kind)] == []
    assert [(s, o) for s, o in closed.subject_objects(OWL.sameAs) if s != o] == []
    assert [s for s in closed.subjects(RDFS.subClassOf, OWL.Nothing) if s != OWL.Nothing] == []


def test_the_examples_together_contradict_nothing_and_leak_nothing() -> None:
    examples = Graph()
    for example in file("rejoinder").objects(None, SKOS.example):
        examples += turtle(str(example))
    closed = closure(file("rejoinder"), examples)
    assert errors(closed) == []
    assert leaks(closed) == set()


@pytest.fixture(scope="module")
def world() -> Graph:
    """The good graph, closed under the ontology and under what the other vocabularies say of their own terms."""
    return closure(file("rejoinder"), turtle(GOOD), turtle(AXIOMS_OF_OTHERS))


def test_the_closure_of_a_graph_contradicts_nothing_and_leaks_nothing(world: Graph) -> None:
    assert errors(world) == []
    assert leaks(world) == set()


def test_the_search_for_leaks_finds_a_planted_one() -> None:
    planted = turtle(f"{GOOD} actor:ministry <https://leak.example/sellsPermitsTo> actor:police .")
    assert {p for _, p, _ in leaks(planted)} == {"https://leak.example/sellsPermitsTo"}


def test_no_record_turns_into_another_kind(world: Graph) -> None:
    given = turtle(GOOD)
    for kind in ("Actor", "Source", "Allegation", "Statement", "Accusation", "Answer", "Report", "Role", "WithdrawnStatement"):
        ours = {record for record in world.subjects(RDF.type, KG[kind]) if str(record).startswith(EX)}
        assert ours == set(given.subjects(RDF.type, KG[kind])), kind


def test_only_who_spoke_becomes_an_agent(world: Graph) -> None:
    assert set(world.subjects(RDF.type, PROV.Agent)) == {
        EX[f"actor/{who}"] for who in ("envoy", "ministry", "court", "warden", "police")
    }


def test_two_organisations_of_one_role_stay_two(world: Graph) -> None:
    assert (EX["actor/south"], OWL.sameAs, EX["actor/league"]) not in world


def test_an_accusation_leads_to_the_accused_by_speech_alone(world: Graph) -> None:
    """Whatever points at the accused says who spoke, who is part of it, or what an allegation or statement is about."""
    schema = Namespace(vocab.SCHEMA)
    said = {KG.speaker, schema.agent, PROV.wasAssociatedWith, PROV.wasInfluencedBy, KG.against, KG.accused, schema.about}
    pointing = set(world.predicates(None, EX["actor/ministry"])) - {OWL.differentFrom}
    assert pointing == said | {KG.accuses, KG.partOf, KG.of, KG.via, OWL.sameAs}


def test_a_reasoner_sees_what_cannot_be() -> None:
    bad = """
        actor:a a kg:Actor, kg:Allegation .
        actor:b a kg:State, kg:Person .
        source:c a kg:Source ; kg:speaker actor:a .
        statement:d a kg:Accusation, kg:Denial .
        statement:e a kg:WithdrawnStatement ; kg:answers statement:d .
    """
    found = "\n".join(errors(closure(file("rejoinder"), turtle(bad))))
    assert {name for name in ("actor/a", "actor/b", "source/c", "statement/d", "statement/e") if f"/{name}" not in found} == set()


# ---- The shapes ----


def messages(data: Graph) -> set[str]:
    _, report, _ = pyshacl.validate(data, shacl_graph=file("shapes"))
    assert isinstance(report, Graph)
    return {str(message) for message in report.objects(None, SH.resultMessage)}


def test_the_shapes_are_valid_shacl() -> None:
    conforms, _, text = meta_validate(file("shapes"), inference=None)  # by W3C's shapes of shapes; inference doubles the time
    assert conforms, text


def test_every_constraint_has_its_message() -> None:
    """Except the shape of dates, whose users say it each in their own words."""
    shapes = file("shapes")
    constraints = {s for s, o in shapes.subject_objects(RDF.type) if o == SH.NodeShape} | set(shapes.objects(None, SH.property))
    speaking = {SH.closed, SH["class"], SH["or"], SH["not"], SH.nodeKind, SH.path}
    silent = {s for s in constraints if speaking & set(shapes.predicates(s)) and (s, SH.message, None) not in shapes}
    assert len(constraints) > 100
    assert silent == set()


def test_a_good_graph_conforms() -> None:
    assert messages(turtle(GOOD)) == set()


def instead(old: str, new: str) -> Callable[[str], str]:
    assert GOOD.count(old) == 1, old
    return lambda good: good.replace(old, new)


def without(text: str) -> Callable[[str], str]:
    return instead(text, "")


def also(text: str) -> Callable[[str], str]:
    return lambda good: good + text


BLANK = "[] a kg:Allegation ; kg:id 'x' ; rdfs:label 'x' ; kg:text 'x' ."
SELF_MADE = "statement:wrong kg:speaker actor:north ."
ODD_SIDE = "kg:speaker actor:ministry ; kg:side actor:ministry"

BAD: dict[str, tuple[Callable[[str], str], str]] = {
    "leak": (also("actor:ministry <urn:x:bribed> actor:police ."), "What an actor did is never stated"),
    "leak in text": (also("actor:ministry <urn:x:crime> 'bribery' ."), "What an actor did is never stated"),
    "leak by type": (also("actor:ministry a <urn:x:Briber> ."), "exactly one of person, organization"),
    "edge from a rumour": (also("actor:warden kg:accuses actor:works ."), "not attributed, contested or retracted"),
    "edge from what was taken back": (also("actor:police kg:accuses actor:works ."), "not attributed, contested or retracted"),
    "edge from a finding": (also("actor:court kg:accuses actor:ministry ."), "is the speaker of a recorded accusation"),
    "side edge to a rumour": (also("actor:south kg:sideAccuses actor:works ."), "is the kg:accusedSide of a recorded"),
    "stance of a rumour": (also("statement:rumour kg:affirms allegation:sold ."), "on the word of others alone affirms and"),
    "both stances": (also("statement:charge kg:disputes allegation:sold ."), "both kg:affirms and kg:disputes"),
    "attributed by nobody": (without("kg:attributed true ;\n    "), "kg:attributedBy somebody is kg:attributed"),
    "attributed to nobody": (without("\n    kg:attributedBy actor:envoy ;"), "is kg:attributedBy somebody"),
    "untrue mark": (instead("kg:attributed true", "kg:attributed false"), "kg:attributed is true, or is not written"),
    "finding without outcome": (without('kg:outcome "upheld" ; '), "A finding has a kg:outcome"),
    "odd outcome": (instead('kg:outcome "upheld"', 'kg:outcome "guilty"'), "upheld, partly-upheld, not-upheld or rejected"),
    "outcome of a charge": (also('statement:charge kg:outcome "upheld" .'), "Only a finding has kg:outcome"),
    "verdict of a denial": (also('statement:denial kg:verdict "lies" .'), "Only a finding has kg:outcome"),
    "review of a charge": (also("statement:appeal kg:reviews statement:charge ."), "kg:reviews leads to a finding"),
    "review as answer": (also("statement:appeal kg:answers statement:judgment ."), "written instead of kg:answers"),
    "retracted by a denial": (also("statement:charge kg:retractedBy statement:denial ."), "leads to a retraction"),
    "given up by a denial": (also("statement:charge kg:givenUpBy statement:denial ."), "leads to a concession"),
    "a side that is none": (also("statement:rumour kg:side actor:yard ."), "The kg:side of a statement is an actor that is"),
    "former address of many": (also("<actor/dockyard> dcterms:isReplacedBy actor:works ."), "exactly one dcterms:isReplacedBy"),
    "former address that speaks": (also("<actor/dockyard> kg:accuses actor:works ."), "A former address has only its label"),
    "alias without time": (without('; kg:end "1999"^^<http://id.loc.gov/datatypes/edtf>'), "A dated alias has a kg:start or"),
    "two predecessors": (also("actor:works kg:succeeds actor:north ."), "kg:succeeds at most one"),
    "name without language": (instead('"Harbour Works"@en', '"Harbour Works"'), "its name with its language"),
    "translator by name": (
        also("<statement/hasty/report/herald> kg:translator 'A. T.' ."),
        "at most one kg:translator, an actor",
    ),
    "licence as text": (also('<dataset> dcterms:license "CC0" .'), "at most one dcterms:license, an IRI"),
    "status by a name": (also('<allegation/sold/status/dismissed-1> kg:by "a court" .'), "kg:by at most one body"),
    "leak by allegation": (also("allegation:sold <urn:x:culprit> actor:ministry ."), "An allegation is only described"),
    "allegation as fact": (also("allegation:sold a <urn:x:Fact> ."), "An allegation is nothing else"),
    "unfounded edge": (also("actor:north kg:accuses actor:ministry ."), "is the speaker of a recorded accusation"),
    "unfounded target": (also("actor:envoy kg:accuses actor:police ."), "a recorded accusation is kg:against"),
    "unfounded side": (also("actor:north kg:sideAccuses actor:north ."), "is the side of a recorded accusation"),
    "unfounded accused side": (also("actor:south kg:sideAccuses actor:league ."), "is the kg:accusedSide of a recorded"),
    "two types": (also("actor:north a kg:Person ."), "exactly one of person, organization"),
    "role of a state": (also("actor:north kg:role <actor/envoy/role/league-1> ."), "Only a person has roles"),
    "role without position": (without('kg:position "Envoy" ; '), "exactly one kg:position"),
    "part without dates": (without('; kg:end "2004"^^<http://id.loc.gov/datatypes/edtf>'), "a kg:start or a kg:end"),
    "blank node": (also(BLANK), "there are no blank nodes"),
    "no label": (without('rdfs:label "Denial" ; '), "exactly one rdfs:label"),
    "odd id": (instead('kg:id "denial"', 'kg:id "The Denial"'), "exactly one kg:id"),
    "no speaker": (without("kg:speaker actor:envoy ; "), "at least one kg:speaker"),
    "no act": (without('kg:act "denies" ;'), "exactly one kg:act"),
    "unknown act": (instead('kg:act "denies"', 'kg:act "refutes"'), "exactly one kg:act"),
    "act of another class": (instead('kg:act "denies"', 'kg:act "rebuts"'), 'The kg:act of a kg:Denial is "denies"'),
    "two classes of act": (also("statement:denial a kg:Rebuttal ."), "exactly one class of act"),
    "wider class left out": (without("kg:Answer, "), "A kg:Denial is a kg:Answer"),
    "counter to nothing": (also("statement:charge a kg:CounterAccusation, kg:Answer ."), "answers an accusation"),
    "no report": (without("; kg:report <statement/denial/report/herald>"), "at least one kg:report"),
    "stray report": (without("; kg:report <statement/denial/report/herald>"), "belongs to exactly one statement"),
    "no source": (
        instead('"Herald on the denial" ; kg:source source:herald .', '"Herald on the denial" .'),
        "exactly one kg:source",
    ),
    "two sources": (also("<statement/denial/report/herald> kg:source source:court ."), "exactly one kg:source"),
    "plain date": (instead('"2011-05"^^<http://id.loc.gov/datatypes/edtf>', '"2011-05"'), "at most one kg:date, an EDTF"),
    "date unknown": (instead('"2011-05"^^', '"unknown"^^'), "at most one kg:date, an EDTF"),
    "ends before it starts": (instead('"2011-05-03"^^xsd:date', '"2011-04-03"^^xsd:date'), "kg:earliest is not after"),
    "delay reversed": (instead("kg:daysMin 0", "kg:daysMin 4"), "kg:daysMin is not more than"),
    "delay of no answer": (also("statement:charge kg:daysMin 1 ."), "Only a statement that answers one has"),
    "certainty": (instead('"probable"', '"certain"'), "asserted, probable, possible or implied"),
    "side": (
        instead("kg:speaker actor:ministry ; kg:side actor:north", ODD_SIDE),
        "The kg:side of a statement is an actor that is",
    ),
    "one way only": (without("kg:answeredBy statement:denial ; "), "kg:answers read backwards"),
    "denial against": (also("statement:denial kg:against actor:south ."), "Only an accusation has kg:against"),
    "supporting denial": (also("statement:denial kg:supports statement:charge ."), "Only a corroboration"),
    "revising denial": (also("statement:denial kg:revises statement:charge ."), "Only a retraction or a correction"),
    "denial toward": (also("statement:denial kg:toward actor:south ."), "is kg:toward somebody"),
    "unknown property": (also("statement:denial <urn:x:p> 'x' ."), "A statement has only the properties"),
    "bare source": (without('dcterms:title "Judgment" ; '), "a title, a publisher or a URL"),
    "kind": (instead('"court-record"', '"book"'), "kg:kind is article"),
    "publisher by name": (also("source:court dcterms:publisher 'Court' ."), "dcterms:publisher leads to an actor"),
    "step": (instead('"dismissed"', '"guilty"'), "exactly one kg:step, from the list"),
    "step without source": (instead("; kg:source source:court ;", ";"), "A status step has exactly one kg:source"),
    "topic": (
        instead("kg:topic topic:permits ;\n    kg:status", "kg:topic actor:north ; kg:status"),
        "of an allegation is a topic",
    ),
    "topic out of scheme": (without("; skos:inScheme <topics>"), "in the data set's scheme"),
    "withdrawn but said": (also(SELF_MADE), "A withdrawn statement has only its label"),
    "withdrawn and a statement": (also("statement:wrong a kg:Statement ."), "A withdrawn statement is nothing else"),
    "answer to withdrawn": (also("statement:denial kg:mayAnswer statement:wrong ."), "Nothing refers to a withdrawn"),
    "untitled data set": (without('; dcterms:title "The harbour"'), "exactly one dcterms:title"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_graph_is_told_what_should_be_so(name: str) -> None:
    spoil, expected = BAD[name]
    found = messages(turtle(spoil(GOOD)))
    assert [message for message in found if expected in message] != [], found
