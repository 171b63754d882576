"""The rule that the project stands on: what is alleged is described and never stated.

One function, `leaks`, looks at a graph; everything here is a graph it must pass, or one with a planted leak that it must not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Final

import harbour
import owlrl
import pytest
from rdflib import OWL, RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kg import resources
from kg.analysis.who import charges
from kg.analysis.who import who as pairs
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.exchange.graphs import graphs
from kg.model.acts import ACTS
from kg.rdf import graph, vocab
from kg.render import who

pytestmark = pytest.mark.slow

KG: Final = Namespace(vocab.KG)
SCHEMA: Final = Namespace(vocab.SCHEMA)
ORG: Final = Namespace("http://www.w3.org/ns/org#")
EX: Final = Namespace(harbour.BASE)

BETWEEN: Final = {KG.accuses, KG.sideAccuses, KG.partOf, KG.succeeds, OWL.sameAs}
"""All that may lead from an actor to an actor."""

FROM: Final = {
    *(KG[name] for name in "id formerId note role part alias isSide start end".split()),
    *(RDF.type, RDFS.label, URIRef(vocab.SKOS_ALT_LABEL), URIRef(vocab.SKOS_PREF_LABEL)),
}
FROM_INFERRED: Final = {ORG.hasMembership, URIRef(vocab.SKOS + "note"), URIRef(vocab.DCTERMS + "identifier")}
"""All that may lead from an actor to anything else."""

TO: Final = {
    *(
        KG[name]
        for name in (
            "speaker onBehalfOf side to against accusedSide toward accused concerns of as by via attributedBy contestedBy".split()
        )
    ),
    KG.translator,
    URIRef(vocab.DCTERMS_IS_REPLACED_BY),
    URIRef(vocab.expanded("dcterms:creator")),
    URIRef(vocab.expanded("dcterms:publisher")),
}
TO_INFERRED: Final = {SCHEMA.about, SCHEMA.agent, SCHEMA.recipient, URIRef(vocab.PROV + "wasAssociatedWith")}
"""All that may lead from anything else to an actor."""

TYPES: Final = {KG.Actor, *map(URIRef, vocab.ACTOR_CLASSES.values())}
TYPES_INFERRED: Final = {OWL.Thing, ORG.Organization, SCHEMA.Person, SCHEMA.Organization, SCHEMA.NewsMediaOrganization}

ALLEGATION: Final = {KG.Allegation, SCHEMA.Claim, URIRef("http://www.arg.dundee.ac.uk/aif#I-node"), OWL.Thing}

LABELLED: Final = (
    *(KG.Actor, KG.Role, KG.Part, KG.Alias, KG.Report, KG.Statement, KG.WithdrawnStatement, KG.StatusStep, KG.FormerAddress),
    KG.Capacity,
)
"""Whose labels stand on the edges and nodes of maps and tables."""

FIXED: Final = frozenset(
    "nobody by name somebody unnamed an allegation allegations of their its own earlier statement statements what said having so "
    "that is are be to have jointly something about of in answer after on comment a dispute with part not uphold untrue "
    "reviewing found retracted corrected given up utterance disputed".split()
)
OPENINGS: Final = {"jointly", "is", "are"}
FINDINGS: Final = {"upholds", "uphold", "does", "do", "finds", "find", "upheld", "found"}
DATES: Final = frozenset("about perhaps between and by from on some year of the".split())
"""The words of a statement's label that are neither names nor acts."""


def leaks(found: Graph, *, inferred: bool = False) -> set[str]:
    """Every way in which `found` says that somebody did what is alleged; `inferred` where a reasoner has added to it."""
    actors = set(found.subjects(RDF.type, KG.Actor))
    return {
        *_between_actors(found, actors, inferred=inferred),
        *_types(found, actors, inferred=inferred),
        *_unfounded(found),
        *_disowned(found),
        *_labels(found),
    }


def _between_actors(found: Graph, actors: set[Node], *, inferred: bool) -> Iterator[str]:
    """Triples at an actor that are not about speech or belonging."""
    leaving = FROM | {OWL.sameAs} | (FROM_INFERRED if inferred else set())
    arriving = TO | (TO_INFERRED if inferred else set())
    for s, p, o in found:
        if s in actors:
            allowed = BETWEEN if o in actors else leaving
        elif o in actors:
            allowed = arriving
        else:
            continue
        if p not in allowed:
            yield f"edge: {s} {p} {o}"


def _types(found: Graph, actors: set[Node], *, inferred: bool) -> Iterator[str]:
    """Classes of actors that say more than what kind of actor it is; content anywhere but on an allegation."""
    known = TYPES | (TYPES_INFERRED if inferred else set())
    for actor in actors:
        yield from (f"type: {actor} is a {cls}" for cls in found.objects(actor, RDF.type) if cls not in known)
    for allegation in found.subjects(RDF.type, KG.Allegation):
        others = set(found.objects(allegation, RDF.type)) - ALLEGATION
        yield from (f"type: {allegation} is a {cls}" for cls in others)
    kept = ((KG.accused, KG.Allegation), (KG.concerns, KG.Allegation), (KG.against, KG.Accusation), (KG["as"], KG.Capacity))
    for property_, cls in kept:
        yield from (f"place: {property_} of {s}" for s in found.subjects(property_) if (s, RDF.type, cls) not in found)


def _unfounded(found: Graph) -> Iterator[str]:
    """Derived edges under which lies no accusation that the one made against the other, owns up to and did not take back."""
    for edge, ours, theirs in ((KG.accuses, KG.speaker, KG.against), (KG.sideAccuses, KG.side, KG.accusedSide)):
        said = {
            (speaker, accused)
            for statement in found.subjects(RDF.type, KG.Accusation)
            if not any((statement, mark, None) in found for mark in OWNED)
            for speaker in found.objects(statement, ours)
            for accused in found.objects(statement, theirs)
        }
        yield from (f"unfounded: {s} {edge} {o}" for s, o in found.subject_objects(edge) if (s, o) not in said)


OWNED: Final = (KG.attributed, KG.contested, KG.retractedBy)
"""What says of an accusation that its alleged speaker does not, or no longer, stand by it."""


def _disowned(found: Graph) -> Iterator[str]:
    """What is held against a speaker on the word of others: stances, and marks without those who vouch for them."""
    for stance in (KG.affirms, KG.disputes):
        for statement, allegation in found.subject_objects(stance):
            if (statement, KG.attributed, None) in found:
                yield f"disowned: {statement} {stance}, which others say"
            if (statement, KG.allegation, allegation) not in found:
                yield f"disowned: {statement} {stance} what it is not about"
            if stance == KG.affirms and (statement, KG.disputes, allegation) in found:
                yield f"disowned: {statement} is on both sides"
    for statement in found.subjects(RDF.type, KG.Finding):
        said = {KG.Accusation, KG.Answer} & set(found.objects(statement, RDF.type))
        blamed = [p for p in (KG.against, KG.accusedSide, KG.answers) if (statement, p, None) in found]
        yield from (f"disowned: the finding {statement} is or has {one}" for one in (*said, *blamed))


def _labels(found: Graph) -> Iterator[str]:
    """Labels that say what is alleged: they repeat an allegation, or hold another verb than that of the act."""
    alleged = {fold(text) for text in found.objects(None, KG.text)}
    for cls in LABELLED:
        for node in found.subjects(RDF.type, cls):
            for label in found.objects(node, RDFS.label):
                if any(text in fold(label) for text in alleged) and cls != KG.Report:
                    yield f"label: {label}"
    names = {actor: list(map(str, found.objects(actor, RDFS.label))) for actor in found.subjects(RDF.type, KG.Actor)}
    for statement in found.subjects(RDF.type, KG.Statement):
        act, outcome = (str(found.value(statement, p) or "") for p in (KG.act, KG.outcome))
        speakers = [name for actor in found.objects(statement, KG.speaker) for name in names[actor]]
        tellers = [name for actor in found.objects(statement, KG.attributedBy) for name in names[actor]]
        for label in found.objects(statement, RDFS.label):
            plain = told(str(label), act, tellers) if tellers else str(label)
            plain = plain.replace(f": {outcome.replace('-', ' ')}", "", 1) if outcome else plain
            plain = plain.replace(" jointly ", " ", 1) if (statement, KG.jointly, None) in found else plain
            rest = unexplained(plain, act, tuple(speakers), names.values())
            if rest:
                yield f"label: '{rest}' in {label}"


def told(label: str, act: str, tellers: list[str]) -> str:
    """The label of a statement that others alone report, as one of a statement with the act; marked where it is no such label."""
    who = "|".join(map(re.escape, tellers))
    found = re.fullmatch(rf"(.*) (?:is|are) said by (?:(?:{who})(?:, | and )?)+ to have {ACTS[act].participle}(.*)", label)
    return f"{found[1]} {act}{found[2]}" if found else f"{label} (asserted, though others alone say it)"


def fold(text: Node) -> str:
    return str(text).casefold().rstrip(".")


def unexplained(label: str, act: str, speakers: tuple[str, ...], names: Iterable[list[str]]) -> str:
    """The words of a statement's label that are not the speakers, the act, other names, a date or one of the fixed words."""
    if not label.startswith(speakers):
        return label
    for name in sorted((name for several in names for name in several), key=lambda name: (-len(name), name)):
        label = label.replace(name, "")
    words = [word for word in re.findall(r"[^\W_]+(?:[:-][^\W_]+)*", label) if not re.fullmatch(r"[\dXZ:-]+s?", word)]
    verb, *rest = [word for word in words if word != "and"] or [""]
    forms = {act, act.removesuffix("s"), re.sub("ies$", "y", act), ACTS[act].participle.split()[0]}
    forms |= FINDINGS if act == "finds" else set()
    if verb not in forms | OPENINGS:
        return label
    return " ".join(word for word in rest if word not in FIXED | DATES | forms)


# ---- What must be free of leaks ----


@cache
def ontology() -> Graph:
    return Graph().parse(data=resources.text("ontology/rejoinder.ttl"), format="turtle")


def closure(found: Graph, axioms: Graph) -> Graph:
    """`found` with all that OWL 2 RL derives from it and `axioms`."""
    whole = Graph(store="SimpleMemory")  # a third faster than the usual one, which also knows of graphs in graphs
    whole += found
    whole += axioms
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(whole)
    return whole


def read(ntriples: bytes) -> Graph:
    return Graph().parse(data=ntriples, format="nt")


@cache
def exchange() -> Graph:
    """The smallest exchange and one charge more, for what has to be reasoned about often."""
    more = Graph().parse(data=PREFIXES + MORE, format="turtle", publicID="https://tolls.example/")
    return read((harbour.GRAPHS / "exchange" / "expected.nt").read_bytes()) + more


PREFIXES: Final = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in vocab.PREFIXES.items())
MORE: Final = """
<actor/dale> a kg:Actor, kg:Company ; kg:succeeds <actor/alba> .
<actor/court> a kg:Actor, kg:Court ; kg:partOf <actor/alba> .
<statement/found> a kg:Statement, kg:Finding ; kg:act "finds" ; kg:speaker <actor/court> ; kg:outcome "upheld" ;
    kg:allegation <allegation/tolls> ; kg:affirms <allegation/tolls> .
<statement/ended> a kg:Statement, kg:Settlement ; kg:act "settles" ; kg:speaker <actor/dale> .
<statement/told> a kg:Statement, kg:Accusation ; kg:act "accuses" ; kg:speaker <actor/dale> ; kg:attributed true ;
    kg:attributedBy <actor/court> ; kg:against <actor/borea> .
<allegation/tolls> kg:concerns <actor/alba> .
<statement/second> a kg:Statement, kg:Accusation ; kg:act "accuses" ; kg:speaker <actor/borea> ; kg:against <actor/alba> .
<actor/borea> kg:accuses <actor/alba> .
"""


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("corpus", [harbour.corpus, harbour.shipped])
def test_no_export_of_the_graph_says_that_anything_alleged_is_so(corpus: Callable[[], Corpus]) -> None:
    formats = {"nt": "nt", "ttl": "turtle", "jsonld": "json-ld"}
    for name, content in graphs(corpus()):
        found = Graph().parse(data=content, format=formats[name.partition(".")[2]])
        assert len(found) > 500
        assert leaks(found) == set()


@pytest.mark.parametrize("corpus", [harbour.corpus, harbour.shipped])
def test_the_accused_and_the_others_in_an_allegation_are_linked_by_speech_alone(corpus: Callable[[], Corpus]) -> None:
    found = {(s[1:-1], o[1:-1]): p for s, p, o in graph.triples(corpus()) if "/actor/" in s and "/actor/" in o}
    base = corpus().base
    count = 0
    for allegation in corpus().allegations.values():
        for one in (*allegation.accused, *allegation.concerns):
            for other in (*allegation.accused, *allegation.concerns):
                link = found.get((f"{base}actor/{one}", f"{base}actor/{other}"))
                assert link is None or URIRef(link) in BETWEEN
                count += one != other
    assert count > 0


def test_nothing_alleged_follows_by_owl_rl_from_the_ontology_and_the_harbour() -> None:
    closed = closure(read(harbour.ntriples()), ontology())
    assert len(closed) > 3000
    assert (EX["actor/ministry"], KG.accuses, EX["actor/envoy"]) in closed
    assert leaks(closed, inferred=True) == set()


def test_nothing_alleged_follows_by_owl_rl_from_the_ontology_and_the_shipped_claims() -> None:
    """Without literals, of which the ontology makes no use that could link two actors: no keys and no values."""
    assert set(ontology().subjects(OWL.hasKey)) | set(ontology().subjects(OWL.hasValue)) == set()
    bare = Graph()
    for triple in read(harbour.shipped_ntriples()) + ontology():
        if not isinstance(triple[2], Literal):
            bare.add(triple)
    closed = closure(bare, Graph())
    assert len(closed) > len(bare) > 3000
    assert leaks(closed, inferred=True) == set()


def test_every_statement_is_labelled_by_its_act_and_never_with_the_allegation() -> None:
    for corpus in (harbour.corpus(), harbour.shipped()):
        texts = [allegation.text.casefold().rstrip(".") for allegation in corpus.allegations.values()]
        iris = {f"<{corpus.base}statement/{id_}>" for id_ in corpus.statements}
        labels = [o for s, p, o in graph.triples(corpus) if p == vocab.RDFS_LABEL and s in iris]
        assert len(labels) == len(corpus.statements)
        assert [label for label in labels if any(text in label.casefold() for text in texts)] == []


def test_the_table_of_who_accused_whom_names_acts_and_nothing_alleged() -> None:
    corpus = harbour.shipped()
    table = who.table(corpus, pairs(corpus, "actor", Filter()), charges(corpus, Filter()))
    texts = [allegation.text.casefold().rstrip(".") for allegation in corpus.allegations.values()]
    cells = [str(cell).casefold() for row in table.rows for cell in row]
    assert len(cells) > 300
    assert [cell for cell in cells if any(text in cell for text in texts)] == []
    answers = {word for row in table.rows for word in re.findall(r"[a-z]+", str(row[-1]))}
    assert answers <= {*ACTS, "perhaps", "retracted"}


# ---- What must be caught ----

PLANTED: Final[dict[str, tuple[str | tuple[str, ...], str]]] = {
    "deed": ("edge", f"<{EX}actor/ministry> <{vocab.KG}sellsPermitsTo> <{EX}actor/dockers> ."),
    "deed in another vocabulary": ("edge", f"<{EX}actor/ministry> <https://schema.org/sponsor> <{EX}actor/dockers> ."),
    "deed to oneself": ("edge", f"<{EX}actor/ministry> <urn:x:bribes> <{EX}actor/ministry> ."),
    "deed as text": ("edge", f'<{EX}actor/ministry> <urn:x:crime> "bribery" .'),
    "deed of an allegation": ("edge", f"<{EX}allegation/permits-sold> <{RDF.subject}> <{EX}actor/ministry> ."),
    "capacity of an actor": ("edge", f"<{EX}actor/ministry> <{KG.capacity}> <{EX}allegation/works-dump/capacity/minister> ."),
    "capacity without a charge": ("place", f"<{EX}actor/minister/role/ministry> <{KG['as']}> <{EX}actor/ministry> ."),
    "capacity as a deed": (("edge", "place"), f"<{EX}actor/minister> <{KG['as']}> <{EX}actor/ministry> ."),
    "deed as type": ("type", f"<{EX}actor/ministry> <{RDF.type}> <urn:x:Briber> ."),
    "allegation as fact": ("type", f"<{EX}allegation/permits-sold> <{RDF.type}> <urn:x:Fact> ."),
    "accused by nobody": ("unfounded", f"<{EX}actor/league> <{KG.accuses}> <{EX}actor/dockers> ."),
    "side accused by nobody": ("unfounded", f"<{EX}actor/league> <{KG.sideAccuses}> <{EX}actor/north> ."),
    "accused by a withdrawn statement": ("unfounded", f"<{EX}actor/bystander> <{KG.accuses}> <{EX}actor/envoy> ."),
    "accused by what its speaker took back": ("unfounded", f"<{EX}actor/envoy> <{KG.accuses}> <{EX}actor/ministry> ."),
    "accused on the word of others": ("unfounded", f"<{EX}actor/professor> <{KG.accuses}> <{EX}actor/board> ."),
    "side accused on the word of others": ("unfounded", f"<{EX}actor/league> <{KG.sideAccuses}> <{EX}actor/board> ."),
    "accused in words that are denied": ("unfounded", f"<{EX}actor/works> <{KG.accuses}> <{EX}actor/militia> ."),
    "accused by a finding": ("unfounded", f"<{EX}actor/high-court> <{KG.accuses}> <{EX}actor/works> ."),
    "finding as accusation": ("disowned", f"<{EX}statement/judgment> <{RDF.type}> <{KG.Accusation}> ."),
    "finding against somebody": (("disowned", "place"), f"<{EX}statement/judgment> <{KG.against}> <{EX}actor/works> ."),
    "finding as answer": ("disowned", f"<{EX}statement/judgment> <{RDF.type}> <{KG.Answer}> ."),
    "stance on the word of others": (
        "disowned",
        f"<{EX}statement/through-denial> <{KG.affirms}> <{EX}allegation/harbour-rotten> .",
    ),
    "stance on both sides": ("disowned", f"<{EX}statement/denial> <{KG.affirms}> <{EX}allegation/permits-sold> ."),
    "stance on another allegation": ("disowned", f"<{EX}statement/denial> <{KG.disputes}> <{EX}allegation/envoy-spies> ."),
    "outcome as class of an actor": ("type", f"<{EX}actor/works> <{RDF.type}> <urn:x:Convict> ."),
    "outcome on an actor": ("edge", f'<{EX}actor/works> <{KG.outcome}> "upheld" .'),
    "verdict on an actor": ("edge", f'<{EX}actor/works> <{KG.verdict}> "guilty" .'),
    "step that leads from the court": ("edge", f"<{EX}actor/high-court> <{KG.finding}> <{EX}actor/works> ."),
    "settlement as deed": ("edge", f"<{EX}actor/works> <urn:x:paidOff> <{EX}actor/board> ."),
    "label that others alone can give": (
        "label",
        f'<{EX}statement/overheard> <{RDFS.label}> "P. Professor accuses River Board, 2012-02" .',
    ),
    "label of what others say, with a deed": (
        "label",
        f'<{EX}statement/overheard> <{RDFS.label}> "P. Professor is said by Ann Envoy to have bribed River Board" .',
    ),
    "label by another teller": (
        "label",
        f'<{EX}statement/overheard> <{RDFS.label}> "P. Professor is said by North to have accused River Board" .',
    ),
    "label of a finding": ("label", f'<{EX}statement/judgment> <{RDFS.label}> "High Court finds Harbour Works dumped waste" .'),
    "label of a step": (
        "label",
        f'<{EX}allegation/works-dump/status/convicted-2b473ba5> <{RDFS.label}> "convicted: the works dump waste" .',
    ),
    "label of a former address": ("label", f'<{EX}actor/harbour-office> <{RDFS.label}> "The ministry sells permits" .'),
    "content on a statement": ("place", f"<{EX}statement/charge> <{KG.accused}> <{EX}actor/ministry> ."),
    "blame by a denial": ("place", f"<{EX}statement/denial> <{KG.against}> <{EX}actor/envoy> ."),
    "label with the allegation": (
        "label",
        f'<{EX}statement/charge> <{RDFS.label}> "Ann Envoy accuses: the ministry sells permits" .',
    ),
    "label with another verb": (
        "label",
        f'<{EX}statement/charge> <{RDFS.label}> "Ann Envoy bribes Harbour Ministry, 2011-05-01" .',
    ),
    "label with one verb more": ("label", f'<{EX}statement/charge> <{RDFS.label}> "Ann Envoy accuses North who bribes South" .'),
    "label by the accused": ("label", f'<{EX}statement/charge> <{RDFS.label}> "Harbour Ministry accuses Ann Envoy" .'),
    "label of an actor": ("label", f'<{EX}actor/ministry> <{RDFS.label}> "The ministry sells permits" .'),
    "label of a role": ("label", f'<{EX}actor/envoy/role/league-92dd0c14> <{RDFS.label}> "Envoy; the ministry sells permits" .'),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_leak_is_caught(name: str) -> None:
    kind, triple = PLANTED[name]
    found = leaks(read(harbour.ntriples() + triple.encode()))
    assert {leak.partition(":")[0] for leak in found} == ({kind} if isinstance(kind, str) else {*kind}), found


AXIOMS: Final = {
    "chain": "kg:accusedOf owl:inverseOf kg:accused . kg:harms owl:propertyChainAxiom ( kg:accusedOf kg:concerns ) .",
    "chain to the edge": "kg:in owl:inverseOf kg:concerns . kg:accuses owl:propertyChainAxiom ( kg:in kg:accused ) .",
    "super-property of the edge": "kg:accuses rdfs:subPropertyOf <urn:x:harms> .",
    "class of the accused": "kg:accused rdfs:range <urn:x:Culprit> .",
    "class of those blamed": "kg:against rdfs:range <urn:x:Culprit> .",
    "allegation as accusation": "kg:text rdfs:domain kg:Accusation . kg:accused rdfs:subPropertyOf kg:against .",
    "inverse of the content": "kg:didWhatIsSaid owl:inverseOf kg:accused .",
    "transitive edge": "kg:accuses a owl:TransitiveProperty .",
    "symmetric edge": "kg:accuses a owl:SymmetricProperty .",
    "affirming as accusing": "kg:affirms rdfs:domain kg:Accusation .",
    "what is affirmed is so": "kg:affirms rdfs:range <urn:x:Fact> .",
    "to affirm is to dispute": "kg:affirms rdfs:subPropertyOf kg:disputes .",
    "chain from a finding": "kg:found owl:propertyChainAxiom ( kg:speaker kg:partOf ) . kg:harms owl:inverseOf kg:succeeds .",
    "chain of a finding to an edge": (
        "kg:spoke owl:inverseOf kg:speaker . kg:accuses owl:propertyChainAxiom ( kg:spoke kg:about ) . "
        "kg:about owl:propertyChainAxiom ( kg:affirms kg:accused ) ."
    ),
    "successor does what it continues": "kg:succeeds rdfs:subPropertyOf kg:accuses .",
    "finding as accusation": "kg:Finding rdfs:subClassOf kg:Accusation .",
    "who is attributed to holds it": "kg:attributedBy rdfs:range <urn:x:Culprit> .",
    "verdict on a class": "kg:Company rdfs:subClassOf <urn:x:Culprit> .",
    "settling admits": "kg:Settlement rdfs:subClassOf kg:Accusation . kg:settled owl:inverseOf kg:speaker .",
}


@pytest.mark.parametrize("name", AXIOMS)
def test_a_leak_by_an_axiom_is_caught_in_the_closure(name: str) -> None:
    axioms = Graph().parse(data=PREFIXES + AXIOMS[name], format="turtle")
    assert leaks(exchange()) == set()
    assert leaks(closure(exchange(), axioms), inferred=True) != set()


def test_the_small_exchange_is_closed_without_a_leak() -> None:
    assert leaks(closure(exchange(), ontology()), inferred=True) == set()
